//! Patterns: ECMA-262 expressions, which the output checks with an engine whose time is linear in the text.

mod class;
mod reader;
#[cfg(test)]
mod tests;

use std::{collections::HashMap, fmt, sync::Arc};

/// A `pattern` that is checked before a request is sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    /// As the document writes it.
    pub(crate) text: String,
    /// The same as the crate `regex-lite` reads it.
    pub(crate) regex: String,
    /// How many characters a text may have for the check to be a matter of a second. A pattern that matches texts of up
    /// to some length alone has more states than they have characters, so that none of them is too long.
    pub(crate) longest: usize,
}

/// Why a pattern is not checked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refused {
    /// It is no expression, or one that engines read differently. What is wrong, and at which character.
    Invalid(&'static str, usize),
    /// It has what no linear engine takes.
    Unsupported(&'static str),
    /// It is too long, too deep, or repeats too much.
    TooLarge(&'static str),
    /// The patterns before it have used up what there is for all.
    TooMany,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(what, at) => {
                write!(f, "expected `pattern` to be an ECMA-262 expression but found {what} at character {}", at + 1)
            }
            Self::Unsupported(what) => {
                write!(f, "expected `pattern` to be one that can be checked in linear time but found {what}")
            }
            Self::TooLarge(limit) => write!(f, "expected `pattern` to have at most {limit} but found more"),
            Self::TooMany => f.write_str("expected the patterns of the document to be smaller, all together"),
        }
    }
}

/// In bytes.
const MAX_LENGTH: usize = 16 * 1024;
/// How deep groups may stand in each other: a reader of them calls itself as deep.
const MAX_DEPTH: usize = 50;
/// How many states the engine may have to look at for each character of a text.
const MAX_STATES: usize = 10_000;
/// States times characters: a fraction of a second.
const MAX_STEPS: usize = 50_000_000;
/// How much is written for one pattern, in bytes: a property of Unicode takes one word and has hundreds of ranges.
const MAX_WRITTEN: usize = 64 * 1024;
/// The same for all patterns of a document, ranges that were read included.
const ROOM: usize = 4 * 1024 * 1024;

/// The patterns of a document, each read once.
#[derive(Debug)]
pub(crate) struct Patterns {
    known: HashMap<String, Result<Arc<Pattern>, Refused>>,
    room: usize,
}

impl Default for Patterns {
    fn default() -> Self {
        Self { known: HashMap::new(), room: ROOM }
    }
}

impl Patterns {
    pub(crate) fn read(&mut self, text: &str) -> Result<Arc<Pattern>, Refused> {
        if text.len() > MAX_LENGTH {
            return Err(Refused::TooLarge("16 KiB"));
        }
        if let Some(known) = self.known.get(text) {
            return known.clone();
        }
        let read = reader::read(text, &mut self.room).map(Arc::new);
        self.known.insert(text.to_owned(), read.clone());
        read
    }
}
