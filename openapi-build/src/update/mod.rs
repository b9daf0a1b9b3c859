//! A newly published document in the place of the one that there is.

mod merge;
mod page;

use std::path::Path;

pub use page::Page;
use page::Part;

use crate::{
    diagnostic::{Diagnostic, Errors, Severity},
    diff::Diff,
    document::Document,
    files, generate,
    pointer::Pointer,
    settings::Settings,
};

/// A new document from which code can be generated; made by [`Builder::update`](crate::Builder::update).
#[derive(Clone, Debug)]
pub struct Update {
    text: String,
    diff: Option<Diff>,
    warnings: Vec<Diagnostic>,
}

impl Update {
    /// What the new document's file holds: where it was published as one, its bytes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What changes; `None` where the old document is not there or has errors.
    pub fn diff(&self) -> Option<&Diff> {
        self.diff.as_ref()
    }

    /// What of the new document cannot be expressed in Rust, and does not keep code from being generated.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    pub(crate) fn prepare(spec: &Path, pages: &[Page], settings: &Settings) -> Result<Self, Errors> {
        let (mut parts, mut errors) = (Vec::new(), Vec::new());
        for page in pages {
            match page.parts() {
                Ok(found) => parts.extend(found),
                Err(found) => errors.extend(found),
            }
        }
        if !errors.is_empty() {
            return Err(Errors(errors));
        }
        let text = match parts.as_slice() {
            [] => return Err(Diagnostic::error("update", "expected at least one page but found none").into()),
            [part] => part.text.clone(),
            parts => merge::to_yaml(&merge::merge(parts).map_err(Errors)?)?,
        };
        // Under the name that it will have: what it refers to is looked for beside it.
        let name = files::name(spec)?;
        let read = || Document::parse(&name, &text).map_err(|found| located(found, &name, &parts));
        let report = generate::from_document(read()?, settings);
        let diagnostics = located(report.diagnostics, &name, &parts).0;
        if report.code.is_none() {
            return Err(Errors(diagnostics));
        }
        let diff = match Document::load(spec).ok() {
            Some(old) => Diff::between(old, read()?, settings).ok(),
            None => None,
        };
        let warnings = diagnostics.into_iter().filter(|found| found.severity == Severity::Warning).collect();
        Ok(Self { text, diff, warnings })
    }
}

/// What was found in the new document, at its place in the page that it came from.
fn located(mut diagnostics: Vec<Diagnostic>, name: &str, parts: &[Part]) -> Errors {
    for found in diagnostics.iter_mut().filter(|found| found.file == name) {
        let at = if found.pointer.is_empty() {
            Pointer::root()
        } else {
            Pointer::root().with_suffix(&format!("/{}", found.pointer))
        };
        if let Some(part) = parts.iter().find(|part| at.get(&part.document.value).is_some()).or(parts.first()) {
            part.document.name.clone_into(&mut found.file);
            found.position = part.document.position(&at);
        }
    }
    Errors(diagnostics)
}
