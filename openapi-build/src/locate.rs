//! Line and column of every JSON pointer in a YAML or JSON text.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser};

use crate::pointer::Pointer;

enum Frame {
    /// In a mapping: whether the next scalar is a key.
    Mapping { key_next: bool },
    /// In a sequence: the index of the next item.
    Sequence { index: usize },
}

/// Line and column, from 1.
pub(crate) type Place = (usize, usize);

/// The place of each key of a mapping and of each item of a sequence.
///
/// Stops where the text is no YAML: what was read until then is known.
pub(crate) fn positions(text: &str) -> HashMap<String, Place> {
    let mut positions = HashMap::new();
    walk(text, |pointer, place| {
        positions.entry(pointer.as_str().to_owned()).or_insert(place);
    });
    positions
}

/// Every key that its mapping has had before, and where it stands again.
pub(crate) fn duplicates(text: &str) -> Vec<(Pointer, Place)> {
    let mut seen = HashSet::new();
    let mut duplicates: Vec<(Pointer, Place)> = Vec::new();
    walk(text, |pointer, place| {
        // What stands below a second key repeats what stands below the first: told once.
        let is_below =
            duplicates.last().is_some_and(|(last, _)| pointer != last && pointer.strip_prefix(last).is_some());
        if !seen.insert(pointer.clone()) && !is_below {
            duplicates.push((pointer.clone(), place));
        }
    });
    duplicates
}

fn walk(text: &str, mut visit: impl FnMut(&Pointer, Place)) {
    let mut frames: Vec<Frame> = Vec::new();
    let mut pointer = Pointer::root();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let place = (span.start.line(), span.start.col() + 1);
        let opens = match &event {
            Event::MappingStart(..) => Some(Frame::Mapping { key_next: true }),
            Event::SequenceStart(..) => Some(Frame::Sequence { index: 0 }),
            Event::Scalar(..) | Event::Alias(_) => None,
            Event::MappingEnd | Event::SequenceEnd => {
                frames.pop();
                leave(&mut frames, &mut pointer);
                continue;
            }
            _ => continue,
        };
        match frames.last() {
            Some(Frame::Mapping { key_next: true }) => {
                // A key that is no scalar has no pointer; its entry is passed over under an empty name.
                let name = match &event {
                    Event::Scalar(name, ..) => name.as_ref(),
                    _ => "",
                };
                pointer.push(name);
                visit(&pointer, place);
                if let Some(frame) = opens {
                    frames.push(frame);
                } else if let Some(Frame::Mapping { key_next }) = frames.last_mut() {
                    *key_next = false;
                }
                continue;
            }
            Some(Frame::Sequence { index }) => {
                pointer.push(&index.to_string());
                visit(&pointer, place);
            }
            Some(Frame::Mapping { .. }) => {}
            None => {
                visit(&pointer, place);
            }
        }
        match opens {
            Some(frame) => frames.push(frame),
            None => leave(&mut frames, &mut pointer),
        }
    }
}

/// A value has ended: its key or index leaves the pointer.
fn leave(frames: &mut [Frame], pointer: &mut Pointer) {
    match frames.last_mut() {
        Some(Frame::Mapping { key_next }) => {
            *key_next = !*key_next;
            if *key_next {
                pointer.pop();
            }
        }
        Some(Frame::Sequence { index }) => {
            *index += 1;
            pointer.pop();
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::positions;

    #[test]
    fn keys_and_items_are_found() {
        let cases = [
            ("mapping in mapping", "a:\n  b: 1\n  c: {d: 2}\n", "/a/c/d", (3, 7)),
            ("item of a sequence", "a:\n  - x\n  - y: 1\n", "/a/1/y", (3, 5)),
            ("key with a slash", "paths:\n  /a/b:\n    get: 1\n", "/paths/~1a~1b/get", (3, 5)),
            ("after a nested end", "a:\n  - [1, 2]\n  - {b: c}\nd: 1\n", "/d", (4, 1)),
            ("json", "{\n \"a\": [\n  {\"b\": null}]}", "/a/0/b", (3, 4)),
            ("whole document", "a: 1\n", "", (1, 1)),
        ];
        for (name, text, pointer, want) in cases {
            assert_eq!(positions(text).get(pointer), Some(&want), "{name}");
        }
    }
}
