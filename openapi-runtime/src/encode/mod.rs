//! How values are written into a request (OpenAPI 3.1, sections 4.8.12 and 4.8.15; RFC 6570).

mod cookie;
mod form;
mod header;
mod multipart;
mod path;
mod query;

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

/// Each part by itself, so that no separator in one is taken for one between two (RFC 6570, section 3.2.1).
fn joined(value: &Value, separator: &str, pair: &str, write: Write) -> String {
    match value {
        Value::Array(items) => items.iter().map(|item| write(&text(item))).collect::<Vec<_>>().join(separator),
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
    let name = write(name);
    match encoding {
        Encoding::Json => write(&it.to_string()),
        Encoding::SimpleExploded => joined(it, ",", "=", write),
        Encoding::Label => format!(".{}", joined(it, ",", ",", write)),
        Encoding::LabelExploded => format!(".{}", joined(it, ".", "=", write)),
        Encoding::Matrix => format!(";{name}={}", joined(it, ",", ",", write)),
        Encoding::MatrixExploded => match it {
            Value::Array(items) => {
                let items = items.iter().map(|item| format!(";{name}={}", write(&text(item))));
                items.collect::<Vec<_>>().concat()
            }
            Value::Object(_) => format!(";{}", joined(it, ";", "=", write)),
            scalar => format!(";{name}={}", write(&text(scalar))),
        },
        _ => joined(it, ",", ",", write),
    }
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
