//! How much is read.

use std::fs;

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
    folder.write("one.yaml", "{type: string}\n");
    for index in 1..=10_000 {
        fs::hard_link(folder.0.join("one.yaml"), folder.0.join(format!("sub/deep/{index}.yaml"))).unwrap();
    }
    folder.write("sub/openapi.yaml", &document("all.yaml"));
    let generate = |most: usize| {
        // Where no schema stands: it is files that are counted.
        let references: Vec<_> = (1..=most).map(|index| format!("{{$ref: deep/{index}.yaml}}")).collect();
        folder.write("sub/all.yaml", &format!("{{type: string, others: [{}]}}\n", references.join(", ")));
        Builder::new(folder.0.join("sub/openapi.yaml")).report()
    };
    let report = generate(9_999);
    assert!(report.code.is_some(), "{:?}", report.diagnostics);
    assert_eq!(report.files.len(), 10_001);
    // What is not there would be looked for as well.
    for most in [10_000, 20_000] {
        let report = generate(most);
        assert_eq!(report.diagnostics.len(), 1, "{:?}", report.diagnostics);
        let want = "expected references to at most 10000 files but found one more";
        assert_eq!(report.diagnostics[0].message(), want);
    }
}
