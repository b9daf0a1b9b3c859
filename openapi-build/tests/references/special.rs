//! Links, pipes and devices.

use std::{fs, process::Command};

use super::{
    check,
    support::{CANARY, Folder, document, run},
};

#[test]
fn links_count_for_what_they_lead_to() {
    let folder = Folder::new("links");
    folder.write("sub/near.yaml", CANARY);
    folder.write("secret\nfile.yaml", CANARY);
    folder.link("sub/in.yaml", "deep/../near.yaml");
    folder.link("sub/out.yaml", "../outside.yaml");
    folder.link("sub/twice.yaml", "out.yaml");
    folder.link("sub/absolute.yaml", folder.0.join("outside.yaml").to_str().unwrap());
    folder.link("sub/up", "..");
    folder.link("sub/loop.yaml", "loop.yaml");
    folder.link("sub/nothing.yaml", "nowhere.yaml");
    folder.link("sub/zero.yaml", "/dev/zero");
    folder.link("sub/environ.yaml", "/proc/self/environ");
    folder.link("sub/line.yaml", "../secret\nfile.yaml");
    let outside = Some("expected a file in the document's folder but found `");
    check(
        &folder,
        &[
            ("to a file within", "in.yaml", None),
            ("to a file outside", "out.yaml", outside),
            ("to a link that leads out", "twice.yaml", outside),
            ("absolute", "absolute.yaml", outside),
            ("of a folder", "up/outside.yaml", outside),
            ("of a folder and back", "up/sub/near.yaml", None),
            ("a loop", "loop.yaml", Some("`loop.yaml`: expected a readable file but found: ")),
            ("to nothing", "nothing.yaml", Some("`nothing.yaml`: expected a readable file but found: ")),
            ("to a device", "zero.yaml", outside),
            ("to the environment", "environ.yaml", outside),
            ("to a name of two lines", "line.yaml", outside),
        ],
        &[],
    );
}

#[test]
fn devices_and_pipes_are_not_opened() {
    let folder = Folder::new("devices");
    folder.pipe("sub/pipe.yaml");
    folder.link("sub/link.yaml", "pipe.yaml");
    let up = "../".repeat(30);
    let (zero, environ, stdin) = (format!("{up}dev/zero"), format!("{up}proc/self/environ"), format!("{up}dev/stdin"));
    let outside = "expected a file in the document's folder but found `";
    let special = "expected a regular file but found a device, a pipe or the like";
    let cases = [
        ("a pipe", "pipe.yaml", Some(special)),
        ("a link to a pipe", "link.yaml", Some(special)),
        ("a device", "/dev/zero", Some(outside)),
        ("a device, up and down", zero.as_str(), Some(outside)),
        ("the environment", "/proc/self/environ", Some(outside)),
        ("the environment, up and down", &environ, Some(outside)),
    ];
    check(&folder, &cases, &[]);
    // It has no name in any folder; where it has, that is elsewhere.
    let cases = [("the standard input", "/dev/stdin", Some("/dev/stdin`")), ("the same", &stdin, Some("/dev/stdin`"))];
    check(&folder, &cases, &[]);
    let cases = [("a pipe", "pipe.yaml", Some(special)), ("a device", zero.as_str(), Some(special))];
    check(&folder, &cases, &["--references-within", "/"]);
}

#[test]
fn the_document_is_a_regular_file_or_what_the_shell_pipes() {
    let folder = Folder::new("document");
    folder.pipe("sub/pipe.yaml");
    let special = "expected a regular file but found a device, a pipe or the like";
    for (spec, want) in [("pipe.yaml", special), ("/dev/zero", special), ("deep", "expected a file but found a folder")]
    {
        let run = folder.run(&["check", spec]);
        assert_eq!(run.status, Some(1), "{spec}: {}", run.err);
        assert!(run.err.contains(want), "{spec}: {}", run.err);
    }
    let found = folder.run_with(&["check", "/dev/stdin"], &document("#/components/schemas/Own"));
    assert!(found.err.contains("#/components/schemas/Own"), "read as far as its reference to nothing: {}", found.err);
    folder.write("old.yaml", &document("#/components/schemas/Own"));
    let mut shell = Command::new("bash");
    shell.args(["-c", "\"$0\" diff <(cat ../old.yaml) /dev/fd/3 3< ../old.yaml", env!("CARGO_BIN_EXE_openapi-build")]);
    let found = run(shell, &folder.0.join("sub"), &[], "");
    assert!(found.err.contains("/dev/fd/3:6:"), "{}", found.err);
}

#[test]
fn the_document_may_stand_behind_a_link() {
    let folder = Folder::new("behind");
    folder.write("sub/near.yaml", CANARY);
    folder.write("sub/openapi.yaml", &document("near.yaml"));
    fs::create_dir_all(folder.0.join("links/here")).unwrap();
    folder.link("links/here/openapi.yaml", "../../sub/openapi.yaml");
    folder.link("links/sub", "../sub");
    // Beside the link, as it was named, there is no such file.
    let run = folder.run(&["generate", "../links/here/openapi.yaml"]);
    assert_eq!(run.status, Some(1));
    assert!(run.err.contains("`near.yaml`: expected a readable file but found: "), "{}", run.err);
    folder.link("links/here/near.yaml", "../../sub/near.yaml");
    let run = folder.run(&["generate", "../links/here/openapi.yaml"]);
    assert!(run.err.contains("expected a file in the document's folder but found `near.yaml`"), "{}", run.err);
    let run = folder.run(&["generate", "../links/here/openapi.yaml", "--references-within", "."]);
    assert!(run.out.contains("pub canary: "), "{}", run.err);
    // In a folder behind a link there is.
    let run = folder.run(&["generate", "../links/sub/openapi.yaml"]);
    assert!(run.out.contains("pub canary: "), "{}", run.err);
}
