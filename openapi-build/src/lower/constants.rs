use std::collections::HashSet;

use serde_json::Value;

use super::{Context, Pass};
use crate::walk;

/// 3.0 has no `const`: it is an `enum` of one value. Values named twice are named once.
pub(crate) struct Constants;

impl Pass for Constants {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        walk::schemas(document, &mut |schema, _| {
            let Some(keywords) = schema.as_object_mut() else { return };
            if let Some(value) = keywords.remove("const") {
                keywords.insert("enum".to_owned(), vec![value].into());
            }
            if let Some(Value::Array(values)) = keywords.get_mut("enum") {
                let mut seen = HashSet::with_capacity(values.len());
                values.retain(|value| seen.insert(value.clone()));
                if values.is_empty() {
                    keywords.remove("enum");
                }
            } else {
                keywords.remove("enum");
            }
        });
    }
}
