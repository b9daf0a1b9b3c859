//! One very large text, name, pattern or number.

use serde_json::{Map, json};

use super::{
    text,
    trick::{Trick, any, list},
    values,
    write::as_it_is,
};

pub(crate) const TRICKS: &[Trick] = &[
    any("a huge text", |draft, bytes| {
        let text = text::repeated(&mut draft.random, bytes);
        let schema = json!({"type": "object", "description": text, "properties": {"a": {"type": "string"}}});
        match draft.random.below(3) {
            0 => drop(
                draft.members.insert("info".to_owned(), json!({"title": "t", "version": "1", "description": text})),
            ),
            1 => draft.answer(&schema),
            _ => {
                let operation = json!({"summary": text, "responses": {"200": {"description": "d"}}});
                draft.paths.insert("/told".to_owned(), json!({"get": operation}));
            }
        }
    }),
    any("many texts", |draft, bytes| {
        let properties: Map<_, _> = (0..=(bytes / 150))
            .map(|at| {
                let text = text::any(&mut draft.random);
                (format!("t{at}"), json!({"type": "string", "title": text, "description": text}))
            })
            .collect();
        draft.answer(&json!({"type": "object", "properties": properties}));
    }),
    any("a huge name", |draft, bytes| {
        let one = draft.random.pick(&[
            "a", "A", "aB", "_", "-", " ", "1", "é", "🦀", "a b ", "\u{202e}", "\\", "\"", "\n", "~", "/", "%",
        ]);
        let name = one.repeat(bytes / one.len() + 1);
        match draft.random.below(8) {
            0 => {
                let list = as_it_is(format!("[{}]", list(bytes / 4 + 1, |_| "{}".to_owned())));
                draft.answer(&json!({"properties": {name: {"type": "array", "items": {"enum": list}}}}));
            }
            1 => draft.schema_named(&name, json!({"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {}}}}})),
            2 => draft.answer(&json!({"type": "string", "enum": [name, "a"]})),
            3 => drop(draft.paths.insert(format!("/{name}"), json!({"get": {"responses": {"200": {"description": "d"}}}}))),
            4 => {
                let operation = json!({"operationId": name, "responses": {"200": {"description": "d"}}});
                draft.paths.insert("/named".to_owned(), json!({"get": operation}));
            }
            5 => {
                let parameter = json!({"name": name, "in": draft.random.pick(&["query", "header", "cookie"]), "schema": {}});
                draft.paths.insert("/named".to_owned(), json!({"get": {"parameters": [parameter], "responses": {"200": {"description": "d"}}}}));
            }
            6 => draft.answer(&json!({"$ref": format!("#/components/schemas/{name}")})),
            _ => draft.answer(&json!({"type": "object", "properties": {name.as_str(): {}}, "required": [name.as_str()], "title": name.as_str(), "default": name.as_str()})),
        }
    }),
    any("a huge key over many warnings", |draft, bytes| {
        let key = "k".repeat(bytes / 3);
        let items: Vec<_> = (0..=(bytes / 30)).map(|at| json!({"not": {"const": at}})).collect();
        draft.answer(&json!({"properties": {key: {"anyOf": items}}}));
    }),
    any("a huge pattern", |draft, bytes| {
        let one = draft.random.pick(&[
            "(a+)+",
            "a",
            "(",
            "[a-z]",
            "(a|",
            ".*",
            "a{1,9}",
            "\\p{L}",
            "(?=a)",
            "x*x*",
            "(?:a{0,99}){0,99}",
        ]);
        let pattern = one.repeat(bytes / one.len() + 1);
        let parameter = json!({"name": "q", "in": "query", "schema": {"type": "string", "pattern": pattern, "default": "a".repeat(40)}});
        draft.paths.insert(
            "/pattern".to_owned(),
            json!({"get": {"parameters": [parameter], "responses": {"200": {"description": "d"}}}}),
        );
        draft.send(&json!({"type": "object", "properties": {"p": {"type": "string", "pattern": pattern, "enum": ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"]}}}));
    }),
    any("many patterns", |draft, bytes| {
        let properties: Map<_, _> = (0..=(bytes / 60))
            .map(|at| {
                (
                    format!("p{at}"),
                    json!({"type": "string", "pattern": values::pattern(&mut draft.random), "default": "a".repeat(30)}),
                )
            })
            .collect();
        draft.send(&json!({"type": "object", "properties": properties}));
    }),
    any("huge numbers", |draft, bytes| {
        let mut schema = Map::new();
        for key in [
            "minimum",
            "maximum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "default",
            "const",
            "example",
        ] {
            if draft.random.one_in(2) {
                let number =
                    if draft.random.one_in(30) { "9".repeat(bytes / 4 + 1) } else { values::number(&mut draft.random) };
                schema.insert(key.to_owned(), as_it_is(number));
            }
        }
        schema.insert("type".to_owned(), json!(draft.random.pick(&["integer", "number", "string", "array"])));
        let parameter = json!({"name": "n", "in": "query", "schema": schema});
        draft.send(&json!({"type": "object", "properties": {"n": schema}}));
        draft.paths.insert(
            "/number".to_owned(),
            json!({"get": {"parameters": [parameter], "responses": {"200": {"description": "d"}}}}),
        );
    }),
];
