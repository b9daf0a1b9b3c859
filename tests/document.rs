//! The vendored document is the published one: an edit by hand is noticed.
//!
//! After an update: `UPDATE_PIN=1 cargo test --test document`.

use std::{env, fmt::Write as _, fs, path::Path};

use sha2::{Digest as _, Sha256};

#[test]
fn the_document_is_the_pinned_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read(root.join("openapi.yaml")).unwrap();
    let digest = Sha256::digest(&document);
    let found = digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let pin = root.join("tests/openapi.yaml.sha256");
    if env::var_os("UPDATE_PIN").is_some() {
        fs::write(&pin, format!("{found}\n")).unwrap();
    }
    let pinned = fs::read_to_string(&pin).unwrap();
    assert_eq!(found, pinned.trim(), "openapi.yaml was edited; see the top of this test for an update that is meant");
}
