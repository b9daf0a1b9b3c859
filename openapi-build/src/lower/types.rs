use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::composition::is_annotation;
use crate::walk;

/// 3.0 has one `type` a schema and says null with `nullable`: lists of types are split into alternatives, null
/// leaves types, enums and alternatives, and a schema that implies its type is given it.
pub(crate) struct Types;

impl Pass for Types {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        walk::schemas(document, &mut |schema, at| {
            let Some(keywords) = schema.as_object_mut() else { return };
            let mut nullable = keywords.remove("nullable") == Some(Value::Bool(true));
            let mut types = types(keywords);
            if let Some(unknown) = types.iter().find(|name| !TYPES.contains(&name.as_str())) {
                context.unsupported(at, format!("expected a type of JSON Schema but found `{unknown}`"), "");
                types.retain(|name| TYPES.contains(&name.as_str()));
            }
            if types.is_empty() && allows_null_alone(keywords) {
                types.push("null".to_owned());
            }
            let only_null = types == ["null"];
            nullable |= types.iter().any(|name| name == "null") && !only_null;
            types.retain(|name| name != "null" || only_null);
            // An integer is a number (JSON Schema 2020-12, section 6.1.1).
            if types.iter().any(|name| name == "number") {
                types.retain(|name| name != "integer");
            }
            nullable |= enum_without_null(keywords);
            nullable |= alternatives_without_null(keywords);
            match types.as_slice() {
                [] => {
                    if let Some(implied) = implied(keywords) {
                        keywords.insert("type".to_owned(), implied.into());
                    }
                }
                [null] if null == "null" => {
                    keywords.retain(|keyword, _| is_annotation(keyword));
                    keywords.insert("enum".to_owned(), json!([null]));
                    nullable = false;
                }
                [one] => {
                    keywords.insert("type".to_owned(), one.as_str().into());
                }
                _ => split(keywords, &types),
            }
            let anything = keywords.keys().all(|keyword| is_annotation(keyword));
            if nullable && !anything {
                keywords.insert("nullable".to_owned(), true.into());
            }
        });
    }
}

const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// Takes `type` out, as a list without repetition.
fn types(keywords: &mut Map<String, Value>) -> Vec<String> {
    let mut types = match keywords.remove("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.into_iter().map(|name| super::text(&name)).collect(),
        // `type: null` without quotes means the type, whatever YAML makes of it.
        Some(Value::Null) => vec!["null".to_owned()],
        Some(other) => vec![super::text(&other)],
        None => Vec::new(),
    };
    let mut seen = HashSet::new();
    types.retain(|name| seen.insert(name.clone()));
    types
}

/// Whether null is the one value of an enum.
fn allows_null_alone(keywords: &Map<String, Value>) -> bool {
    let values = keywords.get("enum").and_then(Value::as_array);
    values.is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_null))
}

/// Takes null out of an enum that has other values.
fn enum_without_null(keywords: &mut Map<String, Value>) -> bool {
    let Some(Value::Array(values)) = keywords.get_mut("enum") else { return false };
    let had = values.iter().any(Value::is_null) && values.len() > 1;
    if had {
        values.retain(|value| !value.is_null());
    }
    had
}

fn is_null(schema: &Value) -> bool {
    schema.get("enum").and_then(Value::as_array).is_some_and(|values| values.len() == 1 && values[0].is_null())
}

/// Takes null out of `anyOf` and `oneOf`, also where it is an alternative's own.
fn alternatives_without_null(keywords: &mut Map<String, Value>) -> bool {
    let mut nullable = false;
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(members)) = keywords.get_mut(key) else { continue };
        let had = members.len();
        if members.iter().any(|member| !is_null(member)) {
            members.retain(|member| !is_null(member));
        }
        nullable |= members.len() < had;
        for member in members.iter_mut().filter_map(Value::as_object_mut) {
            nullable |= member.remove("nullable").is_some();
        }
    }
    nullable
}

/// The type that the other keywords are about, where all are about one.
fn implied(keywords: &Map<String, Value>) -> Option<&'static str> {
    if ["allOf", "anyOf", "oneOf", "not", "$ref"].iter().any(|keyword| keywords.contains_key(*keyword)) {
        return None;
    }
    if let Some(Value::Array(values)) = keywords.get("enum") {
        let all = |test: fn(&Value) -> bool| values.iter().all(test);
        return [
            ("string", all(Value::is_string)),
            ("boolean", all(Value::is_boolean)),
            ("integer", all(|value| value.is_i64() || value.is_u64())),
            ("number", all(Value::is_number)),
        ]
        .into_iter()
        .find_map(|(name, holds)| holds.then_some(name));
    }
    let mut found = keywords.keys().filter_map(|keyword| about(keyword));
    let first = found.next()?;
    found.all(|name| name == first).then_some(first)
}

/// The type that a keyword constrains; it holds for every value of another type.
fn about(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "properties"
        | "required"
        | "additionalProperties"
        | "patternProperties"
        | "propertyNames"
        | "minProperties"
        | "maxProperties"
        | "dependentRequired"
        | "dependentSchemas"
        | "unevaluatedProperties" => "object",
        "items" | "prefixItems" | "contains" | "minItems" | "maxItems" | "uniqueItems" | "unevaluatedItems"
        | "minContains" | "maxContains" => "array",
        "minLength" | "maxLength" | "pattern" | "contentEncoding" | "contentMediaType" => "string",
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => "number",
        _ => return None,
    })
}

/// `type: [a, b]` as alternatives, each with the keywords that are about it.
fn split(keywords: &mut Map<String, Value>, types: &[String]) {
    let values = keywords.remove("enum");
    let mut alternatives = Vec::new();
    for name in types {
        let mut alternative = Map::new();
        alternative.insert("type".to_owned(), name.as_str().into());
        for (keyword, value) in &*keywords {
            let concerns = about(keyword) == Some(name) || (about(keyword) == Some("number") && name == "integer");
            if concerns || (keyword == "format" && name != "boolean") {
                alternative.insert(keyword.clone(), value.clone());
            }
        }
        if let Some(Value::Array(values)) = &values {
            let own: Vec<_> = values.iter().filter(|value| is_of_type(value, name)).cloned().collect();
            if own.is_empty() {
                continue;
            }
            alternative.insert("enum".to_owned(), own.into());
        }
        alternatives.push(Value::Object(alternative));
    }
    keywords.retain(|keyword, _| about(keyword).is_none() && keyword != "format");
    if alternatives.len() == 1
        && let Some(Value::Object(alternative)) = alternatives.pop()
    {
        keywords.extend(alternative);
    } else if ["allOf", "anyOf", "oneOf"].iter().any(|keyword| keywords.contains_key(*keyword)) {
        let own = json!({"anyOf": alternatives});
        let mut all = match keywords.remove("allOf") {
            Some(Value::Array(all)) => all,
            _ => Vec::new(),
        };
        all.push(own);
        keywords.insert("allOf".to_owned(), all.into());
    } else {
        keywords.insert("anyOf".to_owned(), alternatives.into());
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
