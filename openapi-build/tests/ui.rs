//! Bad documents and their exact messages: `tests/ui/NAME.yaml` with `tests/ui/NAME.txt`.
//!
//! `UPDATE_EXPECT=1 cargo test -p openapi-build --test ui` writes the messages anew.

use std::{env, fs, path::Path};

use openapi_build::Builder;

#[test]
fn bad_documents_are_refused_with_place_and_hint() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let mut checked = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let document = entry.unwrap().path();
        if document.extension().is_none_or(|extension| extension == "txt") {
            continue;
        }
        let errors = Builder::new(&document).generate().expect_err(&document.display().to_string());
        let got = errors.to_string().replace(&document.display().to_string(), "api.yaml") + "\n";
        let expected = document.with_extension("txt");
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&expected, &got).unwrap();
        }
        let want = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(got, want, "{}", document.display());
        checked += 1;
    }
    assert!(checked >= 10, "only {checked} documents checked");
}
