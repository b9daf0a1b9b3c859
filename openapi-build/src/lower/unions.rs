use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::composition::{alias, is_annotation};
use crate::{shapes::component, walk};

/// Alternatives that are one Rust type become it: one alternative, all texts, all numbers, anything at all. The others
/// stay, each once, as `anyOf`.
pub(crate) struct Unions;

impl Pass for Unions {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        // What an alternative refers to may be alternatives itself: each round folds one level of them.
        for _ in 0..4 {
            let components = super::components(document);
            let components = components.iter().map(|(name, schema)| (name.clone(), Brief::of(schema))).collect();
            let mut changed = false;
            walk::schemas(document, &mut |schema, _| {
                if ["anyOf", "oneOf"].iter().any(|keyword| schema.get(*keyword).is_some()) {
                    simplify(schema, &components);
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

/// What alternatives have to know of a component.
#[derive(Clone, Debug)]
enum Brief {
    Alias(String),
    Anything,
    Text(Option<Vec<Value>>),
    Integer,
    Number,
    Other,
}

type Components = HashMap<String, Brief>;

impl Brief {
    fn of(schema: &Value) -> Self {
        if let Some(target) = alias(schema).and_then(component) {
            return Self::Alias(target);
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("string") => Self::Text(schema.get("enum").and_then(Value::as_array).cloned()),
            Some("integer") => Self::Integer,
            Some("number") => Self::Number,
            _ if schema.as_object().is_some_and(|keywords| keywords.keys().all(|keyword| is_annotation(keyword))) => {
                Self::Anything
            }
            _ => Self::Other,
        }
    }

    /// What a member is, through references.
    fn resolved(member: &Value, components: &Components) -> Self {
        let mut brief = Self::of(member);
        for _ in 0..16 {
            let Self::Alias(name) = &brief else { return brief };
            let Some(target) = components.get(name) else { break };
            brief = target.clone();
        }
        Self::Other
    }
}

fn simplify(schema: &mut Value, components: &Components) {
    let Some(keywords) = schema.as_object_mut() else { return };
    let mut members = Vec::new();
    for keyword in ["anyOf", "oneOf"] {
        if let Some(Value::Array(union)) = keywords.remove(keyword) {
            members.extend(union);
        }
    }
    let mut nullable = false;
    let mut distinct: Vec<Value> = Vec::new();
    let mut known = HashSet::new();
    for mut member in members.into_iter().flat_map(flatten) {
        nullable |= member.as_object_mut().and_then(|member| member.remove("nullable")).is_some();
        // `allOf` of one reference, left by an annotation, is the reference.
        if let Some(reference) = alias(&member) {
            nullable |= member.get("nullable").is_some();
            member = json!({"$ref": reference});
        }
        if known.insert(essence(&member)) {
            distinct.push(member);
        }
    }
    if nullable {
        keywords.insert("nullable".to_owned(), true.into());
    }
    let resolved: Vec<_> = distinct.iter().map(|member| Brief::resolved(member, components)).collect();
    if resolved.iter().any(|member| matches!(member, Brief::Anything)) {
        keywords.retain(|keyword, _| is_annotation(keyword));
    } else if distinct.len() == 1 {
        one(keywords, &distinct[0]);
    } else if resolved.iter().all(|member| matches!(member, Brief::Text(_))) {
        texts(keywords, &distinct, resolved);
    } else if resolved.iter().all(|member| matches!(member, Brief::Integer | Brief::Number)) {
        let all_integers = resolved.iter().all(|member| matches!(member, Brief::Integer));
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

/// The keywords by which alternatives are told apart: the others are what they say about themselves, and bounds.
const ESSENCE: [&str; 11] = [
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

/// Two alternatives with the same are one.
fn essence(member: &Value) -> Option<Vec<Option<Value>>> {
    let keywords = member.as_object()?;
    Some(ESSENCE.iter().map(|keyword| keywords.get(*keyword).cloned()).collect())
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
fn texts(keywords: &mut Map<String, Value>, members: &[Value], resolved: Vec<Brief>) {
    let is_enum = |brief: &Brief| matches!(brief, Brief::Text(Some(_)));
    if resolved.iter().filter(|brief| is_enum(brief)).count() == 1
        && let Some(member) =
            members.iter().zip(&resolved).find_map(|(member, brief)| is_enum(brief).then(|| alias(member))?)
    {
        keywords.insert("allOf".to_owned(), json!([{"$ref": member}]));
        return;
    }
    keywords.insert("type".to_owned(), "string".into());
    let named = resolved.into_iter().filter_map(|brief| match brief {
        Brief::Text(named) => named,
        _ => None,
    });
    let mut seen = HashSet::new();
    let values: Vec<Value> = named.flatten().filter(|value| seen.insert(value.clone())).collect();
    if !values.is_empty() {
        keywords.insert("enum".to_owned(), values.into());
    }
}
