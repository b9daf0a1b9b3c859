//! How much is read.

use openapi_build::Builder;

use super::support::{CANARY, Folder, document, documents};

const LIMIT: u64 = 64 << 20;

#[test]
fn what_is_too_large_is_not_read() {
    let folder = Folder::new("large");
    let want = "expected at most 67108864 bytes in a document with all its files but found more";
    folder.sparse("sub/large.yaml", LIMIT + 1);
    folder.sparse("sub/endless.yaml", 1 << 40);
    for reference in ["large.yaml", "endless.yaml"] {
        folder.write("sub/openapi.yaml", &document(reference));
        let run = folder.run(&["check", "openapi.yaml"]);
        assert!(run.err.contains(&format!("`{reference}`: {want}")), "{reference}: {}", run.err);
        let run = folder.run(&["check", reference]);
        assert!(run.err.contains(&format!("{reference}: {want}")), "{reference}: {}", run.err);
    }
}

#[test]
fn all_files_together_have_one_limit() {
    let folder = Folder::new("together");
    // Broken, and read all the same.
    folder.sparse("sub/a.yaml", LIMIT / 2);
    folder.sparse("sub/b.yaml", LIMIT / 2);
    folder.write("sub/c.yaml", CANARY);
    folder.write("sub/openapi.yaml", &documents(&["a.yaml", "b.yaml", "c.yaml"]));
    let run = folder.run(&["check", "openapi.yaml"]);
    assert!(run.err.contains("`b.yaml`: expected at most 67108864 bytes in a document with all"), "{}", run.err);
    assert!(!run.err.contains("`c.yaml`"), "{}", run.err);
}

#[test]
fn there_is_a_most_of_files() {
    let folder = Folder::new("many");
    // Each file refers to the next, where no schema stands.
    for index in 0..=10_000 {
        let next = index + 1;
        folder.write(&format!("sub/deep/{index}.yaml"), &format!("{{type: string, next: {{$ref: {next}.yaml}}}}\n"));
    }
    let generate = || {
        folder.write("sub/openapi.yaml", &document("deep/0.yaml"));
        Builder::new(folder.0.join("sub/openapi.yaml")).report()
    };
    let report = generate();
    assert_eq!(report.diagnostics.len(), 1, "{:?}", report.diagnostics);
    let want = "`10000.yaml`: expected at most 10000 files but found one more";
    assert_eq!(report.diagnostics[0].message(), want);
    folder.write("sub/deep/9999.yaml", "{type: string}\n");
    let report = generate();
    assert!(report.code.is_some(), "{:?}", report.diagnostics);
    assert_eq!(report.files.len(), 10_001);
}
