//! Feeds the generator with documents that nobody should have to read: every one has to end in code or in diagnostics.
//!
//! ```text
//! cargo run --release -p openapi-build --example mutate -- DIR [COUNT] [SEED]
//! cargo run --release -p openapi-build --example mutate -- --hostile COUNT [--seed S] [--large] [--only I] [--keep DIR]
//! ```
//!
//! The first breaks the documents of a folder at random and prints what panicked or took long, with the seed that repeats
//! it, and totals. Status 1 where anything panicked.
//!
//! The second builds documents that mean harm, generates from each in a process of its own limits, looks through what
//! comes out, and prints what it finds, with the index that repeats it, and totals. `--keep` writes the documents that
//! something was found with, and with `--large` all are, up to 10 MB. Status 1 where anything was found.

#[path = "../harness/process.rs"]
mod process;

mod broken;
mod hostile;
mod paginated;
mod random;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use hostile::Seed;

const USAGE: &str =
    "usage: mutate DIR [COUNT] [SEED]\n       mutate --hostile COUNT [--seed S] [--large] [--only I] [--keep DIR]";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let passed = match arguments.first().map(String::as_str) {
        None => None,
        Some("--child") => hostile::child(&arguments[1..]).map(|()| true),
        Some("--write") => hostile::write(&arguments[1..]).map(|()| true),
        Some(option) if option.starts_with("--") => options(&arguments)
            .and_then(|options| hostile::run_all(&options).map_err(|error| eprintln!("{error}")).ok()),
        Some(folder) => {
            let number = |at: usize, default| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
            Some(broken::run_all(Path::new(folder), number(1, 1000), number(2, 1)))
        }
    };
    match passed {
        Some(true) => ExitCode::SUCCESS,
        Some(false) => ExitCode::FAILURE,
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn options(arguments: &[String]) -> Option<hostile::Options> {
    let mut options = hostile::Options { count: 0, seed: Seed { number: 1, is_large: false }, only: None, keep: None };
    let mut rest = arguments.iter();
    while let Some(name) = rest.next() {
        if name == "--large" {
            options.seed.is_large = true;
            continue;
        }
        let value = rest.next()?;
        match name.as_str() {
            "--hostile" => options.count = value.parse().ok()?,
            "--seed" => options.seed.number = value.parse().ok()?,
            "--only" => options.only = Some(value.parse().ok()?),
            "--keep" => options.keep = Some(PathBuf::from(value)),
            _ => return None,
        }
    }
    (options.count > 0).then_some(options)
}
