//! The generated client, formatted, as it is checked in: what a new document or generator changes shows as a diff.
//!
//! `UPDATE_EXPECT=1 cargo test --test golden` writes it anew.

use std::{env, fs, path::Path};

#[test]
fn the_generated_client_is_the_one_checked_in() {
    let generated = include_str!(concat!(env!("OUT_DIR"), "/client.rs"));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/client.rs");
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&golden, generated).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap();
    let different = generated.lines().zip(expected.lines()).position(|(new, old)| new != old);
    let line = different.unwrap_or_else(|| generated.lines().count().min(expected.lines().count()));
    assert!(
        generated == expected,
        "the generated client differs from tests/golden/client.rs at line {}; if that is meant, write it anew",
        line + 1
    );
}
