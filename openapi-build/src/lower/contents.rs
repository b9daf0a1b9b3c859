use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::{pointer::Pointer, walk};

/// Progenitor takes one media type a body and one type for all successes: the one that fits it best is kept.
pub(crate) struct Contents;

impl Pass for Contents {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let keep_errors = !context.settings.has_runtime();
        walk::operations(document, &mut |_, _, at, operation| {
            request(operation, at, context);
            responses(operation, at, keep_errors, context);
        });
    }
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// `application/json` and every type with the suffix `+json` (RFC 6839, section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

fn request(operation: &mut Map<String, Value>, at: &Pointer, context: &mut Context<'_>) {
    let at = at.at(["requestBody", "content"]);
    let Some(body) = operation.get_mut("requestBody").and_then(Value::as_object_mut) else { return };
    let content = match body.remove("content") {
        Some(Value::Object(content)) => content,
        _ => Map::new(),
    };
    let chosen = content.iter().find(|(media_type, _)| is_json(media_type)).or_else(|| {
        content.iter().find(|(media_type, _)| {
            ["application/x-www-form-urlencoded", "application/octet-stream", "text/plain"]
                .contains(&essence(media_type).as_str())
        })
    });
    match chosen {
        Some((media_type, value)) => {
            let name = if is_json(media_type) { "application/json".to_owned() } else { essence(media_type) };
            let schema = match name.as_str() {
                "application/octet-stream" => json!({"type": "string", "format": "binary"}),
                "text/plain" => json!({"type": "string"}),
                _ => value.get("schema").cloned().unwrap_or_else(|| json!({})),
            };
            body.insert("content".to_owned(), json!({name: {"schema": schema}}));
        }
        None if content.is_empty() => {
            operation.remove("requestBody");
        }
        None => {
            let found: Vec<_> = content.keys().map(String::as_str).collect();
            context.unsupported(
                &at,
                format!("expected a JSON, form, text or binary body but found {}", found.join(", ")),
                "",
            );
            operation.remove("requestBody");
        }
    }
}

fn responses(operation: &mut Map<String, Value>, at: &Pointer, keep_errors: bool, context: &mut Context<'_>) {
    let at = at.join("responses");
    let declared = match operation.remove("responses") {
        Some(Value::Object(responses)) => responses,
        _ => Map::new(),
    };
    let has_success = declared.keys().any(|status| is_success(status));
    let mut kept = Map::new();
    let mut kinds: [Option<Value>; 2] = [None, None];
    for (status, response) in declared {
        let at = at.join(&status);
        if !is_status(&status) {
            context.unsupported(&at, format!("expected a status like 200, 2XX or default but found `{status}`"), "");
            continue;
        }
        let is_error = !is_success(&status) && (has_success || status != "default");
        if is_error && !keep_errors {
            continue;
        }
        let content = chosen(&response);
        let kind = &mut kinds[usize::from(is_error)];
        match kind {
            Some(other) if *other != content => {
                context.unsupported(
                    &at,
                    format!(
                        "expected the same type as the {} before it but found another",
                        if is_error { "error" } else { "success" }
                    ),
                    "",
                );
                continue;
            }
            _ => *kind = Some(content.clone()),
        }
        let description = response.get("description").cloned().unwrap_or_else(|| "".into());
        kept.insert(
            status.to_ascii_uppercase().replace("DEFAULT", "default"),
            json!({"description": description, "content": content}),
        );
    }
    operation.insert("responses".to_owned(), Value::Object(kept));
}

fn chosen(response: &Value) -> Value {
    let Some(content) = response.get("content").and_then(Value::as_object) else { return json!({}) };
    let json = content.iter().find(|(media_type, _)| is_json(media_type));
    match (json, content.keys().next()) {
        (Some((_, value)), _) => {
            json!({"application/json": {"schema": value.get("schema").cloned().unwrap_or_else(|| json!({}))}})
        }
        (None, Some(media_type)) => json!({essence(media_type): {}}),
        (None, None) => json!({}),
    }
}

pub(crate) fn is_success(status: &str) -> bool {
    status.len() == 3 && status.starts_with('2')
}

/// `404`, `4XX` or `default` (OpenAPI 3.1, section 4.8.16).
fn is_status(status: &str) -> bool {
    let bytes = status.as_bytes();
    status == "default"
        || (bytes.len() == 3
            && (b'1'..=b'5').contains(&bytes[0])
            && (bytes[1..].iter().all(u8::is_ascii_digit) || bytes[1..].eq_ignore_ascii_case(b"XX")))
}
