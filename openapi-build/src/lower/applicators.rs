use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::{pointer::Pointer, walk};

/// Keywords of 2020-12 that 3.0 does not know: those that name more properties or items widen the type by them, those
/// that only forbid are not checked.
pub(crate) struct Applicators;

impl Pass for Applicators {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        walk::schemas(document, &mut |schema, at| {
            let Some(keywords) = schema.as_object_mut() else { return };
            if !keywords.keys().any(|keyword| CONCERNED.contains(&keyword.as_str())) {
                return;
            }
            items(keywords);
            properties(keywords);
            conditions(keywords, at, context);
            forbidden(keywords, at, context);
        });
    }
}

/// Most schemas have none of these.
const CONCERNED: [&str; 20] = [
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "items",
    "maxContains",
    "minContains",
    "not",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// A tuple is a list of its items' alternatives.
fn items(keywords: &mut Map<String, Value>) {
    let mut alternatives = match keywords.remove("prefixItems") {
        Some(Value::Array(prefix)) => prefix,
        _ => Vec::new(),
    };
    let rest = match keywords.get_mut("items") {
        Some(Value::Array(tuple)) => {
            alternatives.append(tuple);
            None
        }
        Some(rest) => Some(rest.take()),
        None => None,
    };
    if alternatives.is_empty() {
        keywords.extend(rest.map(|rest| ("items".to_owned(), rest)));
        return;
    }
    match rest {
        Some(rest) if super::booleans::is_never(&rest) => {}
        Some(rest) => alternatives.push(rest),
        // Items after the tuple are of any kind unless said otherwise.
        None if !keywords.contains_key("maxItems") => alternatives.push(json!({})),
        None => {}
    }
    keywords.insert("items".to_owned(), json!({"anyOf": alternatives}));
}

/// Properties named by a pattern are properties of any name.
fn properties(keywords: &mut Map<String, Value>) {
    let mut patterns: Vec<Value> = match keywords.remove("patternProperties") {
        Some(Value::Object(patterns)) => patterns.into_iter().map(|(_, schema)| schema).collect(),
        _ => Vec::new(),
    };
    if let Some(schema) = keywords.remove("unevaluatedProperties")
        && schema.as_object().is_some_and(|keywords| !keywords.is_empty())
        && !super::booleans::is_never(&schema)
        && !keywords.contains_key("additionalProperties")
    {
        keywords.insert("additionalProperties".to_owned(), schema);
    }
    // Only what is known is decoded: a server that adds a property breaks nobody.
    let closed =
        keywords.get("additionalProperties").is_some_and(|more| more == false || super::booleans::is_never(more));
    if closed {
        keywords.remove("additionalProperties");
    }
    if patterns.is_empty() {
        return;
    }
    match keywords.remove("additionalProperties") {
        Some(Value::Bool(_)) => patterns.push(json!({})),
        Some(schema) => patterns.push(schema),
        None => {}
    }
    let more = if patterns.len() == 1 { patterns.swap_remove(0) } else { json!({"anyOf": patterns}) };
    keywords.insert("additionalProperties".to_owned(), more);
}

/// What `then`, `else` and `dependentSchemas` ask for depends on the value: their properties may be there.
fn conditions(keywords: &mut Map<String, Value>, at: &Pointer, context: &mut Context<'_>) {
    let mut branches = Vec::new();
    for keyword in ["if", "then", "else"] {
        branches.extend(keywords.remove(keyword).map(|branch| (keyword, branch)));
    }
    if let Some(Value::Object(dependent)) = keywords.remove("dependentSchemas") {
        branches.extend(dependent.into_iter().map(|(_, branch)| ("dependentSchemas", branch)));
    }
    for (keyword, branch) in branches {
        if keyword != "if" {
            context.warn(
                &at.join(keyword),
                format!("`{keyword}` cannot be expressed as a Rust type"),
                "its properties are generated as optional; the condition is not checked",
            );
        }
        let named = branch.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        if named.is_empty() || keyword == "if" {
            continue;
        }
        let properties = keywords.entry("properties").or_insert_with(|| Value::Object(Map::new()));
        if let Some(properties) = properties.as_object_mut() {
            for (name, schema) in named {
                properties.entry(name).or_insert(schema);
            }
        }
    }
}

/// Keywords that only forbid: a type is the same without them.
const FORBIDDING: [&str; 12] = [
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependentRequired",
    "maxContains",
    "minContains",
    "not",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "additionalItems",
];

fn forbidden(keywords: &mut Map<String, Value>, at: &Pointer, context: &mut Context<'_>) {
    // The parent of a schema that nothing meets leaves it out.
    if super::booleans::never(keywords) {
        return;
    }
    // What 3.0 says by a format.
    if keywords.get("contentEncoding").is_some_and(|encoding| encoding == "base64") {
        keywords.entry("format").or_insert_with(|| "byte".into());
    }
    // A text of a media type and no encoding is bytes (OpenAPI 3.1, section 4.8.24.4).
    if keywords.contains_key("contentMediaType") && !keywords.contains_key("contentEncoding") {
        keywords.entry("format").or_insert_with(|| "binary".into());
    }
    for keyword in FORBIDDING {
        if keywords.remove(keyword).is_some() && !keyword.starts_with("content") && keyword != "unevaluatedProperties" {
            context.warn(
                &at.join(keyword),
                format!("`{keyword}` cannot be expressed as a Rust type"),
                "it is not checked",
            );
        }
    }
}
