use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::{names, pointer::Pointer, shapes};

/// What earlier steps made a component and nothing refers to any more, as parts were merged: it would be a type that nobody
/// meets, and would keep its name from one that people do. What the document itself has among its components stays.
pub(crate) struct Unused;

impl Pass for Unused {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let made = made(super::components(document), context);
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

/// The components that the document does not have.
fn made(components: &Map<String, Value>, context: &Context<'_>) -> BTreeSet<String> {
    let section = Pointer::root().at(["components", "schemas"]);
    let mut of_place: BTreeMap<Pointer, Vec<&String>> = BTreeMap::new();
    for name in components.keys() {
        let (file, origin) = context.origin(&section.join(name));
        let is_declared = file == 0 && origin.parent_str() == "/components/schemas";
        of_place.entry(if is_declared { origin } else { Pointer::root() }).or_default().push(name);
    }
    let made = of_place.into_iter().flat_map(|(place, names)| {
        let own = place.tokens().last().map(|name| names::pascal(&name));
        // Of two from one place, the one that is called as the document calls it.
        let is_made = names.len() > 1 || own.is_none();
        names.into_iter().filter(move |name| is_made && own.as_ref() != Some(*name)).cloned()
    });
    made.collect()
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
