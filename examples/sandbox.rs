//! The sandbox as a program, for tests in other languages: prints its URL and its key, and runs until standard input
//! ends.
//!
//! `cargo run --example sandbox --features mock`

use std::io;

use aigenstudio::mock::Sandbox;

fn main() -> io::Result<()> {
    let sandbox = Sandbox::start();
    println!("{} {}", sandbox.base_url(), sandbox.api_key());
    io::copy(&mut io::stdin().lock(), &mut io::sink())?;
    Ok(())
}
