//! The vendored document is replaced by what is published, or nothing is written at all.

#[cfg(feature = "fetch")]
mod fetch;
mod pages;
mod support;
#[cfg(unix)]
mod writes;

use support::{Folder, OLD, page};

/// `OLD` with one property more.
fn grown() -> String {
    OLD.replace("        id: {type: string}\n", "        id: {type: string}\n        size: {type: integer}\n")
}

const GROWN: &str = "compatible  Job: field `size: Option<i64>` added\n";

#[test]
fn a_page_replaces_document_and_pin() {
    let folder = Folder::new("replaces");
    folder.write("page.md", &page(&grown()));
    folder.write("tests/openapi.yaml.sha256", "old\n");
    let run = folder.update(&["--from", "page.md"]);
    assert_eq!((run.status, run.out.as_str()), (0, GROWN), "{}", run.err);
    assert!(run.err.contains("next version: minor"), "{}", run.err);
    assert_eq!(folder.read("openapi.yaml"), grown());
    assert_eq!(folder.read("tests/openapi.yaml.sha256"), folder.digest("openapi.yaml"));
}

#[test]
fn the_pin_is_written_where_it_is_or_is_asked_for() {
    let folder = Folder::new("pin");
    folder.write("new.yaml", &grown());
    assert_eq!(folder.update(&["--from", "new.yaml"]).status, 0);
    assert!(!folder.has("tests/openapi.yaml.sha256"));
    // The document is the new one by now: the pin alone is missing.
    let run = folder.update(&["--from", "new.yaml", "--pin", "pin"]);
    assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(folder.read("pin"), folder.digest("openapi.yaml"));
}

#[test]
fn a_document_that_stays_is_not_written() {
    let folder = Folder::new("unchanged");
    folder.write("page.md", &page(OLD));
    folder.write("tests/openapi.yaml.sha256", &folder.digest("openapi.yaml"));
    let before = folder.times();
    let run = folder.update(&["--from", "page.md"]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", "openapi.yaml: unchanged\n"));
    assert_eq!(folder.times(), before);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = Folder::new("dry");
    folder.write("page.md", &page(&grown()));
    folder.write("tests/openapi.yaml.sha256", "old\n");
    let before = folder.times();
    let run = folder.update(&["--from", "page.md", "--dry-run", "--pin", "other"]);
    assert_eq!((run.status, run.out.as_str()), (0, GROWN), "{}", run.err);
    assert_eq!((folder.times(), folder.has("other")), (before, false));
}

#[test]
fn words_for_readers_are_replaced_without_a_change() {
    let folder = Folder::new("words");
    let new = OLD.replace("title: t", "title: Other");
    folder.write("new.yaml", &new);
    let run = folder.update(&["--from", "new.yaml"]);
    assert_eq!((run.status, run.out.as_str()), (0, "no change\n"), "{}", run.err);
    assert!(run.err.contains("next version: patch"), "{}", run.err);
    assert_eq!(folder.read("openapi.yaml"), new);
}

#[test]
fn a_first_document_has_nothing_to_be_compared_with() {
    for (name, old) in [("missing", None), ("broken", Some("openapi: ["))] {
        let folder = Folder::new(&format!("first-{name}"));
        folder.remove("openapi.yaml");
        if let Some(old) = old {
            folder.write("openapi.yaml", old);
        }
        folder.write("new.yaml", OLD);
        let run = folder.update(&["--from", "new.yaml"]);
        assert_eq!((run.status, run.out.as_str()), (0, ""), "{name}: {}", run.err);
        assert!(run.err.contains("no document that the new one could be compared with"), "{name}: {}", run.err);
        assert_eq!(folder.read("openapi.yaml"), OLD, "{name}");
    }
}

#[test]
fn an_error_stops_everything() {
    let dangling = OLD.replace("schemas/Job'", "schemas/Jbo'");
    let cases: [(&str, &str, String, &[&str]); 7] = [
        ("broken YAML", "page.md", page("openapi: 3.1.0\npaths: ["), &["page.md:9:9", "expected YAML but found"]),
        (
            "dangling",
            "page.md",
            page(&dangling),
            &["page.md:17:", "paths/~1jobs/get/responses/200", "#/components/schemas/Jbo"],
        ),
        ("no block", "page.md", "# Jobs\n".to_owned(), &["page.md: expected a fenced block", "found none"]),
        ("another version", "new.yaml", OLD.replace("3.1.0", "2.0.0"), &["new.yaml:1:"]),
        ("no document", "new.json", "{}".to_owned(), &["new.json"]),
        ("no file", "other.md", String::new(), &["page.md: expected a readable file but found"]),
        ("nothing", "page.md", String::new(), &["page.md: expected a fenced block"]),
    ];
    for (name, file, text, want) in cases {
        let folder = Folder::new(&format!("error-{}", name.replace(' ', "-")));
        folder.write(file, &text);
        folder.write("tests/openapi.yaml.sha256", "old\n");
        let before = folder.times();
        let source = if file == "other.md" { "page.md" } else { file };
        let run = folder.update(&["--from", source]);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{name}: {}", run.err);
        for part in want {
            assert!(run.err.contains(part), "{name}: expected {part:?} but found {}", run.err);
        }
        assert_eq!(folder.times(), before, "{name}");
    }
}

#[test]
fn bad_usage_says_what_is_right() {
    let cases: [(&str, &[&str], &str); 5] = [
        ("no source", &[], "expected `--from` and a file or URL but found none"),
        ("no value", &["--from"], "expected a value after `--from`"),
        ("an option of another command", &["--from", "a", "-o", "b"], "expected `-o` with `generate`"),
        ("an unknown option", &["--form", "a"], "unknown option `--form`"),
        ("half a pagination", &["--from", "a", "--cursor-pagination", "c"], "expected `parameter=property`"),
    ];
    let folder = Folder::new("usage");
    for (name, arguments, want) in cases {
        let run = folder.update(arguments);
        assert_eq!(run.status, 2, "{name}: {}", run.err);
        assert!(run.err.contains(want), "{name}: expected {want:?} but found {}", run.err);
    }
}

#[cfg(not(feature = "fetch"))]
#[test]
fn a_url_names_the_feature() {
    let folder = Folder::new("url");
    let run = folder.update(&["--from", "https://a.example/openapi.yaml"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("--features fetch"), "{}", run.err);
}
