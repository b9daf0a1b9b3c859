//! Which of several types a value is.

use serde_json::Value;

use super::{Alternative, Kind};

/// The alternatives that the value can be, the one that knows most of it first.
pub(super) fn order(value: &Value, alternatives: &[Alternative]) -> Vec<usize> {
    let mut ranked: Vec<_> =
        alternatives.iter().enumerate().filter_map(|(index, one)| rank(value, one).map(|rank| (rank, index))).collect();
    ranked.sort_by(|(a, _), (b, _)| b.cmp(a));
    ranked.into_iter().map(|(_, index)| index).collect()
}

/// How many constants and properties of the alternative the value has; `None` if it cannot be this one.
fn rank(value: &Value, alternative: &Alternative) -> Option<(usize, usize, usize)> {
    let fits = match alternative.kind {
        Kind::Boolean => value.is_boolean(),
        Kind::Integer => value.is_i64() || value.is_u64(),
        Kind::Number => value.is_number(),
        Kind::Text => value.is_string(),
        Kind::Array => value.is_array(),
        Kind::Object => value.is_object(),
        Kind::Any => return Some((0, 0, 0)),
    };
    let Value::Object(members) = value else { return fits.then_some((0, 0, 0)) };
    let required = || alternative.members.iter().filter(|member| member.is_required);
    if !fits || !required().all(|member| members.contains_key(member.name)) {
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
    let known = alternative.members.iter().filter(|member| members.contains_key(member.name)).count();
    Some((constants, known, required().count()))
}
