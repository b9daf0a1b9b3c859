use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Context, Pass, contents::BODIES};
use crate::{
    composition::alias,
    shapes::{self, FILE_PART},
    walk,
};

/// In a body of parts a text of format `binary` is a file: its property becomes one component, which the emission
/// replaces by a type that holds bytes, a file name and a media type.
pub(crate) struct FileParts;

impl Pass for FileParts {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        let mut bodies = Vec::new();
        walk::operations(document, &mut |_, _, _, operation| {
            for choice in operation.get(BODIES).and_then(Value::as_array).into_iter().flatten() {
                let is_form =
                    choice["media"].as_array().into_iter().flatten().any(|media| media["rank"] == "Multipart");
                bodies.extend(choice["schema"].as_str().filter(|_| is_form).and_then(shapes::component));
            }
        });
        let components = super::components(document);
        let known: BTreeSet<String> =
            components.iter().filter(|(_, schema)| is_file(schema)).map(|(name, _)| name.clone()).collect();
        let mut pass = Files { known, unions: Vec::new(), seen: BTreeSet::new(), found: false };
        while let Some(name) = bodies.pop() {
            if let Some(schema) = components.get_mut(&name).filter(|_| pass.seen.insert(name)) {
                bodies.extend(pass.body(schema));
                // What a member may be stands in components of its own by now.
                while let Some(name) = pass.unions.pop() {
                    if let Some(union) = components.get_mut(&name).filter(|_| pass.seen.insert(name)) {
                        pass.alternatives(union);
                    }
                }
            }
        }
        if pass.found {
            components.insert(FILE_PART.to_owned(), json!({"type": "string"}));
        }
    }
}

/// Whether a schema is of bytes.
fn is_file(schema: &Value) -> bool {
    schema["type"] == "string" && schema["format"] == "binary"
}

struct Files {
    /// The components that are files.
    known: BTreeSet<String>,
    /// Components that members are.
    unions: Vec<String>,
    seen: BTreeSet<String>,
    found: bool,
}

impl Files {
    /// A body of parts: what its members are. Those components come back that it consists of.
    fn body(&mut self, schema: &mut Value) -> Vec<String> {
        let mut further: Vec<String> = alias(schema).and_then(shapes::component).into_iter().collect();
        for (_, property) in schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
            self.member(property);
        }
        if let Some(further) = schema.get_mut("additionalProperties") {
            self.member(further);
        }
        for keyword in ["anyOf", "oneOf", "allOf"] {
            for part in schema.get_mut(keyword).and_then(Value::as_array_mut).into_iter().flatten() {
                further.extend(self.body(part));
            }
        }
        further
    }

    /// A member: a file, a list of files, or one of several of which some are.
    fn member(&mut self, schema: &mut Value) {
        let component = alias(schema).and_then(shapes::component);
        if is_file(schema) || component.as_ref().is_some_and(|name| self.known.contains(name)) {
            self.found = true;
            let mut site = json!({"allOf": [{"$ref": super::component(FILE_PART)}]});
            for keyword in ["description", "nullable"] {
                if let Some(value) = schema.get(keyword) {
                    site[keyword] = value.clone();
                }
            }
            *schema = site;
            return;
        }
        self.unions.extend(component);
        if let Some(items) = schema.get_mut("items") {
            self.member(items);
        }
        self.alternatives(schema);
    }

    fn alternatives(&mut self, schema: &mut Value) {
        for keyword in ["anyOf", "oneOf"] {
            schema
                .get_mut(keyword)
                .and_then(Value::as_array_mut)
                .into_iter()
                .flatten()
                .for_each(|one| self.member(one));
        }
    }
}
