use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::{
    pointer::Pointer,
    settings::Choice,
    shapes,
    walk::{self, METHODS},
};

/// Of a document that is asked for in part, the other operations go, and with them the types that nothing else reaches.
pub(crate) struct Choose;

impl Pass for Choose {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let (names, keeps_named) = match &context.settings.choice {
            Choice::All => return,
            Choice::TypesOnly => {
                document["paths"] = Value::Object(Map::new());
                return;
            }
            Choice::Only(names) => (names.clone(), true),
            Choice::Except(names) => (names.clone(), false),
        };
        let mut known = BTreeSet::new();
        let mut dropped = Vec::new();
        walk::operations(document, &mut |path, method, _, operation| {
            let own = operation.get("tags").and_then(Value::as_array).into_iter().flatten();
            let own = own.chain(operation.get("operationId")).filter_map(Value::as_str);
            let found: Vec<_> = names.iter().filter(|name| own.clone().any(|own| own == name.as_str())).collect();
            if found.is_empty() == keeps_named {
                dropped.push((path.to_owned(), method.to_owned()));
            }
            known.extend(found.into_iter().cloned());
        });
        for name in names.iter().filter(|name| !known.contains(*name)) {
            let message = format!("expected an operation with the id or tag `{name}` but found none");
            context.error(&Pointer::root(), message, "that is a setting of the builder: `only` or `except`");
        }
        for (path, method) in dropped {
            if let Some(item) = document["paths"].get_mut(&path).and_then(Value::as_object_mut) {
                item.remove(&method);
                if !METHODS.iter().any(|method| item.contains_key(*method)) {
                    document["paths"].as_object_mut().map(|paths| paths.remove(&path));
                }
            }
        }
        prune(document);
    }
}

/// Takes out the component schemas that the paths do not lead to.
fn prune(document: &mut Value) {
    let mut open = BTreeSet::new();
    references(&document["paths"], &mut open);
    for section in ["parameters", "requestBodies", "responses", "headers"] {
        references(&document["components"][section], &mut open);
    }
    let schemas = std::mem::take(super::components(document));
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop_first() {
        let mut found = BTreeSet::new();
        if let Some(schema) = schemas.get(&name) {
            references(schema, &mut found);
        }
        reached.insert(name);
        open.extend(found.into_iter().filter(|name| !reached.contains(name)));
    }
    *super::components(document) = schemas.into_iter().filter(|(name, _)| reached.contains(name)).collect();
}

/// The components that anything in `value` refers to, by reference or by a discriminator's mapping.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| {
            // A mapping may say the bare names.
            if let (Some(mapping), "mapping") = (member.as_object(), key.as_str()) {
                found.extend(mapping.values().filter_map(Value::as_str).map(str::to_owned));
            }
            references(member, found);
        }),
        Value::Array(members) => members.iter().for_each(|member| references(member, found)),
        Value::String(text) => found.extend(shapes::component(text)),
        _ => {}
    }
}
