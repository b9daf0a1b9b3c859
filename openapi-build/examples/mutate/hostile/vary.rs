//! The document as it is published later: some of it gone, some renamed, some new.

use serde_json::{Value, json};

use super::{names, text};
use crate::random::Random;

pub(crate) fn change(document: &mut Value, random: &mut Random) {
    for _ in 0..=random.below(12) {
        let target = pick(document, random);
        match target {
            Value::Object(members) => {
                let at = random.below(members.len());
                let key = members.keys().nth(at).cloned().unwrap_or_default();
                match random.below(4) {
                    0 => drop(members.shift_remove(&key)),
                    1 => {
                        let value = members.get(&key).cloned().unwrap_or_default();
                        members.insert(names::odd(random), value);
                    }
                    2 => {
                        let value = members.shift_remove(&key).unwrap_or_default();
                        members.insert(names::odd(random), value);
                    }
                    _ => drop(members.insert(names::odd(random), json!({"type": "string"}))),
                }
            }
            Value::Array(items) if random.one_in(2) => items.push(json!(names::odd(random))),
            Value::Array(items) => drop(items.pop()),
            Value::String(old) => *old = if random.one_in(2) { names::odd(random) } else { text::short(random) },
            other => *other = json!(random.below(100)),
        }
    }
}

/// A value that is not the document itself, and mostly deep in it.
fn pick<'v>(value: &'v mut Value, random: &mut Random) -> &'v mut Value {
    let is_leaf = match &*value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    };
    if is_leaf || random.one_in(8) {
        return value;
    }
    let child = match value {
        Value::Object(members) => {
            let at = random.below(members.len());
            members.values_mut().nth(at)
        }
        Value::Array(items) => {
            let at = random.below(items.len());
            items.get_mut(at)
        }
        _ => None,
    };
    pick(child.expect("an index below the length"), random)
}
