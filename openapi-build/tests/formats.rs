//! What texts of a format become, and how a caller chooses another type.

use openapi_build::Builder;
use serde_json::{Value, json};

fn document(schema: &Value) -> String {
    let answer =
        json!({"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "getA", "responses": {"200": answer}}}},
        "components": {"schemas": {"A": {"type": "object", "required": ["it"], "properties": {"it": schema}}}}
    })
    .to_string()
}

#[test]
fn formats_are_types() {
    let text = |format: &str| json!({"type": "string", "format": format});
    let cases = [
        ("date-time", text("date-time"), "pub it: ::openapi_runtime::DateTime"),
        ("date", text("date"), "pub it: ::openapi_runtime::Date"),
        ("time", text("time"), "pub it: ::openapi_runtime::Time"),
        ("uuid", text("uuid"), "pub it: ::openapi_runtime::Uuid"),
        ("byte", text("byte"), "pub it: ::openapi_runtime::Base64"),
        ("base64", json!({"type": "string", "contentEncoding": "base64"}), "pub it: ::openapi_runtime::Base64"),
        ("null", json!({"type": ["string", "null"], "format": "date"}), "pub it: Option<::openapi_runtime::Date>"),
        ("a list", json!({"type": "array", "items": text("uuid")}), "pub it: Vec<::openapi_runtime::Uuid>"),
        ("another", text("email"), "pub it: String"),
        ("a name of ours", text("::std::process::Command"), "pub it: String"),
        ("values", json!({"type": "string", "format": "date", "enum": ["2026-01-01"]}), "pub it: X20260101It"),
        ("a number's", json!({"type": "integer", "format": "date-time"}), "pub it: i64"),
    ];
    for (case, schema, want) in cases {
        let code = Builder::from_text("api.json", document(&schema)).generate().unwrap();
        assert!(code.contains(want), "{case}: no `{want}` in\n{code}");
    }
}

#[test]
fn a_component_may_have_the_name_of_its_type() {
    let text = document(&json!({"$ref": "#/components/schemas/Date"}));
    let mut document: Value = serde_json::from_str(&text).unwrap();
    document["components"]["schemas"]["Date"] = json!({"type": "string", "format": "date"});
    let code = Builder::from_text("api.json", document.to_string()).generate().unwrap();
    for want in ["pub it: ::openapi_runtime::Date", "pub type Date = ::openapi_runtime::Date;"] {
        assert!(code.contains(want), "no `{want}` in\n{code}");
    }
}

#[test]
fn a_caller_chooses_a_type() {
    let cases = [
        ("another crate's", "date", "jiff::civil::Date", Some("pub it: ::jiff::civil::Date")),
        ("from the root", "date", "::jiff::civil::Date", Some("pub it: ::jiff::civil::Date")),
        ("the includer's own", "date", "crate::Day", Some("pub it: crate::Day")),
        ("for another format", "date-time", "::jiff::Timestamp", Some("pub it: ::openapi_runtime::Date")),
        ("no type", "date", "fn main() {}", None),
    ];
    let document = document(&json!({"type": "string", "format": "date"}));
    for (case, format, ty, want) in cases {
        let result = Builder::from_text("api.json", document.clone()).format(format, ty).generate();
        match (want, result) {
            (Some(want), Ok(code)) => assert!(code.contains(want), "{case}: no `{want}` in\n{code}"),
            (None, Err(error)) => assert!(error.to_string().contains("expected the path of a type"), "{case}: {error}"),
            (_, result) => panic!("{case}: {result:?}"),
        }
    }
}
