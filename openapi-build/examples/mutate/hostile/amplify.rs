//! Little that is referred to often, and by what is referred to often.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{
    api,
    draft::{Draft, reference},
    schema, text,
    trick::{Trick, any, list, yaml},
    write::as_it_is,
};

pub(crate) const TRICKS: &[Trick] = &[
    any("allOf diamonds", |draft, bytes| diamonds(draft, bytes, "allOf")),
    any("anyOf diamonds", |draft, bytes| diamonds(draft, bytes, "anyOf")),
    any("oneOf diamonds", |draft, bytes| diamonds(draft, bytes, "oneOf")),
    any("diamonds of properties", property_diamonds),
    any("diamonds of properties in allOf", mixed_diamonds),
    any("products of alternatives", products),
    any("products of types", type_products),
    any("one schema in many places", |draft, bytes| {
        let schema = large(draft, bytes / 2);
        draft.schema_named("Large", schema);
        let properties: serde_json::Map<_, _> =
            (0..=(bytes / 120)).map(|at| (format!("q{at}"), reference("schemas", "Large"))).collect();
        draft.answer(&json!({"type": "object", "properties": properties}));
    }),
    any("one schema merged in many places", |draft, bytes| {
        let schema = large(draft, bytes / 2);
        draft.schema_named("Large", schema);
        for at in 0..=(bytes / 200) {
            let more = json!({"properties": {format!("m{at}"): {"type": "string"}}});
            draft.schema_named(&format!("Merged{at}"), json!({"allOf": [reference("schemas", "Large"), more]}));
        }
        draft.answer(&reference("schemas", "Merged0"));
    }),
    any("one parameter of many operations", |draft, bytes| {
        let schema = large(draft, bytes / 2);
        let parameter = json!({"name": "large", "in": "query", "description": draft.text(), "schema": schema});
        draft.add("parameters", "Large".to_owned(), parameter);
        operations(draft, bytes / 400 + 1, |operation| {
            operation["parameters"] = json!([reference("parameters", "Large")]);
        });
    }),
    any("one response of many operations", |draft, bytes| {
        let content = json!({"application/json": {"schema": large(draft, bytes / 2)}});
        draft.add("responses", "Large".to_owned(), json!({"description": "d", "content": content}));
        operations(draft, bytes / 400 + 1, |operation| {
            operation["responses"] =
                json!({"200": reference("responses", "Large"), "4XX": reference("responses", "Large")});
        });
    }),
    any("one body of many operations", |draft, bytes| {
        let content = json!({"application/json": {"schema": large(draft, bytes / 2)}});
        draft.add("requestBodies", "Large".to_owned(), json!({"content": content}));
        operations(draft, bytes / 400 + 1, |operation| operation["requestBody"] = reference("requestBodies", "Large"));
    }),
    any("one path item of many paths", |draft, bytes| {
        let content = json!({"application/json": {"schema": large(draft, bytes / 2)}});
        let item = json!({"get": {"responses": {"200": {"description": draft.text(), "content": content}}}});
        draft.add("pathItems", "Large".to_owned(), item);
        for at in 0..=(bytes / 120) {
            draft.paths.insert(format!("/large{at}"), reference("pathItems", "Large"));
        }
    }),
    any("one large text in many places", |draft, bytes| {
        let text = text::repeated(&mut draft.random, bytes / 2);
        let leaf = json!({"type": "string", "description": text, "default": "a"});
        draft.schema_named("Told", leaf);
        let told = reference("schemas", "Told");
        let count = bytes / 120 + 1;
        let properties: serde_json::Map<_, _> = (0..count).map(|at| (format!("q{at}"), told.clone())).collect();
        draft.answer(&json!({"type": "object", "properties": properties, "allOf": [told]}));
    }),
    any("a neighbour in many places", |draft, bytes| {
        let schema = large(draft, bytes / 2);
        draft.neighbours.push(("shared.json".to_owned(), json!({"Large": schema}).to_string()));
        let target = json!({"$ref": "shared.json#/Large"});
        let properties: serde_json::Map<_, _> =
            (0..=(bytes / 120)).map(|at| (format!("q{at}"), target.clone())).collect();
        draft.answer(&json!({"type": "object", "properties": properties, "allOf": [target.clone(), target]}));
    }),
    any("cycles", cycles),
    yaml("aliases of a scalar", |draft, bytes| {
        let scalar = if draft.random.one_in(2) { "x".repeat(bytes / 2) } else { "word ".repeat(bytes / 10) };
        aliases(draft, &format!("\"{scalar}\""), bytes / 2);
    }),
    yaml("aliases of a mapping", |draft, bytes| {
        let members = list(bytes / 40 + 1, |at| format!("k{at}: {{type: string}}"));
        aliases(draft, &format!("{{{members}}}"), bytes / 2);
    }),
    yaml("aliases of aliases", laughs),
    yaml("merge keys", merges),
    yaml("aliases in place of parts", parts),
];

fn large(draft: &mut Draft, bytes: usize) -> Value {
    let mut properties = serde_json::Map::new();
    for at in 0..=(bytes / 60) {
        let schema = if at < 20 { schema::any(draft, 1) } else { json!({"type": "string", "maxLength": at}) };
        properties.insert(format!("large{at}"), schema);
    }
    json!({"type": "object", "properties": properties})
}

fn operations(draft: &mut Draft, count: usize, change: impl Fn(&mut Value)) {
    for at in 0..count {
        let mut operation = json!({"operationId": format!("many{at}"), "responses": {"200": {"description": "d"}}});
        change(&mut operation);
        draft.paths.insert(format!("/many{at}"), json!({"post": operation}));
    }
}

/// Each level refers to the next twice.
fn diamonds(draft: &mut Draft, bytes: usize, keyword: &str) {
    let levels = (bytes / 100).clamp(2, 3000);
    let width = draft.random.pick(&[2, 2, 2, 3]);
    for level in 0..levels {
        let mut parts = vec![reference("schemas", &format!("D{}", level + 1)); width];
        if draft.random.one_in(2) {
            parts[0] = json!({"allOf": [parts[0].clone()], "title": format!("T{level}")});
        }
        if draft.random.one_in(2) {
            parts.push(json!({"properties": {format!("d{level}"): {"type": "string"}}}));
        }
        draft.schema_named(&format!("D{level}"), json!({keyword: parts}));
    }
    draft.schema_named(&format!("D{levels}"), json!({"type": "object", "properties": {"end": {"type": "string"}}}));
    draft.answer(&reference("schemas", "D0"));
}

fn property_diamonds(draft: &mut Draft, bytes: usize) {
    let levels = (bytes / 150).clamp(2, 3000);
    let is_list = draft.random.one_in(3);
    for level in 0..levels {
        let next = reference("schemas", &format!("P{}", level + 1));
        let left = if is_list { json!({"type": "array", "items": next}) } else { next.clone() };
        draft.schema_named(&format!("P{level}"), json!({"type": "object", "properties": {"a": left, "b": next}}));
    }
    let end = json!({"type": "object", "properties": {"end": {"type": "string", "readOnly": true}}});
    draft.schema_named(&format!("P{levels}"), end);
    draft.answer(&reference("schemas", "P0"));
    draft.send(&reference("schemas", "P0"));
}

/// The same properties from two sides, so that they have to be merged.
fn mixed_diamonds(draft: &mut Draft, bytes: usize) {
    let levels = (bytes / 200).clamp(2, 3000);
    for level in 0..levels {
        let next = reference("schemas", &format!("M{}", level + 1));
        let half = |bound: &str| json!({"properties": {"a": {"allOf": [next, {bound: 1}]}}});
        draft.schema_named(&format!("M{level}"), json!({"allOf": [half("minProperties"), half("maxProperties")]}));
    }
    draft.schema_named(&format!("M{levels}"), json!({"type": "object"}));
    draft.answer(&reference("schemas", "M0"));
}

/// Alternatives that all have to hold at once: two of two are four, of twenty a million.
fn products(draft: &mut Draft, bytes: usize) {
    let factors = (bytes / 300).clamp(2, 400);
    let width = draft.random.pick(&[2, 2, 3, 10]);
    let keyword = draft.random.pick(&["anyOf", "oneOf"]);
    let factor = |at: usize| {
        let one = |of: usize| json!({"type": "object", "properties": {format!("f{at}o{of}"): {"const": of}}, "required": [format!("f{at}o{of}")]});
        json!({keyword: (0..width).map(one).collect::<Vec<_>>()})
    };
    let all: Vec<_> = (0..factors).map(factor).collect();
    let schema = match draft.random.below(3) {
        0 => json!({"allOf": all}),
        1 => all
            .into_iter()
            .reduce(|inner, mut outer| {
                outer["allOf"] = json!([inner]);
                outer
            })
            .unwrap_or_default(),
        _ => json!({"type": "object", "properties": {"p": {"allOf": all}}}),
    };
    draft.schema_named("Product", schema);
    draft.answer(&reference("schemas", "Product"));
}

fn type_products(draft: &mut Draft, bytes: usize) {
    let types = json!(["string", "integer", "boolean", "null", "array", "object", "number"]);
    let mut schema = json!({"type": types});
    for _ in 0..(bytes / 120).clamp(1, 60) {
        schema = match draft.random.below(3) {
            0 => json!({"type": types, "items": schema}),
            1 => json!({"type": types, "additionalProperties": schema, "items": {"type": types}}),
            _ => json!({"anyOf": [{"type": types}, {"type": "array", "items": schema}]}),
        };
    }
    draft.answer(&schema);
}

fn cycles(draft: &mut Draft, bytes: usize) {
    let length = (bytes / 80).clamp(1, 20_000);
    let length = if draft.random.one_in(2) { length.min(3) } else { length };
    let kind = draft.random.below(8);
    for at in 0..length {
        let next = reference("schemas", &format!("C{}", (at + 1) % length));
        let schema = match kind {
            0 => next,
            1 => json!({"allOf": [next]}),
            2 => json!({"anyOf": [next, {"type": "string"}]}),
            3 => json!({"type": "array", "items": next}),
            4 => json!({"type": "object", "properties": {"next": next}, "required": ["next"]}),
            5 => json!({"not": next}),
            6 => json!({"allOf": [next.clone(), {"properties": {"next": next}}]}),
            _ => json!({"type": "object", "additionalProperties": next}),
        };
        draft.schema_named(&format!("C{at}"), schema);
    }
    draft.answer(&reference("schemas", "C0"));
    let parameter = json!({"$ref": "#/components/parameters/Round"});
    draft.add("parameters", "Round".to_owned(), parameter.clone());
    draft.paths.insert("/round".to_owned(), json!({"$ref": "#/paths/~1round", "get": {"parameters": [parameter]}}));
}

fn aliases(draft: &mut Draft, value: &str, bytes: usize) {
    let _ = writeln!(draft.before, "x-first: &first {value}");
    let count = bytes / 8 + 1;
    let flow = match draft.random.below(3) {
        0 => format!("[{}]", list(count, |_| "*first ".to_owned())),
        1 => format!("{{{}}}", list(count / 2 + 1, |at| format!("k{at}: *first "))),
        _ => format!("{{enum: [a, b], examples: [{}]}}", list(count, |_| "*first ".to_owned())),
    };
    match draft.random.below(3) {
        0 => drop(draft.members.insert("x-all".to_owned(), as_it_is(flow))),
        1 => draft.schema_named("Aliased", as_it_is(format!("{{properties: {flow}}}"))),
        _ => draft.answer(&as_it_is(format!("{{type: object, description: *first , default: {flow}}}"))),
    }
}

fn laughs(draft: &mut Draft, bytes: usize) {
    let width = draft.random.pick(&[2, 2, 3, 10]);
    let levels = (bytes / (8 * width)).clamp(3, 20_000);
    let _ = writeln!(draft.before, "x-l0: &l0 {{type: string}}");
    let is_list = draft.random.one_in(2);
    for level in 1..levels {
        let alias = format!("*l{} ", level - 1);
        let inner = if is_list {
            format!("[{}]", list(width, |_| alias.clone()))
        } else {
            format!("{{properties: {{{}}}}}", list(width, |at| format!("p{at}: {alias}")))
        };
        let _ = writeln!(draft.before, "x-l{level}: &l{level} {inner}");
    }
    let last = as_it_is(format!("*l{} ", levels - 1));
    if draft.random.one_in(2) {
        draft.answer(&last);
    } else {
        draft.schema_named("Laughs", json!({"type": "object", "default": last}));
    }
}

fn merges(draft: &mut Draft, bytes: usize) {
    let levels = (bytes / 40).clamp(2, 5000);
    let _ = writeln!(draft.before, "x-m0: &m0 {{k0: {{type: string}}}}");
    let is_double = draft.random.one_in(2);
    for level in 1..levels {
        let from = if is_double { format!("[*m{0} , *m{0} ]", level - 1) } else { format!("*m{} ", level - 1) };
        let _ = writeln!(draft.before, "x-m{level}: &m{level} {{<<: {from}, k{level}: {{type: string}}}}");
    }
    draft.answer(&as_it_is(format!("{{type: object, properties: {{<<: *m{} }}}}", levels - 1)));
    let odd = draft.random.pick(&["{<<: 1}", "{<<: [[]]}", "{<<: {<<: {}}}", "{<<: null, a: b}"]);
    draft.schema_named("Odd", as_it_is(odd));
}

/// An alias stands wherever a document has a part.
fn parts(draft: &mut Draft, bytes: usize) {
    let response = api_response(draft);
    let _ = writeln!(draft.before, "x-r: &r {response}");
    let _ = writeln!(draft.before, "x-o: &o {{responses: {{'200': *r , '4XX': *r , default: *r }}}}");
    let _ = writeln!(draft.before, "x-i: &i {{get: *o , put: *o , post: *o , delete: *o , patch: *o }}");
    for at in 0..=(bytes / 40) {
        draft.paths.insert(format!("/part{at}"), as_it_is("*i "));
    }
}

fn api_response(draft: &mut Draft) -> Value {
    // Written as JSON, which has to be YAML as well: nothing odd in it.
    let odd = draft.odd;
    draft.odd.names = 0;
    draft.odd.texts = 0;
    draft.odd.values = 0;
    let response = api::response(draft);
    draft.odd = odd;
    response
}
