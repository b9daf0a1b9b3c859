//! What an operation answers piece by piece.

use serde_json::{Map, Value, json};

use super::{
    Scope,
    media::{accept, framing, is_structured, is_success},
};
use crate::pointer::Pointer;

/// Notes of an operation that it may answer by a stream, and of what.
pub(crate) const STREAM: &str = "x-openapi-build-stream";

/// The first stream among the successes: its media type, how it is cut, and the component of what it is made of. None of a
/// text.
pub(super) fn note(
    operation: &mut Map<String, Value>,
    declared: &Map<String, Value>,
    id: &str,
    at: &Pointer,
    scope: &mut Scope<'_, '_>,
) {
    let has_success = declared.keys().any(|status| is_success(status));
    let successes = declared.iter().filter(|(status, _)| is_success(status) || (*status == "default" && !has_success));
    let mut contents = successes.filter_map(|(status, response)| Some((status, response.get("content")?.as_object()?)));
    let found = contents.find_map(|(status, content)| {
        content.iter().find_map(|(media_type, value)| Some((status, media_type, framing(media_type)?, value)))
    });
    let Some((status, media_type, framing, value)) = found else { return };
    let errors = declared.iter().filter(|(other, _)| !is_success(other)).map(|(_, response)| response);
    let others = accept(errors, |_| true);
    let accept =
        if others.is_empty() { media_type.trim().to_owned() } else { format!("{}, {others}", media_type.trim()) };
    let at = at.at([status, "content", media_type]);
    let schema = item(value, framing).filter(|(_, schema)| {
        is_structured(schema, &|name| scope.structured.contains(name))
            || (framing != "Events" && schema["type"] == "string")
    });
    let reference = schema.map(|(place, schema)| {
        match schema.get("$ref").filter(|_| schema.as_object().is_some_and(|keywords| keywords.len() == 1)) {
            Some(reference) => reference.clone(),
            None => {
                let name = format!("{id}-stream-item");
                let reference = crate::lower::component(&name);
                scope.hoisted.push((place.iter().fold(at, |at, token| at.join(token)), name, schema));
                reference.into()
            }
        }
    });
    operation.insert(
        STREAM.to_owned(),
        json!({"framing": framing, "accept": accept, "schema": reference, "mediaType": media_type.trim()}),
    );
}

/// The schema of what a stream is made of, and where it stands: OpenAPI 3.2 says it in `itemSchema`, of an event with its
/// `data`; earlier versions have the items, or a list of them, in `schema`.
fn item(value: &Value, framing: &str) -> Option<(Vec<&'static str>, Value)> {
    if let Some(item) = value.get("itemSchema") {
        if framing != "Events" {
            return Some((vec!["itemSchema"], item.clone()));
        }
        return data(item).map(|data| (vec!["itemSchema"], data)).or_else(|| Some((vec!["itemSchema"], item.clone())));
    }
    let schema = value.get("schema")?;
    match schema.get("items").filter(|items| items.is_object() && schema["type"] == "array") {
        Some(items) => Some((vec!["schema", "items"], items.clone())),
        None => Some((vec!["schema"], schema.clone())),
    }
}

/// The schema of the `data` of an event, of one of several kinds of events also.
fn data(event: &Value) -> Option<Value> {
    if let Some(data) = event.pointer("/properties/data") {
        return Some(data.get("contentSchema").unwrap_or(data).clone());
    }
    let kinds = ["oneOf", "anyOf"].iter().find_map(|keyword| event.get(*keyword)?.as_array())?;
    let mut of_kinds: Vec<Value> = Vec::new();
    for data in kinds.iter().map(data) {
        let data = data?;
        if !of_kinds.contains(&data) {
            of_kinds.push(data);
        }
    }
    if of_kinds.len() == 1 { of_kinds.pop() } else { Some(json!({"anyOf": of_kinds})) }
}
