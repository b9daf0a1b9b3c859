//! Changes in a form for pull requests.

use super::{Change, Diff};
use crate::printable::code;

pub(super) fn of(diff: &Diff) -> String {
    let (breaking, compatible): (Vec<_>, Vec<_>) = diff.changes().iter().partition(|change| change.is_breaking());
    let mut text = format!("## Changes of the Rust API\n\nNext version: **{}**.\n", diff.bump());
    for (heading, changes) in [("Breaking", breaking), ("Compatible", compatible)] {
        if !changes.is_empty() {
            text.extend(["\n### ", heading, "\n\n"]);
            text.extend(changes.into_iter().map(line));
        }
    }
    if diff.changes().is_empty() {
        text += "\nNone: whatever the document says otherwise is for readers.\n";
    }
    text
}

/// A change is one line already, and what of it is the document's is code.
fn line(change: &Change) -> String {
    format!("- {}: {}\n", code(change.place()), change.what())
}
