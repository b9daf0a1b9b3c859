use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{
    Context, Pass,
    contents::{ANSWERS, BODIES, STREAM},
    mocks::MOCKS,
};
use crate::{
    names::{self, Taken},
    pointer::Pointer,
    walk,
};

/// typify names a type after its component and trusts that no two names become one: every component is renamed to the
/// identifier of its type, unique among all.
pub(crate) struct Naming;

/// Names that a tuple struct would take from Rust's prelude, where typify writes them without a path.
const RESERVED: [&str; 5] = ["Err", "None", "Ok", "Self_", "Some"];

impl Pass for Naming {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let schemas = std::mem::take(super::components(document));
        let mut renamed = HashMap::new();
        // A name that is an identifier already keeps it, whatever comes before it.
        let is_kept = |name: &&String| names::pascal(name) == **name && !RESERVED.contains(&name.as_str());
        let kept: HashSet<String> = schemas.keys().filter(is_kept).cloned().collect();
        let mut taken: Taken = RESERVED.into_iter().map(str::to_owned).chain(kept.iter().cloned()).collect();
        let mut components = Map::new();
        for (name, schema) in schemas {
            let new = if kept.contains(&name) { name.clone() } else { taken.unique(&names::pascal(&name)) };
            let section = Pointer::root().at(["components", "schemas"]);
            context.moved(&section.join(&name), section.join(&new));
            components.insert(new.clone(), schema);
            if !context.bases.contains(&name) {
                context.declared.insert(new.clone());
            }
            renamed.insert(name, new);
        }
        *super::components(document) = components;
        let originals = renamed.iter().map(|(old, new)| (new.as_str(), old.as_str())).collect();
        walk::schemas(document, &mut |schema, _| rename(schema, &renamed, &originals));
        walk::operations(document, &mut |_, _, _, operation| {
            let rename = |noted: &mut Value| {
                let name = noted["schema"].as_str().and_then(crate::shapes::component);
                if let Some(new) = name.and_then(|name| renamed.get(&name)) {
                    noted["schema"] = super::component(new).into();
                }
            };
            for list in [ANSWERS, BODIES, MOCKS] {
                operation.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten().for_each(rename);
            }
            operation.get_mut(STREAM).map(rename);
        });
    }
}

fn rename(schema: &mut Value, renamed: &HashMap<String, String>, originals: &HashMap<&str, &str>) {
    let new = |reference: &Value| {
        let name = Pointer::from_fragment(reference.as_str()?)?.tokens().last()?;
        renamed.get(&name).map(|name| Value::from(super::component(name)))
    };
    if let Some(reference) = schema.get_mut("$ref")
        && let Some(renamed) = new(reference)
    {
        *reference = renamed;
    }
    // A mapping's target is a reference, or a component's bare name (OpenAPI 3.1, section 4.8.25).
    if let Some(mapping) = schema.pointer_mut("/discriminator/mapping").and_then(Value::as_object_mut) {
        for target in mapping.values_mut() {
            let bare =
                target.as_str().and_then(|name| renamed.get(name)).map(|name| Value::from(super::component(name)));
            if let Some(renamed) = new(target).or(bare) {
                *target = renamed;
            }
        }
    }
    // Without a mapping the tag is the component's name as the document spells it.
    if schema.get("discriminator").is_some_and(Value::is_object) {
        let members = ["anyOf", "oneOf"].iter().filter_map(|keyword| schema.get(*keyword)?.as_array()).flatten();
        let implicit: Vec<_> = members
            .filter_map(|member| Pointer::from_fragment(member.get("$ref")?.as_str()?)?.tokens().last())
            .filter_map(|name| Some(((*originals.get(name.as_str())?).to_owned(), super::component(&name))))
            .collect();
        if schema["discriminator"].get("mapping").is_none_or(|mapping| !mapping.is_object()) {
            schema["discriminator"]["mapping"] = Value::Object(Map::new());
        }
        if let Some(mapping) = schema.pointer_mut("/discriminator/mapping").and_then(Value::as_object_mut) {
            let mut mapped: HashSet<String> = mapping.values().filter_map(Value::as_str).map(str::to_owned).collect();
            for (tag, target) in implicit {
                if mapped.insert(target.clone()) {
                    mapping.insert(tag, target.into());
                }
            }
        }
    }
}
