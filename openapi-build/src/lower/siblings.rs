use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::walk;

/// In 3.1 keywords may stand beside a `$ref`, in 3.0 they are ignored: the reference moves into an `allOf`, and
/// what only describes stays beside it.
pub(crate) struct Siblings;

/// Keywords that say nothing about a value.
pub(crate) const ANNOTATIONS: [&str; 11] = [
    "$comment",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

pub(crate) fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

impl Pass for Siblings {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        walk::schemas(document, &mut |schema, _| {
            let Some(keywords) = schema.as_object_mut() else { return };
            if keywords.len() < 2 || !keywords.contains_key("$ref") {
                return;
            }
            let reference = keywords.remove("$ref").unwrap_or_default();
            let structural: Map<_, _> =
                std::mem::take(keywords).into_iter().fold(Map::new(), |mut rest, (key, value)| {
                    if is_annotation(&key) || key == "nullable" {
                        keywords.insert(key, value);
                    } else {
                        rest.insert(key, value);
                    }
                    rest
                });
            let mut all = vec![json!({"$ref": reference})];
            if !structural.is_empty() {
                all.push(Value::Object(structural));
            }
            keywords.insert("allOf".to_owned(), all.into());
        });
    }
}
