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

use super::{check, document::Seed, finding::Finding, plan::Plan, written};
use crate::process::{self, Usage};

/// The generator runs as in a build script; what it made may be deeper than that takes.
const STACK: usize = 1 << 30;
/// Code beyond this is checked for characters alone.
const LARGEST: usize = 20_000_000;
/// What a document took more than this of is followed by a new process.
const MOST: u64 = 128 << 20;

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

/// The seed, the first document, the one behind the last, and the folder of the documents.
pub(crate) fn run(arguments: &[String]) -> Option<()> {
    let [number, large, first, end, folder, outside] = arguments else { return None };
    let seed = Seed::read(number, large)?;
    let (first, end): (u64, u64) = (first.parse().ok()?, end.parse().ok()?);
    panic::set_hook(Box::new(|_| {}));
    for index in first..end {
        let plan = written::made(seed, index, folder, outside)?;
        let peak = one(&plan, index, Path::new(folder))?;
        written::remove(&plan, Path::new(folder));
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

fn one(plan: &Plan, index: u64, folder: &Path) -> Option<u64> {
    let (report, mut used) = measured(index, || plan.report())?;
    let mut diff = None;
    if plan.is_compared {
        let (changes, more) = measured(index, || plan.diff())?;
        used = used.or(more);
        diff = Some(changes);
    }
    say(&Said::Generated(index, u64::try_from(used.time.as_millis()).unwrap_or(u64::MAX), used.peak))?;
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
    Some(used.peak)
}

/// What came of it or that it panicked, and what it took.
fn measured<T>(index: u64, go: impl FnOnce() -> T) -> Option<(thread::Result<T>, Usage)> {
    say(&Said::Start(index))?;
    // From here on the largest memory is counted anew.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = used();
    let result = panic::catch_unwind(AssertUnwindSafe(go));
    let after = used();
    Some((result, Usage { time: after.time.saturating_sub(before.time), ..after }))
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
