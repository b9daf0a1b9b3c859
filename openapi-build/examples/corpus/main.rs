//! Runs the generator over a folder of documents and counts what came of them.
//!
//! ```text
//! cargo run --release -p openapi-build --example corpus -- DIR [--compile OUT [--decode]] [--only TEXT,TEXT]
//! ```
//!
//! It prints a line a document and totals; status 1 where one is not generated or does not compile. With `--compile`, a
//! workspace with one crate a document is written to OUT and checked; with `--decode` it is built and run as well: every
//! example in a document that is valid against its schema is decoded into its type and encoded again.

mod compile;
mod decode;
mod write;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use openapi_build::{Builder, Report, Severity, Unsupported};
use serde_json::Value;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (mut folder, mut out, mut decode, mut only) = (None, None, false, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--compile" => out = arguments.next().map(PathBuf::from),
            "--decode" => decode = true,
            "--only" => only = arguments.next(),
            option if option.starts_with("--") => return usage(&format!("expected an option but found `{option}`")),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else { return usage("expected a folder of documents") };
    let mut outcomes: Vec<_> = documents(&folder)
        .into_iter()
        .filter(|path| only.as_ref().is_none_or(|only| only.split(',').any(|text| name(path).contains(text))))
        .map(|path| generate(&path))
        .collect();
    if outcomes.is_empty() {
        return usage("expected documents (YAML or JSON) in the folder but found none");
    }
    if let Some(out) = &out {
        compile::check(out, &mut outcomes, decode);
        if decode {
            decode::run(out, &mut outcomes);
        }
    }
    for outcome in &outcomes {
        println!("{}", outcome.line());
    }
    println!("{}", totals(&outcomes));
    let failed = outcomes.iter().any(|outcome| outcome.report.code.is_none() || outcome.compiled == Some(false));
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn usage(problem: &str) -> ExitCode {
    eprintln!("{problem}\nusage: corpus DIR [--compile OUT [--decode]] [--only TEXT,TEXT]");
    ExitCode::from(2)
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
    path: PathBuf,
    name: String,
    report: Report,
    took: Duration,
    compiled: Option<bool>,
    /// Valid examples, and how many of them came back the same.
    examples: Option<(usize, usize)>,
}

fn generate(path: &Path) -> Outcome {
    let start = Instant::now();
    let report = Builder::new(path).on_unsupported(Unsupported::Skip).report();
    Outcome {
        path: path.to_path_buf(),
        name: name(path),
        report,
        took: start.elapsed(),
        compiled: None,
        examples: None,
    }
}

impl Outcome {
    /// Successes with a schema that says something, and how many of them are `serde_json::Value`.
    fn successes(&self) -> (usize, usize) {
        let Some(document) =
            fs::read_to_string(&self.path).ok().and_then(|text| serde_yaml::from_str::<Value>(&text).ok())
        else {
            return (0, 0);
        };
        let successes = self.report.types.iter().filter(|(pointer, _)| {
            let says = document.pointer(pointer).and_then(Value::as_object).is_some_and(|schema| {
                ["$ref", "type", "properties", "items", "allOf", "anyOf", "oneOf"]
                    .iter()
                    .any(|keyword| schema.contains_key(*keyword))
            });
            pointer.starts_with("/paths/") && pointer.contains("/responses/") && says
        });
        let successes: Vec<_> = successes.collect();
        (successes.len(), successes.iter().filter(|(_, ty)| ty == "::serde_json::Value").count())
    }

    fn is_complete(&self) -> bool {
        self.report.code.is_some() && self.report.summary.generated == self.report.summary.operations
    }

    fn line(&self) -> String {
        let Self { name, report, took, compiled, examples, .. } = self;
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
        let examples = examples.map(|(valid, same)| format!("; {same} of {valid} examples")).unwrap_or_default();
        let any = match self.successes() {
            (_, 0) => String::new(),
            (typed, any) => format!("; {any} of {typed} successes any value"),
        };
        format!(
            "{state} {:>4} ms {name}: {}{examples}{any}; {warnings} warnings{error}",
            took.as_millis(),
            report.summary
        )
    }
}

fn totals(outcomes: &[Outcome]) -> String {
    let count = |test: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| test(outcome)).count();
    let sum = |value: &dyn Fn(&Outcome) -> usize| outcomes.iter().map(value).sum::<usize>();
    let usable = |outcome: &Outcome| outcome.report.code.is_some() && outcome.compiled != Some(false);
    format!(
        "{} documents: {} generated, {} broken, {} complete; {} of {} operations in what is usable; {} of {} valid examples the same; {} of {} typed successes are any value",
        outcomes.len(),
        count(&|outcome| outcome.report.code.is_some()),
        count(&|outcome| outcome.compiled == Some(false)),
        count(&|outcome| outcome.is_complete() && usable(outcome)),
        sum(&|outcome| if usable(outcome) { outcome.report.summary.generated } else { 0 }),
        sum(&|outcome| outcome.report.summary.operations),
        sum(&|outcome| outcome.examples.map_or(0, |(_, same)| same)),
        sum(&|outcome| outcome.examples.map_or(0, |(valid, _)| valid)),
        sum(&|outcome| outcome.successes().1),
        sum(&|outcome| outcome.successes().0),
    )
}
