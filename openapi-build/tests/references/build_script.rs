//! What a build script prints is read by cargo, line by line.

use std::{env, process::Command};

use openapi_build::Builder;

use super::support::{CANARY, Folder, Run, document, run};

/// Not a test of its own: a build script, which the other one runs.
#[test]
fn as_a_build_script() {
    if let Some(spec) = env::var_os("SPEC_OF_A_BUILD_SCRIPT") {
        Builder::new(spec).build();
    }
}

fn build(folder: &Folder, spec: &str) -> Run {
    let mut program = Command::new(env::current_exe().unwrap());
    program.env("SPEC_OF_A_BUILD_SCRIPT", spec).env("OUT_DIR", folder.0.join("sub/deep"));
    run(program, &folder.0.join("sub"), &["--exact", "build_script::as_a_build_script", "--nocapture"], "")
}

/// The lines that are for cargo.
fn directives(run: &Run) -> Vec<&str> {
    run.out.lines().filter(|line| line.contains("cargo:")).collect()
}

#[test]
fn a_build_script_watches_what_it_read() {
    let folder = Folder::new("watched");
    folder.write("sub/near.yaml", CANARY);
    folder.write("sub/openapi.yaml", &document("near.yaml"));
    let run = build(&folder, "openapi.yaml");
    let want = ["cargo::rerun-if-changed=openapi.yaml", "cargo::rerun-if-changed=near.yaml"];
    assert_eq!(directives(&run), want, "{}", run.err);
}

#[cfg(unix)]
#[test]
fn no_file_name_is_a_directive() {
    let folder = Folder::new("directives");
    let directive = "cargo::rustc-env=A=B";
    for character in ["\n", "\r", "\u{85}", "\u{2028}"] {
        let name = format!("a{character}{directive}{character}.yaml");
        folder.write(&format!("sub/{name}"), CANARY);
        for (reference, spec) in [
            (name.clone(), "openapi.yaml"),
            (name.replace(character, &format!("%{:02X}", character.as_bytes()[0])), "openapi.yaml"),
            ("nowhere.yaml".to_owned(), name.as_str()),
        ] {
            folder.write(&format!("sub/{spec}"), &document(&reference));
            let run = build(&folder, spec);
            let watched = directives(&run);
            assert!(
                watched.iter().all(|line| *line == "cargo::rerun-if-changed=openapi.yaml"),
                "{name:?}: {watched:?}"
            );
            assert_ne!(run.status, Some(0), "{name:?}: {}", run.err);
        }
    }
}
