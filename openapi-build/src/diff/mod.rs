//! What a new document changes in the Rust that is generated from it.
//!
//! Compared are the lowered documents: two spellings of one type are no change, and neither are words for readers.

mod bounds;
mod change;
mod kinds;
mod markdown;
mod operations;
mod security;
mod servers;
mod successors;
mod surface;
#[cfg(test)]
mod tests;
mod types;

use std::fmt;

use change::Changes;
pub use change::{Bump, Change};
use surface::Surface;

use crate::{diagnostic::Errors, document::Document, lowered, settings::Settings};

/// What a new document changes in the Rust that is generated from it; made by [`Builder::diff`](crate::Builder::diff).
///
/// Its text is a line for each change, marked `breaking` or `compatible`. What of it is the document's is bounded and safe
/// to print, and in Markdown it is code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    changes: Vec<Change>,
}

impl Diff {
    /// Compares two documents. The errors of both are reported.
    pub(crate) fn between(old: Document, new: Document, settings: &Settings) -> Result<Self, Errors> {
        let (old, new) = match (surface(old, settings), surface(new, settings)) {
            (Ok(old), Ok(new)) => (old, new),
            (old, new) => {
                let errors = [old.err(), new.err()].into_iter().flatten().flat_map(|errors| errors.0);
                return Err(Errors(errors.collect()));
            }
        };
        let mut changes = Changes::default();
        servers::compare(&old.servers, &new.servers, &mut changes);
        servers::compare_choice(&old.server_choice, &new.server_choice, &mut changes);
        operations::compare(&old, &new, &mut changes);
        types::compare(&old, &new, &mut changes);
        Ok(Self { changes: changes.found })
    }

    /// Every change: servers, then operations in the order of the documents, then types by name.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether any change is breaking.
    pub fn is_breaking(&self) -> bool {
        self.changes.iter().any(Change::is_breaking)
    }

    /// What the changes ask of the next version: major where one breaks code, minor where there is any, else patch.
    pub fn bump(&self) -> Bump {
        match self.changes.as_slice() {
            _ if self.is_breaking() => Bump::Major,
            [] => Bump::Patch,
            _ => Bump::Minor,
        }
    }

    /// The changes as Markdown for a pull request, the breaking ones first.
    pub fn to_markdown(&self) -> String {
        markdown::of(self)
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, change) in self.changes.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{:<10}  {change}", if change.is_breaking() { "breaking" } else { "compatible" })?;
        }
        Ok(())
    }
}

fn surface(document: Document, settings: &Settings) -> Result<Surface, Errors> {
    let original = document.value.clone();
    let (lowered, mut context) = lowered::run(document, settings);
    if context.failed() {
        return Err(Errors(context.take_findings()));
    }
    Ok(Surface::read(lowered, &original))
}
