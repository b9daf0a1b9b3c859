//! One way to make a small document cost much.

use super::draft::Draft;

pub(crate) struct Trick {
    pub(crate) name: &'static str,
    /// What aliases need.
    pub(crate) is_yaml: bool,
    /// Puts about that many bytes into the document.
    pub(crate) make: fn(&mut Draft, usize),
}

pub(crate) const fn any(name: &'static str, make: fn(&mut Draft, usize)) -> Trick {
    Trick { name, is_yaml: false, make }
}

pub(crate) const fn yaml(name: &'static str, make: fn(&mut Draft, usize)) -> Trick {
    Trick { name, is_yaml: true, make }
}

/// `one` for each of `0..count`, with commas between.
pub(crate) fn list(count: usize, mut one: impl FnMut(usize) -> String) -> String {
    (0..count).map(&mut one).collect::<Vec<_>>().join(",")
}
