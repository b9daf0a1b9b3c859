//! Measures how time and memory grow with a document: each input at one, two, four and eight times its size, or at others.
//!
//! ```text
//! cargo run --release -p openapi-build --example growth -- [--runtime | --diff | --renamed] [--times 16,32] [--list] [PART OF A NAME ...]
//! ```
//!
//! prints a Markdown table. `--diff` compares each with itself, and `--renamed` with one in which most names are others.
//! Every document is read by a process of its own, which may take 20 seconds and 4 GB. `!` marks what grows clearly faster
//! than the document from one size to the next, takes over 10 seconds or 1 GB, or ends the process. Status 1 where anything
//! is marked.

#[path = "../harness/process.rs"]
mod process;

mod input;
mod markdown;
mod merging;
mod operations;
mod references;
mod schemas;
mod shared;
mod values;
mod watch;
mod yaml;

use std::{env, io, path::Path, process::ExitCode};

use input::Input;
use openapi_build::{Builder, Severity, Unsupported};
use process::Usage;
use watch::Outcome;

const TIMES: &str = "1,2,4,8";
/// In seconds and megabytes.
const SLOW: f64 = 10.0;
const LARGE: f64 = 1024.0;
/// What counts as steeper than the document: less is noise, and so is what is small.
const STEEP: f64 = 1.3;
const SOME_TIME: f64 = 0.2;
const SOME_MEMORY: f64 = 50.0;
const MEGABYTE: f64 = 1_048_576.0;

fn main() -> ExitCode {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let before = arguments.len();
        arguments.retain(|argument| argument != name);
        arguments.len() < before
    };
    let way = ["--diff", "--renamed", "--runtime"].into_iter().find(|way| flag(way)).unwrap_or("--plain");
    flag("--plain");
    if flag("--child") {
        child(way, Path::new(&arguments[0]));
        return ExitCode::SUCCESS;
    }
    let is_list = flag("--list");
    let mut times = TIMES.to_owned();
    if let Some(at) = arguments.iter().position(|argument| argument == "--times") {
        let end = arguments.len().min(at + 2);
        times = arguments.drain(at..end).nth(1).unwrap_or_default();
    }
    let times: Vec<usize> = times.split(',').filter_map(|times| times.parse().ok()).collect();
    let inputs = [
        references::INPUTS,
        merging::INPUTS,
        schemas::INPUTS,
        operations::INPUTS,
        shared::INPUTS,
        yaml::INPUTS,
        values::INPUTS,
        markdown::INPUTS,
    ];
    let chosen = inputs
        .into_iter()
        .flatten()
        .filter(|input| arguments.is_empty() || arguments.iter().any(|part| input.name.contains(part.as_str())));
    if is_list {
        chosen.for_each(|input| println!("{}", input.name));
        return ExitCode::SUCCESS;
    }
    println!("| | input | bytes | seconds | × | MB | × | result |\n|---|---|--:|--:|--:|--:|--:|---|");
    let mut marked = 0;
    for input in chosen {
        match measure(input, &times, way) {
            Ok(marks) => marked += usize::from(marks > 0),
            Err(error) => {
                eprintln!("{}: {error}", input.name);
                return ExitCode::from(2);
            }
        }
    }
    println!("\n{marked} inputs with a mark");
    if marked == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Generates, and prints what came of it and what it took.
fn child(way: &str, path: &Path) {
    let mut builder = Builder::new(path).on_unsupported(Unsupported::Skip);
    if way == "--runtime" {
        builder = builder.request_id_header("X-Request-Id").httpmock("mock").json_schema("schemars");
    }
    let old = watch::old(path);
    let other = match way {
        "--diff" => Some(path),
        "--renamed" => Some(old.as_path()),
        _ => None,
    };
    let result = if let Some(other) = other {
        match builder.diff(other) {
            Ok(diff) => format!("no error, {} bytes of changes", diff.to_string().len()),
            Err(errors) => first(errors.diagnostics()),
        }
    } else {
        let report = builder.report();
        let told: usize = report.diagnostics.iter().map(|found| found.to_string().len()).sum();
        let found = first(&report.diagnostics);
        match report.code {
            Some(code) if report.diagnostics.is_empty() => format!("code, {} bytes", code.len()),
            Some(code) => format!("code, {} bytes; {told} of diagnostics: {found}", code.len()),
            None => format!("{told} bytes of diagnostics: {found}"),
        }
    };
    let Usage { time, peak } = process::usage("self").unwrap_or_default();
    print!("{} {peak} {result}", time.as_millis());
}

/// The first error, or else the first finding.
fn first(diagnostics: &[openapi_build::Diagnostic]) -> String {
    let error = diagnostics.iter().find(|found| found.severity() == Severity::Error);
    error.or(diagnostics.first()).map(|found| shortened(found.message(), 90)).unwrap_or_default()
}

/// One line of a table.
fn shortened(text: &str, most: usize) -> String {
    let short: String = text.chars().take(most).map(|c| if c.is_control() || c == '|' { ' ' } else { c }).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

/// Prints one line for each size, and says how many are marked.
fn measure(input: &Input, steps: &[usize], way: &str) -> io::Result<usize> {
    let mut before: Option<Step> = None;
    let mut marks = 0;
    for &times in steps {
        let files = (input.make)(input.base * times);
        let mut step = Step::of(watch::run(&files, way)?, files.bytes(), times);
        // What else the machine does makes a measurement larger, and never smaller.
        for _ in 0..2 {
            if step.seconds > SOME_TIME && step.is_steep(step.slower(before.as_ref()), before.as_ref()) {
                let again = Step::of(watch::run(&files, way)?, files.bytes(), times);
                step = if again.seconds < step.seconds { again } else { step };
            }
        }
        let before_it = before.as_ref();
        let (slower, larger) = (step.slower(before_it), step.larger(before_it));
        let is_marked = step.ended
            || step.result.contains("the generator panicked")
            || step.seconds > SLOW
            || step.megabytes > LARGE
            || (step.seconds > SOME_TIME && step.is_steep(slower, before_it))
            || (step.megabytes > SOME_MEMORY && step.is_steep(larger, before_it));
        marks += usize::from(is_marked);
        let factor = |grown: Option<f64>| grown.map(|grown| format!("{grown:.1}")).unwrap_or_default();
        println!(
            "| {} | {} ×{times} | {} | {:.2} | {} | {:.0} | {} | {} |",
            if is_marked { "!" } else { "" },
            input.name.replace('|', "\\|"),
            files.bytes(),
            step.seconds,
            factor(slower),
            step.megabytes,
            factor(larger),
            step.result,
        );
        if step.ended {
            break;
        }
        before = Some(step);
    }
    Ok(marks)
}

/// One size of an input, measured.
struct Step {
    bytes: f64,
    count: f64,
    seconds: f64,
    megabytes: f64,
    result: String,
    ended: bool,
}

impl Step {
    #[allow(clippy::cast_precision_loss)] // of bytes
    fn of(outcome: Outcome, bytes: usize, times: usize) -> Self {
        let Outcome { used, result, ended } = outcome;
        let (seconds, megabytes) = (used.time.as_secs_f64(), used.peak as f64 / MEGABYTE);
        Self { bytes: bytes as f64, count: times as f64, seconds, megabytes, result, ended }
    }

    fn slower(&self, before: Option<&Self>) -> Option<f64> {
        before.map(|before| self.seconds / before.seconds.max(0.01))
    }

    fn larger(&self, before: Option<&Self>) -> Option<f64> {
        before.map(|before| self.megabytes / before.megabytes.max(1.0))
    }

    /// Whether that is clearly more than the document has grown.
    fn is_steep(&self, grown: Option<f64>, before: Option<&Self>) -> bool {
        let most = before.map(|before| STEEP * (self.bytes / before.bytes).max(self.count / before.count));
        grown.zip(most).is_some_and(|(grown, most)| grown > most)
    }
}
