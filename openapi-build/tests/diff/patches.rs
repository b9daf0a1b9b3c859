//! Changes of the base document.

#![allow(clippy::needless_pass_by_value)] // they are made where they are passed

use serde_json::{Value, json};

pub fn list(change: Value) -> Value {
    json!({"paths": {"/jobs": {"get": change}}})
}

pub fn create(change: Value) -> Value {
    json!({"paths": {"/jobs": {"post": change}}})
}

pub fn parameter(name: &str, change: Value) -> Value {
    json!({"components": {"parameters": {name: change}}})
}

pub fn parameters(names: &[&str]) -> Value {
    let references = names.iter().map(|name| json!({"$ref": format!("#/components/parameters/{name}")}));
    list(json!({"parameters": references.collect::<Vec<_>>()}))
}

pub fn answer(name: &str) -> Value {
    json!({"description": "d", "content": {"application/json":
        {"schema": {"$ref": format!("#/components/schemas/{name}")}}}})
}
