use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::walk;

/// OpenAPI 3.0 knows `true` and `false` as a schema only in `additionalProperties`: elsewhere `true` is the empty
/// schema and `false` a schema that nothing meets, whose property can be left out.
pub(crate) struct Booleans;

impl Pass for Booleans {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        walk::schemas(document, &mut |schema, at| {
            let in_additional = at.as_str().ends_with("/additionalProperties");
            match schema {
                Value::Bool(true) if !in_additional => *schema = Value::Object(Map::new()),
                Value::Bool(false) if !in_additional => *schema = json!({"not": {}}),
                Value::Object(keywords) => {
                    let Some(Value::Object(properties)) = keywords.get_mut("properties") else { return };
                    properties.retain(|_, property| !is_never(property));
                }
                _ => {}
            }
        });
    }
}

/// Whether a schema is what `false` becomes.
pub(crate) fn is_never(schema: &Value) -> bool {
    schema.as_object().is_some_and(never)
}

/// The same for its keywords.
pub(crate) fn never(keywords: &Map<String, Value>) -> bool {
    keywords.len() == 1 && keywords.get("not") == Some(&json!({}))
}
