//! What is wrong with something that came out.

/// The kind of a finding, and what was found.
pub(crate) type Finding = (&'static str, String);
