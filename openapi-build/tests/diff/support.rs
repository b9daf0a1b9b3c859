//! A document, and what a change of it says in both directions.

use std::{
    fs,
    path::{Path, PathBuf},
};

use openapi_build::{Builder, Diff};
use serde_json::{Value, json};

/// What a case changes in [`base`] (RFC 7396: `null` removes), and the lines there and back.
pub type Case = (&'static str, Value, &'static [&'static str], &'static [&'static str]);

pub fn base() -> Value {
    let schema = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let parameter = |name: &str| json!({"$ref": format!("#/components/parameters/{name}")});
    let answer = |name: &str| json!({"description": "d", "content": {"application/json": {"schema": schema(name)}}});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://a.example/v1"}],
        "security": [{"key": []}],
        "paths": {
            "/jobs": {
                "get": {
                    "operationId": "listJobs",
                    "summary": "Lists jobs.",
                    "parameters": (["Limit", "Cursor", "Status", "Trace", "Tags"].map(parameter)),
                    "responses": {"200": answer("JobPage"), "400": answer("Failure")}
                },
                "post": {
                    "operationId": "createJob",
                    "requestBody": {"required": true, "content": {"application/json": {"schema": schema("NewJob")}}},
                    "responses": {"201": answer("Job")}
                }
            },
            "/jobs/{id}": {
                "get": {
                    "operationId": "getJob",
                    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                    "responses": {"200": answer("Job")}
                },
                "put": {
                    "operationId": "putJob",
                    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                    "responses": {"200": answer("Job"), "201": answer("Started"), "202": answer("Ended")}
                }
            }
        },
        "components": {
            "parameters": {
                "Limit": {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}},
                "Cursor": {"name": "cursor", "in": "query", "schema": {"type": "string"}},
                "Status": {"name": "status", "in": "query", "schema": schema("Status")},
                "Trace": {"name": "X-Trace", "in": "header", "required": true,
                    "schema": {"type": "string", "maxLength": 160, "pattern": "^[a-z]+$"}},
                "Tags": {"name": "tags", "in": "query", "schema": {"type": "array", "maxItems": 4,
                    "items": {"type": "string", "minLength": 2}}}
            },
            "schemas": {
                "Status": {"type": "string", "enum": ["queued", "done"]},
                "JobPage": {"type": "object", "required": ["jobs"], "properties": {
                    "jobs": {"type": "array", "items": schema("Job")},
                    "next_cursor": {"type": ["string", "null"]}
                }},
                "Job": {"type": "object", "required": ["id", "size"], "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "size": {"type": "integer", "minimum": 0},
                    "note": {"type": "string"},
                    "status": schema("Status"),
                    "labels": {"type": "array", "items": {"type": "string"}},
                    "event": schema("Event")
                }},
                "NewJob": {"type": "object", "required": ["name"], "properties": {
                    "name": {"type": "string", "maxLength": 10},
                    "priority": {"type": "integer", "multipleOf": 5},
                    "size": schema("Size")
                }},
                "Size": {"type": "integer", "maximum": 9},
                "Event": {"oneOf": [schema("Started"), schema("Ended")]},
                "Started": {"type": "object", "required": ["at"], "properties": {"at": {"type": "string"}}},
                "Ended": {"type": "object", "required": ["code"], "properties": {"code": {"type": "integer"}}},
                "Mixed": {"oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "integer"}}]},
                "Failure": {"type": "object", "properties": {"code": {"type": "string"}}}
            },
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer"},
                "header": {"type": "apiKey", "in": "header", "name": "X-Key"}
            }
        }
    })
}

/// A JSON merge patch (RFC 7396).
pub fn patch(target: &mut Value, change: &Value) {
    let Some(changes) = change.as_object() else {
        *target = change.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    for (key, change) in changes {
        if change.is_null() {
            target.as_object_mut().unwrap().shift_remove(key);
        } else {
            patch(&mut target[key], change);
        }
    }
}

pub fn written(name: &str, text: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff");
    fs::create_dir_all(&directory).unwrap();
    let path = directory.join(name);
    fs::write(&path, text).unwrap();
    path
}

pub fn builder(spec: PathBuf) -> Builder {
    Builder::new(spec).cursor_pagination("cursor", "next_cursor").request_id_header("X-Request-Id")
}

/// The documents before and after, as files.
pub fn pair(kind: &str, (name, change, ..): &Case) -> (PathBuf, PathBuf) {
    let (old, mut new) = (base(), base());
    patch(&mut new, change);
    let file = |side: &str| format!("{kind}-{}-{side}.json", name.replace(' ', "_"));
    (written(&file("old"), &old.to_string()), written(&file("new"), &new.to_string()))
}

fn lines(diff: &Diff) -> Vec<String> {
    diff.to_string().lines().map(str::to_owned).collect()
}

/// Checks each case in both directions, and says all that is wrong.
pub fn check(kind: &str, cases: &[Case]) {
    let mut wrong = Vec::new();
    for case in cases {
        let (old, new) = pair(kind, case);
        for (direction, from, to, want) in [("there", &old, &new, case.2), ("back", &new, &old, case.3)] {
            let diff = builder(from.clone()).diff(to).unwrap_or_else(|errors| panic!("{}: {errors}", case.0));
            let found = lines(&diff);
            let is_breaking = want.iter().any(|line| line.starts_with("breaking"));
            if found != want || diff.is_breaking() != is_breaking {
                wrong.push(format!("{} ({direction})\n  want  {want:#?}\n  found {found:#?}", case.0));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
