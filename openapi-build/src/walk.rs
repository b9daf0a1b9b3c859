//! The one place that knows where an OpenAPI document keeps its schemas and operations.

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// The fields of a path item that are operations (OpenAPI 3.1, section 4.8.9).
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What a keyword of JSON Schema holds.
enum Holds {
    One,
    /// A list of schemas, or schemas by name.
    Several,
    None,
}

fn holds(keyword: &str) -> Holds {
    match keyword {
        "additionalItems"
        | "additionalProperties"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "items"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Holds::One,
        "$defs" | "allOf" | "anyOf" | "definitions" | "dependentSchemas" | "oneOf" | "patternProperties"
        | "prefixItems" | "properties" => Holds::Several,
        _ => Holds::None,
    }
}

type Visit<'v> = &'v mut dyn FnMut(&mut Value, &Pointer);

type OperationVisit<'v> = &'v mut dyn FnMut(&str, &str, &Pointer, &mut Map<String, Value>);

/// Visits every schema of the document, each after the schemas within it.
pub(crate) fn schemas(document: &mut Value, visit: Visit<'_>) {
    let mut walker = Walker { visit, pointer: Pointer::root() };
    walker.field(document, "components", |walker, components| {
        walker.each(components, "schemas", Walker::schema);
        walker.each(components, "parameters", Walker::parameter);
        walker.each(components, "headers", Walker::parameter);
        walker.each(components, "requestBodies", Walker::body);
        walker.each(components, "responses", Walker::body);
        walker.each(components, "pathItems", Walker::path_item);
        walker.each(components, "callbacks", |walker, callback| walker.all(callback, Walker::path_item));
    });
    walker.each(document, "paths", Walker::path_item);
    walker.each(document, "webhooks", Walker::path_item);
}

/// Visits the schema that stands at `at` and those within it, each after the schemas within it.
pub(crate) fn schema(schema: &mut Value, at: &Pointer, visit: Visit<'_>) {
    Walker { visit, pointer: at.clone() }.schema(schema);
}

/// Visits each operation under `paths`: the path, the method, its place and the operation.
pub(crate) fn operations(document: &mut Value, visit: OperationVisit<'_>) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    for (path, item) in paths {
        let Some(item) = item.as_object_mut() else { continue };
        for method in METHODS {
            if let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) {
                visit(path, method, &Pointer::root().at(["paths", path, method]), operation);
            }
        }
    }
}

struct Walker<'v> {
    visit: Visit<'v>,
    pointer: Pointer,
}

impl Walker<'_> {
    fn field(&mut self, parent: &mut Value, key: &str, go: impl FnOnce(&mut Self, &mut Value)) {
        if let Some(child) = parent.as_object_mut().and_then(|parent| parent.get_mut(key)) {
            self.pointer.push(key);
            go(self, child);
            self.pointer.pop();
        }
    }

    /// Every member of a mapping or sequence.
    fn all(&mut self, parent: &mut Value, go: impl Fn(&mut Self, &mut Value)) {
        match parent {
            Value::Object(members) => {
                for (key, member) in members {
                    self.pointer.push(key);
                    go(self, member);
                    self.pointer.pop();
                }
            }
            Value::Array(members) => {
                for (index, member) in members.iter_mut().enumerate() {
                    self.pointer.push(&index.to_string());
                    go(self, member);
                    self.pointer.pop();
                }
            }
            _ => {}
        }
    }

    fn each(&mut self, parent: &mut Value, key: &str, go: impl Fn(&mut Self, &mut Value)) {
        self.field(parent, key, |walker, members| walker.all(members, go));
    }

    fn path_item(&mut self, item: &mut Value) {
        self.each(item, "parameters", Self::parameter);
        for method in METHODS {
            self.field(item, method, |walker, operation| {
                walker.each(operation, "parameters", Self::parameter);
                walker.field(operation, "requestBody", Self::body);
                walker.each(operation, "responses", Self::body);
                walker.each(operation, "callbacks", |walker, callback| walker.all(callback, Self::path_item));
            });
        }
    }

    /// A parameter or a header.
    fn parameter(&mut self, parameter: &mut Value) {
        self.field(parameter, "schema", Self::schema);
        self.each(parameter, "content", Self::media_type);
    }

    /// A request body or a response.
    fn body(&mut self, body: &mut Value) {
        self.each(body, "content", Self::media_type);
        self.each(body, "headers", Self::parameter);
    }

    fn media_type(&mut self, media_type: &mut Value) {
        self.field(media_type, "schema", Self::schema);
        self.field(media_type, "itemSchema", Self::schema);
        self.each(media_type, "encoding", |walker, encoding| walker.each(encoding, "headers", Self::parameter));
    }

    fn schema(&mut self, schema: &mut Value) {
        for (keyword, child) in schema.as_object_mut().into_iter().flatten() {
            let go = match (holds(keyword), &*child) {
                (Holds::None, _) => continue,
                // `items` as a list is the tuple of earlier drafts.
                (Holds::One, Value::Array(_)) | (Holds::Several, _) => |walker: &mut Self, child: &mut Value| {
                    walker.all(child, Self::schema);
                },
                (Holds::One, _) => Self::schema,
            };
            self.pointer.push(keyword);
            go(self, child);
            self.pointer.pop();
        }
        (self.visit)(schema, &self.pointer);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{operations, schemas};

    #[test]
    fn every_place_of_a_schema_is_visited_children_first() {
        let mut document = json!({
            "paths": {"/a": {
                "parameters": [{"schema": {"type": "string"}}],
                "get": {
                    "parameters": [{"content": {"application/json": {"schema": {}}}}],
                    "responses": {"200": {"headers": {"H": {"schema": {}}}, "content": {"text/plain": {"schema": {}}}}},
                    "callbacks": {"c": {"{$url}": {"post": {"requestBody": {"content": {"x": {"schema": {}}}}}}}}
                }
            }},
            "webhooks": {"w": {"post": {"responses": {"200": {"content": {"x": {"schema": {}}}}}}}},
            "components": {"schemas": {"A": {"properties": {"b": {"items": {}}}, "anyOf": [{}, true],
                "example": {"properties": {"c": {}}}}}}
        });
        let mut seen = Vec::new();
        schemas(&mut document, &mut |_, pointer| seen.push(pointer.to_string()));
        assert_eq!(
            seen,
            [
                "components/schemas/A/properties/b/items",
                "components/schemas/A/properties/b",
                "components/schemas/A/anyOf/0",
                "components/schemas/A/anyOf/1",
                "components/schemas/A",
                "paths/~1a/parameters/0/schema",
                "paths/~1a/get/parameters/0/content/application~1json/schema",
                "paths/~1a/get/responses/200/content/text~1plain/schema",
                "paths/~1a/get/responses/200/headers/H/schema",
                "paths/~1a/get/callbacks/c/{$url}/post/requestBody/content/x/schema",
                "webhooks/w/post/responses/200/content/x/schema",
            ]
        );
        let mut found = Vec::new();
        operations(&mut document, &mut |path, method, at, _| found.push(format!("{method} {path} {at}")));
        assert_eq!(found, ["get /a paths/~1a/get"]);
    }
}
