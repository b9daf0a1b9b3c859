use serde_json::{Map, Value};

use super::{Context, Pass, pages::CURSOR, properties::RENAMED};
use crate::composition::is_annotation;
use crate::{formats, walk};

/// What is left of a schema is what typify makes types of. Bounds have been read by then (see `rules`): a response
/// that goes beyond one is still decoded, so types do not know them. What JSON Schema does not know is an annotation
/// (2020-12, section 6.5).
pub(crate) struct Keywords;

const KEPT: [&str; 14] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "deprecated",
    "description",
    "enum",
    "format",
    "items",
    "nullable",
    "oneOf",
    "properties",
    "required",
    "type",
];

impl Pass for Keywords {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        walk::schemas(document, &mut |schema, _| {
            let Some(keywords) = schema.as_object_mut() else { return };
            format(keywords);
            open(keywords);
            // Only texts and null are types by their values (see `shapes`); a number may be another one tomorrow.
            let typed = keywords.contains_key("type");
            let is_kept = keywords.get("enum").and_then(Value::as_array).is_some_and(|values| {
                values.iter().all(Value::is_string) || (values.iter().all(Value::is_null) && !typed)
            });
            if !is_kept {
                keywords.remove("enum");
            } else if !typed {
                // `allOf` may have put bounds of other types beside null.
                keywords.retain(|keyword, _| keyword == "enum" || is_annotation(keyword));
            }
            keywords.retain(|keyword, value| {
                if keyword == CURSOR || keyword == RENAMED {
                    return true;
                }
                KEPT.contains(&keyword.as_str()) && is_sound(keyword, value)
            });
        });
    }
}

/// `true` is the schema that everything meets (2020-12, section 4.3.2): further members are kept.
fn open(keywords: &mut Map<String, Value>) {
    let has_members = keywords.get("properties").and_then(Value::as_object).is_some_and(|members| !members.is_empty());
    if let Some(more) = keywords.get_mut("additionalProperties")
        && has_members
        && *more == true
    {
        *more = Value::Object(Map::new());
    }
}

/// All integers are of 64 bits and all numbers doubles, so that no response overflows.
fn format(keywords: &mut Map<String, Value>) {
    let name = match (keywords.get("type").and_then(Value::as_str), keywords.get("format").and_then(Value::as_str)) {
        // Which texts have types is known by now.
        (Some("string"), Some(name)) if formats::ty(Some(name)).is_some() => return,
        (Some("integer"), Some("uint64")) => "uint64",
        (Some("integer"), _) => "int64",
        (Some("number"), _) => "double",
        _ => {
            keywords.remove("format");
            return;
        }
    };
    keywords.insert("format".to_owned(), name.into());
}

/// Whether a keyword's value is of the type that the keyword asks for.
fn is_sound(keyword: &str, value: &mut Value) -> bool {
    match (keyword, &mut *value) {
        ("required", Value::Array(names)) => names.retain(Value::is_string),
        ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => schemas.retain(Value::is_object),
        ("properties", Value::Object(schemas)) => schemas.retain(|_, schema| schema.is_object()),
        _ => {}
    }
    match keyword {
        "description" | "format" | "type" | "$ref" => value.is_string(),
        "enum" | "required" | "allOf" | "anyOf" | "oneOf" => value.is_array(),
        "properties" | "items" => value.is_object(),
        "additionalProperties" => value.is_object() || value.is_boolean(),
        "deprecated" | "nullable" => value.is_boolean(),
        _ => true,
    }
}
