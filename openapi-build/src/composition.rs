//! How a schema is composed: of a reference, of parts, of alternatives, and of what only describes it.

use serde_json::Value;

/// Keywords that say nothing about a value.
pub(crate) const ANNOTATIONS: [&str; 11] = [
    "$comment",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

pub(crate) fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

/// The reference of a schema that is one, with nothing but annotations and `nullable` beside it.
pub(crate) fn alias(schema: &Value) -> Option<&str> {
    let keywords = schema.as_object()?;
    let only =
        |keyword: &str| keywords.keys().all(|other| other == keyword || other == "nullable" || is_annotation(other));
    let reference = match keywords.get("$ref") {
        Some(reference) if only("$ref") => reference,
        None if only("allOf") => match keywords.get("allOf")?.as_array()?.as_slice() {
            [part] => return if part.get("nullable").is_none() { alias(part) } else { None },
            _ => return None,
        },
        _ => return None,
    };
    reference.as_str()
}

/// Whether a schema is made of several, which have to be one struct.
pub(crate) fn needs_merging(schema: &Value) -> bool {
    let Some(keywords) = schema.as_object() else { return false };
    if keywords.contains_key("allOf") {
        return alias(schema).is_none();
    }
    let unions = ["anyOf", "oneOf"].iter().filter(|keyword| keywords.contains_key(**keyword)).count();
    unions > 1 || (unions == 1 && keywords.keys().any(|keyword| !is_union_or_annotation(keyword)))
}

fn is_union_or_annotation(keyword: &str) -> bool {
    ["anyOf", "oneOf", "nullable", "discriminator"].contains(&keyword) || is_annotation(keyword)
}
