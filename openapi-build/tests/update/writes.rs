//! What stands there while the document and its pin are written, and where that fails.

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    process::Command,
};

use super::{
    grown,
    support::{Folder, OLD, Run},
};

/// With a new document beside the old one, and a pin.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("writes-{name}"));
    folder.write("new.yaml", &grown());
    folder.write("tests/openapi.yaml.sha256", "old\n");
    folder
}

const FILES: [&str; 3] = ["new.yaml", "openapi.yaml", "tests/openapi.yaml.sha256"];

/// The command where no file may have more than `blocks` of 512 bytes, or 1024 in some shells.
fn update_with_room(folder: &Folder, blocks: u32, before: &str) -> Run {
    let script = format!("{before} ulimit -f {blocks}; exec \"$0\" update openapi.yaml --from new.yaml");
    folder.run(Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_openapi-build")]))
}

#[test]
fn a_write_that_fails_leaves_everything_as_it_was() {
    // A long document, of which a part would have room.
    let long = format!("{}{}", grown(), "# filled\n".repeat(1000));
    for (name, blocks, before, is_told) in
        [("no room", 0, "trap '' XFSZ;", true), ("room for a part", 4, "trap '' XFSZ;", true), ("ended", 4, "", false)]
    {
        let folder = folder(&name.replace(' ', "-"));
        folder.write("new.yaml", &long);
        let times = folder.times();
        let run = update_with_room(&folder, blocks, before);
        assert_ne!(run.status, 0, "{name}: {}", run.err);
        assert_eq!(folder.times(), times, "{name}");
        if is_told {
            assert!(run.err.contains("openapi.yaml: expected a writable file but found: "), "{name}: {}", run.err);
            assert_eq!(folder.files(), FILES, "{name}");
        }
    }
}

/// What makes a folder one that cannot be written to.
type Prepare = fn(&Folder);

#[test]
fn what_cannot_be_written_is_known_before_anything_is() {
    let cases: [(&str, Prepare); 4] = [
        ("the pin is a folder", |folder| {
            folder.remove("tests/openapi.yaml.sha256");
            fs::create_dir(folder.0.join("tests/openapi.yaml.sha256")).unwrap();
        }),
        ("the pin leads to nothing", |folder| {
            folder.remove("tests/openapi.yaml.sha256");
            symlink("nowhere/pin", folder.0.join("pin")).unwrap();
        }),
        ("the pin may only be read", |folder| {
            let pin = folder.0.join("tests/openapi.yaml.sha256");
            fs::set_permissions(pin, fs::Permissions::from_mode(0o444)).unwrap();
        }),
        ("the document may only be read", |folder| {
            fs::set_permissions(folder.0.join("openapi.yaml"), fs::Permissions::from_mode(0o444)).unwrap();
        }),
    ];
    for (name, prepare) in cases {
        let folder = folder(&name.replace(' ', "-"));
        prepare(&folder);
        let before = folder.files();
        let pin = if folder.has("tests/openapi.yaml.sha256") { "tests/openapi.yaml.sha256" } else { "pin" };
        let run = folder.update(&["--from", "new.yaml", "--pin", pin]);
        assert_eq!(run.status, 1, "{name}: {}", run.err);
        assert!(run.err.contains(": expected a writable file but found"), "{name}: {}", run.err);
        assert_eq!((folder.read("openapi.yaml").as_str(), folder.files()), (OLD, before), "{name}");
    }
}

#[test]
fn the_same_command_finishes_what_was_broken_off() {
    let folder = folder("broken-off");
    folder.write("openapi.yaml", &grown());
    let run = folder.update(&["--from", "new.yaml"]);
    assert_eq!(run.err, "openapi.yaml: unchanged\ntests/openapi.yaml.sha256: written\n");
    assert_eq!(folder.read("tests/openapi.yaml.sha256"), folder.digest("openapi.yaml"));
    assert_eq!(folder.files(), FILES);
}

#[test]
fn permissions_and_links_stay() {
    let folder = folder("links");
    fs::create_dir(folder.0.join("elsewhere")).unwrap();
    fs::rename(folder.0.join("openapi.yaml"), folder.0.join("elsewhere/document.yaml")).unwrap();
    symlink("elsewhere/document.yaml", folder.0.join("openapi.yaml")).unwrap();
    let mode = |name: &str| fs::metadata(folder.0.join(name)).unwrap().permissions().mode() & 0o7777;
    fs::set_permissions(folder.0.join("openapi.yaml"), fs::Permissions::from_mode(0o640)).unwrap();
    let run = folder.run(Command::new("sh").args([
        "-c",
        "umask 027; exec \"$0\" update openapi.yaml --from new.yaml --pin pin",
        env!("CARGO_BIN_EXE_openapi-build"),
    ]));
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(fs::symlink_metadata(folder.0.join("openapi.yaml")).unwrap().is_symlink());
    assert_eq!((folder.read("openapi.yaml"), folder.read("elsewhere/document.yaml")), (grown(), grown()));
    assert_eq!((mode("openapi.yaml"), mode("pin")), (0o640, 0o640), "the old one's, and a new file's under that mask");
    assert_eq!(fs::read_dir(folder.0.join("elsewhere")).unwrap().count(), 1);
}
