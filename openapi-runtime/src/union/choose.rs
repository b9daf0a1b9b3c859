//! Which of several types a value is.

use serde_json::{Map, Value};

use super::{Alternative, Kind};
use crate::object::is_whole;

/// Unions within unions that are looked into: one may contain itself.
const DEPTH: usize = 8;

/// The alternatives that the value can be, the one that knows most of it first.
pub(crate) fn order(value: &Value, alternatives: &[Alternative]) -> Vec<usize> {
    let mut ranked: Vec<_> = alternatives
        .iter()
        .enumerate()
        .filter_map(|(index, one)| rank(value, one, DEPTH).map(|rank| (rank, index)))
        .collect();
    ranked.sort_by(|(a, _), (b, _)| b.cmp(a));
    ranked.into_iter().map(|(_, index)| index).collect()
}

/// Whether the value has members that the chosen alternative lets go and another, which it can be as well, has.
pub(super) fn loses(value: &Value, chosen: &Alternative, others: &[usize], alternatives: &[Alternative]) -> bool {
    let Value::Object(members) = value else { return false };
    !others.is_empty()
        && members
            .keys()
            .filter(|name| !keeps(chosen, name, value, DEPTH))
            .any(|name| others.iter().map(|other| &alternatives[*other]).any(|other| names(other, name, value, DEPTH)))
}

/// How many constants and properties of the alternative the value has; `None` if it cannot be this one.
fn rank(value: &Value, alternative: &Alternative, depth: usize) -> Option<(usize, usize, usize)> {
    let fits = match alternative.kind {
        Kind::Boolean => value.is_boolean(),
        Kind::Integer => value.as_number().is_some_and(is_whole),
        Kind::Number => value.is_number(),
        Kind::Text => value.is_string(),
        Kind::Array => value.is_array(),
        Kind::Object => value.is_object(),
        Kind::Any => true,
    };
    if !fits {
        return None;
    }
    let none = Map::new();
    let members = value.as_object().unwrap_or(&none);
    let required = || alternative.members.iter().filter(|member| member.is_required);
    if !required().all(|member| members.contains_key(member.name)) {
        return None;
    }
    let mut constants = 0;
    for (name, values) in alternative.constants {
        match members.get(*name) {
            Some(Value::String(value)) if values.contains(&value.as_str()) => constants += 1,
            Some(Value::Null) | None => {}
            Some(_) => return None,
        }
    }
    if let Some(nested) = alternative.nested {
        let depth = depth.checked_sub(1)?;
        let (within, known, required) = nested().iter().filter_map(|inner| rank(value, inner, depth)).max()?;
        return Some((constants + within, known, required));
    }
    let known = alternative.members.iter().filter(|member| members.contains_key(member.name)).count();
    Some((constants, known, required().count()))
}

/// Whether the alternative keeps a member of the value.
fn keeps(alternative: &Alternative, name: &str, value: &Value, depth: usize) -> bool {
    match alternative.nested {
        Some(nested) => depth.checked_sub(1).is_none_or(|depth| {
            let nested = nested();
            order(value, nested).first().is_none_or(|inner| keeps(&nested[*inner], name, value, depth))
        }),
        None => {
            alternative.keeps_more
                || alternative.members.is_empty()
                || alternative.members.iter().any(|member| member.name == name)
        }
    }
}

/// Whether the alternative has a member of this name.
fn names(alternative: &Alternative, name: &str, value: &Value, depth: usize) -> bool {
    match alternative.nested {
        Some(nested) => depth.checked_sub(1).is_some_and(|depth| {
            let fitting = nested().iter().filter(|inner| rank(value, inner, depth).is_some());
            fitting.into_iter().any(|inner| names(inner, name, value, depth))
        }),
        None => alternative.members.iter().any(|member| member.name == name),
    }
}
