//! What a request can carry.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{model::Model, shapes::references};

/// The components that bodies and parameters refer to, and what those refer to. Without any operation, all may be sent by
/// somebody.
pub(crate) fn components(document: &Value, model: &Model) -> BTreeSet<String> {
    let none = Map::new();
    let components = document.pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&none);
    if model.operations.is_empty() {
        return components.keys().cloned().collect();
    }
    let mut open = Vec::new();
    for operation in &model.operations {
        let lowered = &document["paths"][&operation.path][&operation.method];
        references(&lowered["parameters"], &mut open);
        references(&lowered["requestBody"], &mut open);
        if let Some(body) = &operation.body {
            open.extend(body.component.iter().cloned());
            open.extend(body.choices.iter().filter_map(|choice| choice.component.clone()));
        }
    }
    let mut sent = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let Some(schema) = components.get(&name)
            && sent.insert(name)
        {
            references(schema, &mut open);
        }
    }
    sent
}
