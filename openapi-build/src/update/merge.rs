//! Pages of one document, each with some of its operations, made one document again.

use serde_json::{Map, Value};

use super::page::Part;
use crate::{
    diagnostic::{Diagnostic, Findings},
    pointer::Pointer,
};

/// What has to be in all pages or in none: it holds for operations that other pages have.
const ALL_OR_NONE: [&str; 5] = ["openapi", "security", "servers", "parameters", "$ref"];

/// Values longer than this are cut off in messages.
const MOST_CHARACTERS: usize = 120;

/// What all parts say, in their order. Every disagreement is an error.
pub(super) fn merge(parts: &[Part]) -> Result<Value, Vec<Diagnostic>> {
    let mut merged = Value::Null;
    let mut conflicts = Findings::default();
    for (index, part) in parts.iter().enumerate() {
        if index == 0 {
            merged = part.document.value.clone();
        } else {
            let mut merger = Merger { before: &parts[..index], part, conflicts: &mut conflicts };
            merger.open(&mut merged, &part.document.value, &Pointer::root());
        }
    }
    if conflicts.is_empty() { Ok(merged) } else { Err(conflicts.into_vec()) }
}

struct Merger<'p> {
    before: &'p [Part],
    part: &'p Part,
    conflicts: &'p mut Findings,
}

impl Merger<'_> {
    /// A mapping to which each page may add members.
    fn open(&mut self, known: &mut Value, new: &Value, at: &Pointer) {
        let (Value::Object(members), Value::Object(added)) = (&mut *known, new) else {
            return self.compare(Some(known), Some(new), at);
        };
        for key in ALL_OR_NONE.into_iter().filter(|key| members.contains_key(*key) && !added.contains_key(*key)) {
            self.conflict(members.get(key), None, &at.join(key));
        }
        for (key, value) in added {
            let at = at.join(key);
            match members.get_mut(key) {
                None if ALL_OR_NONE.contains(&key.as_str()) => self.conflict(None, Some(value), &at),
                None => {
                    members.insert(key.clone(), value.clone());
                }
                Some(known) if at.as_str() == "/tags" => self.tags(known, value, &at),
                Some(known) if is_open(&at) => self.open(known, value, &at),
                Some(known) => self.compare(Some(known), Some(value), &at),
            }
        }
    }

    /// Tags have names: a page may have those of its operations alone.
    fn tags(&mut self, known: &mut Value, new: &Value, at: &Pointer) {
        let (Value::Array(known), Value::Array(new)) = (&mut *known, new) else {
            return self.compare(Some(known), Some(new), at);
        };
        for (index, tag) in new.iter().enumerate() {
            match known.iter().find(|other| other.get("name") == tag.get("name")) {
                Some(other) => self.compare(Some(other), Some(tag), &at.join(&index.to_string())),
                None => known.push(tag.clone()),
            }
        }
    }

    /// Reports the innermost differences.
    fn compare(&mut self, known: Option<&Value>, new: Option<&Value>, at: &Pointer) {
        match (known, new) {
            (known, new) if known == new => {}
            (Some(Value::Object(known)), Some(Value::Object(new))) => {
                let keys = known.keys().chain(new.keys().filter(|key| !known.contains_key(*key)));
                for key in keys {
                    self.compare(known.get(key), new.get(key), &at.join(key));
                }
            }
            (known, new) => self.conflict(known, new, at),
        }
    }

    fn conflict(&mut self, known: Option<&Value>, new: Option<&Value>, at: &Pointer) {
        // The page that has what is missing in the new one, or else one that has the mapping around it.
        let parent = at.parent();
        let holder = |at: &Pointer| self.before.iter().find(|part| at.get(&part.document.value).is_some());
        let other = if known.is_some() { holder(at) } else { holder(&parent) };
        let place = other.or(self.before.first()).map(|part| {
            let position = part.document.position(at).map(|(line, column)| format!(":{line}:{column}"));
            format!("{}{}", part.document.name, position.unwrap_or_default())
        });
        self.conflicts.push(Diagnostic {
            position: self.part.document.position(at),
            pointer: at.to_string(),
            ..Diagnostic::error(
                &self.part.document.name,
                format!("expected {}, as in {}, but found {}", short(known), place.unwrap_or_default(), short(new)),
            )
            .with_help("the pages have to be of one document; fetch them anew, all at one time")
        });
    }
}

/// Whether each page has only what its operations need there.
fn is_open(at: &Pointer) -> bool {
    let tokens: Vec<_> = at.tokens().collect();
    let tokens: Vec<_> = tokens.iter().map(String::as_str).collect();
    matches!(tokens.as_slice(), ["paths" | "webhooks" | "components"] | ["paths" | "webhooks" | "components", _])
}

fn short(value: Option<&Value>) -> String {
    let Some(value) = value else { return "nothing".to_owned() };
    let text = value.to_string();
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// As YAML, mappings in the order that they have.
pub(super) fn to_yaml(value: &Value) -> Result<String, Diagnostic> {
    let empty = Map::new();
    let members = value.as_object().unwrap_or(&empty);
    serde_yaml::to_string(members)
        .map_err(|error| Diagnostic::error("the merged document", format!("expected YAML but found: {error}")))
}
