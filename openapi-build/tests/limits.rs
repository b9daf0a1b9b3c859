//! What a document may cost. A case that grows faster than its document does not end here, or ends the process.

use std::fmt::Write as _;

use openapi_build::Builder;
use serde_json::{Value, json};

fn document(schemas: &Value) -> String {
    let info = json!({"title": "t", "version": "1"});
    json!({"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": schemas}}).to_string()
}

/// Components `A0` to `An`, each made from the name of the next, the last a struct.
fn levels(count: usize, each: impl Fn(usize, Value) -> Value) -> String {
    let mut schemas: serde_json::Map<_, _> = (0..count)
        .map(|level| {
            let next = json!({"$ref": format!("#/components/schemas/A{}", level + 1)});
            (format!("A{level}"), each(level, next))
        })
        .collect();
    schemas.insert(format!("A{count}"), json!({"type": "object", "properties": {"x": {"type": "string"}}}));
    document(&schemas.into())
}

fn yaml(rest: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\n{rest}")
}

#[test]
fn what_is_within_the_limits_is_generated_however_it_is_made() {
    let property = |level: usize| json!({"type": "object", "properties": {format!("p{level}"): {"type": "string"}}});
    let cases = [
        ("allOf twice the next", levels(60, |_, next| json!({"allOf": [next, next]}))),
        ("allOf twice the next, with properties", levels(60, |at, next| json!({"allOf": [next, next, property(at)]}))),
        (
            "allOf with the next in a property of both",
            levels(60, |_, next| {
                let part = json!({"type": "object", "properties": {"p": next}});
                json!({"allOf": [part, part]})
            }),
        ),
        ("a chain of allOf", levels(60, |at, next| json!({"allOf": [next, property(at)]}))),
        ("oneOf twice the next", levels(60, |_, next| json!({"oneOf": [next, {"type": "array", "items": next}]}))),
        (
            "properties twice the next",
            levels(2_000, |_, next| json!({"type": "object", "properties": {"a": next, "b": next}})),
        ),
        (
            "names that collide",
            document(&(0..2_000).map(|count| (format!("A{}", "-".repeat(count)), property(count))).collect()),
        ),
        (
            "values that collide",
            document(&json!({"E": {"enum": (0..5_000).map(|count| "-a".repeat(count % 9 + 1) + &"-".repeat(count / 9))
                .collect::<Vec<_>>()}})),
        ),
        ("a large enum", document(&json!({"E": {"enum": (0..20_000).map(|n| format!("v{n}")).collect::<Vec<_>>()}}))),
        ("a long text", yaml(&format!("x-a: '{}'", "[".repeat(1_000_000)))),
        ("a key of some length", document(&json!({"k".repeat(4_000): property(0)}))),
    ];
    for (name, text) in cases {
        let report = Builder::from_text("api.yaml", text).report();
        assert!(report.code.is_some(), "{name}: {:?}", report.diagnostics.first().map(ToString::to_string));
    }
}

#[test]
fn what_is_beyond_a_limit_is_refused_by_its_name() {
    let mut laughs = "x-a0: &a0 [lol, lol]\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        writeln!(laughs, "x-a{level}: &a{level} [*a{below}, *a{below}, *a{below}]").unwrap();
    }
    let many = |count: usize, each: &dyn Fn(usize) -> Value| {
        document(&(0..count).map(|number| (format!("A{number}"), each(number))).collect())
    };
    let shared = json!({"description": "x".repeat(1_000_000), "in": "query", "name": "q", "schema": {}});
    let get = json!({"get": {
        "parameters": [{"$ref": "#/components/parameters/P"}], "responses": {"200": {"description": "d"}},
    }});
    let paths: Value = (0..1_000).map(|number| (format!("/p{number}"), get.clone())).collect();
    let parameters: Vec<_> =
        (0..1_001).map(|n| json!({"in": "query", "name": format!("q{n}"), "schema": {}})).collect();
    let with_paths = |paths: &Value, components: &Value| {
        let info = json!({"title": "t", "version": "1"});
        json!({"openapi": "3.1.0", "info": info, "paths": paths, "components": components}).to_string()
    };
    let deep = "at most 120 mappings and sequences within each other";
    let nested = |open: &str, close: &str| open.repeat(100_000) + "1" + &close.repeat(100_000);
    let cases = [
        ("bytes", " ".repeat((64 << 20) + 1), "a document of at most 67108864 bytes"),
        ("block nesting", yaml(&format!("x-a:\n  {}", nested("- ", ""))), deep),
        ("flow nesting", yaml(&format!("x-a: {}", nested("[", "]"))), deep),
        ("nesting in JSON", document(&json!({})).replace("{}", &nested("{\"a\":", "}")), deep),
        (
            "aliases of a text",
            yaml(&format!("x-a: &a {}\nx-b: [{}]", "x".repeat(1_000_000), "*a, ".repeat(5_000))),
            "texts of at most 4 times",
        ),
        ("aliases of aliases", yaml(&laughs), "expected aliases to come to at most 100 times the document"),
        ("values", yaml(&format!("x-a: [{}]", "1,".repeat(2_100_000))), "at most 2000000 values"),
        ("a key", document(&json!({"k".repeat(100_000): {}})), "a key of at most 4096 bytes but found one of 100000"),
        (
            "keys above many places",
            document(&json!({"k".repeat(4_000): {"anyOf": vec![json!({"type": "object"}); 20_000]}})),
            "shorter keys",
        ),
        (
            "a chain of allOf",
            levels(1_000, |at, next| json!({"allOf": [next, {"properties": {format!("p{at}"): {}}}]})),
            "`allOf` leads through more than 64 references",
        ),
        ("a chain of references", levels(10_000, |_, next| next), "at most 64 references one after the other"),
        (
            "a chain of alternatives",
            levels(10_000, |_, next| json!({"anyOf": [next]})),
            "at most 64 references one after the other",
        ),
        ("a parameter in many places", with_paths(&paths, &json!({"parameters": {"P": shared}})), "come to at most"),
        (
            "parameters",
            with_paths(&json!({"/": {"get": {"parameters": parameters}}}), &json!({})),
            "at most 1000 parameters",
        ),
        ("types", many(100_000, &|_| json!({})), "code takes at most 900 MB"),
        (
            "alternatives",
            many(
                2_000,
                &|_| json!({"oneOf": (0..100).map(|n| json!({"$ref": format!("#/components/schemas/A{n}")})).collect::<Vec<_>>()}),
            ),
            "900 MB",
        ),
    ];
    for (name, text, limit) in cases {
        let report = Builder::from_text("api.yaml", text).report();
        let found = report.diagnostics.iter().any(|found| found.message().contains(limit));
        let told: Vec<_> = report.diagnostics.iter().take(3).map(ToString::to_string).collect();
        assert!(found, "{name}: {told:?}");
    }
}

/// Takes the marks out; a property may have any name.
fn strip(value: &mut Value, names: bool) {
    match value {
        Value::Object(members) => {
            members.retain(|key, _| names || !key.starts_with("x-openapi-build-"));
            for (key, member) in members {
                strip(member, !names && key == "properties");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| strip(item, false)),
        _ => {}
    }
}

#[test]
fn marks_of_the_generator_in_a_document_mean_nothing() {
    let schema = json!({
        "type": "object",
        "x-openapi-build-properties": {"a": "b"},
        "x-openapi-build-cursor": true,
        "properties": {"a": {"type": "string", "x-openapi-build-cursor": true}, "x-openapi-build-name": {"type": "string"}},
    });
    let get = json!({
        "x-openapi-build-paginated": true,
        "x-openapi-build-answers": [{"status": "200", "schema": "#/components/schemas/None"}],
        "parameters": [{
            "in": "query", "name": "q", "schema": {}, "x-openapi-build-name": "z", "x-openapi-build-encoding": "Nonsense",
        }],
        "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}},
    });
    let build = |paths: Value, schemas: Value| {
        let info = json!({"title": "t", "version": "1"});
        let text = json!({"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}});
        Builder::from_text("api.json", text.to_string()).generate().unwrap()
    };
    let marked = build(json!({"/": {"get": get}}), json!({"A": schema}));
    let (mut get, mut schema) = (get, schema);
    strip(&mut get, false);
    strip(&mut schema, false);
    assert_eq!(marked, build(json!({"/": {"get": get}}), json!({"A": schema})));
    assert!(marked.contains("x_openapi_build_name"), "{marked}");
}
