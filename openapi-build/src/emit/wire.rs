//! How values are written into a request (OpenAPI 3.1, sections 4.8.12 and 4.8.15).

use ::serde_json::Value;

/// The styles of parameters.
#[derive(Clone, Copy)]
pub(super) enum Encoding {
    Repeated,
    Commas,
    Spaces,
    Pipes,
    DeepObject,
    Json,
    Simple,
    SimpleExploded,
    Label,
    LabelExploded,
    Matrix,
    MatrixExploded,
}

fn value<T: ::serde::Serialize + ?Sized>(value: &T) -> Value {
    ::serde_json::to_value(value).unwrap_or_default()
}

/// A scalar as its text; what has members as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// How a part of a value is written.
type Write = fn(&str) -> String;

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

/// The pairs of a query parameter; none for what is not set.
pub(super) fn query<T: ::serde::Serialize + ?Sized>(name: &str, it: &T, encoding: Encoding) -> Vec<(String, String)> {
    let it = value(it);
    let one = |text: String| vec![(name.to_owned(), text)];
    match (encoding, &it) {
        (_, Value::Null) => Vec::new(),
        (Encoding::Json, it) => one(it.to_string()),
        (Encoding::DeepObject, it) => {
            let mut pairs = Vec::new();
            deep(name, it, &mut pairs);
            pairs
        }
        (Encoding::Commas, it) => one(joined(it, ",", ",", str::to_owned)),
        (Encoding::Spaces, it) => one(joined(it, " ", " ", str::to_owned)),
        (Encoding::Pipes, it) => one(joined(it, "|", "|", str::to_owned)),
        (_, Value::Array(items)) => items.iter().map(|item| (name.to_owned(), text(item))).collect(),
        (_, Value::Object(_)) => form_pairs(&it),
        (_, scalar) => one(text(scalar)),
    }
}

fn deep(name: &str, it: &Value, pairs: &mut Vec<(String, String)>) {
    match it {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| deep(&format!("{name}[{key}]"), member, pairs));
        }
        Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
            pairs.extend(items.iter().map(|item| (name.to_owned(), text(item))));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| deep(&format!("{name}[{index}]"), item, pairs));
        }
        scalar => pairs.push((name.to_owned(), text(scalar))),
    }
}

fn form_pairs(it: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, member) in it.as_object().into_iter().flatten() {
        match member {
            Value::Null => {}
            Value::Array(items) => pairs.extend(items.iter().map(|item| (name.clone(), text(item)))),
            other => pairs.push((name.clone(), text(other))),
        }
    }
    pairs
}

/// A body that is a form (application/x-www-form-urlencoded, as the WHATWG URL standard writes it).
pub(super) fn form<T: ::serde::Serialize + ?Sized>(body: &T) -> String {
    let Ok(mut url) = ::reqwest::Url::parse("http://form/") else { return String::new() };
    url.query_pairs_mut().extend_pairs(form_pairs(&value(body)));
    url.query().unwrap_or_default().to_owned()
}

/// A header.
pub(super) fn simple<T: ::serde::Serialize + ?Sized>(name: &str, it: &T, encoding: Encoding) -> String {
    styled(name, &value(it), encoding, str::to_owned)
}

/// A path parameter, percent-encoded.
pub(super) fn path<T: ::serde::Serialize + ?Sized>(name: &str, it: &T, encoding: Encoding) -> String {
    styled(name, &value(it), encoding, encoded)
}

fn styled(name: &str, it: &Value, encoding: Encoding, write: Write) -> String {
    let name = write(name);
    match encoding {
        Encoding::Json => write(&it.to_string()),
        Encoding::SimpleExploded => joined(it, ",", "=", write),
        Encoding::Label => format!(".{}", joined(it, ",", ",", write)),
        Encoding::LabelExploded => format!(".{}", joined(it, ".", "=", write)),
        Encoding::Matrix => format!(";{name}={}", joined(it, ",", ",", write)),
        Encoding::MatrixExploded => match it {
            Value::Array(items) => items.iter().map(|item| format!(";{name}={}", write(&text(item)))).collect(),
            Value::Object(_) => format!(";{}", joined(it, ";", "=", write)),
            scalar => format!(";{name}={}", write(&text(scalar))),
        },
        _ => joined(it, ",", ",", write),
    }
}

/// What a URL is put together from: text of the document's path, or a parameter and its value.
pub(super) enum Piece {
    Fixed(&'static str),
    Value { name: &'static str, plain: String, encoded: String },
}

impl Piece {
    pub(super) fn value<T: ::serde::Serialize + ?Sized>(name: &'static str, it: &T, encoding: Encoding) -> Self {
        Self::Value { name, plain: simple(name, it, encoding), encoded: path(name, it, encoding) }
    }
}

/// The URL of a path below `base`. No value makes it name another path: none is empty, and none makes a segment that
/// URLs leave out (`.` and `..`, whatever part of it the document wrote) or a separator of its own.
pub(super) fn url(base: &str, pieces: &[Piece]) -> Result<String, String> {
    let mut url = base.to_owned();
    let (mut segment, mut names) = (String::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Fixed(text) => {
                for (index, part) in text.split('/').enumerate() {
                    if index > 0 {
                        finish(&segment, &names)?;
                        url.push_str(&segment);
                        url.push('/');
                        segment.clear();
                        names.clear();
                    }
                    segment.push_str(part);
                }
            }
            Piece::Value { name, plain, encoded } => {
                if plain.is_empty() {
                    return Err(format!("expected the path parameter `{name}` to have a value but found an empty one"));
                }
                if let Some((at, c)) = plain.char_indices().find(|(_, c)| *c == '\\' || c.is_control()) {
                    return Err(format!(
                        "expected the path parameter `{name}` to have no backslash or control character but found {c:?} at byte {at}"
                    ));
                }
                segment.push_str(encoded);
                names.push(*name);
            }
        }
    }
    finish(&segment, &names)?;
    url.push_str(&segment);
    Ok(url)
}

fn finish(segment: &str, names: &[&str]) -> Result<(), String> {
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    if names.is_empty() || !matches!(plain.as_str(), "" | "." | "..") {
        return Ok(());
    }
    let names = names.join("`, `");
    Err(format!("expected the path parameter `{names}` to make a segment of the path but found `{plain}`"))
}

/// The value of a header.
pub(super) fn header<T: ::serde::Serialize + ?Sized>(
    name: &str,
    it: &T,
    encoding: Encoding,
) -> Result<::reqwest::header::HeaderValue, String> {
    let text = simple(name, it, encoding);
    let wrong = text.char_indices().find(|(_, c)| c.is_ascii_control() && *c != '\t');
    match (::reqwest::header::HeaderValue::try_from(&text), wrong) {
        (Ok(value), None) => Ok(value),
        (_, Some((at, c))) => {
            Err(format!("expected the header `{name}` to have no control character but found {c:?} at byte {at}"))
        }
        (Err(error), None) => Err(format!("expected the header `{name}` to be one that can be sent but found: {error}")),
    }
}

/// Adds a cookie to those that are there: a request has one `Cookie` header (RFC 6265, section 5.4). Names and values
/// are percent-encoded, as OpenAPI has it for the style `form`: in a cookie a semicolon would begin another one.
pub(super) fn cookie<T: ::serde::Serialize + ?Sized>(
    headers: &mut ::reqwest::header::HeaderMap,
    name: &str,
    it: &T,
    encoding: Encoding,
) -> Result<(), ::reqwest::header::InvalidHeaderValue> {
    let mut cookies: Vec<String> =
        headers.get("cookie").and_then(|cookies| cookies.to_str().ok()).map(str::to_owned).into_iter().collect();
    let it = value(it);
    let pairs = match encoding {
        Encoding::Commas if !it.is_null() => vec![(name.to_owned(), joined(&it, ",", ",", encoded))],
        _ => query(name, &it, encoding).into_iter().map(|(name, value)| (name, encoded(&value))).collect(),
    };
    // What a name may have (RFC 9110, section 5.6.2), it keeps.
    let token = |c: &str| if "!#$&'*+^`|".contains(c) { c.to_owned() } else { encoded(c) };
    let name = |name: &str| name.chars().map(|c| token(c.encode_utf8(&mut [0; 4]))).collect::<String>();
    cookies.extend(pairs.iter().map(|(key, value)| format!("{}={value}", name(key))));
    headers.insert("cookie", cookies.join("; ").try_into()?);
    Ok(())
}

/// Percent-encodes all but unreserved characters (RFC 3986, section 2.3).
fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
        encoded
    })
}
