//! Runs the generator over a folder of documents and counts what came of them.
//!
//! ```text
//! cargo run --release -p openapi-build --example corpus -- DIR [--compile OUT] [--only TEXT]
//! ```
//!
//! prints a line a document and totals. With `--compile`, a workspace with one crate a document is written to OUT and
//! checked.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use openapi_build::{Builder, Report, Severity, Unsupported};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (mut folder, mut compile, mut only) = (None, None, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--compile" => compile = arguments.next().map(PathBuf::from),
            "--only" => only = arguments.next(),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else {
        eprintln!("usage: corpus DIR [--compile OUT] [--only TEXT]");
        return ExitCode::from(2);
    };
    let mut outcomes: Vec<_> = documents(&folder)
        .into_iter()
        .filter(|path| only.as_ref().is_none_or(|text| name(path).contains(text)))
        .map(generate)
        .collect();
    if let Some(out) = &compile {
        check(out, &mut outcomes);
    }
    for outcome in &outcomes {
        println!("{}", outcome.line());
    }
    println!("{}", totals(&outcomes));
    ExitCode::SUCCESS
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut documents: Vec<_> = entries
        .filter(|path| {
            path.extension().is_some_and(|extension| ["json", "yaml", "yml"].iter().any(|known| extension == *known))
        })
        .collect();
    documents.sort();
    documents
}

fn name(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

struct Outcome {
    name: String,
    report: Report,
    took: Duration,
    compiled: Option<bool>,
}

fn generate(path: PathBuf) -> Outcome {
    let start = Instant::now();
    let report = Builder::new(&path).on_unsupported(Unsupported::Skip).report();
    Outcome { name: name(&path), report, took: start.elapsed(), compiled: None }
}

impl Outcome {
    fn is_complete(&self) -> bool {
        self.report.code.is_some() && self.report.summary.generated == self.report.summary.operations
    }

    fn line(&self) -> String {
        let Self { name, report, took, compiled } = self;
        let state = match (report.code.is_some(), compiled) {
            (false, _) => "FAILED ",
            (true, None) => "ok     ",
            (true, Some(true)) => "checked",
            (true, Some(false)) => "BROKEN ",
        };
        let warnings = report.warnings().count();
        let error = report.diagnostics.iter().find(|found| found.severity() == Severity::Error);
        let error = error
            .map(|error| format!(" {}", error.to_string().chars().take(300).collect::<String>()))
            .unwrap_or_default();
        format!("{state} {:>4} ms {name}: {}; {warnings} warnings{error}", took.as_millis(), report.summary)
    }
}

fn totals(outcomes: &[Outcome]) -> String {
    let count = |test: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| test(outcome)).count();
    let sum = |value: &dyn Fn(&Outcome) -> usize| outcomes.iter().map(value).sum::<usize>();
    let usable = |outcome: &Outcome| outcome.report.code.is_some() && outcome.compiled != Some(false);
    format!(
        "{} documents: {} generated, {} broken, {} complete; {} of {} operations in what is usable",
        outcomes.len(),
        count(&|outcome| outcome.report.code.is_some()),
        count(&|outcome| outcome.compiled == Some(false)),
        count(&|outcome| outcome.is_complete() && usable(outcome)),
        sum(&|outcome| if usable(outcome) { outcome.report.summary.generated } else { 0 }),
        sum(&|outcome| outcome.report.summary.operations),
    )
}

const MANIFEST: &str = r#"[package]
name = "NAME"
version = "0.0.0"
edition = "2024"

[lib]
doctest = false

[dependencies]
bytes = "1"
futures-core = "0.3"
progenitor-client = "0.15.1"
regress = "0.12"
reqwest = { version = "0.13.4", default-features = false, features = ["json", "query", "stream", "multipart"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
uuid = { version = "1", features = ["serde"] }
"#;

/// Checks every generated client as a crate of its own, all in one workspace.
fn check(out: &Path, outcomes: &mut [Outcome]) {
    let mut members = Vec::new();
    for (index, outcome) in outcomes.iter().enumerate() {
        let Some(code) = &outcome.report.code else { continue };
        let member = format!("d{index}");
        let folder = out.join(&member);
        fs::create_dir_all(folder.join("src")).expect("a folder for the crate");
        write(&folder.join("Cargo.toml"), &MANIFEST.replace("NAME", &member));
        write(&folder.join("src/lib.rs"), &format!("#![deny(warnings)]\n{code}"));
        members.push(format!("\"{member}\""));
    }
    write(&out.join("Cargo.toml"), &format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", ")));
    let output = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--keep-going", "--message-format=short"])
        .current_dir(out)
        .output()
        .expect("cargo to start");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    write(&out.join("check.log"), &log);
    let broken: BTreeSet<&str> =
        log.lines().filter_map(|line| line.strip_prefix("error: could not compile `")?.split('`').next()).collect();
    for (index, outcome) in outcomes.iter_mut().enumerate() {
        if outcome.report.code.is_some() {
            outcome.compiled = Some(!broken.contains(format!("d{index}").as_str()));
        }
    }
}

/// Leaves a file alone that says the same already, so that cargo does not check it again.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("a writable file");
}
