//! How values are written into a request (OpenAPI 3.1, sections 4.8.12 and 4.8.15; RFC 6570).

mod cookie;
mod form;
mod header;
mod multipart;
mod path;
mod query;
#[cfg(test)]
mod tests;

use serde_json::Value;

pub(crate) use self::{cookie::cookie, form::form, header::header, multipart::multipart, path::path, query::query};

/// The styles of parameters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Encoding {
    /// `form`, exploded: a pair an item.
    Repeated,
    /// `form`: items between commas.
    Commas,
    /// `spaceDelimited`.
    Spaces,
    /// `pipeDelimited`.
    Pipes,
    /// `deepObject`.
    DeepObject,
    /// A parameter of `content` that is JSON.
    Json,
    /// A parameter of `content` that is a text, or of a media type that nothing is known of: as it is.
    Text,
    /// A parameter of `content` that is a form.
    Form,
    /// The whole query, as JSON.
    WholeJson,
    /// The whole query, as a text.
    WholeText,
    /// The whole query, as a form.
    WholeForm,
    /// `simple`.
    Simple,
    /// `simple`, exploded.
    SimpleExploded,
    /// `label`.
    Label,
    /// `label`, exploded.
    LabelExploded,
    /// `matrix`.
    Matrix,
    /// `matrix`, exploded.
    MatrixExploded,
}

/// How a part of a value is written.
type Write = fn(&str) -> String;

/// A scalar as its text; what has members as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Whether nothing is written of a value: it is null, or a list or map without a member that is none (RFC 6570, sections
/// 2.3 and 3.2.1). As JSON or as a text also a list of nothing is something.
pub(crate) fn is_undefined(it: &Value, encoding: Encoding) -> bool {
    match it {
        Value::Null => true,
        _ if encoding.is_content() => false,
        Value::Array(items) => items.iter().all(Value::is_null),
        Value::Object(members) => members.values().all(Value::is_null),
        _ => false,
    }
}

impl Encoding {
    fn is_content(self) -> bool {
        self.content(&Value::Null).is_some()
    }

    /// Whether it is the whole query, without a name.
    fn is_whole(self) -> bool {
        matches!(self, Self::WholeJson | Self::WholeText | Self::WholeForm)
    }

    /// A value of a parameter of `content`, which is one whatever it is; `None` of one of a style.
    fn content(self, it: &Value) -> Option<String> {
        match self {
            Self::Json | Self::WholeJson => Some(it.to_string()),
            Self::Text | Self::WholeText => Some(text(it)),
            Self::Form | Self::WholeForm => Some(form(it, &[], &[])),
            _ => None,
        }
    }
}

/// The members of an object in the order of `names`; others behind them.
fn in_order<'v>(it: &'v Value, names: &[String]) -> Vec<(&'v String, &'v Value)> {
    let mut members: Vec<_> = it.as_object().into_iter().flatten().collect();
    let places: std::collections::HashMap<_, _> = names.iter().zip(0..).collect();
    members.sort_by_key(|(name, _)| places.get(name).copied().unwrap_or(usize::MAX));
    members
}

/// Each part by itself, so that no separator in one is taken for one between two (RFC 6570, section 3.2.1).
fn joined(value: &Value, separator: &str, pair: &str, write: Write) -> String {
    match value {
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_null()).map(|item| write(&text(item)));
            items.collect::<Vec<_>>().join(separator)
        }
        Value::Object(members) => {
            let members = members.iter().filter(|(_, member)| !member.is_null());
            let pairs = members.map(|(name, member)| format!("{}{pair}{}", write(name), write(&text(member))));
            pairs.collect::<Vec<_>>().join(separator)
        }
        scalar => write(&text(scalar)),
    }
}

/// The value of a path parameter or a header.
fn styled(name: &str, it: &Value, encoding: Encoding, write: Write) -> String {
    if let Some(content) = encoding.content(it) {
        return write(&content);
    }
    match encoding {
        Encoding::SimpleExploded => joined(it, ",", "=", write),
        Encoding::Label => format!(".{}", joined(it, ",", ",", write)),
        Encoding::LabelExploded => format!(".{}", joined(it, ".", "=", write)),
        Encoding::Matrix => matrix(&write(name), &joined(it, ",", ",", write)),
        Encoding::MatrixExploded => match it {
            Value::Array(items) => {
                let items = items.iter().filter(|item| !item.is_null());
                items.map(|item| matrix(&write(name), &write(&text(item)))).collect()
            }
            Value::Object(members) => {
                let members = members.iter().filter(|(_, member)| !member.is_null());
                members.map(|(name, member)| matrix(&write(name), &write(&text(member)))).collect()
            }
            scalar => matrix(&write(name), &write(&text(scalar))),
        },
        _ => joined(it, ",", ",", write),
    }
}

/// A pair of a path, of which the name stands alone where the value is empty (RFC 6570, section 3.2.7).
fn matrix(name: &str, value: &str) -> String {
    if value.is_empty() { format!(";{name}") } else { format!(";{name}={value}") }
}

/// Percent-encodes all but unreserved characters (RFC 3986, section 2.3).
pub(crate) fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            byte => {
                let digit = |half: u8| char::from(HEX[usize::from(half)]);
                encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    encoded
}

/// The same for a parameter that `allowReserved` lets have reserved characters (RFC 6570, section 3.2.3), of which those are
/// encoded that a query gives another meaning or has no place for; what is encoded stays as it is.
fn reserved(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let digits = rest.as_bytes().get(1..3).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let length = if c == '%' && digits.is_some() { 3 } else { c.len_utf8() };
        let (this, further) = rest.split_at(length);
        if length == 3 && c == '%' || "!$'()*,/:;=?@".contains(c) {
            written.push_str(this);
        } else {
            written.push_str(&encoded(this));
        }
        rest = further;
    }
    written
}

/// What mocks compare: parameters as a server reads them.
#[cfg(feature = "mock")]
pub(crate) mod plain {
    use serde_json::Value;

    use super::{Encoding, query, styled};

    pub(crate) fn query_pairs(name: &str, it: &Value, encoding: Encoding) -> Vec<(String, String)> {
        query::pairs(name, it, encoding, query::PLAIN)
    }

    pub(crate) fn header(name: &str, it: &Value, encoding: Encoding) -> String {
        styled(name, it, encoding, str::to_owned)
    }

    pub(crate) fn path(name: &str, it: &Value, encoding: Encoding) -> String {
        styled(name, it, encoding, super::encoded)
    }
}
