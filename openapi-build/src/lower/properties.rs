use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::{
    names::{self, Taken},
    walk,
};

/// Two properties whose names become one field would be one: the later one gets a field of another name, and the
/// emission tells serde the document's.
pub(crate) struct Properties;

/// The document's name of a property, by the name it was given, on the schema that has them.
pub(crate) const RENAMED: &str = "x-openapi-build-properties";

impl Pass for Properties {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        walk::schemas(document, &mut |schema, _| {
            let Some(keywords) = schema.as_object_mut() else { return };
            describe_required(keywords);
            let mut renamed = Map::new();
            if let Some(Value::Object(properties)) = keywords.get_mut("properties") {
                *properties = distinguish(std::mem::take(properties), &mut renamed);
            }
            if renamed.is_empty() {
                return;
            }
            if let Some(Value::Array(required)) = keywords.get_mut("required") {
                let new: HashMap<_, _> = renamed.iter().map(|(new, old)| (old, new)).collect();
                for name in required {
                    if let Some(new) = new.get(name) {
                        *name = new.as_str().into();
                    }
                }
            }
            keywords.insert(RENAMED.to_owned(), Value::Object(renamed));
        });
    }
}

/// A name that is only required is a property of which nothing more is known.
fn describe_required(keywords: &mut Map<String, Value>) {
    let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
    let names: Vec<String> = required.filter_map(Value::as_str).map(str::to_owned).collect();
    if names.is_empty() || keywords.get("type").is_none_or(|ty| ty != "object") {
        return;
    }
    let properties = keywords.entry("properties").or_insert_with(|| Value::Object(Map::new()));
    for name in names {
        if let Some(properties) = properties.as_object_mut() {
            properties.entry(name).or_insert_with(|| Value::Object(Map::new()));
        }
    }
}

fn distinguish(properties: Map<String, Value>, renamed: &mut Map<String, Value>) -> Map<String, Value> {
    // A map of further properties is a field of this name.
    let mut taken = Taken::from_iter(["extra"]);
    let mut kept = Map::new();
    for (name, schema) in properties {
        let field = names::snake(&name);
        let unique = taken.unique(&field);
        if unique == field && *names::visible(&name) == *name {
            kept.insert(name, schema);
        } else {
            renamed.insert(unique.clone(), name.into());
            kept.insert(unique, schema);
        }
    }
    kept
}
