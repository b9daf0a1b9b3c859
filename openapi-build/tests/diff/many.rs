//! What there is much of: a comparison of every pair does not end here.

use serde_json::{Map, Value, json};

use crate::support::{base, builder, written};

/// Thousands of types, values, fields, operations and ways to authenticate, all named by `letter`.
fn document(letter: char) -> Value {
    let mut document = base();
    let names = |count: usize| (0..count).map(move |at| format!("{letter}{at}"));
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    let properties: Map<_, _> = names(4_000).map(|name| (name, json!({"type": "string"}))).collect();
    schemas.insert("Wide".to_owned(), json!({"type": "object", "properties": properties}));
    schemas.insert("Values".to_owned(), json!({"type": "string", "enum": names(40_000).collect::<Vec<_>>()}));
    schemas.extend(names(3_000).map(|name| (name.to_uppercase(), json!({"enum": [name, "other"]}))));
    document["security"] = names(2_000).map(|name| json!({name: []})).collect();
    let paths = document["paths"].as_object_mut().unwrap();
    let operation = json!({"responses": {"204": {"description": "d"}}});
    paths.extend(names(1_000).map(|name| (format!("/{name}"), json!({"get": operation}))));
    document
}

#[test]
fn many_names_are_compared_by_name() {
    let [old, new] = ['a', 'b'].map(|letter| written(&format!("many-{letter}.json"), &document(letter).to_string()));
    let diff = builder(new).diff(old).unwrap();
    let count = |part: &str| diff.changes().iter().filter(|change| change.what().contains(part)).count();
    for (part, want) in [
        ("field `", 8_000),
        ("value `", 80_000),
        ("enum removed", 3_000),
        ("enum added", 3_000),
        ("operation removed", 1_000),
        ("operation added", 1_000),
        ("authentication: ", 4),
    ] {
        assert_eq!(count(part), want, "{part}");
    }
}
