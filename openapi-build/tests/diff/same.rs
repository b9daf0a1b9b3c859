//! What is no change, what cannot be compared, and what a diff asks of the next version.

use std::process::Command;

use openapi_build::Bump;
use serde_json::{Map, Value, json};

use crate::support::{base, builder, patch, written};

/// All mappings the other way round.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().rev().map(|(key, value)| (key.clone(), reversed(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

fn changed(change: &Value) -> Value {
    let mut document = base();
    patch(&mut document, change);
    document
}

#[test]
fn no_change() {
    let cases = [
        ("itself", base()),
        ("keys in another order", reversed(&base())),
        (
            "null as an alternative",
            changed(&json!({"components": {"schemas": {"JobPage": {"properties": {"next_cursor":
                {"type": null, "oneOf": [{"type": "null"}, {"type": "string"}]}}}}}})),
        ),
        (
            "nullable of 3.0",
            changed(&json!({"openapi": "3.0.3", "components": {"schemas": {"JobPage": {"properties": {"next_cursor":
                {"type": "string", "nullable": true}}}}}})),
        ),
        (
            "words for readers",
            changed(&json!({"info": {"title": "other", "version": "2"}, "paths": {"/jobs": {"get": {"summary": "S",
                "description": "D", "tags": ["x"]}}}, "components": {"schemas": {"Job": {"description": "J",
                "example": {}}}}})),
        ),
        (
            "a parameter written inline",
            changed(&json!({"paths": {"/jobs": {"get": {"parameters":
                base()["paths"]["/jobs"]["get"]["parameters"].as_array().unwrap().iter().map(|parameter| {
                    let at = parameter["$ref"].as_str().unwrap().trim_start_matches('#');
                    base().pointer(at).unwrap().clone()
                }).collect::<Vec<_>>()}}}})),
        ),
        (
            "a parameter of the path item",
            changed(&json!({"paths": {"/jobs/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "get": {"parameters": null}}}})),
        ),
        ("security at the operation", {
            let mut document = base();
            document["security"] = json!([]);
            for at in ["/paths/~1jobs/get", "/paths/~1jobs/post", "/paths/~1jobs~1{id}/get", "/paths/~1jobs~1{id}/put"]
            {
                document.pointer_mut(at).unwrap()["security"] = json!([{"key": []}]);
            }
            document
        }),
    ];
    let old = written("same-old.json", &base().to_string());
    for (name, new) in cases {
        let path = written(&format!("same-{}.json", name.replace(' ', "_")), &new.to_string());
        for (from, to) in [(&old, &path), (&path, &old)] {
            let diff = builder(from.clone()).diff(to).unwrap();
            assert_eq!(diff.to_string(), "", "{name}");
            assert_eq!(diff.bump(), Bump::Patch, "{name}");
        }
    }
}

#[test]
fn yaml_is_json() {
    let old = written("yaml-old.json", &base().to_string());
    let new = written("yaml-new.yaml", &serde_yaml::to_string(&base()).unwrap());
    assert_eq!(builder(old).diff(new).unwrap().to_string(), "");
}

#[test]
fn errors_of_both_documents_are_reported() {
    let dangling = json!({"paths": {"/jobs": {"post": {"requestBody": {"$ref": "#/components/requestBodies/None"}}}}});
    let old = written("errors-old.json", &changed(&dangling).to_string());
    let new = written("errors-new.json", "{");
    let errors = builder(old).diff(new).unwrap_err().to_string();
    assert!(errors.contains("errors-new.json"), "{errors}");
    let old = written("errors-old.json", &changed(&dangling).to_string());
    let errors = builder(old.clone()).diff(&old).unwrap_err().to_string();
    assert!(errors.contains("requestBodies/None"), "{errors}");
}

#[test]
fn the_command_says_what_changes() {
    let old = written("command-old.json", &base().to_string());
    let broken = written("command-broken.json", "{");
    let change =
        json!({"servers": [{"url": "https://b.example"}], "components": {"schemas": {"Status": {"enum": ["done"]}}}});
    let breaking = written("command-breaking.json", &changed(&change).to_string());
    let compatible = written(
        "command-compatible.json",
        &changed(&json!({"servers": [{"url": "https://a.example/v2"}]})).to_string(),
    );
    let cases: [(&str, &[&str], i32, &str); 6] = [
        ("itself", &[old.to_str().unwrap()], 0, "no change\n"),
        (
            "breaking",
            &[breaking.to_str().unwrap()],
            1,
            "breaking    servers: requests and credentials now go to `b.example` instead of `a.example`\n\
             compatible  servers: `https://a.example/v1` → `https://b.example`\n\
             breaking    Status: value `queued` removed\n",
        ),
        (
            "Markdown",
            &[breaking.to_str().unwrap(), "--markdown"],
            1,
            "## Changes of the Rust API\n\nNext version: **major (before 1.0: the next 0.y.0)**.\n\n### Breaking\n\n\
             - `servers`: requests and credentials now go to `b.example` instead of `a.example`\n\
             - `Status`: value `queued` removed\n\n### Compatible\n\n\
             - `servers`: `https://a.example/v1` → `https://b.example`\n",
        ),
        (
            "compatible",
            &[compatible.to_str().unwrap()],
            0,
            "compatible  servers: `https://a.example/v1` → `https://a.example/v2`\n",
        ),
        ("broken", &[broken.to_str().unwrap()], 2, ""),
        ("one document", &[], 2, ""),
    ];
    for (name, arguments, status, want) in cases {
        let output = Command::new(env!("CARGO_BIN_EXE_openapi-build"))
            .args(["diff", old.to_str().unwrap()])
            .args(arguments)
            .args(["--cursor-pagination", "cursor=next_cursor"])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!((output.status.code(), said.as_str()), (Some(status), want), "{name}");
    }
}
