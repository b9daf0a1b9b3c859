//! What a request may carry: a choice of media types.

use serde_json::{Map, Value, json};

use super::{
    Scope,
    media::{FORM, MULTIPART, Rank, is_json, is_range, is_sendable, is_structured, may_be_json, rank, word},
};
use crate::{names, pointer::Pointer};

/// The media type that a body is sent as, and how; progenitor sees one that it takes in its place.
pub(crate) const MEDIA_TYPE: &str = "x-openapi-build-media-type";

/// Lists of an operation what its body may be, a type each, with the media types of each.
pub(crate) const BODIES: &str = "x-openapi-build-bodies";

/// What may be sent as one Rust type.
struct Choice {
    /// What is the same for media types of one Rust type.
    key: String,
    /// The media type that its schema stands at.
    at: String,
    rank: Rank,
    schema: Value,
    media: Vec<Value>,
}

pub(super) fn request(operation: &mut Map<String, Value>, at: &Pointer, scope: &mut Scope<'_, '_>) {
    let id = operation.get("operationId").map(crate::lower::text).unwrap_or_default();
    let Some(body) = operation.get_mut("requestBody").and_then(Value::as_object_mut) else { return };
    let content = match body.remove("content") {
        Some(Value::Object(content)) => content,
        _ => Map::new(),
    };
    let at = at.join("requestBody").join("content");
    let mut choices = choices(&content, &at, scope);
    let Some(first) = choices.iter().enumerate().min_by_key(|(_, choice)| choice.rank).map(|(index, _)| index) else {
        operation.remove("requestBody");
        return;
    };
    let is_several = choices.len() > 1;
    let mut words = names::Taken::default();
    for choice in &mut choices {
        // Where there are several, and where the emission writes the parts from the body's type, that needs a name.
        let is_plain = choice.rank.is_raw() || (choice.key == TEXT && choice.rank == Rank::Json);
        let word = words.unique(&word(&choice.at));
        let is_named =
            choice.schema.as_object().is_some_and(|keywords| keywords.len() == 1 && keywords.contains_key("$ref"));
        if !is_plain && !is_named && (is_several || choice.rank == Rank::Multipart) {
            let name = if is_several { format!("{id}-body-{word}") } else { format!("{id}-body") };
            let schema = std::mem::replace(&mut choice.schema, json!({"$ref": crate::lower::component(&name)}));
            scope.hoisted.push((at.join(&choice.at).join("schema"), name, schema));
        }
    }
    let listed = choices.iter().map(|choice| {
        let schema = choice.schema.get("$ref").filter(|_| !choice.rank.is_raw());
        json!({"schema": schema, "word": word(&choice.at), "media": choice.media})
    });
    let listed: Vec<_> = listed.collect();
    let Choice { rank, schema, media, .. } = choices.swap_remove(first);
    let stand_in = match rank {
        Rank::Json => "application/json",
        Rank::Multipart => MULTIPART,
        Rank::Form => FORM,
        Rank::Text => "text/plain",
        Rank::Bytes => "application/octet-stream",
    };
    body.insert(MEDIA_TYPE.to_owned(), media[0]["name"].clone());
    body.insert("content".to_owned(), json!({stand_in: {"schema": schema}}));
    operation.insert(BODIES.to_owned(), listed.into());
}

const TEXT: &str = "a text";

/// What may be sent, in the order of the document: media types of one Rust type together.
fn choices(content: &Map<String, Value>, at: &Pointer, scope: &mut Scope<'_, '_>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for (media_type, value) in content {
        if !is_sendable(media_type) {
            scope.context.unsupported(
                &at.join(media_type),
                format!("expected a media type (RFC 9110, section 8.3.1) but found `{media_type}`"),
                "it is sent as a header, in one line of ASCII",
            );
        }
        let schema = value.get("schema").cloned().unwrap_or_else(|| json!({}));
        let reads_json = may_be_json(media_type) && is_structured(&schema, &|name| scope.structured.contains(name));
        let rank = if reads_json { Rank::Json } else { rank(media_type) };
        let (key, schema) = match rank {
            Rank::Text => (TEXT.to_owned(), json!({"type": "string"})),
            Rank::Bytes => ("bytes".to_owned(), json!({"type": "string"})),
            _ if is_text(&schema) => (TEXT.to_owned(), schema),
            _ => (schema.to_string(), schema),
        };
        let parts = parts(value, rank, &at.join(media_type), scope);
        let media = json!({"name": media_type.trim(), "rank": rank_name(rank), "parts": parts});
        match choices.iter_mut().find(|choice| choice.key == key) {
            Some(choice) if is_range(media_type) => choice.media.push(media),
            Some(choice) => {
                // What is sent where nobody says otherwise is the first that is no range.
                let ranges = choice.media.iter().all(|known| known["name"].as_str().is_some_and(is_range));
                let place = if ranges { 0 } else { choice.media.len() };
                choice.media.insert(place, media);
                choice.rank = choice.rank.min(rank);
            }
            None => choices.push(Choice { key, at: media_type.clone(), rank, schema, media: vec![media] }),
        }
    }
    choices
}

fn rank_name(rank: Rank) -> String {
    format!("{rank:?}")
}

/// Whether a schema is a text and nothing more.
fn is_text(schema: &Value) -> bool {
    let Some(keywords) = schema.as_object() else { return false };
    let known = |keyword: &String| keyword == "type" || crate::composition::is_annotation(keyword);
    schema["type"] == "string" && keywords.keys().all(known)
}

/// What the document says of how each member of a form is written (OpenAPI 3.1, section 4.8.15).
fn parts(value: &Value, rank: Rank, at: &Pointer, scope: &mut Scope<'_, '_>) -> Vec<Value> {
    let encoding = value.get("encoding").and_then(Value::as_object);
    if !matches!(rank, Rank::Form | Rank::Multipart) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for (name, encoding) in encoding.into_iter().flatten() {
        let text = |key: &str| encoding.get(key).and_then(Value::as_str);
        let explode = encoding.get("explode").and_then(Value::as_bool);
        let reserved = encoding.get("allowReserved").and_then(Value::as_bool);
        let style = match (text("style"), explode) {
            (None, None) if reserved.is_none() => None,
            (Some("deepObject"), _) => Some("DeepObject"),
            (Some("spaceDelimited"), Some(false) | None) => Some("Spaces"),
            (Some("pipeDelimited"), Some(false) | None) => Some("Pipes"),
            (_, Some(false)) => Some("Commas"),
            _ => Some("Repeated"),
        };
        let property = &value["schema"]["properties"][name];
        if let Some(said) = text("contentType").filter(|_| style.is_none())
            && is_structured(property, &|name| scope.structured.contains(name))
            && property["type"] != "array"
            && !said.split(',').any(|media_type| is_json(media_type) || may_be_json(media_type))
        {
            scope.context.warn(
                &at.at(["encoding", name, "contentType"]),
                format!("expected what has members to be written as JSON but found `{said}`"),
                "it is written as JSON, and called what the document says",
            );
        }
        let headers =
            if rank == Rank::Multipart { headers(encoding, &at.at(["encoding", name]), scope) } else { Vec::new() };
        parts.push(json!({
            "name": name,
            // Where a style is given, it counts.
            "contentType": text("contentType").filter(|_| style.is_none()),
            "style": style,
            "reserved": reserved == Some(true),
            "headers": headers,
        }));
    }
    parts
}

/// The headers of a part that have one value; others are the caller's to say, and only of a file.
fn headers(encoding: &Value, at: &Pointer, scope: &mut Scope<'_, '_>) -> Vec<Value> {
    let declared = encoding.get("headers").and_then(Value::as_object).into_iter().flatten();
    let mut headers = Vec::new();
    for (name, header) in declared.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
        let schema = &header["schema"];
        let only = match schema.get("enum").and_then(Value::as_array).map(Vec::as_slice) {
            Some([only]) => Some(only),
            _ => schema.get("const"),
        };
        let value = only.map(crate::lower::text).filter(|value| http::HeaderValue::from_str(value).is_ok());
        match value.filter(|_| http::HeaderName::from_bytes(name.as_bytes()).is_ok()) {
            Some(value) => headers.push(json!([name, value])),
            None if header["required"] == true => scope.context.warn(
                &at.at(["headers", name]),
                format!("expected the header `{name}` of a part to have one value but found none or several"),
                "it is sent only with a file that is given it: `FilePart::header`",
            ),
            None => {}
        }
    }
    headers
}
