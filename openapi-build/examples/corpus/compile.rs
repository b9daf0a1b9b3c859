//! Every generated client as a crate of its own, all in one workspace.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use crate::{Outcome, decode, write::write};

const MANIFEST: &str = r#"[package]
name = "NAME"
version = "0.0.0"
edition = "2024"

[lib]
doctest = false

[dependencies]
openapi-runtime = { path = "RUNTIME", default-features = false, features = ["rustls"] }
"#;

/// Checks every client, and notes which do not compile. With `decode` each gets a program that decodes examples.
pub(crate) fn check(out: &Path, outcomes: &mut [Outcome], decode: bool) {
    let mut members = Vec::new();
    for (index, outcome) in outcomes.iter().enumerate() {
        let Some(code) = &outcome.report.code else { continue };
        let member = format!("d{index}");
        let folder = out.join(&member);
        fs::create_dir_all(folder.join("src")).expect("a folder for the crate");
        let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi-runtime");
        let manifest = MANIFEST.replace("NAME", &member).replace("RUNTIME", runtime);
        write(&folder.join("Cargo.toml"), &manifest);
        write(&folder.join("src/lib.rs"), &format!("#![deny(warnings)]\n{code}"));
        if decode {
            decode::write(&folder, outcome);
        }
        members.push(format!("\"{member}\""));
    }
    write(&out.join("Cargo.toml"), &format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", ")));
    // The versions that this workspace is tested with.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    if let (Ok(versions), false) = (fs::read_to_string(lock), out.join("Cargo.lock").exists()) {
        write(&out.join("Cargo.lock"), &versions);
    }
    let output = Command::new(env!("CARGO"))
        .args([if decode { "build" } else { "check" }, "--workspace", "--keep-going", "--message-format=short"])
        .current_dir(out)
        .output()
        .expect("cargo to start");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    write(&out.join("compile.log"), &log);
    let broken: BTreeSet<&str> =
        log.lines().filter_map(|line| line.strip_prefix("error: could not compile `")?.split('`').next()).collect();
    for (index, outcome) in outcomes.iter_mut().enumerate() {
        if outcome.report.code.is_some() {
            outcome.compiled = Some(!broken.contains(format!("d{index}").as_str()));
        }
    }
}
