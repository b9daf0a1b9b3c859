//! The whole way, from a file to formatted code.

use std::{
    fmt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde_json::{Map, Value};

use crate::{
    diagnostic::{Diagnostic, Errors, Severity},
    document::Document,
    emit, files, lower, lowered, names, panics,
    pointer::Pointer,
    recover,
    settings::Settings,
    shapes, walk,
};

/// What came of a document.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// The formatted Rust code, unless the document has an error.
    pub code: Option<String>,
    /// Every finding, in the order of the document.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that was read.
    pub files: Vec<PathBuf>,
    /// How much of the document is in the code.
    pub summary: Summary,
    /// Schemas of the document, by JSON pointer, and the Rust types of `mod types` that they became.
    #[doc(hidden)]
    pub types: Vec<(String, String)>,
    /// How long each step took.
    #[doc(hidden)]
    pub phases: Phases,
}

impl Report {
    /// The findings that did not keep the code from being generated.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning)
    }

    fn failed(diagnostics: Vec<Diagnostic>, files: Vec<PathBuf>, summary: Summary) -> Self {
        Self { code: None, diagnostics, files, summary, types: Vec::new(), phases: Phases::default() }
    }
}

/// Counts of what is in a document and what of it is in the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Operations under `paths`.
    pub operations: usize,
    /// Of these, how many were generated.
    pub generated: usize,
    /// Operations left out, each with a warning.
    pub skipped: usize,
    /// Component schemas.
    pub schemas: usize,
    /// Schemas that became `serde_json::Value` although they say more, each with a warning.
    pub degraded: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operations, generated, skipped, schemas, degraded } = self;
        write!(
            f,
            "{generated} of {operations} operations generated, {skipped} left out; {} of {schemas} schemas typed, {degraded} degraded",
            schemas.saturating_sub(*degraded)
        )
    }
}

/// The steps of a generation and how long they took.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Phases {
    pub lowering: Duration,
    pub progenitor: Duration,
    pub emission: Duration,
    pub formatting: Duration,
}

fn timed<T>(took: &mut Duration, go: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = go();
    *took = start.elapsed();
    result
}

pub(crate) fn run(spec: &Path, text: Option<&str>, settings: &Settings) -> Report {
    let name = spec.display().to_string();
    let result = panics::on_own_stack(&name, || {
        let document = match text {
            Some(text) => files::name(spec).map_err(|found| vec![found]).and_then(|name| Document::parse(name, text)),
            None => Document::load(spec),
        };
        Ok(from_document(document.map_err(Errors)?, settings))
    });
    result.unwrap_or_else(|errors| Report::failed(errors.0, vec![spec.to_path_buf()], Summary::default()))
}

/// The same for a document that has been read.
pub(crate) fn from_document(document: Document, settings: &Settings) -> Report {
    let mut summary = count(&document);
    let mut phases = Phases::default();
    let (mut lowered, mut context) = timed(&mut phases.lowering, || lowered::run(document, settings));
    let files = context.files.iter().map(|file| PathBuf::from(&file.name)).collect();
    if context.failed() {
        return Report::failed(context.take_findings(), files, summary);
    }
    unused(&lowered, settings, &mut context);
    if context.failed() {
        return Report::failed(context.take_findings(), files, summary);
    }
    let types = types(&mut lowered, &context);
    summary.generated = lowered.model.operations.len();
    // Path items by reference have their operations elsewhere.
    summary.operations = summary.operations.max(summary.generated + context.skipped);
    let file = timed(&mut phases.progenitor, || recover::progenitor(&mut lowered, &mut context));
    summary.generated = lowered.model.operations.len();
    summary.skipped = context.skipped;
    summary.degraded = context.degraded;
    let code = file.and_then(|file| timed(&mut phases.emission, || emit::complete(file, &lowered, settings))).and_then(
        |mut complete| {
            let code = timed(&mut phases.formatting, || emit::formatted(&mut complete.file))?;
            Ok((code, complete.cut, complete.unpaged))
        },
    );
    match code {
        Ok((code, cut, unpaged)) => {
            for id in unpaged {
                let message = format!("expected the pages of `{id}` to be of one type but found others");
                context.warn(&Pointer::root(), message, "the operation has no walk");
            }
            if let Some(first) = cut.first() {
                let message = format!(
                    "expected texts that docs have room for but found {} longer ones, the first of which begins `{first}`",
                    cut.len()
                );
                context.warn(&Pointer::root(), message, "they are cut off in the docs of the generated code");
            }
            Report { code: Some(code), diagnostics: context.take_findings(), files, summary, types, phases }
        }
        Err(message) => {
            if !context.failed() {
                let help = "this is a shortcoming of the generator; please report the document";
                context.error(&Pointer::root(), message, help);
            }
            Report::failed(context.take_findings(), files, summary)
        }
    }
}

/// Settings that are of no use are slips.
fn unused(lowered: &lowered::Lowered, settings: &Settings, context: &mut lower::Context<'_>) {
    for (number, setting) in settings.paginations.iter().enumerate() {
        if settings.paginations[..number].contains(setting) {
            continue;
        }
        let pages = lowered.model.operations.iter().filter_map(|operation| operation.pages.as_ref());
        let fit: Vec<_> = pages.filter(|pages| pages.setting == *setting).collect();
        let message = match &setting.largest {
            _ if fit.is_empty() => format!("expected an operation with {} but found none", setting.needs()),
            Some(limit) if fit.iter().all(|pages| pages.largest.is_none()) => {
                format!(
                    "expected an operation of the pagination whose parameter `{limit}` has a `maximum` but found none"
                )
            }
            _ => continue,
        };
        context.error(&Pointer::root(), message, "that is a setting of the builder: `pagination`");
    }
}

/// Where the components, bodies and successes of the lowered document stood, and what they became.
fn types(lowered: &mut lowered::Lowered, context: &lower::Context<'_>) -> Vec<(String, String)> {
    let root = Pointer::root();
    let mut found = Vec::new();
    let mut add = |at: &Pointer, ty: String| {
        let (file, origin) = context.origin(at);
        if file == 0 {
            found.push((origin.as_str().to_owned(), ty));
        }
    };
    for name in
        lowered.document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flat_map(Map::keys)
    {
        add(&root.at(["components", "schemas", name]), names::pascal(name));
    }
    walk::operations(&mut lowered.document, &mut |_, _, at, operation| {
        for (place, schema) in [lower::success_schema(operation), lower::body_schema(operation)].into_iter().flatten() {
            add(&at.at(place.iter().map(String::as_str)), shapes::rust_type(schema));
        }
        for (index, parameter) in
            operation.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate()
        {
            add(&at.at(["parameters", &index.to_string(), "schema"]), shapes::rust_type(&parameter["schema"]));
        }
    });
    found.sort();
    found.dedup();
    found
}

fn count(document: &Document) -> Summary {
    let paths = document.value.get("paths").and_then(Value::as_object);
    let operations = paths
        .into_iter()
        .flat_map(Map::values)
        .map(|item| walk::METHODS.iter().filter(|method| item.get(**method).is_some_and(Value::is_object)).count());
    let schemas = document.value.pointer("/components/schemas").and_then(Value::as_object).map_or(0, Map::len);
    Summary { operations: operations.sum(), schemas, ..Summary::default() }
}
