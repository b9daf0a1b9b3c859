//! The process that generates: one line before each document, one behind the generation, one behind the check.

use std::{
    fs, io,
    io::Write as _,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    thread,
};

use openapi_build::{Report, Severity};
use serde::{Deserialize, Serialize};

use super::{
    check::{self, Finding},
    document::Made,
};
use crate::process::{self, Usage};

/// The generator runs as in a build script; what it made may be deeper than that takes.
const STACK: usize = 1 << 30;
/// Code beyond this is checked for characters alone.
const LARGEST: usize = 20_000_000;
/// What a document took more than this of is followed by a new process.
const MOST: u64 = 300 << 20;

/// What the process says, a line each.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) enum Said {
    Start(u64),
    /// Milliseconds on a processor and bytes.
    Generated(u64, u64, u64),
    Done(u64, Outcome),
}

#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Outcome {
    pub(crate) is_code: bool,
    pub(crate) findings: Vec<(String, String)>,
    pub(crate) shortcomings: Vec<String>,
    /// Why there is no code.
    pub(crate) error: Option<String>,
}

/// `seed`, the first document, the one behind the last, and the folder of the documents.
pub(crate) fn run(arguments: &[String]) -> Option<()> {
    let [seed, first, end, folder, outside] = arguments else { return None };
    let (seed, first, end): (_, u64, u64) = (seed.parse().ok()?, first.parse().ok()?, end.parse().ok()?);
    panic::set_hook(Box::new(|_| {}));
    for index in first..end {
        let made = Made::new(seed, index, folder, outside);
        write(&made, Path::new(folder)).ok()?;
        let peak = one(&made, index, Path::new(folder))?;
        remove(&made, Path::new(folder));
        if peak > MOST {
            break;
        }
    }
    Some(())
}

fn say(what: &Said) -> Option<()> {
    let line = serde_json::to_string(what).ok()?;
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).ok()
}

fn used() -> Usage {
    process::usage("self").unwrap_or_default()
}

fn one(made: &Made, index: u64, folder: &Path) -> Option<u64> {
    say(&Said::Start(index))?;
    // From here on the largest memory is counted anew.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = used();
    let builder = made.builder();
    let report = panic::catch_unwind(AssertUnwindSafe(|| builder.report()));
    let diff =
        made.variation.as_ref().map(|_| panic::catch_unwind(AssertUnwindSafe(|| builder.diff(later(made.name)))));
    let after = used();
    let time = after.time.saturating_sub(before.time);
    say(&Said::Generated(index, u64::try_from(time.as_millis()).unwrap_or(u64::MAX), after.peak))?;
    let mut findings: Vec<Finding> = Vec::new();
    let mut outcome = Outcome::default();
    match &report {
        Ok(report) => {
            outcome.is_code = report.code.is_some();
            outcome.shortcomings = shortcomings(report);
            let error = report.diagnostics.iter().find(|found| found.severity() == Severity::Error);
            outcome.error = error.map(|error| shortened(&error.to_string(), 300));
            findings.extend(of_report(report, folder));
        }
        Err(_) => findings.push(("panic", "out of `report`".to_owned())),
    }
    match diff {
        Some(Ok(Ok(diff))) => findings.extend(check::diff(&diff)),
        Some(Ok(Err(errors))) => findings.extend(errors.diagnostics().iter().flat_map(check::diagnostic)),
        Some(Err(_)) => findings.push(("panic", "out of `diff`".to_owned())),
        None => {}
    }
    findings.sort();
    findings.dedup_by_key(|(kind, _)| *kind);
    outcome.findings = findings.into_iter().map(|(kind, what)| (kind.to_owned(), shortened(&what, 300))).collect();
    say(&Said::Done(index, outcome))?;
    Some(after.peak)
}

fn shortcomings(report: &Report) -> Vec<String> {
    let is_ours = |help: Option<&str>| help.is_some_and(|help| help.contains("shortcoming"));
    let found = report.diagnostics.iter().filter(|found| is_ours(found.help()));
    found.map(|found| shortened(found.message(), 200)).collect()
}

fn of_report(report: &Report, folder: &Path) -> Vec<Finding> {
    let mut findings: Vec<Finding> = report.diagnostics.iter().flat_map(check::diagnostic).collect();
    for file in &report.files {
        findings.extend(check::file_name(&file.to_string_lossy()));
        let is_inside = fs::canonicalize(file).unwrap_or_else(|_| lexical(&folder.join(file))).starts_with(folder);
        if !is_inside {
            findings.push(("file outside", file.display().to_string()));
        }
    }
    if let Some(code) = report.code.clone().filter(|code| code.len() < LARGEST) {
        let check = thread::Builder::new().stack_size(STACK).spawn(move || check::code(&code));
        match check.map(thread::JoinHandle::join) {
            Ok(Ok(found)) => findings.extend(found),
            Ok(Err(_)) => findings.push(("check panicked", String::new())),
            Err(error) => findings.push(("check not started", error.to_string())),
        }
    }
    findings
}

/// Where a path leads that is not there.
fn lexical(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        if part == std::path::Component::ParentDir {
            clean.pop();
        } else {
            clean.push(part);
        }
    }
    clean
}

pub(crate) fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn later(name: &str) -> String {
    format!("later-{name}")
}

/// The document, its neighbours, and what it is published as later.
pub(crate) fn write(made: &Made, folder: &Path) -> io::Result<()> {
    fs::write(folder.join(made.name), &made.text)?;
    if let Some(text) = &made.variation {
        fs::write(folder.join(later(made.name)), text)?;
    }
    made.neighbours.iter().try_for_each(|(name, text)| fs::write(folder.join(name), text))
}

fn remove(made: &Made, folder: &Path) {
    let later = later(made.name);
    for name in made.neighbours.iter().map(|(name, _)| name.as_str()).chain([made.name, &later]) {
        let _ = fs::remove_file(folder.join(name));
    }
}
