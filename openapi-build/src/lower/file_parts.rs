use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Context, Pass, contents::MULTIPART};
use crate::composition::alias;
use crate::{pointer::Pointer, walk};

/// In a body of parts a text of format `binary` is a file: its property becomes one component, which the emission
/// replaces by a type that holds bytes, a file name and a media type.
pub(crate) struct FileParts;

/// The component that stands for the runtime's `FilePart`, by a name that no document has.
pub(crate) const FILE_PART: &str = "OpenapiRuntimeFilePart";

impl Pass for FileParts {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        let mut bodies = BTreeSet::new();
        walk::operations(document, &mut |_, _, _, operation| {
            let schema =
                operation.get("requestBody").and_then(|body| body.pointer("/content")?.get(MULTIPART)?.get("schema"));
            let name =
                schema.and_then(alias).and_then(Pointer::from_fragment).and_then(|pointer| pointer.tokens().last());
            bodies.extend(name);
        });
        let components = super::components(document);
        let mut found = false;
        for body in &bodies {
            let mut name = body.clone();
            // A body that refers to another component is of that type.
            for _ in 0..16 {
                match components.get(&name).and_then(alias).and_then(crate::shapes::component) {
                    Some(target) => name = target,
                    None => break,
                }
            }
            let properties = components
                .get_mut(&name)
                .and_then(|schema| schema.get_mut("properties"))
                .and_then(Value::as_object_mut);
            for (_, property) in properties.into_iter().flatten() {
                found |= replace(property) || property.get_mut("items").is_some_and(replace);
            }
        }
        if found {
            components.insert(FILE_PART.to_owned(), json!({"type": "string"}));
        }
    }
}

fn replace(schema: &mut Value) -> bool {
    let is_file = schema["type"] == "string" && schema["format"] == "binary";
    if is_file {
        let mut site = json!({"allOf": [{"$ref": super::component(FILE_PART)}]});
        for keyword in ["description", "nullable"] {
            if let Some(value) = schema.get(keyword) {
                site[keyword] = value.clone();
            }
        }
        *schema = site;
    }
    is_file
}
