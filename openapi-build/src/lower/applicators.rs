use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::{composition::is_annotation, pointer::Pointer, walk};

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
    let is_never = |schema: &Value| *schema == false || super::booleans::is_never(schema);
    if let Some(schema) = keywords.remove("unevaluatedProperties") {
        keywords.entry("additionalProperties").or_insert(schema);
    }
    // Only what is known is decoded: a server that adds a property breaks nobody.
    let is_closed = keywords.get("additionalProperties").is_some_and(is_never);
    if is_closed {
        keywords.remove("additionalProperties");
    }
    let Some(Value::Object(patterns)) = keywords.remove("patternProperties") else { return };
    if patterns.is_empty() {
        return;
    }
    let is_any_name = patterns.keys().any(|pattern| ANY_NAME.contains(&pattern.as_str()));
    let mut schemas: Vec<Value> = patterns.into_iter().map(|(_, schema)| schema).collect();
    match keywords.remove("additionalProperties") {
        Some(Value::Object(schema)) => schemas.push(Value::Object(schema)),
        // Names that no pattern matches are free where nothing is said of them (2020-12, section 10.3.2.3).
        _ if !is_closed && !is_any_name => schemas = vec![json!({})],
        _ => {}
    }
    let more = if schemas.len() == 1 { schemas.swap_remove(0) } else { json!({"anyOf": schemas}) };
    keywords.insert("additionalProperties".to_owned(), more);
}

/// Patterns that every name matches.
const ANY_NAME: [&str; 9] = ["", "^", "$", ".*", "^.*", "^.*$", ".+", "^.+$", "^[\\s\\S]*$"];

/// What `then`, `else` and `dependentSchemas` ask for depends on the value: their properties may be there, and are anything
/// where the condition does not hold.
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
                "its properties are generated as optional and of any value; the condition is not checked",
            );
        }
        let named = branch.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        if named.is_empty() {
            continue;
        }
        let properties = keywords.entry("properties").or_insert_with(|| Value::Object(Map::new()));
        if let Some(properties) = properties.as_object_mut() {
            for (name, schema) in named {
                properties.entry(name).or_insert_with(|| annotations(&schema));
            }
        }
    }
}

/// What a schema says of a value that may be another.
fn annotations(schema: &Value) -> Value {
    let keywords = schema.as_object().into_iter().flatten().filter(|(keyword, _)| is_annotation(keyword));
    Value::Object(keywords.map(|(keyword, value)| (keyword.clone(), value.clone())).collect())
}

/// Keywords that only forbid: a type is the same without them.
const FORBIDDING: [&str; 11] = [
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
    "additionalItems",
];

/// Whether a keyword has a value that holds for everything: names are texts (2020-12, section 10.3.2.4), `true` and `{}` are
/// met by all (section 4.3.2).
fn forbids_nothing(keyword: &str, value: &Value) -> bool {
    match (keyword, value) {
        ("dependentRequired", Value::Object(names)) => names.is_empty(),
        ("not", _) => super::booleans::is_never(value) || *value == false,
        ("minContains" | "maxContains", _) => true,
        (_, Value::Bool(holds)) => *holds,
        (_, Value::Object(schema)) => schema.iter().all(|(key, value)| {
            is_annotation(key) || (keyword == "propertyNames" && key == "type" && value == "string")
        }),
        _ => false,
    }
}

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
    // Names are texts, of which bounds are checked (see `rules`).
    let is_checked = keywords.get("propertyNames").and_then(Value::as_object).is_some_and(|names| {
        let known = ["type", "pattern", "minLength", "maxLength"];
        names.keys().all(|keyword| is_annotation(keyword) || known.contains(&keyword.as_str()))
    });
    for keyword in FORBIDDING.into_iter().filter(|keyword| *keyword != "propertyNames" || !is_checked) {
        let Some(value) = keywords.remove(keyword) else { continue };
        if !keyword.starts_with("content") && !forbids_nothing(keyword, &value) {
            context.warn(
                &at.join(keyword),
                format!("`{keyword}` cannot be expressed as a Rust type"),
                "it is not checked",
            );
        }
    }
}
