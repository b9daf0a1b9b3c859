use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::{lower::contents::MULTIPART, walk::METHODS};

/// `openapiv3` refuses a document for a field that progenitor would never read: only what it reads is kept.
pub(crate) struct Rebuild;

impl Pass for Rebuild {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        let mut paths = Map::new();
        for (path, item) in document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
            let mut operations = Map::new();
            for method in METHODS {
                if let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) {
                    operations.insert(method.to_owned(), self::operation(operation));
                }
            }
            if !operations.is_empty() {
                paths.insert(path.clone(), Value::Object(operations));
            }
        }
        let info = document
            .get("info")
            .and_then(Value::as_object)
            .map(|info| strings(info, &["title", "description", "version"]));
        let schemas = document.pointer_mut("/components/schemas").map_or_else(|| json!({}), Value::take);
        *document = json!({
            "openapi": "3.0.3",
            "info": info,
            "paths": paths,
            "components": {"schemas": schemas},
        });
    }
}

/// The fields among `keys` that are texts.
fn strings(map: &Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let text =
        |key: &&str| map.get(*key).filter(|value| value.is_string()).map(|value| ((*key).to_owned(), value.clone()));
    keys.iter().filter_map(text).collect()
}

fn operation(operation: &mut Map<String, Value>) -> Value {
    let mut kept = strings(operation, &["operationId", "summary", "description"]);
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten();
    let parameters = parameters.filter_map(|parameter| {
        let parameter = parameter.as_object_mut()?;
        let mut kept = strings(parameter, &["name", "in", "description"]);
        // The emission turns the header of a cookie into one.
        if parameter.get("in")? == "cookie" {
            kept.insert("in".to_owned(), "header".into());
        }
        kept.insert("required".to_owned(), parameter.get("required")?.clone());
        kept.insert("schema".to_owned(), parameter.get_mut("schema")?.take());
        Some(Value::Object(kept))
    });
    kept.insert("parameters".to_owned(), parameters.collect());
    if let Some(body) = operation.get_mut("requestBody").and_then(Value::as_object_mut) {
        let mut kept_body = strings(body, &["description"]);
        let mut content = body.get_mut("content").map_or_else(|| json!({}), Value::take);
        // Bytes are all that progenitor takes with a type of its caller's choice; the emission gives it back.
        if content.get("application/octet-stream").or(content.get(MULTIPART)).is_some() {
            content = json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}});
        }
        kept_body.insert("content".to_owned(), content);
        kept_body.insert("required".to_owned(), true.into());
        kept.insert("requestBody".to_owned(), Value::Object(kept_body));
    }
    kept.insert("responses".to_owned(), operation.get_mut("responses").map_or_else(|| json!({}), Value::take));
    Value::Object(kept)
}
