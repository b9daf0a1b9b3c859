//! Changes in a form for pull requests.

use super::{Change, Diff};

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

/// A document's names and patterns may have line ends and markup in them: they stand between backticks already, and a
/// line end would end the list.
fn line(change: &Change) -> String {
    format!("- `{}`: {}\n", change.place(), change.what().replace(['\r', '\n'], " "))
}
