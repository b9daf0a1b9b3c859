use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::{Context, Pass, contents::ANSWERS, mocks::MOCKS};
use crate::{names, pointer::Pointer, walk};

/// typify names a type after its component and trusts that no two names become one: every component is renamed to the
/// identifier of its type, unique among all.
pub(crate) struct Naming;

/// Names that mean something else wherever the generated code says them.
const RESERVED: [&str; 13] =
    ["Box", "Default", "Err", "Error", "FilePart", "None", "Ok", "Option", "Result", "Self_", "Some", "String", "Vec"];

impl Pass for Naming {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let schemas = std::mem::take(super::components(document));
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut renamed = HashMap::new();
        // A name that is an identifier already keeps it, whatever comes before it.
        taken.extend(
            schemas.keys().filter(|name| names::pascal(name) == **name && !RESERVED.contains(&name.as_str())).cloned(),
        );
        let mut kept = Map::new();
        for (name, schema) in schemas {
            let new = if taken.contains(&name) { name.clone() } else { unique(&name, &taken) };
            taken.insert(new.clone());
            let section = Pointer::root().at(["components", "schemas"]);
            context.moved(&section.join(&name), section.join(&new));
            kept.insert(new.clone(), schema);
            renamed.insert(name, new);
        }
        *super::components(document) = kept;
        walk::schemas(document, &mut |schema, _| rename(schema, &renamed));
        walk::operations(document, &mut |_, _, _, operation| {
            for list in [ANSWERS, MOCKS] {
                for answer in operation.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
                    let name = answer["schema"].as_str().and_then(crate::shapes::component);
                    if let Some(new) = name.and_then(|name| renamed.get(&name)) {
                        answer["schema"] = super::component(new).into();
                    }
                }
            }
        });
    }
}

fn unique(name: &str, taken: &BTreeSet<String>) -> String {
    let name = names::pascal(name);
    names::unique(&name, |name| taken.contains(name) || RESERVED.contains(&name))
}

fn rename(schema: &mut Value, renamed: &HashMap<String, String>) {
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
            .filter_map(|name| {
                let old = renamed.iter().find(|(_, new)| **new == name)?.0;
                Some((old.clone(), super::component(renamed.get(old)?)))
            })
            .collect();
        if schema["discriminator"].get("mapping").is_none_or(|mapping| !mapping.is_object()) {
            schema["discriminator"]["mapping"] = Value::Object(Map::new());
        }
        if let Some(mapping) = schema.pointer_mut("/discriminator/mapping").and_then(Value::as_object_mut) {
            for (tag, target) in implicit {
                if !mapping.values().any(|known| *known == target) {
                    mapping.insert(tag, target.into());
                }
            }
        }
    }
}
