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

fn joined(value: &Value, separator: &str, pair: &str) -> String {
    match value {
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(separator),
        Value::Object(members) => {
            let members = members.iter().filter(|(_, member)| !member.is_null());
            members.map(|(name, member)| format!("{name}{pair}{}", text(member))).collect::<Vec<_>>().join(separator)
        }
        scalar => text(scalar),
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
        (Encoding::Commas, it) => one(joined(it, ",", ",")),
        (Encoding::Spaces, it) => one(joined(it, " ", " ")),
        (Encoding::Pipes, it) => one(joined(it, "|", "|")),
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

/// A path parameter or header, not yet percent-encoded.
pub(super) fn simple<T: ::serde::Serialize + ?Sized>(name: &str, it: &T, encoding: Encoding) -> String {
    let it = value(it);
    match encoding {
        Encoding::Json => it.to_string(),
        Encoding::SimpleExploded => joined(&it, ",", "="),
        Encoding::Label => format!(".{}", joined(&it, ",", ",")),
        Encoding::LabelExploded => format!(".{}", joined(&it, ".", "=")),
        Encoding::Matrix => format!(";{name}={}", joined(&it, ",", ",")),
        Encoding::MatrixExploded => match &it {
            Value::Array(items) => items.iter().map(|item| format!(";{name}={}", text(item))).collect(),
            Value::Object(_) => format!(";{}", joined(&it, ";", "=")),
            scalar => format!(";{name}={}", text(scalar)),
        },
        _ => joined(&it, ",", ","),
    }
}

/// Adds a cookie to those that are there: a request has one `Cookie` header (RFC 6265, section 5.4).
pub(super) fn cookie<T: ::serde::Serialize + ?Sized>(
    headers: &mut ::reqwest::header::HeaderMap,
    name: &str,
    it: &T,
    encoding: Encoding,
) -> Result<(), ::reqwest::header::InvalidHeaderValue> {
    let mut cookies: Vec<String> =
        headers.get("cookie").and_then(|cookies| cookies.to_str().ok()).map(str::to_owned).into_iter().collect();
    cookies.extend(query(name, it, encoding).into_iter().map(|(name, value)| format!("{name}={value}")));
    headers.insert("cookie", cookies.join("; ").try_into()?);
    Ok(())
}
