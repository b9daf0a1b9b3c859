use serde_json::{Map, Value, json};

use super::{Context, Pass, contents};
use crate::walk;

/// A mock answers whatever the document says: where mocks are asked for, the answers are noted before `Contents`
/// leaves those out that progenitor has no place for.
pub(crate) struct Mocks;

/// Lists the answers of an operation that can be mocked.
pub(crate) const MOCKS: &str = "x-openapi-build-mocks";

impl Pass for Mocks {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        if context.settings.httpmock.is_none() {
            return;
        }
        walk::operations(document, &mut |_, _, _, operation| {
            let responses = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
            let answers = responses.map(|(status, response)| answer(status, response)).collect();
            operation.insert(MOCKS.to_owned(), Value::Array(answers));
        });
    }
}

fn answer(status: &str, response: &Value) -> Value {
    let content = response.get("content").and_then(Value::as_object).into_iter().flat_map(Map::iter);
    let json = content.into_iter().find(|(media_type, _)| contents::is_json(media_type));
    let reference = json.and_then(|(_, media)| media.get("schema")?.get("$ref"));
    json!({
        "status": status.to_ascii_uppercase(),
        "mediaType": json.map(|(media_type, _)| media_type),
        "schema": reference,
    })
}
