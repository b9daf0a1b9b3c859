//! Query parameters.

use serde_json::Value;

use super::{Encoding, Write, encoded, is_undefined, joined, reserved, text};

/// How the parts of a query are written, and what stands between items.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) name: Write,
    pub(super) value: Write,
    /// The same for one of several values between separators.
    pub(super) item: Write,
    pub(super) space: &'static str,
    pub(super) pipe: &'static str,
}

/// As they are sent: a space is `%20`.
const ENCODED: Parts = Parts { name: encoded, value: encoded, item: encoded, space: "%20", pipe: "%7C" };

/// The same with reserved characters in values; a separator in an item is encoded still.
const RESERVED: Parts = Parts { value: reserved, item: |item| reserved(item).replace(',', "%2C"), ..ENCODED };

/// As they are read.
pub(super) const PLAIN: Parts =
    Parts { name: str::to_owned, value: str::to_owned, item: str::to_owned, space: " ", pipe: "|" };

/// The same in a cookie, whose name keeps what a name may have (RFC 9110, section 5.6.2).
pub(super) const COOKIE: Parts = Parts { name: token, ..ENCODED };

fn token(name: &str) -> String {
    let token = |c: char| {
        let c = String::from(c);
        if "!#$&'*+^`|".contains(&c) { c } else { encoded(&c) }
    };
    name.chars().map(token).collect()
}

/// Adds a parameter to a query. `allows_reserved`: as it may have reserved characters.
///
/// # Errors
///
/// An item with what stands between items, encoded or not: read again it would be two.
pub(crate) fn query(
    out: &mut String,
    name: &str,
    it: &Value,
    encoding: Encoding,
    allows_reserved: bool,
) -> Result<(), String> {
    let separator = match encoding {
        Encoding::Spaces => Some(' '),
        Encoding::Pipes => Some('|'),
        _ => None,
    };
    if let Some((separator, found)) = separator.and_then(|separator| Some((separator, with(separator, it)?))) {
        return Err(format!(
            "expected the items of `{name}` to be without {separator:?}, which parts them, but found `{found}`"
        ));
    }
    if let Some(whole) = encoding.content(it).filter(|_| encoding.is_whole() && !it.is_null()) {
        // A form is written already; in a query a space is `%20`.
        let whole = if encoding == Encoding::WholeForm { whole.replace('+', "%20") } else { encoded(&whole) };
        out.push_str(if out.is_empty() || whole.is_empty() { "" } else { "&" });
        out.push_str(&whole);
        return Ok(());
    }
    for (name, value) in pairs(name, it, encoding, if allows_reserved { RESERVED } else { ENCODED }) {
        if !out.is_empty() {
            out.push('&');
        }
        out.extend([name.as_str(), "=", value.as_str()]);
    }
    Ok(())
}

/// The item or member with this character in it.
fn with(separator: char, it: &Value) -> Option<&str> {
    match it {
        Value::Array(items) => items.iter().filter_map(Value::as_str).find(|text| text.contains(separator)),
        Value::Object(members) => {
            let texts = members.iter().flat_map(|(name, member)| [Some(name.as_str()), member.as_str()]);
            texts.flatten().find(|text| text.contains(separator))
        }
        _ => None,
    }
}

/// The pairs of a query parameter; none for what is undefined.
pub(super) fn pairs(name: &str, it: &Value, encoding: Encoding, parts: Parts) -> Vec<(String, String)> {
    let Parts { space, pipe, value: write, item, .. } = parts;
    let one = |value: String| vec![((parts.name)(name), value)];
    if is_undefined(it, encoding) {
        return Vec::new();
    }
    if let Some(content) = encoding.content(it) {
        return one(write(&content));
    }
    let joining = |it: &Value| if it.is_array() || it.is_object() { item } else { write };
    match (encoding, it) {
        (Encoding::DeepObject, it) => {
            let mut pairs = Vec::new();
            deep(name, it, &mut pairs, parts);
            pairs
        }
        (Encoding::Commas, it) => one(joined(it, ",", ",", joining(it))),
        (Encoding::Spaces, it) => one(joined(it, space, space, joining(it))),
        (Encoding::Pipes, it) => one(joined(it, pipe, pipe, joining(it))),
        (_, Value::Array(items)) => {
            let items = items.iter().filter(|item| !item.is_null());
            items.map(|item| ((parts.name)(name), (parts.value)(&text(item)))).collect()
        }
        (_, Value::Object(_)) => members(it, parts),
        (_, scalar) => one((parts.value)(&text(scalar))),
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
