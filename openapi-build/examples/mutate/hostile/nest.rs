//! What stands in itself, thousands of times.

use std::fmt::Write as _;

use serde_json::json;

use super::{
    draft::{Draft, reference},
    trick::{Trick, any, list, yaml},
    write::as_it_is,
};

pub(crate) const TRICKS: &[Trick] = &[
    any("brackets in an extension", |draft, bytes| extension(draft, bytes, "[", "]")),
    any("mappings in an extension", |draft, bytes| extension(draft, bytes, "{\"a\":", "}")),
    any("brackets that stay open", |draft, bytes| extension(draft, bytes, "[", "")),
    any("mappings that stay open", |draft, bytes| extension(draft, bytes, "{\"a\":[", "")),
    any("nesting in an example", |draft, bytes| {
        let key =
            draft.random.pick(&["example", "default", "const", "x-a", "enum", "examples", "properties", "required"]);
        let value = nested(draft, bytes, "[", "\"a\"", "]");
        draft.answer(&as_it_is(format!("{{\"{key}\":{value}}}")));
    }),
    any("schemas in schemas", |draft, bytes| {
        let (open, close) = draft.random.pick(&[
            ("{\"properties\":{\"a\":", "}}"),
            ("{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":", "}}"),
            ("{\"items\":", "}"),
            ("{\"type\":\"array\",\"items\":", "}"),
            ("{\"additionalProperties\":", "}"),
            ("{\"allOf\":[", "]}"),
            ("{\"allOf\":[{\"title\":\"a\"},", "]}"),
            ("{\"oneOf\":[{\"type\":\"string\"},", "]}"),
            ("{\"oneOf\":[", "]}"),
            ("{\"anyOf\":[{\"type\":\"null\"},", "]}"),
            ("{\"anyOf\":[{\"type\":\"object\",\"properties\":{\"x\":{}}},", "]}"),
            ("{\"not\":", "}"),
            ("{\"if\":", "}"),
            ("{\"if\":{},\"then\":", "}"),
            ("{\"prefixItems\":[", "]}"),
            ("{\"patternProperties\":{\"^a\":", "}}"),
            ("{\"$defs\":{\"a\":", "}}"),
            ("{\"dependentSchemas\":{\"a\":", "}}"),
            ("{\"contentSchema\":", "}"),
            ("{\"propertyNames\":", "}"),
            ("{\"type\":\"object\",\"title\":\"A\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":", "}}}"),
        ]);
        let schema = nested(draft, bytes, open, "{\"type\":\"string\"}", close);
        match draft.random.below(3) {
            0 => draft.schema_named("Nested", as_it_is(schema)),
            1 => draft.send(&as_it_is(schema)),
            _ => draft.answer(&as_it_is(schema)),
        }
    }),
    any("chains of references", chain),
    any("chains of other references", |draft, bytes| {
        let kind = draft.random.pick(&["parameters", "responses", "requestBodies", "headers", "pathItems", "examples"]);
        let length = (bytes / 70).clamp(2, 20_000);
        for at in 0..length {
            draft.add(kind, format!("R{at}"), reference(kind, &format!("R{}", at + 1)));
        }
        let first = reference(kind, "R0");
        let operation = json!({
            "parameters": [first], "requestBody": first, "responses": {"200": first, "201": {"description": "d", "headers": {"X": first}}}
        });
        draft.paths.insert("/chain".to_owned(), json!({"post": operation}));
        draft.paths.insert("/chained".to_owned(), first);
    }),
    any("chains of neighbours", |draft, bytes| {
        let length = (bytes / 100).clamp(2, 300);
        for at in 0..length {
            let next = json!({"A": {"type": "object", "properties": {"a": {"$ref": format!("n{}.json#/A", (at + 1) % length)}}}});
            draft.neighbours.push((format!("n{at}.json"), next.to_string()));
        }
        draft.answer(&json!({"$ref": "n0.json#/A"}));
    }),
    any("callbacks in callbacks", |draft, bytes| {
        let open = "{\"responses\":{},\"callbacks\":{\"c\":{\"u\":{\"post\":";
        let operation = nested(draft, bytes, open, "{\"responses\":{}}", "}}}}");
        draft.paths.insert("/callbacks".to_owned(), as_it_is(format!("{{\"get\":{operation}}}")));
    }),
    any("headers in encodings", |draft, bytes| {
        let open = "{\"content\":{\"multipart/form-data\":{\"schema\":{},\"encoding\":{\"p\":{\"headers\":{\"X\":";
        let header = as_it_is(nested(draft, bytes, open, "{\"schema\":{}}", "}}}}}}"));
        draft.add("requestBodies", "Deep".to_owned(), header.clone());
        draft.add("headers", "Deep".to_owned(), header);
        draft.paths.insert(
            "/deep".to_owned(),
            json!({"post": {"requestBody": reference("requestBodies", "Deep"), "responses": {}}}),
        );
    }),
    any("a discriminated chain", |draft, bytes| {
        let length = (bytes / 160).clamp(2, 2000);
        for at in 0..length {
            let next = reference("schemas", &format!("Kind{}", at + 1));
            let choice = json!({"discriminator": {"propertyName": "kind"}, "oneOf": [next], "properties": {"kind": {"type": "string"}}});
            draft.schema_named(&format!("Kind{at}"), choice);
        }
        draft.schema_named(&format!("Kind{length}"), json!({"type": "object"}));
        draft.answer(&reference("schemas", "Kind0"));
    }),
    yaml("dashes", |draft, bytes| {
        let _ = writeln!(draft.behind, "x-dashes:\n  {}a", "- ".repeat(bytes / 2));
    }),
    yaml("question marks", |draft, bytes| {
        let _ = writeln!(draft.behind, "x-marks:\n  {}a", "? ".repeat(bytes / 2));
    }),
    yaml("lines ever deeper", |draft, bytes| {
        let _ = writeln!(draft.behind, "x-deeper:");
        let mut depth = 1;
        while depth * depth < bytes {
            let _ = writeln!(draft.behind, "{}a:", " ".repeat(depth));
            depth += 1;
        }
    }),
    yaml("keys in brackets", |draft, bytes| {
        let keys = nested(draft, bytes, "{[", "a", "]: b}");
        let _ = writeln!(draft.behind, "x-keys: {keys}");
        if draft.random.one_in(3) {
            let key = nested(draft, bytes / 8, "[", "a", "]");
            let _ = writeln!(draft.behind, "? {key}\n: b");
        }
    }),
    yaml("more documents and tags", |draft, bytes| {
        draft.behind += "x-tagged: !!binary \"AA==\"\nx-text: !!str 1\n";
        if draft.random.one_in(3) {
            draft.behind += "x-own: !a {}\nx-python: !!python/object/apply:os.system [id]\n";
        }
        let _ = writeln!(draft.behind, "x-tags: [{}]", list(bytes / 12 + 1, |at| format!("!t{at} a")));
        if draft.random.one_in(3) {
            draft.behind += "---\nopenapi: 3.1.0\n...\n%YAML 9.9\n---\na\n";
        }
    }),
];

/// As deep as `bytes` allow, but mostly no deeper than readers take.
fn nested(draft: &mut Draft, bytes: usize, open: &str, core: &str, close: &str) -> String {
    let most = bytes / (open.len() + close.len()) + 1;
    let levels = open.matches(['{', '[']).count().max(1);
    let depth = if draft.random.percent(70) { most.min(draft.random.size(1, 110 / levels)) } else { most };
    format!("{}{core}{}", open.repeat(depth), close.repeat(depth))
}

fn extension(draft: &mut Draft, bytes: usize, open: &str, close: &str) {
    let value = as_it_is(nested(draft, bytes, open, "1", close));
    draft.members.insert("x-nested".to_owned(), value);
}

fn chain(draft: &mut Draft, bytes: usize) {
    let length = (bytes / 70).clamp(2, 40_000);
    let kind = draft.random.below(7);
    for at in 0..length {
        let next = reference("schemas", &format!("R{}", at + 1));
        let schema = match kind {
            0 => next,
            1 => json!({"allOf": [next]}),
            2 => json!({"allOf": [next, {"properties": {format!("r{at}"): {}}}]}),
            3 => json!({"oneOf": [next, {"type": "null"}]}),
            4 => json!({"type": "array", "items": next}),
            5 => json!({"$ref": next["$ref"], "title": "t"}),
            _ => json!({"type": "object", "required": ["a"], "properties": {"a": next}}),
        };
        draft.schema_named(&format!("R{at}"), schema);
    }
    draft.schema_named(&format!("R{length}"), json!({"type": "string"}));
    draft.answer(&reference("schemas", "R0"));
    draft.send(&reference("schemas", "R0"));
}
