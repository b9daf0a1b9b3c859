//! What progenitor refuses or panics on, found by trying its parts: the message then names an operation or a schema.

use serde_json::{Value, json};

use crate::{
    emit,
    lower::{Context, Lowered},
    pointer::Pointer,
    settings::Unsupported,
    walk,
};

/// Runs progenitor. What it does not take is reported; where the caller leaves out what cannot be expressed, the rest is
/// tried again without it.
pub(crate) fn progenitor(lowered: &mut Lowered, context: &mut Context<'_>) -> Result<syn::File, String> {
    loop {
        let message = match emit::progenitor(lowered) {
            Ok(file) => return Ok(file),
            Err(message) => message,
        };
        let found = culprits(lowered);
        if found.is_empty() {
            return Err(message);
        }
        for (at, message) in &found {
            context.unsupported(
                at,
                message.clone(),
                "the rest of the document is generated without it if that is asked for",
            );
        }
        if context.settings.on_unsupported == Unsupported::Error {
            return Err(message);
        }
        for (at, _) in found {
            leave_out(lowered, &at, context);
        }
    }
}

/// The operations that fail by themselves; if none does, the schemas without which the rest does not.
fn culprits(lowered: &Lowered) -> Vec<(Pointer, String)> {
    let schemas_alone = with_paths(lowered, json!({}));
    if let Err(message) = emit::progenitor(&schemas_alone) {
        return schemas(&schemas_alone, &message);
    }
    let mut found = Vec::new();
    walk::operations(&mut lowered.document.clone(), &mut |path, method, at, operation| {
        let alone = with_paths(lowered, json!({path: {method: operation}}));
        if let Err(message) = emit::progenitor(&alone) {
            found.push((at.clone(), message));
        }
    });
    found
}

/// The first schema in whose place anything else would do.
fn schemas(lowered: &Lowered, message: &str) -> Vec<(Pointer, String)> {
    let names = lowered.document.pointer("/components/schemas").and_then(Value::as_object);
    for name in names.into_iter().flat_map(|schemas| schemas.keys()) {
        let mut without = with_paths(lowered, json!({}));
        let at = Pointer::root().at(["components", "schemas", name]);
        if let Some(schema) = without.document.pointer_mut(at.as_str()) {
            *schema = json!({});
        }
        if emit::progenitor(&without).is_ok() {
            return vec![(at, message.to_owned())];
        }
    }
    Vec::new()
}

/// The schemas of the document, with other paths.
fn with_paths(lowered: &Lowered, paths: Value) -> Lowered {
    let mut document = lowered.document.clone();
    document["paths"] = paths;
    Lowered { document, model: lowered.model.types_only() }
}

fn leave_out(lowered: &mut Lowered, at: &Pointer, context: &mut Context<'_>) {
    let tokens: Vec<_> = at.tokens().collect();
    match tokens.as_slice() {
        [_, path, method] if tokens[0] == "paths" => {
            if let Some(item) = lowered.document.pointer_mut(at.parent().as_str()).and_then(Value::as_object_mut) {
                item.remove(method);
            }
            lowered.model.operations.retain(|operation| operation.path != *path || operation.method != *method);
            context.skipped += 1;
        }
        _ => {
            if let Some(schema) = lowered.document.pointer_mut(at.as_str()) {
                *schema = json!({});
            }
            context.degraded += 1;
        }
    }
}
