//! Schemas of any kind, a few levels deep.

use serde_json::{Map, Value, json};

use super::{draft::Draft, values, write::as_it_is};

const FORMATS: &[&str] = &[
    "date-time",
    "date",
    "time",
    "uuid",
    "uri",
    "email",
    "ipv4",
    "ipv6",
    "byte",
    "binary",
    "password",
    "int32",
    "int64",
    "uint8",
    "float",
    "double",
    "decimal",
    "hostname",
    "regex",
    "duration",
];

/// What passes write for one another.
const OURS: &[&str] =
    &["name", "properties", "files", "mocks", "encoding", "media-type", "answers", "cursor", "paginated", "x"];

pub(crate) fn any(draft: &mut Draft, depth: usize) -> Value {
    let is_leaf = depth == 0;
    let mut schema = match draft.random.below(if is_leaf { 5 } else { 14 }) {
        0 | 1 => text(draft),
        2 => json!({"type": draft.random.pick(&["integer", "number", "boolean", "null"])}),
        3 if draft.knows("schemas") => draft.reference("schemas"),
        3 => json!({}),
        4 => values(draft),
        5..=7 => object(draft, depth),
        8 => json!({"type": "array", "items": any(draft, depth - 1), "maxItems": draft.number()}),
        9 => json!({"oneOf": several(draft, depth), "discriminator": discriminator(draft)}),
        10 => json!({"anyOf": several(draft, depth)}),
        11 => json!({"allOf": several(draft, depth)}),
        12 => json!({"type": [draft.word("string"), draft.word("null"), draft.word("integer")]}),
        _ => rare(draft, depth),
    };
    decorate(draft, &mut schema);
    schema
}

fn several(draft: &mut Draft, depth: usize) -> Vec<Value> {
    (0..=draft.random.below(3)).map(|_| any(draft, depth - 1)).collect()
}

fn text(draft: &mut Draft) -> Value {
    let mut schema = Map::from_iter([("type".to_owned(), json!(draft.word("string")))]);
    if draft.random.one_in(4) {
        let format = draft.random.pick(FORMATS).to_owned();
        schema.insert("format".to_owned(), json!(draft.word(&format)));
    }
    if draft.random.percent(draft.odd.values / 2) {
        schema.insert("pattern".to_owned(), json!(values::pattern(&mut draft.random)));
    }
    if draft.random.one_in(6) {
        schema.insert("maxLength".to_owned(), draft.number());
    }
    Value::Object(schema)
}

fn values(draft: &mut Draft) -> Value {
    let count = draft.random.size(1, 8);
    let values: Vec<_> = (0..count)
        .map(|_| {
            let is_odd = draft.random.percent(draft.odd.values / 4);
            if is_odd { draft.value() } else { json!(draft.name("v")) }
        })
        .collect();
    if draft.random.one_in(4) { json!({"const": values[0]}) } else { json!({"type": "string", "enum": values}) }
}

fn object(draft: &mut Draft, depth: usize) -> Value {
    let count = draft.random.size(1, 6);
    let mut properties = Map::new();
    for _ in 0..count {
        let name = draft.name("p");
        let schema = any(draft, depth - 1);
        properties.insert(name, schema);
    }
    let required: Vec<_> = properties.keys().filter(|_| draft.random.one_in(2)).cloned().collect();
    let mut schema = json!({"type": "object", "properties": properties, "required": required});
    if draft.random.one_in(5) {
        schema["additionalProperties"] = any(draft, depth - 1);
    }
    schema
}

fn discriminator(draft: &mut Draft) -> Value {
    let target = draft.reference("schemas")["$ref"].clone();
    json!({"propertyName": draft.name("kind"), "mapping": {draft.name("m"): target, draft.name("m"): draft.line()}})
}

fn rare(draft: &mut Draft, depth: usize) -> Value {
    let inner = any(draft, depth - 1);
    match draft.random.below(10) {
        0 => json!({"not": inner}),
        1 => json!({"if": inner, "then": any(draft, depth - 1), "else": any(draft, depth - 1)}),
        2 => json!({"type": "object", "patternProperties": {values::pattern(&mut draft.random): inner}}),
        3 => json!({"type": "object", "propertyNames": inner, "minProperties": draft.number()}),
        4 => json!({"type": "array", "prefixItems": [inner, true, false], "uniqueItems": true}),
        5 => json!({"type": "array", "contains": inner, "unevaluatedItems": false}),
        6 => json!({"$defs": {draft.name("d"): inner}, "type": "object", "dependentSchemas": {draft.name("d"): {}}}),
        7 => {
            json!({"type": "string", "contentMediaType": draft.line(), "contentEncoding": draft.line(), "contentSchema": inner})
        }
        8 => json!({"$id": draft.url(), "$anchor": draft.name("anchor"), "$schema": draft.url(), "allOf": [inner]}),
        _ => {
            json!({"$dynamicRef": format!("#{}", draft.name("d")), "$dynamicAnchor": draft.name("d"), "$comment": draft.line()})
        }
    }
}

/// What stands beside the type of any schema.
fn decorate(draft: &mut Draft, schema: &mut Value) {
    if schema.get("$ref").is_some() && draft.random.one_in(2) {
        return;
    }
    for _ in 0..draft.random.below(4) {
        let (key, value) = match draft.random.below(16) {
            0..=4 => ("description".to_owned(), json!(draft.text())),
            5 | 6 => ("title".to_owned(), json!(draft.line())),
            7 => ("default".to_owned(), draft.value()),
            8 => ("example".to_owned(), draft.value()),
            9 => ("examples".to_owned(), json!([draft.value(), draft.text()])),
            10 => ("externalDocs".to_owned(), json!({"url": draft.url(), "description": draft.text()})),
            11 => (draft.random.pick(&["deprecated", "readOnly", "writeOnly", "nullable"]).to_owned(), json!(true)),
            12 => (
                draft.random.pick(&["minimum", "maximum", "multipleOf", "exclusiveMinimum", "minLength"]).to_owned(),
                draft.number(),
            ),
            13 => (format!("x-openapi-build-{}", draft.random.pick(OURS)), draft.value()),
            14 => (format!("x-{}", draft.name("e")), draft.value()),
            _ => ("xml".to_owned(), json!({"name": draft.line(), "namespace": draft.url()})),
        };
        if let Some(members) = schema.as_object_mut() {
            members.insert(key, value);
        }
    }
    if draft.odd.halves && draft.random.one_in(10) {
        schema["title"] = as_it_is(draft.random.pick(&["\"\\ud83e\"", "\"\\udd80\\ud83e\"", "\"a\\udc00b\""]));
    }
}
