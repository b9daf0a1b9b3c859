//! Documents of several files.

use std::path::{Path, PathBuf};

use openapi_build::Builder;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

#[test]
fn references_lead_into_files_and_back() {
    let report = Builder::new(fixture("api.yaml")).report();
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    let code = report.code.unwrap();
    for part in ["pub fn get_job(&self)", "pub enum Status", "pub status: Status", "pub next: Option<Next>"] {
        assert!(code.contains(part), "no `{part}` in\n{code}");
    }
    let mut files: Vec<_> = report.files.iter().filter_map(|file| file.file_name()?.to_str()).collect();
    files.sort_unstable();
    assert_eq!(files, ["api.yaml", "parameters.yaml", "paths.yaml", "schemas.json"], "the files that cargo watches");
}

#[test]
fn files_elsewhere_are_not_read() {
    let errors = Builder::new(fixture("outside.yaml")).generate().unwrap_err().to_string();
    for part in [
        ":12:15: paths/~1a/get/responses/200/content/application~1json/schema: expected a file in the document's folder but found `../ui.rs`",
        ":17:9: paths/~1b/get/responses/200: expected a reference into a file but found the address `https://example.com/responses.yaml`",
        ":22:9: paths/~1c/get/responses/200: `nowhere.yaml`: expected a readable file but found: ",
    ] {
        assert!(errors.contains(part), "no `{part}` in\n{errors}");
    }
}
