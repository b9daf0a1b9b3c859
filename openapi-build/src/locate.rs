//! Line and column of every part of a YAML or JSON text.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

use crate::{limits::MAX_DEPTH, pointer::Pointer};

/// Line and column, from 1.
pub(crate) type Place = (usize, usize);

/// More keys that stand twice are no help.
const MOST_DUPLICATES: usize = 100;

/// Where each key of a mapping and each item of a sequence stands.
pub(crate) struct Places {
    /// The document, then what it holds in the order of the text.
    nodes: Vec<Node>,
    /// Every key that its mapping has had before, and where it stands again.
    pub(crate) duplicates: Vec<(Pointer, Place)>,
}

struct Node {
    place: (u32, u32),
    children: Children,
}

/// Most nodes are scalars and have none.
enum Children {
    None,
    #[allow(clippy::box_collection)] // a fifth of the size, in every node
    Members(Box<HashMap<Box<str>, u32>>),
    Items(Vec<u32>),
}

/// A mapping or sequence that is open.
struct Frame {
    /// `None` below a key that stands a second time: what is said there is said already.
    node: Option<u32>,
    kind: Kind,
}

enum Kind {
    /// In a mapping: the key whose value comes next.
    Mapping {
        key: Option<Box<str>>,
    },
    Sequence,
}

impl Places {
    /// Stops where the text is no YAML or goes too deep: what was read until then is known.
    pub(crate) fn read(text: &str) -> Self {
        let mut places = Self { nodes: Vec::new(), duplicates: Vec::new() };
        let mut frames: Vec<Frame> = Vec::new();
        // The node of the value that comes next, if it was made for its key.
        let mut value = None;
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            let place = (span.start.line(), span.start.col() + 1);
            let opens = match &event {
                Event::MappingStart(..) => Some(Kind::Mapping { key: None }),
                Event::SequenceStart(..) => Some(Kind::Sequence),
                Event::Scalar(..) | Event::Alias(_) => None,
                Event::MappingEnd | Event::SequenceEnd => {
                    frames.pop();
                    value = None;
                    close(&mut frames);
                    continue;
                }
                _ => continue,
            };
            let node = match frames.last() {
                None => Some(places.root(place)),
                Some(Frame { kind: Kind::Mapping { key: None }, node }) => {
                    // A key that is no scalar has no pointer; its entry is passed over under an empty name.
                    let name: Box<str> = match &event {
                        Event::Scalar(name, ..) => name.as_ref().into(),
                        _ => "".into(),
                    };
                    value = node.and_then(|node| places.member(node, &name, place, &frames));
                    if opens.is_none() {
                        if let Some(Frame { kind: Kind::Mapping { key }, .. }) = frames.last_mut() {
                            *key = Some(name);
                        }
                        continue;
                    }
                    value
                }
                Some(Frame { kind: Kind::Mapping { key: Some(_) }, .. }) => value.take(),
                Some(Frame { kind: Kind::Sequence, node }) => node.map(|node| places.item(node, place)),
            };
            match opens {
                Some(_) if frames.len() == MAX_DEPTH => break,
                Some(kind) => frames.push(Frame { node, kind }),
                None => close(&mut frames),
            }
        }
        places
    }

    /// The place of the deepest part of `pointer` that stands in the text.
    pub(crate) fn of(&self, pointer: &Pointer) -> Option<Place> {
        let mut node = self.nodes.first()?;
        for token in pointer.tokens() {
            let child = match &node.children {
                Children::None => None,
                Children::Members(members) => members.get(token.as_str()).copied(),
                Children::Items(items) => token.parse().ok().and_then(|index: usize| items.get(index).copied()),
            };
            match child {
                Some(child) => node = &self.nodes[child as usize],
                None => break,
            }
        }
        Some((node.place.0 as usize, node.place.1 as usize))
    }

    #[allow(clippy::cast_possible_truncation)] // a text of 4 GiB is refused before
    fn add(&mut self, (line, column): Place) -> u32 {
        self.nodes.push(Node { place: (line as u32, column as u32), children: Children::None });
        (self.nodes.len() - 1) as u32
    }

    fn root(&mut self, place: Place) -> u32 {
        if self.nodes.is_empty() { self.add(place) } else { 0 }
    }

    fn item(&mut self, parent: u32, place: Place) -> u32 {
        let node = self.add(place);
        match &mut self.nodes[parent as usize].children {
            Children::Items(items) => items.push(node),
            children => *children = Children::Items(vec![node]),
        }
        node
    }

    fn member(&mut self, parent: u32, name: &str, place: Place, frames: &[Frame]) -> Option<u32> {
        let node = self.add(place);
        let children = &mut self.nodes[parent as usize].children;
        if !matches!(children, Children::Members(_)) {
            *children = Children::Members(Box::default());
        }
        let Children::Members(members) = children else { return None };
        if members.contains_key(name) {
            self.nodes.pop();
            if self.duplicates.len() < MOST_DUPLICATES {
                self.duplicates.push((self.pointer(frames).join(name), place));
            }
            return None;
        }
        members.insert(name.into(), node);
        Some(node)
    }

    /// Where the innermost of the open frames stands.
    fn pointer(&self, frames: &[Frame]) -> Pointer {
        let mut pointer = Pointer::root();
        for frame in &frames[..frames.len().saturating_sub(1)] {
            match (&frame.kind, frame.node) {
                (Kind::Mapping { key }, _) => pointer.push(key.as_deref().unwrap_or_default()),
                (Kind::Sequence, node) => {
                    let index = match node.map(|node| &self.nodes[node as usize].children) {
                        Some(Children::Items(items)) => items.len().saturating_sub(1),
                        _ => 0,
                    };
                    pointer.push(&index.to_string());
                }
            }
        }
        pointer
    }
}

/// A value has ended: where it was a mapping's, a key comes next.
fn close(frames: &mut [Frame]) {
    if let Some(Frame { kind: Kind::Mapping { key }, .. }) = frames.last_mut() {
        // A collection as a key ends without having been noted as one: its value comes next.
        *key = if key.is_some() { None } else { Some("".into()) };
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::pointer::Pointer;

    fn pointer(text: &str) -> Pointer {
        Pointer::from_fragment(&format!("#{text}")).unwrap()
    }

    #[test]
    fn keys_and_items_are_found() {
        let cases = [
            ("mapping in mapping", "a:\n  b: 1\n  c: {d: 2}\n", "/a/c/d", (3, 7)),
            ("item of a sequence", "a:\n  - x\n  - y: 1\n", "/a/1/y", (3, 5)),
            ("key with a slash", "paths:\n  /a/b:\n    get: 1\n", "/paths/~1a~1b/get", (3, 5)),
            ("after a nested end", "a:\n  - [1, 2]\n  - {b: c}\nd: 1\n", "/d", (4, 1)),
            ("after a collection as a key", "? [a, b]\n: {c: d}\ne: 1\n", "/e", (3, 1)),
            ("json", "{\n \"a\": [\n  {\"b\": null}]}", "/a/0/b", (3, 4)),
            ("whole document", "a: 1\n", "", (1, 1)),
            ("what is not there", "a:\n  b: 1\n", "/a/c/d", (1, 1)),
            ("below a second key", "a:\n  b: 1\na:\n  c: 1\n", "/a/c", (1, 1)),
        ];
        for (name, text, at, want) in cases {
            assert_eq!(Places::read(text).of(&pointer(at)), Some(want), "{name}");
        }
    }

    #[test]
    fn keys_that_stand_twice_are_told_once() {
        let cases = [
            ("scalar", "a: 1\nb: 2\na: 3\n", vec![("a", (3, 1))]),
            ("in a sequence", "a:\n  - b: 1\n  - b: 1\n    b: 2\n", vec![("a/1/b", (4, 5))]),
            ("with what is below", "a:\n  b: {c: 1}\n  b: {c: 1}\n", vec![("a/b", (3, 3))]),
            ("collection as a key", "? [a]\n: 1\n? [b]\n: 2\n", vec![("", (3, 3))]),
        ];
        for (name, text, want) in cases {
            let found = Places::read(text).duplicates;
            let found: Vec<_> = found.iter().map(|(pointer, place)| (pointer.to_string(), *place)).collect();
            let want: Vec<_> = want.into_iter().map(|(pointer, place)| (pointer.to_owned(), place)).collect();
            assert_eq!(found, want, "{name}");
        }
    }
}
