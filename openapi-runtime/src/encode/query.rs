//! Query parameters.

use serde_json::Value;

use super::{Encoding, Write, encoded, joined, text};

/// How the parts of a query are written, and what stands between items.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    name: Write,
    value: Write,
    space: &'static str,
    pipe: &'static str,
}

/// As they are sent: a space is `%20`.
const ENCODED: Parts = Parts { name: encoded, value: encoded, space: "%20", pipe: "%7C" };

/// As they are read.
pub(super) const PLAIN: Parts = Parts { name: str::to_owned, value: str::to_owned, space: " ", pipe: "|" };

/// The same in a cookie, whose name keeps what a name may have (RFC 9110, section 5.6.2).
pub(super) const COOKIE: Parts = Parts { name: token, ..ENCODED };

fn token(name: &str) -> String {
    let token = |c: char| {
        let c = String::from(c);
        if "!#$&'*+^`|".contains(&c) { c } else { encoded(&c) }
    };
    name.chars().map(token).collect()
}

/// Adds a parameter to a query.
pub(crate) fn query(out: &mut String, name: &str, it: &Value, encoding: Encoding) {
    for (name, value) in pairs(name, it, encoding, ENCODED) {
        if !out.is_empty() {
            out.push('&');
        }
        out.extend([name.as_str(), "=", value.as_str()]);
    }
}

/// The pairs of a query parameter; none for what is not set, and none for a list or map of nothing (RFC 6570, section
/// 2.3: what has no members is undefined).
pub(super) fn pairs(name: &str, it: &Value, encoding: Encoding, parts: Parts) -> Vec<(String, String)> {
    let Parts { space, pipe, value: write, .. } = parts;
    let one = |value: String| vec![((parts.name)(name), value)];
    let is_empty = match it {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(Value::is_null),
        _ => false,
    };
    match (encoding, it) {
        (Encoding::Json, it) if !it.is_null() => one(write(&it.to_string())),
        _ if is_empty => Vec::new(),
        (Encoding::DeepObject, it) => {
            let mut pairs = Vec::new();
            deep(name, it, &mut pairs, parts);
            pairs
        }
        (Encoding::Commas, it) => one(joined(it, ",", ",", write)),
        (Encoding::Spaces, it) => one(joined(it, space, space, write)),
        (Encoding::Pipes, it) => one(joined(it, pipe, pipe, write)),
        (_, Value::Array(items)) => items.iter().map(|item| ((parts.name)(name), write(&text(item)))).collect(),
        (_, Value::Object(_)) => members(it, parts),
        (_, scalar) => one(write(&text(scalar))),
    }
}

fn deep(name: &str, it: &Value, pairs: &mut Vec<(String, String)>, parts: Parts) {
    match it {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| deep(&format!("{name}[{key}]"), member, pairs, parts));
        }
        Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
            pairs.extend(items.iter().map(|item| ((parts.name)(name), (parts.value)(&text(item)))));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| deep(&format!("{name}[{index}]"), item, pairs, parts));
        }
        scalar => pairs.push(((parts.name)(name), (parts.value)(&text(scalar)))),
    }
}

/// A pair a member, and one an item of a member that is a list.
pub(super) fn members(it: &Value, parts: Parts) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, member) in it.as_object().into_iter().flatten() {
        let mut pair = |value: &Value| pairs.push(((parts.name)(name), (parts.value)(&text(value))));
        match member {
            Value::Null => {}
            Value::Array(items) => items.iter().for_each(pair),
            other => pair(other),
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn styles() {
        use Encoding::{Commas, DeepObject, Json, Pipes, Repeated, Spaces};
        let color = json!(["blue", "black", "brown"]);
        let rgb = json!({"B": 150, "G": 200, "R": 100});
        // The table of OpenAPI 3.1, section 4.8.12.4, members in the order of their names.
        for (encoding, value, want) in [
            (Repeated, json!(""), "color="),
            (Repeated, json!("blue"), "color=blue"),
            (Repeated, color.clone(), "color=blue&color=black&color=brown"),
            (Repeated, rgb.clone(), "B=150&G=200&R=100"),
            (Commas, color.clone(), "color=blue,black,brown"),
            (Commas, rgb.clone(), "color=B,150,G,200,R,100"),
            (Spaces, color.clone(), "color=blue%20black%20brown"),
            (Pipes, color, "color=blue%7Cblack%7Cbrown"),
            (DeepObject, rgb.clone(), "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100"),
            (Json, rgb, "color=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D"),
            (Repeated, json!([]), ""),
            (Commas, json!([]), ""),
            (Commas, json!(["a,b", "c d&e"]), "color=a%2Cb,c%20d%26e"),
        ] {
            let mut query = String::new();
            super::query(&mut query, "color", &value, encoding);
            assert_eq!(query, want, "{encoding:?} {value}");
        }
    }
}
