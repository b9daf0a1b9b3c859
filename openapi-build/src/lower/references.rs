use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use serde_json::{Map, Value};

use super::{Context, Pass, components};
use crate::{
    composition::alias,
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
        let mut targets = move_in(document, &anchors, context);
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
        let Some(target) = target.clone().filter(|_| schema.is_some()) else {
            let help = context.suggest(document, &reference);
            let reference = match target {
                Some(target) if reference.starts_with('#') => context.reference(&target),
                _ => reference,
            };
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

/// Copies the schema at `target` into the components under a name of its own; `None` where that is too much.
fn hoist(document: &mut Value, target: &Pointer, taken: &mut Taken, context: &mut Context<'_>) -> Option<String> {
    let schema = target.get(document).unwrap_or(&Value::Null);
    if !context.spend(target, schema) {
        return None;
    }
    let schema = schema.clone();
    let name = match context.origin(target) {
        (0, _) => name(target, taken),
        (file, place) => taken.unique(&names::pascal(&name_in_file(&place, &context.files[file].name))),
    };
    context.moved(target, Pointer::root().at(["components", "schemas", &name]));
    components(document).insert(name.clone(), schema);
    Some(name)
}

/// What only says where something is.
const STRUCTURAL: [&str; 8] =
    ["components", "schemas", "properties", "$defs", "definitions", "paths", "content", "schema"];

/// A name from a place in the document.
fn name(target: &Pointer, taken: &mut Taken) -> String {
    let tokens: Vec<_> = target.tokens().filter(|token| !STRUCTURAL.contains(&token.as_str())).collect();
    let short = tokens.last().map(|token| names::pascal(token)).unwrap_or_default();
    let is_definition =
        target.parent().as_str().ends_with("/$defs") || target.parent().as_str().ends_with("/definitions");
    if is_definition && taken.insert(short.as_str()) { short } else { taken.unique(&names::pascal(&tokens.join("-"))) }
}

/// A name from a place in another file: the last token that names something, else what the file is called.
fn name_in_file(place: &Pointer, file: &str) -> String {
    let says_something =
        |token: &String| !STRUCTURAL.contains(&token.as_str()) && !token.bytes().all(|byte| byte.is_ascii_digit());
    let tokens: Vec<String> = place.tokens().collect();
    match tokens.last() {
        Some(last) if says_something(last) => last.clone(),
        Some(_) => tokens.into_iter().filter(says_something).collect::<Vec<_>>().join("-"),
        None => Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// A component that only refers to a place that is none yet is what stands there, under its own name.
fn move_in(
    document: &mut Value,
    anchors: &HashMap<String, Pointer>,
    context: &mut Context<'_>,
) -> BTreeMap<Pointer, String> {
    let section = Pointer::root().at(["components", "schemas"]);
    let mut targets = BTreeMap::new();
    for (name, schema) in components(document).iter() {
        let at = section.join(name);
        let target = alias(schema).filter(|_| schema.get("$ref").is_some() && schema.get("nullable").is_none());
        if let Some(target) = target.and_then(|reference| resolve(reference, &at, anchors))
            && target.parent().as_str() != section.as_str()
        {
            targets.entry(target).or_insert_with(|| name.clone());
        }
    }
    targets.retain(|target, name| {
        let Some(schema) = target.get(document).filter(|schema| schema.is_object()) else { return false };
        // What it says beside the reference describes it better; a reference in turn is one more of a chain.
        if schema.get("$ref").is_some() || !context.spend(target, schema) {
            return false;
        }
        let mut schema = schema.as_object().cloned().unwrap_or_default();
        if let Some(Value::Object(own)) = components(document).get_mut(name.as_str()) {
            schema.extend(std::mem::take(own).into_iter().filter(|(keyword, _)| keyword != "$ref"));
            *own = schema;
        }
        context.moved(target, section.join(name));
        true
    });
    targets
}
