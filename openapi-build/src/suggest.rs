//! Settings that a document looks made for.

use std::fmt;

use crate::{
    pagination::{Pagination, Style},
    printable::line,
};

/// A pagination that fits operations which have none; made by [`Builder::suggestions`](crate::Builder::suggestions).
///
/// Its text is the line of a build script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub(crate) pagination: Pagination,
    pub(crate) operations: Vec<String>,
}

impl Suggestion {
    /// What a builder would be told.
    pub fn pagination(&self) -> &Pagination {
        &self.pagination
    }

    /// The ids of the operations that would be walked by it, if it stood behind those before it.
    pub fn operations(&self) -> &[String] {
        &self.operations
    }
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Pagination { style, items, more, operations, largest } = &self.pagination;
        let text = |text: &str| line(&format!("{text:?}")).to_string();
        f.write_str(".pagination(Pagination::")?;
        match style {
            Style::Cursor { parameter, property } => write!(f, "cursor({}, {})", text(parameter), text(property))?,
            Style::Offset { parameter, limit } => write!(f, "offset({}, {})", text(parameter), text(limit))?,
            Style::Page { parameter } => write!(f, "page({})", text(parameter))?,
            Style::LastId { parameter, member } => write!(f, "last_id({}, {})", text(parameter), text(member))?,
            Style::NextUrl { property } => write!(f, "next_url({})", text(property))?,
            Style::Link => f.write_str("link()")?,
        }
        for (method, value) in [("items", items), ("more", more), ("largest_pages", largest)] {
            if let Some(value) = value {
                write!(f, ".{method}({})", text(value))?;
            }
        }
        if !operations.is_empty() {
            let operations: Vec<_> = operations.iter().map(|name| text(name)).collect();
            write!(f, ".operations([{}])", operations.join(", "))?;
        }
        f.write_str(")")
    }
}
