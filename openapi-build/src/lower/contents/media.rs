//! What a media type says of how a body is written and read.

use serde_json::{Map, Value};

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// `application/json` and every type with the suffix `+json` (RFC 6839, section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Whether it stands for several.
pub(crate) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// A range that JSON is of.
pub(super) fn may_be_json(media_type: &str) -> bool {
    matches!(essence(media_type).as_str(), "*/*" | "application/*" | "application/*+json" | "*")
}

/// Whether a body of bytes is a text.
pub(crate) fn is_text(media_type: &str) -> bool {
    essence(media_type).starts_with("text/")
}

/// Whether it can be sent as a header.
pub(super) fn is_sendable(media_type: &str) -> bool {
    media_type.is_ascii() && http::HeaderValue::from_str(media_type).is_ok()
}

/// All that answers are documented as and that is wanted, what is read as JSON first in each; where that is nothing, all.
pub(super) fn accept<'d>(declared: impl Iterator<Item = &'d Value> + Clone, wanted: impl Fn(&str) -> bool) -> String {
    let mut all: Vec<&str> = Vec::new();
    for content in declared.filter_map(|response| response.get("content")?.as_object()) {
        let mut here: Vec<_> = content.keys().map(|media_type| media_type.trim()).collect();
        here.retain(|media_type| !media_type.is_empty() && is_sendable(media_type));
        here.sort_by_key(|media_type| !is_json(media_type));
        for media_type in here {
            if !all.iter().any(|known| known.eq_ignore_ascii_case(media_type)) {
                all.push(media_type);
            }
        }
    }
    if all.iter().any(|media_type| wanted(media_type)) {
        all.retain(|media_type| wanted(media_type));
    }
    all.join(", ")
}

/// Whether a status is one of success.
pub(crate) fn is_success(status: &str) -> bool {
    status.len() == 3 && status.starts_with('2')
}

/// How a body can be sent, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Json,
    Multipart,
    Form,
    Text,
    Bytes,
}

impl Rank {
    /// Whether the body is sent as it is given.
    pub(crate) fn is_raw(self) -> bool {
        matches!(self, Self::Text | Self::Bytes)
    }
}

pub(crate) const MULTIPART: &str = "multipart/form-data";

pub(super) const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) fn rank(media_type: &str) -> Rank {
    let essence = essence(media_type);
    match essence.as_str() {
        _ if is_json(media_type) => Rank::Json,
        MULTIPART => Rank::Multipart,
        FORM => Rank::Form,
        "application/xml" | "application/yaml" | "application/x-yaml" | "application/graphql" => Rank::Text,
        _ if essence.starts_with("text/") || essence.ends_with("+xml") || essence.ends_with("+yaml") => Rank::Text,
        _ => Rank::Bytes,
    }
}

/// How a stream is cut into what it is made of.
pub(super) fn framing(media_type: &str) -> Option<&'static str> {
    match essence(media_type).as_str() {
        "text/event-stream" => Some("Events"),
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/stream+json"
        | "application/x-json-stream" => Some("Lines"),
        essence if essence.ends_with("json-seq") => Some("Sequence"),
        _ => None,
    }
}

/// A word for a media type, unlike that of others as far as it can be: `json`, `pdf`, `image`.
pub(super) fn word(media_type: &str) -> String {
    let essence = essence(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
    match (kind, subtype) {
        ("*" | "", "*") => "any".to_owned(),
        (kind, "*") => kind.to_owned(),
        ("text", "plain") => "text".to_owned(),
        (_, "octet-stream") => "bytes".to_owned(),
        (_, "x-www-form-urlencoded") => "form".to_owned(),
        ("multipart", "form-data") => "multipart".to_owned(),
        (_, subtype) => {
            let subtype = subtype.strip_prefix("x-").or(subtype.strip_prefix("vnd.")).unwrap_or(subtype);
            subtype.strip_suffix("+json").unwrap_or(subtype).to_owned()
        }
    }
}

/// Whether a schema is of what JSON alone can say: anything with a type that is no text. `structured` are components of
/// which that is known.
pub(super) fn is_structured(schema: &Value, structured: &dyn Fn(&str) -> bool) -> bool {
    let Some(keywords) = schema.as_object() else { return false };
    if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
        return structured(reference);
    }
    let typed = |ty: &Value| !matches!(ty.as_str(), Some("string" | "null") | None);
    let is_typed = match keywords.get("type") {
        Some(Value::Array(types)) => types.iter().any(typed),
        Some(ty) => typed(ty),
        None => false,
    };
    let parts = ["allOf", "anyOf", "oneOf"].iter().filter_map(|keyword| keywords.get(*keyword)?.as_array()).flatten();
    is_typed
        || ["properties", "items", "additionalProperties"].iter().any(|keyword| keywords.contains_key(*keyword))
        || parts.into_iter().any(|part| is_structured(part, structured))
}

/// The components that are structured, by reference.
pub(super) fn structured(schemas: &Map<String, Value>) -> std::collections::HashSet<String> {
    let mut known = std::collections::HashSet::new();
    // A component may be another one, and that one a third; more than that nobody writes.
    for _ in 0..4 {
        let is_known = |reference: &str| known.contains(reference);
        let found: Vec<_> = schemas.iter().filter(|(_, schema)| is_structured(schema, &is_known)).collect();
        let found: Vec<_> = found.into_iter().map(|(name, _)| crate::lower::component(name)).collect();
        if found.len() == known.len() {
            break;
        }
        known.extend(found);
    }
    known
}
