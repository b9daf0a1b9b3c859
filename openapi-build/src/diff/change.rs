//! Changes, and what they ask of the next version.

use std::fmt;

use crate::printable::{MOST_OF_MESSAGE, line, message, shortened};

/// One thing that is another one in the generated Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    is_breaking: bool,
    place: String,
    what: String,
}

impl Change {
    /// Whether code that was written against the old document may not compile or work any more.
    pub fn is_breaking(&self) -> bool {
        self.is_breaking
    }

    /// The method or type that it concerns.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What changed, and where it is not plain, why that breaks code or does not.
    pub fn what(&self) -> &str {
        &self.what
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// The part of a version (semantic versioning) that changes ask to raise.
///
/// Before 1.0 cargo takes `0.y` for the major part: there [`Major`](Self::Major) raises `y`, and the two others `z` of
/// `0.y.z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Bump {
    /// Nothing changed that code can see.
    Patch,
    /// There is more than before, and nothing breaks.
    Minor,
    /// Something breaks.
    Major,
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "patch (before 1.0: the next 0.y.z)",
            Self::Minor => "minor (before 1.0: the next 0.y.z)",
            Self::Major => "major (before 1.0: the next 0.y.0)",
        })
    }
}

/// Changes as they are found, each at the place that is looked at.
#[derive(Default)]
pub(super) struct Changes {
    place: String,
    pub(super) found: Vec<Change>,
}

impl Changes {
    /// What follows concerns `place`.
    pub(super) fn at(&mut self, place: &str) {
        self.place = message(place).to_string();
    }

    pub(super) fn breaking(&mut self, what: String) {
        self.add(true, what);
    }

    pub(super) fn compatible(&mut self, what: String) {
        self.add(false, what);
    }

    pub(super) fn add(&mut self, is_breaking: bool, what: String) {
        let what = line(&shortened(what, MOST_OF_MESSAGE)).to_string();
        self.found.push(Change { is_breaking, place: self.place.clone(), what });
    }
}
