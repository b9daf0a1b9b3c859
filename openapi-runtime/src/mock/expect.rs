//! What a typed mock expects of parameters.

use httpmock::When;
use serde::Serialize;
use serde_json::Value;

use crate::encode::{Encoding, plain};

fn json<T: Serialize + ?Sized>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// A query parameter of this value.
pub fn query<T: Serialize + ?Sized>(when: When, name: &str, value: &T, encoding: Encoding) -> When {
    let pairs = plain::query_pairs(name, &json(value), encoding);
    pairs.into_iter().fold(when, |when, (name, value)| when.query_param(name, value))
}

/// A header of this value.
pub fn header<T: Serialize + ?Sized>(when: When, name: &str, value: &T, encoding: Encoding) -> When {
    when.header(name, plain::header(name, &json(value), encoding))
}

/// A path that has this value between what matches two expressions.
pub fn path<T: Serialize + ?Sized>(
    when: When,
    before: &str,
    (name, value): (&str, &T),
    after: &str,
    encoding: Encoding,
) -> When {
    let text = plain::path(name, &json(value), encoding);
    // Escaped, it is nothing but this text.
    let literal = text.chars().fold(String::new(), |mut escaped, sign| {
        if sign.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(sign);
        escaped
    });
    when.path_matches(format!("{before}{literal}{after}"))
}
