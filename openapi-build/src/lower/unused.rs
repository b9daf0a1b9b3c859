use std::collections::BTreeSet;

use serde_json::Value;

use super::{Context, Pass};
use crate::shapes;

/// What earlier steps made a component and nothing refers to any more, as parts were merged: it would be a type that nobody
/// meets, and would keep its name from one that people do. What the document itself has among its components stays.
pub(crate) struct Unused;

impl Pass for Unused {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let names = super::components(document).keys();
        let made: BTreeSet<String> = names.filter(|name| !context.declared.contains(*name)).cloned().collect();
        if made.is_empty() {
            return;
        }
        let components = std::mem::take(super::components(document));
        let mut open = Vec::new();
        references(document, &mut open);
        for (_, schema) in components.iter().filter(|(name, _)| !made.contains(*name)) {
            references(schema, &mut open);
        }
        let mut used = BTreeSet::new();
        while let Some(name) = open.pop() {
            if let Some(schema) = components.get(&name).filter(|_| made.contains(&name))
                && used.insert(name)
            {
                references(schema, &mut open);
            }
        }
        *super::components(document) =
            components.into_iter().filter(|(name, _)| !made.contains(name) || used.contains(name)).collect();
    }
}

/// The components that anything in `value` names.
fn references(value: &Value, found: &mut Vec<String>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) if text.starts_with("#/components/schemas/") => found.extend(shapes::component(text)),
            Value::Object(members) => open.extend(members.values()),
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}
