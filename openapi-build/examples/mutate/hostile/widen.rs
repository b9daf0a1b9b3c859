//! Very many of one thing.

use serde_json::{Map, Value, json};

use super::{
    characters,
    draft::{Draft, reference},
    names, targets, text,
    trick::{Trick, any, list},
    values,
    write::as_it_is,
};

pub(crate) const TRICKS: &[Trick] = &[
    any("an enum of many values", |draft, bytes| {
        let value = values(draft);
        let schema = json!({"type": "string", "enum": (0..=(bytes / 10)).map(value).collect::<Vec<_>>()});
        draft.schema_named("Values", schema);
        draft.answer(&reference("schemas", "Values"));
    }),
    any("an enum of many numbers", |draft, bytes| {
        let numbers = list(bytes / 8 + 1, |_| values::number(&mut draft.random));
        let kind = draft.random.pick(&["integer", "number", "string"]);
        draft.answer(&as_it_is(format!("{{\"type\":\"{kind}\",\"enum\":[{numbers}]}}")));
    }),
    any("an object of many properties", |draft, bytes| {
        let name = values(draft);
        let properties: Map<_, _> = (0..=(bytes / 30)).map(|at| (name(at), json!({"type": "string"}))).collect();
        let required: Vec<_> = properties.keys().cloned().collect();
        draft.answer(&json!({"type": "object", "properties": properties, "required": required}));
    }),
    any("names that become one", |draft, bytes| {
        let schemas: Vec<_> = (0..bytes / 60 + 2).map(|_| names::alike(&mut draft.random)).collect();
        // All of them in each would be as many as there are, squared.
        let values = &schemas[..schemas.len().min(64)];
        for name in &schemas {
            let schema = json!({"type": "object", "properties": {names::alike(&mut draft.random): {"enum": values}}});
            draft.schema_named(name, schema);
            let parameters: Vec<_> = ["query", "header", "cookie", "query"].iter().map(|place| {
                json!({"name": names::alike(&mut draft.random), "in": place, "schema": reference("schemas", name)})
            }).collect();
            let operation =
                json!({"operationId": name, "parameters": parameters, "responses": {"200": {"description": "d"}}});
            draft.paths.insert(format!("/{name}"), json!({"get": operation, "post": operation}));
        }
    }),
    any("schemas of nearly one name", |draft, bytes| {
        let name = values(draft);
        for at in 0..=(bytes / 60) {
            draft.schema_named(
                &name(at),
                json!({"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {}}}}}),
            );
        }
    }),
    any("odd schemas", |draft, bytes| {
        for _ in 0..=(bytes / 100) {
            let (name, other) = (names::odd(&mut draft.random), names::odd(&mut draft.random));
            let values = [names::odd(&mut draft.random), names::odd(&mut draft.random), names::odd(&mut draft.random)];
            let property = json!({"type": "string", "enum": values, "description": draft.text()});
            draft.schema_named(
                &name,
                json!({"type": "object", "properties": {other: property}, "required": values[..1]}),
            );
            draft.answer(&reference("schemas", &name));
        }
    }),
    any("odd operations", |draft, bytes| {
        for _ in 0..=(bytes / 300) {
            let parameters: Vec<_> = (0..draft.random.below(4))
                .map(|_| {
                    let place = draft.random.pick(&["query", "header", "cookie"]);
                    json!({"name": names::odd(&mut draft.random), "in": place, "schema": {"type": "string"}})
                })
                .collect();
            let id = names::odd(&mut draft.random);
            let status = draft.random.pick(&["200", "2XX", "default"]);
            let operation = json!({"operationId": id, "parameters": parameters, "responses": {status: {"description": draft.text()}}});
            let path = format!("/{}", names::odd(&mut draft.random));
            draft.paths.insert(path, json!({"get": operation}));
        }
    }),
    any("odd keys with odd defaults", |draft, bytes| {
        for _ in 0..=(bytes / 200) {
            let (name, value) = (names::odd(&mut draft.random), draft.number());
            let text = draft.line();
            let kind = draft.random.pick(&["string", "integer", "number", "boolean", "array", "object"]);
            let schema = json!({"type": kind, "default": if draft.random.one_in(2) { value } else { json!(text) }, "const": text});
            draft.answer(&json!({"type": "object", "properties": {name: schema}}));
        }
    }),
    any("many paths", |draft, bytes| {
        for at in 0..=(bytes / 90) {
            draft
                .paths
                .insert(format!("/wide{at}/{{id}}"), json!({"get": {"responses": {"200": {"description": "d"}}}}));
        }
    }),
    any("many parameters", |draft, bytes| {
        let name = values(draft);
        let parameters: Vec<_> = (0..=(bytes / 70))
            .map(|at| json!({"name": name(at), "in": "query", "schema": {"type": "integer", "minimum": at}}))
            .collect();
        draft.paths.insert(
            "/wide".to_owned(),
            json!({"get": {"parameters": parameters, "responses": {"200": {"description": "d"}}}}),
        );
    }),
    any("many path parameters", |draft, bytes| {
        let count = (bytes / 100).clamp(1, 5000);
        let path: Vec<_> = (0..count).map(|at| format!("/{{w{at}}}")).collect();
        let parameters: Vec<_> = (0..count)
            .map(|at| json!({"name": format!("w{at}"), "in": "path", "required": true, "schema": {"type": "string"}}))
            .collect();
        draft.paths.insert(
            path.concat(),
            json!({"parameters": parameters, "get": {"responses": {"200": {"description": "d"}}}}),
        );
    }),
    any("many media types", |draft, bytes| {
        let content: Map<_, _> = (0..=(bytes / 60))
            .map(|at| {
                (format!("application/x{at}+json"), json!({"schema": {"type": "object", "properties": {"a": {}}}}))
            })
            .collect();
        let operation = json!({"requestBody": {"content": content}, "responses": {"200": {"description": "d", "content": content}}});
        draft.paths.insert("/media".to_owned(), json!({"post": operation}));
    }),
    any("many responses", |draft, bytes| {
        let responses: Map<_, _> = (0..(bytes / 90).clamp(1, 900))
            .map(|at| {
                let schema = json!({"type": "object", "properties": {format!("r{at}"): {"type": "string"}}});
                (
                    (100 + at).to_string(),
                    json!({"description": draft.text(), "content": {"application/json": {"schema": schema}}}),
                )
            })
            .collect();
        draft.paths.insert("/responses".to_owned(), json!({"get": {"responses": responses}}));
    }),
    any("many servers, tags and schemes", |draft, bytes| {
        let count = bytes / 150 + 1;
        let servers: Vec<_> = (0..count).map(|at| json!({"url": format!("https://{{v{at}}}.example"), "variables": {format!("v{at}"): {"default": "a"}}})).collect();
        draft.members.insert("servers".to_owned(), json!(servers));
        draft.members.insert("tags".to_owned(), (0..count).map(|at| json!({"name": format!("t{}", at / 2)})).collect());
        for at in 0..count {
            draft.add(
                "securitySchemes",
                format!("s{at}"),
                json!({"type": "apiKey", "in": "header", "name": format!("X-{at}")}),
            );
        }
        draft.members.insert("security".to_owned(), (0..count).map(|at| json!({format!("s{at}"): []})).collect());
    }),
    any("many alternatives", |draft, bytes| {
        let keyword = draft.random.pick(&["oneOf", "anyOf", "allOf"]);
        let kind = draft.random.below(5);
        let one = |at: usize| match kind {
            0 => json!({"type": "string", "const": format!("c{at}")}),
            1 => json!({"type": "object", "properties": {format!("a{at}"): {"type": "string"}}}),
            2 => json!({"type": "object", "properties": {"kind": {"const": format!("k{at}")}}, "required": ["kind"]}),
            3 => json!({"type": "string"}),
            _ => json!({"required": [format!("a{at}")]}),
        };
        draft.answer(&json!({keyword: (0..=(bytes / 60)).map(one).collect::<Vec<_>>()}));
    }),
    any("an empty value for every key", |draft, bytes| {
        let members: Map<String, Value> = (0..=(bytes / 10)).map(|at| (format!("x-{at}"), Value::Null)).collect();
        draft.answer(&Value::Object(members));
    }),
    any("neighbours", |draft, bytes| {
        let count = (bytes / 120).clamp(1, 300);
        let mut properties = Map::new();
        for at in 0..count {
            let name = format!("w{at}.yaml");
            properties.insert(format!("w{at}"), json!({"$ref": format!("{name}#/A")}));
            let text =
                if draft.random.one_in(3) { text::any(&mut draft.random) } else { "A: {type: string}\n".to_owned() };
            draft.neighbours.push((name, text));
        }
        draft.answer(&json!({"type": "object", "properties": properties}));
    }),
    any("references out of the folder", |draft, bytes| {
        for _ in 0..(bytes / 300).clamp(1, 40) {
            let target = json!({"$ref": targets::target(&mut draft.random, &draft.outside)});
            match draft.random.below(8) {
                0 => {
                    let path = draft.fresh("/outside");
                    draft.paths.insert(path, target);
                }
                1 => {
                    let operation = json!({"parameters": [target], "responses": {"200": target}, "requestBody": target});
                    let path = draft.fresh("/outside");
                    draft.paths.insert(path, json!({"post": operation}));
                }
                2 => {
                    let name = draft.fresh("Outside");
                    draft.schema_named(&name, json!({"discriminator": {"propertyName": "a", "mapping": {"b": target["$ref"]}}, "oneOf": [target]}));
                }
                3 => draft.answer(&json!({"allOf": [target, {"type": "object"}], "examples": {"a": {"externalValue": target["$ref"]}}})),
                _ => draft.answer(&target),
            }
        }
    }),
];

/// Names or values by number: all apart, nearly the same, or the same but for what nobody sees.
fn values(draft: &mut Draft) -> impl Fn(usize) -> String + use<> {
    let kind = draft.random.below(9);
    let odd = names::odd(&mut draft.random);
    move |at| match kind {
        0 | 1 => format!("v{at}"),
        2 => format!("v_{}", at / 2),
        3 => format!("{}{}", "_".repeat(at % 50), at / 50),
        4 => format!("{odd}{at}"),
        5 => format!("a{}b{}", characters::SAMPLES[at % characters::SAMPLES.len()], at / 60),
        6 => ["a", "A", "a ", " a", "a-", "a_", "a.", "A_"][at % 8].to_owned() + &"_".repeat(at / 8 % 100),
        7 => char::from_u32(u32::try_from(at + 33).unwrap_or(0)).unwrap_or('x').to_string(),
        _ => at.to_string(),
    }
}
