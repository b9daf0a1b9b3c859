//! What the generator has to say about a document: where, what, and what to do.

use std::{fmt, ops};

use crate::printable::{MOST_OF_MESSAGE, message, shortened};

/// How serious a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The code is generated; something of the document could not be expressed in it.
    Warning,
    /// No code is generated.
    Error,
}

/// One finding, with its place in the document.
///
/// Its text is safe to print, whatever the document is: every piece is one line, what a terminal would act on or a reader
/// would not see is written as in a Rust literal, and what is too long is shortened in the middle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub(crate) severity: Severity,
    pub(crate) file: String,
    pub(crate) position: Option<(usize, usize)>,
    pub(crate) pointer: String,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn error(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            file: file.into(),
            position: None,
            pointer: String::new(),
            message: message.into(),
            help: None,
        }
    }

    /// Without the middle of what nobody could read whole: so a thousand findings under a key of a megabyte cost no
    /// gigabyte.
    pub(crate) fn bounded(self) -> Self {
        Self {
            pointer: shortened(self.pointer, MOST_OF_MESSAGE),
            message: shortened(self.message, MOST_OF_MESSAGE),
            help: self.help.map(|help| shortened(help, MOST_OF_MESSAGE)),
            ..self
        }
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// How serious it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The file, as it was named to the [`Builder`](crate::Builder).
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1.
    pub fn line(&self) -> Option<usize> {
        self.position.map(|(line, _)| line)
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> Option<usize> {
        self.position.map(|(_, column)| column)
    }

    /// The JSON pointer into the document, without its leading slash; empty for the whole document.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What was expected and what was found. As it stands in the document: print the finding as a whole instead.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it, if anything can be said.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", message(&self.file))?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        f.write_str(": ")?;
        if self.severity == Severity::Warning {
            f.write_str("warning: ")?;
        }
        if !self.pointer.is_empty() {
            write!(f, "{}: ", message(&self.pointer))?;
        }
        write!(f, "{}", message(&self.message))?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {}", message(help))?;
        }
        Ok(())
    }
}

/// So many findings of each severity are kept.
pub(crate) const MOST: usize = 1000;

/// Findings as they come, of which only the first of each severity are kept.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    kept: Vec<Diagnostic>,
    warnings: usize,
    errors: usize,
}

impl ops::Deref for Findings {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.kept
    }
}

impl Findings {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let count = match diagnostic.severity {
            Severity::Warning => &mut self.warnings,
            Severity::Error => &mut self.errors,
        };
        *count += 1;
        if *count <= MOST {
            self.kept.push(diagnostic.bounded());
        }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// In the order of the document, and last how many there are that were not kept.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by(|a, b| (&a.file, a.position).cmp(&(&b.file, b.position)));
        self.into_vec()
    }

    /// In the order that they came in.
    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        let Self { mut kept, warnings, errors } = self;
        let file = kept.first().map(|first| first.file.clone()).unwrap_or_default();
        for (severity, count, noun) in [(Severity::Warning, warnings, "warnings"), (Severity::Error, errors, "errors")]
        {
            if count > MOST {
                let message = format!("expected at most {MOST} {noun} but found {count}: the others are not listed");
                kept.push(Diagnostic { severity, ..Diagnostic::error(&file, message) });
            }
        }
        kept
    }
}

/// Why no code was generated: every problem of the document, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errors(pub(crate) Vec<Diagnostic>);

impl Errors {
    /// All findings, warnings included.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl From<Diagnostic> for Errors {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}
