use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::{Context, Pass, components};
use crate::{
    names::{self, Taken},
    pointer::Pointer,
    walk,
};

/// Progenitor follows a schema's reference only to `#/components/schemas/NAME`: a schema referred to anywhere else
/// becomes a component of its own, and a reference to nothing is reported.
pub(crate) struct References;

const COMPONENTS: &str = "/components/schemas/";

impl Pass for References {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let anchors = anchors(document);
        let mut targets = BTreeMap::new();
        let mut found = Vec::new();
        walk::schemas(document, &mut |schema, at| note(schema, at, &anchors, &mut found));
        let mut taken = super::identifiers(document);
        loop {
            let missing = collect(document, std::mem::take(&mut found), &mut targets, context);
            for target in missing {
                let Some(name) = hoist(document, &target, &mut taken, context) else { return };
                // What is hoisted may stand where no walk comes by, and refer to more of that kind.
                let at = Pointer::root().at(["components", "schemas", &name]);
                if let Some(schema) = document.pointer_mut(at.as_str()) {
                    walk::schema(schema, &at, &mut |schema, at| note(schema, at, &anchors, &mut found));
                }
                targets.insert(target, name);
            }
            if found.is_empty() {
                break;
            }
        }
        walk::schemas(document, &mut |schema, at| {
            let Some(reference) = reference(schema) else { return };
            match resolve(&reference, at, &anchors).and_then(|target| targets.get(&target)) {
                Some(name) => {
                    schema["$ref"] = super::component(name).into();
                    if let Some(schema) = schema.as_object_mut() {
                        schema.remove("$dynamicRef");
                    }
                }
                // Reported when it was collected; what it says can be anything.
                None => *schema = Value::Object(Map::new()),
            }
        });
    }
}

/// What a schema refers to; a dynamic reference without dynamic scope is a plain one.
fn reference(schema: &Value) -> Option<String> {
    let reference = schema.get("$ref").or_else(|| schema.get("$dynamicRef"))?;
    Some(reference.as_str().unwrap_or_default().to_owned())
}

/// The pointers of all anchors, by name.
fn anchors(document: &mut Value) -> HashMap<String, Pointer> {
    let mut anchors = HashMap::new();
    walk::schemas(document, &mut |schema, at| {
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(anchor) = schema.get(key).and_then(Value::as_str) {
                anchors.insert(anchor.to_owned(), at.clone());
            }
        }
    });
    anchors
}

fn resolve(reference: &str, at: &Pointer, anchors: &HashMap<String, Pointer>) -> Option<Pointer> {
    if let Some(pointer) = Pointer::from_fragment(reference) {
        // A document generated from one schema's point of view: `#/$defs/A` is below that schema.
        let local = ["/$defs/", "/definitions/"].iter().any(|prefix| pointer.as_str().starts_with(prefix));
        if local && let Some(name) = at.as_str().strip_prefix(COMPONENTS) {
            let component = name.split('/').next().unwrap_or_default();
            return Some(
                Pointer::root().at(["components", "schemas"]).with_suffix(&format!("/{component}{}", pointer.as_str())),
            );
        }
        return Some(pointer);
    }
    anchors.get(reference.strip_prefix('#')?).cloned()
}

/// A reference: where it leads, what it says and where it stands.
type Found = (Option<Pointer>, String, Pointer);

fn note(schema: &Value, at: &Pointer, anchors: &HashMap<String, Pointer>, found: &mut Vec<Found>) {
    if let Some(reference) = reference(schema) {
        found.push((resolve(&reference, at, anchors), reference, at.clone()));
    }
}

/// Notes the component of each target; returns targets that are none yet.
fn collect(
    document: &Value,
    found: Vec<Found>,
    targets: &mut BTreeMap<Pointer, String>,
    context: &mut Context<'_>,
) -> BTreeSet<Pointer> {
    let mut missing = BTreeSet::new();
    for (target, reference, at) in found {
        let schema = target
            .as_ref()
            .and_then(|target| target.get(document))
            .filter(|value| value.is_object() || value.is_boolean());
        let (Some(target), Some(_)) = (target, schema) else {
            let help = context.suggest(document, &reference);
            let message = format!("expected `{reference}` to refer to a schema but found nothing there");
            context.dangling(&at, message, &help);
            continue;
        };
        if targets.contains_key(&target) {
            continue;
        }
        let tokens: Vec<_> = target.tokens().collect();
        match tokens.as_slice() {
            [components, schemas, name] if components == "components" && schemas == "schemas" => {
                targets.insert(target, name.clone());
            }
            _ => {
                missing.insert(target);
            }
        }
    }
    missing
}

/// Copies the schema at `target` into the components and names it after its place; `None` where that is too much.
fn hoist(document: &mut Value, target: &Pointer, taken: &mut Taken, context: &mut Context<'_>) -> Option<String> {
    let schema = target.get(document).unwrap_or(&Value::Null);
    if !context.spend(target, schema) {
        return None;
    }
    let schema = schema.clone();
    let structural = ["components", "schemas", "properties", "$defs", "definitions", "paths", "content", "schema"];
    let tokens: Vec<_> = target.tokens().filter(|token| !structural.contains(&token.as_str())).collect();
    let short = tokens.last().map(|token| names::pascal(token)).unwrap_or_default();
    let is_definition =
        target.parent().as_str().ends_with("/$defs") || target.parent().as_str().ends_with("/definitions");
    let name = if is_definition && taken.insert(short.as_str()) {
        short
    } else {
        taken.unique(&names::pascal(&tokens.join("-")))
    };
    context.moved(target, Pointer::root().at(["components", "schemas", &name]));
    components(document).insert(name.clone(), schema);
    Some(name)
}
