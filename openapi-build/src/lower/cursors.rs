use serde_json::{Map, Value, json};

use super::{Context, Pass, component, components, success_schema};
use crate::{pointer::Pointer, walk};

/// A cursor is opaque, whatever its schema says: parameter and property become one component, which the emission
/// replaces by the runtime's `Cursor`.
pub(crate) struct Cursors;

/// Marks an operation that can be walked.
pub(crate) const PAGINATED: &str = "x-openapi-build-paginated";
/// Marks the component that stands for a cursor.
pub(crate) const CURSOR: &str = "x-openapi-build-cursor";

impl Pass for Cursors {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let Some(setting) = context.settings.cursor_pagination.clone() else { return };
        let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
        let mut pages = Vec::new();
        walk::operations(document, &mut |_, _, at, operation| {
            if !has_cursor(operation, &setting.parameter) {
                return;
            }
            let page = success_schema(operation).and_then(|(place, schema)| {
                page(schema, &at.at(place.iter().map(String::as_str)), &schemas, &setting.property)
            });
            if let Some(page) = page {
                operation.insert(PAGINATED.to_owned(), true.into());
                pages.push((at.clone(), page));
            }
        });
        if pages.is_empty() {
            return;
        }
        let name = super::identifiers(document).unique("Cursor");
        components(document).insert(name.clone(), json!({"type": "string", CURSOR: true}));
        for (at, page) in pages {
            if let Some(operation) = document.pointer_mut(at.as_str()) {
                replace_parameter(operation, &setting.parameter, &name);
            }
            if let Some(Value::Object(properties)) = document.pointer_mut(page.as_str()) {
                replace_property(properties, &setting.property, &name);
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
    parameter["in"] == "query" && parameter["name"] == name
}

/// Where the properties of the page stand that has `property`.
fn page(schema: &Value, at: &Pointer, schemas: &Value, property: &str) -> Option<Pointer> {
    let mut place = at.clone();
    let mut schema = schema;
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
    schema.get("properties")?.get(property)?;
    Some(place.join("properties"))
}

fn replace_parameter(operation: &mut Value, name: &str, cursor: &str) {
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten();
    for parameter in parameters.filter(|parameter| is_cursor(parameter, name)) {
        parameter["schema"] = json!({"$ref": component(cursor)});
    }
}

fn replace_property(properties: &mut Map<String, Value>, name: &str, cursor: &str) {
    let Some(property) = properties.get_mut(name) else { return };
    let mut replaced = json!({"allOf": [{"$ref": component(cursor)}]});
    for keyword in ["description", "title", "nullable"] {
        if let Some(value) = property.get(keyword) {
            replaced[keyword] = value.clone();
        }
    }
    *property = replaced;
}
