//! What a document's references may lead to: regular files in its folder, and nothing else.

mod build_script;
mod limits;
#[cfg(target_os = "linux")]
mod special;
mod support;

use openapi_build::Builder;
use support::{CANARY, Folder, document, documents};

/// A reference, and what is said of it; `None` where it is followed.
type Case<'c> = (&'c str, &'c str, Option<&'c str>);

/// Runs each case with the document under a bare name and under a path.
fn check(folder: &Folder, cases: &[Case<'_>], options: &[&str]) {
    let mut wrong = Vec::new();
    for (name, reference, want) in cases {
        folder.write("sub/openapi.yaml", &document(reference));
        let absolute = folder.0.join("sub/openapi.yaml");
        for spec in ["openapi.yaml", "./openapi.yaml", "../sub/openapi.yaml", absolute.to_str().unwrap()] {
            let run = folder.run(&[["generate", spec].as_slice(), options].concat());
            let is_right = match want {
                None => run.status == Some(0) && run.out.contains("pub canary: "),
                Some(want) => {
                    run.status == Some(1) && run.err.contains(want) && !(run.out + &run.err).contains("canary:")
                }
            };
            if !is_right {
                wrong.push(format!("{name} ({spec}): expected {want:?} but found {:?}: {}", run.status, run.err));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn references_stay_in_the_folder() {
    let folder = Folder::new("stay");
    folder.write("sub/near.yaml", CANARY);
    folder.write("sub/a b.yaml", CANARY);
    folder.write("sub/deep/ü.yaml", "{$ref: '../near.yaml'}\n");
    folder.write("sub/deep/out.yaml", "{$ref: '../../outside.yaml'}\n");
    folder.write("sub/places.yaml", &format!("a b/c~d: {CANARY}"));
    let (absolute, outside_it) = (folder.0.join("sub/near.yaml"), folder.0.join("outside.yaml"));
    let outside = "expected a file in the document's folder but found `";
    check(
        &folder,
        &[
            ("beside it", "near.yaml", None),
            ("through a folder", "deep/../near.yaml", None),
            ("through a folder that is none", "nowhere/../near.yaml", None),
            ("out and in again", "../sub/near.yaml", None),
            ("a space", "a%20b.yaml", None),
            ("from file to file", "deep/%C3%BC.yaml", None),
            ("a pointer", "places.yaml#/a%20b~1c%7E0d", None),
            ("above it", "../outside.yaml", Some(outside)),
            ("above it by a file", "deep/out.yaml", Some(outside)),
            ("above it, encoded", "%2e%2E/outside.yaml", Some(outside)),
            ("a separator, encoded", "..%2foutside.yaml", Some("with a separator in a name")),
            ("a separator of Windows", "..\\outside.yaml", Some("with a separator in a name")),
            ("an absolute path into it", absolute.to_str().unwrap(), None),
            ("an absolute path out of it", outside_it.to_str().unwrap(), Some(outside)),
            ("a drive", "C:/near.yaml", Some("the drive of `C:/near.yaml`")),
            ("a share", "//host/near.yaml", Some("the address `//host/near.yaml`")),
            ("a file's address", "file:near.yaml", Some("the address `file:near.yaml`")),
            ("a URN", "urn:example:near", Some("the address `urn:example:near`")),
            ("a line break", "near\n.yaml", Some("U+000A")),
            ("a line break, encoded", "near%0A.yaml", Some("U+000A")),
            ("a zero", "near.yaml%00", Some("U+0000")),
            ("a text turned round", "near\u{202e}.yaml", Some("U+202E")),
            ("a folder", "deep", Some("expected a file but found a folder")),
            ("the folder itself", ".", Some("expected a file but found a folder")),
            ("nothing", "nowhere.yaml", Some("`nowhere.yaml`: expected a readable file but found: ")),
            ("a name that is too long", &"a".repeat(5000), Some("one of 5000 bytes")),
            ("an anchor", "near.yaml#name", Some("expected a JSON pointer into a file but found `#name`")),
        ],
        &[],
    );
}

#[test]
fn what_is_refused_is_left_out_where_the_caller_asks_for_it() {
    let folder = Folder::new("skip");
    folder.write("sub/openapi.yaml", &document("../outside.yaml"));
    let run = folder.run(&["generate", "openapi.yaml", "--skip-unsupported"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(run.err.contains("warning: components/schemas/Schema0: expected a file in the document's"), "{}", run.err);
    assert!(!run.out.contains("canary"), "{}", run.out);
}

#[test]
fn the_caller_may_name_a_wider_folder() {
    let folder = Folder::new("wider");
    folder.write("sub/near.yaml", CANARY);
    folder.write("sub/deep/near.yaml", CANARY);
    let (within, parent) = (folder.0.to_str().unwrap(), "the setting `references_within` names a wider one");
    for option in ["..", within] {
        check(
            &folder,
            &[
                ("in the folder", "near.yaml", None),
                ("above it", "../outside.yaml", None),
                ("above that", "../../stay/outside.yaml", Some(&format!("expected a file in `{option}` but found"))),
            ],
            &["--references-within", option],
        );
    }
    // A narrower one is one, too.
    let cases = [("in it", "deep/near.yaml", None), ("beside it", "near.yaml", Some(parent))];
    check(&folder, &cases, &["--references-within", "deep"]);
    let cases = [("in it", "near.yaml", Some("expected a folder at `nowhere` but found: "))];
    check(&folder, &cases, &["--references-within", "nowhere"]);
    let cases = [("in it", "near.yaml", Some("expected a folder at `near.yaml` but found a file"))];
    check(&folder, &cases, &["--references-within", "near.yaml"]);
}

#[test]
fn a_file_of_several_names_is_one() {
    let folder = Folder::new("names");
    folder.write("sub/near.yaml", CANARY);
    let mut names = vec!["near.yaml", "./near.yaml", "deep/../near.yaml", "../sub/near.yaml", "n%65ar.yaml"];
    #[cfg(unix)]
    {
        folder.link("sub/link.yaml", "near.yaml");
        folder.link("sub/folder", ".");
        names.extend(["link.yaml", "folder/near.yaml", "folder/folder/link.yaml"]);
    }
    folder.write("sub/openapi.yaml", &documents(&names));
    let report = Builder::new(folder.0.join("sub/openapi.yaml")).report();
    assert!(report.code.is_some(), "{:?}", report.diagnostics);
    assert_eq!(report.files, [folder.0.join("sub/openapi.yaml"), folder.0.join("sub/near.yaml")]);
}

#[test]
fn a_document_in_memory_stands_where_its_name_says() {
    let folder = Folder::new("memory");
    folder.write("sub/near.yaml", "{$ref: 'openapi.yaml#/components/schemas/Own'}\n");
    // What stands there is another document, and not looked at.
    folder.write("sub/openapi.yaml", "broken: [");
    let text = |reference: &str| document(reference) + "    Own: " + CANARY;
    let named = |name: &str, reference: &str| Builder::from_text(folder.0.join(name), text(reference)).generate();
    for (name, reference) in
        [("sub/openapi.yaml", "near.yaml"), ("sub/openapi.yaml", "./openapi.yaml#/components/schemas/Own")]
    {
        assert!(named(name, reference).unwrap().contains("pub canary: "), "{name} {reference}");
    }
    for (name, reference, want) in [
        ("sub/openapi.yaml", "../outside.yaml", "expected a file in the document's folder"),
        ("sub/other.yaml", "../outside.yaml", "expected a file in the document's folder"),
        ("nowhere/openapi.yaml", "near.yaml", "expected a folder at `"),
        ("sub/open\napi.yaml", "near.yaml", "expected a name of printable characters but found U+000A"),
    ] {
        let errors = named(name, reference).unwrap_err().to_string();
        assert!(errors.contains(want), "{name} {reference}: {errors}");
    }
}
