//! The whole way, from a file to formatted code.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use crate::{
    diagnostic::{Diagnostic, Severity},
    document::Document,
    emit, lower,
    settings::Settings,
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
}

impl Report {
    /// The findings that did not keep the code from being generated.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning)
    }

    fn failed(diagnostics: Vec<Diagnostic>, files: Vec<PathBuf>, summary: Summary) -> Self {
        Self { code: None, diagnostics, files, summary }
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
    /// Component schemas.
    pub schemas: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operations, generated, schemas } = self;
        write!(f, "{generated} of {operations} operations generated, {schemas} component schemas")
    }
}

pub(crate) fn run(spec: &Path, settings: &Settings) -> Report {
    let files = vec![spec.to_path_buf()];
    match Document::load(spec) {
        Ok(document) => from_document(document, settings),
        Err(diagnostics) => Report::failed(diagnostics, files, Summary::default()),
    }
}

/// The same for a document that has been read.
pub(crate) fn from_document(document: Document, settings: &Settings) -> Report {
    let mut summary = count(&document);
    let (lowered, mut context) = lower::run(document, settings);
    // Passes go over the document one after another; a reader goes over it once.
    context.diagnostics.sort_by(|a, b| (&a.file, a.position).cmp(&(&b.file, b.position)));
    let files = context.files.iter().map(|file| PathBuf::from(&file.name)).collect();
    if context.failed() {
        return Report::failed(context.diagnostics, files, summary);
    }
    summary.generated = lowered.model.operations.len();
    match emit::emit(&lowered, settings) {
        Ok(code) => Report { code: Some(code), diagnostics: context.diagnostics, files, summary },
        Err(message) => {
            let root = crate::pointer::Pointer::root();
            context.error(&root, message, "this is a shortcoming of the generator; please report the document");
            Report::failed(context.diagnostics, files, summary)
        }
    }
}

fn count(document: &Document) -> Summary {
    let mut value = document.value.clone();
    let mut operations = 0;
    crate::walk::operations(&mut value, &mut |_, _, _, _| operations += 1);
    let schemas =
        value.pointer("/components/schemas").and_then(serde_json::Value::as_object).map_or(0, serde_json::Map::len);
    Summary { operations, generated: 0, schemas }
}
