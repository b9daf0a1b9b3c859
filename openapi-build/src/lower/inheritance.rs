use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::{composition::alias, names::Taken, pointer::Pointer, shapes};

/// A schema with a discriminator and no alternatives is a base: it stands for each component that has it in its `allOf`
/// (OpenAPI 3.1, section 4.8.25). It becomes their union, and what it says itself a component of its own, which they have in
/// its place.
pub(crate) struct Inheritance;

impl Pass for Inheritance {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let components = super::components(document);
        let children = children(components);
        let names: BTreeSet<String> = components
            .iter()
            .filter(|(name, schema)| is_base(schema) && children.contains_key(*name))
            .map(|(name, _)| name.clone())
            .collect();
        let mut taken: Taken = components.keys().cloned().collect();
        let base =
            |name: &String| Base { own: taken.unique(&format!("{name}Base")), heirs: heirs(name, &children, &names) };
        let bases: BTreeMap<String, Base> = names.iter().cloned().zip(names.iter().map(base)).collect();
        for (name, schema) in components.iter_mut() {
            if let Some(parts) = schema.get_mut("allOf").and_then(Value::as_array_mut) {
                for part in parts {
                    point_to_own(part, name, &bases);
                }
            }
        }
        for (name, base) in &bases {
            let Some(schema) = components.get_mut(name).and_then(Value::as_object_mut) else { continue };
            let mut own = std::mem::take(schema);
            let discriminator = own.remove("discriminator").unwrap_or_default();
            let is_itself = names_itself(&discriminator, name);
            schema.extend(own.get("description").cloned().map(|text| ("description".to_owned(), text)));
            let itself = is_itself.then(|| json!({"$ref": super::component(&base.own)}));
            let heirs = base.heirs.iter().map(|heir| json!({"$ref": super::component(heir)})).chain(itself);
            schema.insert("oneOf".to_owned(), heirs.collect());
            schema.insert("discriminator".to_owned(), mapped(discriminator, name, base));
            let section = Pointer::root().at(["components", "schemas"]);
            context.moved(&section.join(name), section.join(&base.own));
            components.insert(base.own.clone(), Value::Object(own));
            context.bases.insert(base.own.clone());
        }
    }
}

struct Base {
    /// The component that has what the base says itself.
    own: String,
    /// The components that it stands for.
    heirs: Vec<String>,
}

fn is_base(schema: &Value) -> bool {
    schema.pointer("/discriminator/propertyName").is_some_and(Value::is_string)
        && ["anyOf", "oneOf"].iter().all(|keyword| schema.get(*keyword).is_none())
}

/// By component, those that have it in their `allOf`, in the order of the document.
fn children(components: &Map<String, Value>) -> BTreeMap<String, Vec<String>> {
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, schema) in components {
        let mut parents = BTreeSet::new();
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            parents.extend(alias(part).and_then(shapes::component));
        }
        for parent in parents.into_iter().filter(|parent| parent != name) {
            children.entry(parent).or_default().push(name.clone());
        }
    }
    children
}

/// All that is below a component, and is no base itself: that is what is below it in turn.
fn heirs(name: &str, children: &BTreeMap<String, Vec<String>>, bases: &BTreeSet<String>) -> Vec<String> {
    let (mut heirs, mut seen) = (Vec::new(), BTreeSet::from([name]));
    let mut open: Vec<&String> = children.get(name).into_iter().flatten().rev().collect();
    while let Some(next) = open.pop() {
        if seen.insert(next.as_str()) {
            heirs.extend((!bases.contains(next)).then(|| next.clone()));
            open.extend(children.get(next).into_iter().flatten().rev());
        }
    }
    heirs
}

/// What an heir has in its `allOf` is what the base says itself, not the union.
fn point_to_own(part: &mut Value, heir: &str, bases: &BTreeMap<String, Base>) {
    let target = alias(part).and_then(shapes::component);
    if let Some(base) = target.filter(|target| target != heir).and_then(|target| bases.get(&target)) {
        *part = json!({"$ref": super::component(&base.own)});
    }
}

/// Whether values of the base itself have a tag.
fn names_itself(discriminator: &Value, name: &str) -> bool {
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    mapping.is_some_and(|mapping| mapping.values().any(|target| is_target(target, name)))
}

fn is_target(target: &Value, name: &str) -> bool {
    target.as_str().is_some_and(|target| target == name || shapes::component(target).is_some_and(|it| it == name))
}

/// A tag that names the base names what it says itself.
fn mapped(mut discriminator: Value, name: &str, base: &Base) -> Value {
    for target in discriminator.get_mut("mapping").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
    {
        if is_target(target, name) {
            *target = super::component(&base.own).into();
        }
    }
    discriminator
}
