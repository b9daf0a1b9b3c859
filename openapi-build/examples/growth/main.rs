//! Measures how time and memory grow with a document: each input at one, two, four and eight times its size, or at others.
//!
//! ```text
//! cargo run --release -p openapi-build --example growth -- [--runtime | --diff] [--times 16,32] [--list] [PART OF A NAME ...]
//! ```
//!
//! prints a Markdown table. Every document is read by a process of its own, which may take 20 seconds and 4 GB. `!` marks
//! what grows clearly faster than the document from one size to the next, takes over 10 seconds or 1 GB, or ends the
//! process. Status 1 where anything is marked.

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
mod yaml;

use std::{
    env, fs, io,
    io::Read as _,
    path::Path,
    process::{Child, ExitCode, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use input::{Files, Input};
use openapi_build::{Builder, Severity, Unsupported};
use process::Usage;

const TIMES: &str = "1,2,4,8";
/// In seconds and megabytes.
const SLOW: f64 = 10.0;
const LARGE: f64 = 1024.0;
/// A child's address space, in kilobytes, and how long it may run.
const SPACE: u64 = 4_000_000;
const LONGEST: Duration = Duration::from_secs(20);
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
    let way = if flag("--diff") {
        "--diff"
    } else if flag("--runtime") {
        "--runtime"
    } else {
        "--plain"
    };
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
    let result = if way == "--diff" {
        match builder.diff(path) {
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
#[allow(clippy::cast_precision_loss)] // of bytes
fn measure(input: &Input, steps: &[usize], way: &str) -> io::Result<usize> {
    let mut before: Option<(f64, f64, Usage)> = None;
    let mut marks = 0;
    for &times in steps {
        let files = (input.make)(input.base * times);
        let folder = env::temp_dir().join(format!("growth-{}", std::process::id()));
        let outcome = in_folder(&folder, &files, way);
        fs::remove_dir_all(&folder)?;
        let Outcome { used, result, ended } = outcome?;
        let (bytes, count) = (files.bytes() as f64, times as f64);
        let by = |now: f64, least: f64, of: fn(&Usage) -> f64| {
            before.as_ref().map(|(bytes_before, count_before, before)| {
                let grown = now / of(before).max(least);
                (grown, grown > STEEP * (bytes / bytes_before).max(count / count_before))
            })
        };
        let (seconds, megabytes) = (used.time.as_secs_f64(), used.peak as f64 / MEGABYTE);
        let time = by(seconds, 0.01, |used| used.time.as_secs_f64());
        let memory = by(megabytes, 1.0, |used| used.peak as f64 / MEGABYTE);
        let is_steep = |grown: Option<(f64, bool)>| grown.is_some_and(|(_, is_steep)| is_steep);
        let is_marked = ended
            || result.contains("the generator panicked")
            || seconds > SLOW
            || megabytes > LARGE
            || (seconds > SOME_TIME && is_steep(time))
            || (megabytes > SOME_MEMORY && is_steep(memory));
        marks += usize::from(is_marked);
        let mark = if is_marked { "!" } else { "" };
        let factor = |grown: Option<(f64, bool)>| grown.map(|(grown, _)| format!("{grown:.1}")).unwrap_or_default();
        println!(
            "| {mark} | {} ×{times} | {} | {seconds:.2} | {} | {megabytes:.0} | {} | {result} |",
            input.name.replace('|', "\\|"),
            files.bytes(),
            factor(time),
            factor(memory),
        );
        if ended {
            break;
        }
        before = Some((bytes, count, used));
    }
    Ok(marks)
}

struct Outcome {
    used: Usage,
    result: String,
    /// Whether the process was ended from outside or by a signal.
    ended: bool,
}

fn in_folder(folder: &Path, files: &Files, way: &str) -> io::Result<Outcome> {
    fs::create_dir_all(folder)?;
    for (name, text) in &files.neighbours {
        fs::write(folder.join(name), text)?;
    }
    let path = folder.join(files.name);
    fs::write(&path, &files.text)?;
    let mut child = process::again(SPACE)?
        .arg("--child")
        .arg(way)
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (mut used, status) = watched(&mut child)?;
    let mut said = String::new();
    child.stdout.take().map(|mut out| out.read_to_string(&mut said)).transpose()?;
    let mut words = said.splitn(3, ' ');
    let mut number = || words.next().and_then(|word| word.parse::<u64>().ok());
    let (time, peak) = (number(), number());
    if let (Some(time), Some(peak)) = (time, peak) {
        used = used.or(Usage { time: Duration::from_millis(time), peak });
    }
    let result = words.next().map(str::to_owned);
    let ended = result.is_none();
    let result = result.unwrap_or_else(|| match status {
        Some(status) => format!("ended: {status}"),
        None => format!("stopped after {LONGEST:?}"),
    });
    Ok(Outcome { used, result, ended })
}

/// Waits, and ends what goes on for too long, on a processor or waiting.
fn watched(child: &mut Child) -> io::Result<(Usage, Option<ExitStatus>)> {
    let id = child.id().to_string();
    let start = Instant::now();
    let mut used = Usage::default();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((used, Some(status)));
        }
        used = process::usage(&id).unwrap_or_default().or(used);
        if used.time > LONGEST || start.elapsed() > 4 * LONGEST {
            child.kill()?;
            child.wait()?;
            return Ok((used, None));
        }
        thread::sleep(Duration::from_millis(10));
    }
}
