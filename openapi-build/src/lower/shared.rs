use serde_json::{Value, json};

use super::{Context, Pass};
use crate::{
    names::{self, Taken},
    pointer::Pointer,
};

/// A schema written out in a shared response, body or parameter is one type for all that refer to it: it becomes a
/// component before they are replaced by copies.
pub(crate) struct Shared;

const SECTIONS: [(&str, &str); 4] =
    [("responses", "response"), ("requestBodies", "body"), ("parameters", "parameter"), ("headers", "header")];

impl Pass for Shared {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let mut taken = super::identifiers(document);
        for (section, suffix) in SECTIONS {
            let at = Pointer::root().at(["components", section]);
            let names: Vec<String> =
                at.get(document).and_then(Value::as_object).into_iter().flat_map(|map| map.keys().cloned()).collect();
            for name in names {
                let entry = at.join(&name);
                let media_types = entry.join("content");
                let content = media_types.get(document).and_then(Value::as_object);
                let content: Vec<_> =
                    content.into_iter().flat_map(|map| map.keys()).map(|key| media_types.at([key, "schema"])).collect();
                for place in content.into_iter().chain([entry.join("schema")]) {
                    hoist(document, &place, (&name, suffix), &mut taken, context);
                }
            }
        }
    }
}

fn hoist(
    document: &mut Value,
    place: &Pointer,
    (name, suffix): (&str, &str),
    taken: &mut Taken,
    context: &mut Context<'_>,
) {
    let Some(schema) = document.pointer_mut(place.as_str()).filter(|schema| is_type(schema)) else { return };
    let schema = schema.take();
    let plain = names::pascal(name);
    let new =
        if taken.insert(plain.as_str()) { plain } else { taken.unique(&names::pascal(&format!("{name}-{suffix}"))) };
    context.moved(place, Pointer::root().at(["components", "schemas", &new]));
    super::components(document).insert(new.clone(), schema);
    if let Some(schema) = document.pointer_mut(place.as_str()) {
        *schema = json!({"$ref": super::component(&new)});
    }
}

/// Whether typify would make a type of its own of a schema.
fn is_type(schema: &Value) -> bool {
    ["properties", "allOf", "anyOf", "oneOf", "enum"].iter().any(|keyword| schema.get(*keyword).is_some())
}
