//! Security schemes as data.

/// A security scheme of the document.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// As the document calls it.
    pub name: &'static str,
    /// Where its credential goes.
    pub place: Place,
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// `Authorization: Bearer` (RFC 6750).
    Bearer,
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// A header of this name.
    Header(&'static str),
    /// A query parameter of this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
}
