//! What each pass makes of a schema: given and want, side by side.

use serde_json::{Value, json};

use crate::{
    diagnostic::Severity,
    document::Document,
    pagination::Pagination,
    settings::{Settings, Unsupported},
};

/// The lowered schema of a property, the components beside it, and the findings.
fn lower_schema(schema: &Value) -> (Value, Value, Vec<String>) {
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": {
            "A": {"type": "object", "properties": {"p": schema}},
            "B": {"type": "object", "properties": {"b": {"type": "string"}}, "required": ["b"]},
            "Enum": {"enum": ["x"]}
        }}
    });
    let (mut lowered, findings) = lower(&document, &Settings::default());
    let mut components = lowered["components"]["schemas"].take();
    let property = components["A"]["properties"]["p"].take();
    let mut others = components.as_object().cloned().unwrap_or_default();
    others.retain(|name, _| !["A", "B", "Enum"].contains(&name.as_str()));
    (property, Value::Object(others), findings)
}

fn lower(document: &Value, settings: &Settings) -> (Value, Vec<String>) {
    let document = Document::parse("api.json", document.to_string()).unwrap();
    let (lowered, context) = crate::lowered::run(document, settings);
    let findings = context.diagnostics.iter().map(|found| {
        let severity = if found.severity == Severity::Error { "error" } else { "warning" };
        format!("{severity} {}: {}", found.pointer, found.message)
    });
    (lowered.document, findings.collect())
}

#[test]
fn schemas_are_lowered() {
    let string = json!({"type": "string"});
    let integer = json!({"type": "integer", "format": "int64"});
    let b = json!({"$ref": "#/components/schemas/B"});
    let nullable_b = json!({"nullable": true, "allOf": [b]});
    let ap = json!({"$ref": "#/components/schemas/Ap"});
    let none = json!({});
    let cases = [
        (
            "null in a list of types",
            json!({"type": ["string", "null"]}),
            json!({"type": "string", "nullable": true}),
            none.clone(),
        ),
        ("a list of one type", json!({"type": ["string"]}), string.clone(), none.clone()),
        ("a type twice", json!({"type": ["string", "string"]}), string.clone(), none.clone()),
        (
            "number takes integer in",
            json!({"type": ["integer", "number"]}),
            json!({"type": "number", "format": "double"}),
            none.clone(),
        ),
        (
            "two types, each with its keywords",
            json!({"type": ["string", "array", "null"], "items": {"type": "boolean"}, "maxLength": 3}),
            json!({"nullable": true, "allOf": [ap]}),
            json!({"Ap": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "boolean"}}]}}),
        ),
        (
            "null alone",
            json!({"type": "null", "description": "d"}),
            json!({"enum": [null], "description": "d"}),
            none.clone(),
        ),
        (
            "null as the one value of an enum",
            json!({"enum": [null], "properties": {"a": {}}, "required": ["a"], "description": "d"}),
            json!({"enum": [null], "description": "d"}),
            none.clone(),
        ),
        (
            "null with a bound of objects",
            json!({"oneOf": [{"type": "null"}], "required": ["a"]}),
            json!({"enum": [null]}),
            none.clone(),
        ),
        ("null beside one alternative", json!({"anyOf": [b, {"type": "null"}]}), nullable_b, none.clone()),
        (
            "null beside two alternatives",
            json!({"oneOf": [b, {"type": "integer"}, {"type": "null"}]}),
            json!({"nullable": true, "allOf": [ap]}),
            json!({"Ap": {"anyOf": [b, integer]}}),
        ),
        (
            "null in an enum",
            json!({"type": ["string", "null"], "enum": ["a", null]}),
            json!({"nullable": true, "allOf": [ap]}),
            json!({"Ap": {"type": "string", "enum": ["a"]}}),
        ),
        (
            "nullable of 3.0",
            json!({"type": "string", "nullable": true}),
            json!({"type": "string", "nullable": true}),
            none.clone(),
        ),
        ("const", json!({"const": "a"}), ap.clone(), json!({"Ap": {"type": "string", "enum": ["a"]}})),
        ("const of a number", json!({"const": 1}), integer.clone(), none.clone()),
        (
            "implied object",
            json!({"additionalProperties": {"type": "string"}}),
            json!({"type": "object", "additionalProperties": string}),
            none.clone(),
        ),
        ("implied array", json!({"items": true}), json!({"type": "array", "items": {}}), none.clone()),
        (
            "a property that cannot be",
            json!({"type": "object", "properties": {"a": false}}),
            json!({"type": "object", "properties": {}}),
            none.clone(),
        ),
        (
            "bounds are not part of a type",
            json!({"type": "integer", "exclusiveMinimum": 0}),
            integer.clone(),
            none.clone(),
        ),
        ("integers are of 64 bits", json!({"type": "integer", "format": "int32"}), integer.clone(), none.clone()),
        ("examples", json!({"type": "string", "examples": ["a"], "default": "b"}), string.clone(), none.clone()),
        (
            "description beside a reference",
            json!({"$ref": "#/components/schemas/B", "description": "d"}),
            json!({"description": "d", "allOf": [b]}),
            none.clone(),
        ),
        (
            "a reference into a component",
            json!({"$ref": "#/components/schemas/B/properties/b"}),
            json!({"$ref": "#/components/schemas/Bb"}),
            json!({"Bb": {"type": "string"}}),
        ),
        (
            "properties of a pattern",
            json!({"type": "object", "patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": false}),
            json!({"type": "object", "additionalProperties": string}),
            none.clone(),
        ),
        (
            "a tuple",
            json!({"prefixItems": [{"type": "string"}, {"type": "string"}], "items": false}),
            json!({"type": "array", "items": string}),
            none.clone(),
        ),
        (
            "allOf of a reference and properties",
            json!({"allOf": [b, {"properties": {"c": {"type": "string"}}, "required": ["c"]}]}),
            ap.clone(),
            json!({
                "Ap": {"type": "object", "properties": {"b": string, "c": string}, "required": ["b", "c"]},
            }),
        ),
        (
            "texts of several kinds",
            json!({"anyOf": [{"type": "string", "format": "uuid"}, {"type": "string"}]}),
            string.clone(),
            none.clone(),
        ),
        (
            "a named enum or any text is the open enum",
            json!({"anyOf": [{"$ref": "#/components/schemas/Enum"}, {"type": "string"}]}),
            json!({"allOf": [{"$ref": "#/components/schemas/Enum"}]}),
            none.clone(),
        ),
        ("anything beside something is anything", json!({"anyOf": [{"type": "string"}, true]}), none.clone(), none),
    ];
    for (name, given, want, components) in cases {
        let (got, others, findings) = lower_schema(&given);
        assert_eq!(got, want, "{name}");
        assert_eq!(others, components, "{name}");
        assert!(findings.is_empty(), "{name}: {findings:?}");
    }
}

fn operation(operation: &Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a/{id}": {"get": operation}},
        "components": {
            "parameters": {"Id": {"name": "id", "in": "path", "schema": {"type": "string"}}},
            "responses": {"Loop": {"$ref": "#/components/responses/Loop"}}
        }
    })
}

#[test]
fn operations_are_lowered() {
    let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}});
    let content = |schema| json!({"description": "d", "content": {"application/json": {"schema": schema}}});
    let answer = |kind: &str| content(json!({"type": kind}));
    let cases = [
        (
            "default is all that is not listed",
            json!({
                "operationId": "x",
                "parameters": [{"$ref": "#/components/parameters/Id"}],
                "responses": {"default": answer("boolean"), "404": answer("integer")},
            }),
            json!({
                "operationId": "x",
                "parameters": [id],
                "responses": {"2XX": content(json!({"type": "boolean"}))},
            }),
            vec![],
        ),
        (
            "a shared parameter",
            json!({"operationId": "x", "parameters": [{"$ref": "#/components/parameters/Id"}]}),
            json!({"operationId": "x", "parameters": [id], "responses": {}}),
            vec![],
        ),
        (
            "no operationId, no declared parameter",
            json!({}),
            json!({"operationId": "get_a_by_id", "parameters": [id], "responses": {}}),
            vec![
                "warning paths/~1a~1{id}/get: expected the path parameter `id` to be declared but found it only in the path",
            ],
        ),
        (
            "headers that are ignored",
            json!({"operationId": "x", "parameters": [id, {"name": "Accept", "in": "header", "schema": {}}]}),
            json!({"operationId": "x", "parameters": [id], "responses": {}}),
            vec![],
        ),
        (
            "a media type of JSON",
            json!({"operationId": "x", "parameters": [id], "responses": {"200": {"content": {"application/vnd.x+json": {"schema": {}}}}}}),
            json!({"operationId": "x", "parameters": [id], "responses": {"200": {"description": "", "content": {"application/json": {"schema": {}}}}}}),
            vec![],
        ),
    ];
    for (name, given, want, findings) in cases {
        let (got, found) = lower(&operation(&given), &Settings::default());
        assert_eq!(got["paths"]["/a/{id}"]["get"], want, "{name}");
        assert_eq!(found, findings, "{name}");
    }
}

#[test]
fn what_cannot_be_expressed_is_an_error_or_left_out() {
    let document = operation(&json!({"responses": {"200": {"$ref": "#/components/responses/Loop"}}}));
    let (_, found) = lower(&document, &Settings::default());
    assert_eq!(
        found[0],
        "error components/responses/Loop: expected a reference to end somewhere but found a circle of references"
    );

    let skip = Settings { on_unsupported: Unsupported::Skip, ..Settings::default() };
    let (lowered, found) = lower(&document, &skip);
    assert!(found[0].starts_with("warning"), "{found:?}");
    assert_eq!(lowered["paths"], json!({}));
}

#[test]
fn a_cursor_is_opaque_in_parameter_and_property() {
    let settings = Settings { paginations: vec![Pagination::cursor("after", "next")], ..Settings::default() };
    let document = json!({
        "openapi": "3.1.0",
        "paths": {"/a": {"get": {
            "operationId": "a",
            "parameters": [{"name": "after", "in": "query", "schema": {"type": "string", "format": "date-time"}}],
            "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}}}
        }}},
        "components": {"schemas": {
            "Cursor": {"type": "object"},
            "Page": {"type": "object", "properties": {
                "rows": {"type": "array", "items": {"type": "string"}},
                "next": {"type": ["string", "null"], "format": "date-time"}
            }}
        }}
    });
    let (lowered, found) = lower(&document, &settings);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(
        lowered["paths"]["/a"]["get"]["parameters"][0]["schema"],
        json!({"$ref": "#/components/schemas/Cursor2"})
    );
    assert_eq!(
        lowered["components"]["schemas"]["Page"]["properties"]["next"],
        json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/Cursor2"}]})
    );
}
