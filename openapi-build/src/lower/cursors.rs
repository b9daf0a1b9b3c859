use serde_json::{Map, Value, json};

use super::{Context, Pass, component, components, parameters::WIRE_NAME, success_schema};
use crate::{
    pointer::{self, Pointer},
    walk,
};

/// A cursor is opaque, whatever its schema says: parameter and property become one component, which the emission
/// replaces by the runtime's `Cursor`.
pub(crate) struct Cursors;

/// Marks an operation that can be walked, by the number of the setting that fits.
pub(crate) const PAGINATED: &str = "x-openapi-build-paginated";
/// Marks the component that stands for a cursor.
pub(crate) const CURSOR: &str = "x-openapi-build-cursor";

impl Pass for Cursors {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let settings = &context.settings.paginations;
        if settings.is_empty() {
            return;
        }
        let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
        let mut pages = Vec::new();
        walk::operations(document, &mut |_, _, at, operation| {
            let fits = settings.iter().enumerate().find_map(|(number, setting)| {
                if !has_cursor(operation, &setting.parameter) {
                    return None;
                }
                let (place, schema) = success_schema(operation)?;
                let at = at.at(place.iter().map(String::as_str));
                Some((number, property(schema, &at, &schemas, &pointer::property(&setting.property))?))
            });
            if let Some((number, property)) = fits {
                operation.insert(PAGINATED.to_owned(), number.into());
                pages.push((at.clone(), number, property));
            }
        });
        if pages.is_empty() {
            return;
        }
        let name = super::identifiers(document).unique("Cursor");
        components(document).insert(name.clone(), json!({"type": "string", CURSOR: true}));
        for (at, number, property) in pages {
            if let Some(operation) = document.pointer_mut(at.as_str()) {
                replace_parameter(operation, &settings[number].parameter, &name);
            }
            if let Some(property) = document.pointer_mut(property.as_str()) {
                replace_property(property, &name);
            }
        }
    }
}

fn has_cursor(operation: &Map<String, Value>, name: &str) -> bool {
    operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .any(|parameter| is_cursor(parameter, name))
}

fn is_cursor(parameter: &Value, name: &str) -> bool {
    let known = parameter.get(WIRE_NAME).unwrap_or(&parameter["name"]);
    parameter["in"] == "query" && known == name
}

/// Where the property stands that the tokens lead to from a schema.
fn property(schema: &Value, at: &Pointer, schemas: &Value, tokens: &[String]) -> Option<Pointer> {
    let mut place = at.clone();
    let mut schema = schema;
    for token in tokens {
        // A page is its own component, or that of an `allOf` with one member.
        for _ in 0..8 {
            let reference =
                schema.get("$ref").or_else(|| match schema.get("allOf").and_then(Value::as_array)?.as_slice() {
                    [only] => only.get("$ref"),
                    _ => None,
                });
            let Some(reference) = reference else { break };
            place = Pointer::from_fragment(reference.as_str()?)?;
            schema = schemas.get(place.tokens().last()?)?;
        }
        schema = schema.get("properties")?.get(token)?;
        place = place.at(["properties", token]);
    }
    Some(place)
}

fn replace_parameter(operation: &mut Value, name: &str, cursor: &str) {
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten();
    for parameter in parameters.filter(|parameter| is_cursor(parameter, name)) {
        parameter["schema"] = json!({"$ref": component(cursor)});
    }
}

fn replace_property(property: &mut Value, cursor: &str) {
    let mut replaced = json!({"allOf": [{"$ref": component(cursor)}]});
    for keyword in ["description", "title", "nullable"] {
        if let Some(value) = property.get(keyword) {
            replaced[keyword] = value.clone();
        }
    }
    *property = replaced;
}
