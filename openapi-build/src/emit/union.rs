//! Which of several types a value is.

use ::serde_json::Value;

/// What a value has to be.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Number,
    Text,
    Array,
    Object,
    Any,
}

/// One of several types.
pub(super) struct Alternative {
    pub(super) kind: Kind,
    pub(super) properties: &'static [&'static str],
    pub(super) required: &'static [&'static str],
    /// Properties that have one of these values.
    pub(super) constants: &'static [(&'static str, &'static [&'static str])],
}

/// Decodes a value as the first of the alternatives that it can be; an object that is none of them is `unknown`.
pub(super) fn decode<'de, T, D: ::serde::Deserializer<'de>>(
    deserializer: D,
    name: &str,
    alternatives: &[Alternative],
    decode: impl Fn(usize, &Value) -> ::std::result::Result<T, ::serde_json::Error>,
    unknown: Option<fn(Value) -> T>,
) -> ::std::result::Result<T, D::Error> {
    let value = <Value as ::serde::Deserialize>::deserialize(deserializer)?;
    let mut failure = None;
    for index in order(&value, alternatives) {
        match decode(index, &value) {
            Ok(decoded) => return Ok(decoded),
            Err(error) => {
                failure.get_or_insert(error);
            }
        }
    }
    match (failure, unknown) {
        (Some(failure), _) => Err(<D::Error as ::serde::de::Error>::custom(failure)),
        (None, Some(unknown)) if value.is_object() => Ok(unknown(value)),
        (None, _) => {
            let message = format!("expected a value of `{name}` but found {value}");
            Err(<D::Error as ::serde::de::Error>::custom(message))
        }
    }
}

/// The alternatives that the value can be, the one that knows most of it first.
fn order(value: &Value, alternatives: &[Alternative]) -> Vec<usize> {
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
    if !fits || !alternative.required.iter().all(|name| members.contains_key(*name)) {
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
    let known = members.keys().filter(|name| alternative.properties.contains(&name.as_str())).count();
    Some((constants, known, alternative.required.len()))
}
