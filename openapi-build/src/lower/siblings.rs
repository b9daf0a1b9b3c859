use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::{composition::is_annotation, walk};

/// In 3.1 keywords may stand beside a `$ref`, in 3.0 they are ignored: the reference moves into an `allOf`, and
/// what only describes stays beside it.
pub(crate) struct Siblings;

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
