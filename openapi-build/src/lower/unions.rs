use serde_json::{Map, Value, json};

use super::{Context, Pass, all_of::alias, siblings::is_annotation};
use crate::{pointer::Pointer, walk};

/// Alternatives that are one Rust type become it: one alternative, all texts, all numbers, anything at all. The others
/// stay, each once, as `anyOf`.
pub(crate) struct Unions;

impl Pass for Unions {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        // What an alternative refers to may be alternatives itself: each round folds one level of them.
        for _ in 0..4 {
            let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
            let mut changed = false;
            walk::schemas(document, &mut |schema, _| {
                if ["anyOf", "oneOf"].iter().any(|keyword| schema.get(*keyword).is_some()) {
                    simplify(schema, &schemas);
                    // What is no union any more may fold those that refer to it.
                    changed |= schema.get("anyOf").is_none();
                }
            });
            if !changed {
                break;
            }
        }
    }
}

fn simplify(schema: &mut Value, schemas: &Value) {
    let Some(keywords) = schema.as_object_mut() else { return };
    let mut members = Vec::new();
    for keyword in ["anyOf", "oneOf"] {
        if let Some(Value::Array(union)) = keywords.remove(keyword) {
            members.extend(union);
        }
    }
    let mut nullable = false;
    let mut distinct: Vec<Value> = Vec::new();
    for mut member in members.into_iter().flat_map(flatten) {
        nullable |= member.as_object_mut().and_then(|member| member.remove("nullable")).is_some();
        // `allOf` of one reference, left by an annotation, is the reference.
        if let Some(reference) = alias(&member) {
            nullable |= member.get("nullable").is_some();
            member = json!({"$ref": reference});
        }
        if !distinct.iter().any(|known| is_same(known, &member)) {
            distinct.push(member);
        }
    }
    if nullable {
        keywords.insert("nullable".to_owned(), true.into());
    }
    let resolved: Vec<_> = distinct.iter().map(|member| resolve(member, schemas)).collect();
    if resolved.iter().any(|member| is_anything(member)) {
        keywords.retain(|keyword, _| is_annotation(keyword));
    } else if distinct.len() == 1 {
        one(keywords, &distinct[0]);
    } else if resolved.iter().all(|member| is_type(member, &["string"])) {
        texts(keywords, &distinct, &resolved);
    } else if resolved.iter().all(|member| is_type(member, &["integer", "number"])) {
        let all_integers = resolved.iter().all(|member| is_type(member, &["integer"]));
        keywords.insert("type".to_owned(), if all_integers { "integer" } else { "number" }.into());
    } else if !distinct.is_empty() {
        keywords.insert("anyOf".to_owned(), distinct.into());
    }
}

/// Alternatives of an alternative that is nothing else.
fn flatten(member: Value) -> Vec<Value> {
    let Some(keywords) = member.as_object() else { return vec![member] };
    let only_union = keywords
        .keys()
        .all(|keyword| keyword == "anyOf" || keyword == "oneOf" || is_annotation(keyword) || keyword == "nullable");
    let inner = keywords.get("anyOf").or_else(|| keywords.get("oneOf")).and_then(Value::as_array);
    match inner {
        Some(inner) if only_union && !keywords.contains_key("discriminator") => {
            let mut inner = inner.clone();
            if keywords.contains_key("nullable")
                && let Some(first) = inner.first_mut().filter(|first| first.is_object())
            {
                first["nullable"] = true.into();
            }
            inner.into_iter().flat_map(flatten).collect()
        }
        _ => vec![member],
    }
}

/// Whether two alternatives differ only in what they say about themselves, or in bounds.
fn is_same(a: &Value, b: &Value) -> bool {
    let essence = |schema: &Value| {
        let keywords = schema.as_object()?;
        let kept = [
            "$ref",
            "type",
            "format",
            "enum",
            "items",
            "additionalProperties",
            "properties",
            "anyOf",
            "oneOf",
            "allOf",
            "required",
        ];
        Some(
            keywords
                .iter()
                .filter(|(key, _)| kept.contains(&key.as_str()))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect::<Map<_, _>>(),
        )
    };
    essence(a) == essence(b)
}

/// What a member is, through references.
fn resolve<'v>(member: &'v Value, schemas: &'v Value) -> &'v Value {
    let mut member = member;
    for _ in 0..16 {
        let target =
            alias(member).and_then(Pointer::from_fragment).and_then(|pointer| schemas.get(pointer.tokens().last()?));
        match target {
            Some(target) => member = target,
            None => break,
        }
    }
    member
}

fn is_anything(schema: &Value) -> bool {
    schema.as_object().is_some_and(|keywords| keywords.keys().all(|keyword| is_annotation(keyword)))
}

fn is_type(schema: &Value, types: &[&str]) -> bool {
    schema.get("type").and_then(Value::as_str).is_some_and(|name| types.contains(&name))
}

fn one(keywords: &mut Map<String, Value>, member: &Value) {
    keywords.remove("discriminator");
    match alias(member).map(|reference| json!([{"$ref": reference}])) {
        Some(all) => {
            keywords.insert("allOf".to_owned(), all);
        }
        None => {
            for (keyword, value) in member.as_object().cloned().unwrap_or_default() {
                keywords.entry(keyword).or_insert(value);
            }
        }
    }
}

/// Texts of several kinds: an open enum of all that are named, or any text.
fn texts(keywords: &mut Map<String, Value>, members: &[Value], resolved: &[&Value]) {
    let enums: Vec<_> = resolved.iter().filter_map(|member| member.get("enum")?.as_array()).collect();
    if enums.len() == 1
        && let Some(member) =
            members.iter().zip(resolved).find_map(|(member, resolved)| resolved.get("enum").and(alias(member)))
    {
        keywords.insert("allOf".to_owned(), json!([{"$ref": member}]));
        return;
    }
    keywords.insert("type".to_owned(), "string".into());
    let mut values: Vec<Value> = Vec::new();
    for value in enums.into_iter().flatten() {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    if !values.is_empty() {
        keywords.insert("enum".to_owned(), values.into());
    }
}
