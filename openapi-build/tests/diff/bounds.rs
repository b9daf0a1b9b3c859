//! Changes of what is checked before it is sent.

use serde_json::{Value, json};

use crate::{
    patches::parameter,
    support::{Case, check},
};

#[test]
fn changes_of_bounds() {
    let limit = |minimum: Value, maximum: Value| {
        parameter("Limit", json!({"schema": {"minimum": minimum, "maximum": maximum}}))
    };
    let trace = |change: Value| parameter("Trace", json!({"schema": change}));
    let cases: Vec<Case> = vec![
        (
            "maximum",
            limit(json!(1), json!(50)),
            &["breaking    list_jobs: bound of query parameter `limit` tightened: at most 100 → at most 50"],
            &["compatible  list_jobs: bound of query parameter `limit` loosened: at most 50 → at most 100"],
        ),
        (
            "minimum",
            limit(json!(2), json!(100)),
            &["breaking    list_jobs: bound of query parameter `limit` tightened: at least 1 → at least 2"],
            &["compatible  list_jobs: bound of query parameter `limit` loosened: at least 2 → at least 1"],
        ),
        (
            "no bound",
            limit(json!(null), json!(null)),
            &[
                "compatible  list_jobs: bound of query parameter `limit` loosened: at least 1 → any",
                "compatible  list_jobs: bound of query parameter `limit` loosened: at most 100 → any",
            ],
            &[
                "breaking    list_jobs: bound of query parameter `limit` tightened: any → at least 1",
                "breaking    list_jobs: bound of query parameter `limit` tightened: any → at most 100",
            ],
        ),
        (
            "excluded",
            parameter("Limit", json!({"schema": {"minimum": null, "exclusiveMinimum": 1}})),
            &["breaking    list_jobs: bound of query parameter `limit` tightened: at least 1 → greater than 1"],
            &["compatible  list_jobs: bound of query parameter `limit` loosened: greater than 1 → at least 1"],
        ),
        ("a bound spelled otherwise", limit(json!(1.0), json!(1e2)), &[], &[]),
        (
            "length",
            trace(json!({"maxLength": 200})),
            &[
                "compatible  list_jobs: bound of header `x_trace` loosened: at most 160 characters → at most 200 characters",
            ],
            &[
                "breaking    list_jobs: bound of header `x_trace` tightened: at most 200 characters → at most 160 characters",
            ],
        ),
        (
            "pattern",
            trace(json!({"pattern": null})),
            &["compatible  list_jobs: bound of header `x_trace` loosened: matches `^[a-z]+$` → any"],
            &["breaking    list_jobs: bound of header `x_trace` tightened: any → matches `^[a-z]+$`"],
        ),
        (
            "another pattern",
            trace(json!({"pattern": "^.+$"})),
            &["breaking    list_jobs: bound of header `x_trace` tightened: matches `^[a-z]+$` → matches `^.+$`"],
            &["breaking    list_jobs: bound of header `x_trace` tightened: matches `^.+$` → matches `^[a-z]+$`"],
        ),
        (
            "items",
            parameter("Tags", json!({"schema": {"maxItems": 2, "minItems": 1, "uniqueItems": true}})),
            &[
                "breaking    list_jobs: bound of query parameter `tags` tightened: any → at least 1 items",
                "breaking    list_jobs: bound of query parameter `tags` tightened: at most 4 items → at most 2 items",
                "breaking    list_jobs: bound of query parameter `tags` tightened: any → unique items",
            ],
            &[
                "compatible  list_jobs: bound of query parameter `tags` loosened: at least 1 items → any",
                "compatible  list_jobs: bound of query parameter `tags` loosened: at most 2 items → at most 4 items",
                "compatible  list_jobs: bound of query parameter `tags` loosened: unique items → any",
            ],
        ),
        (
            "of an item",
            parameter("Tags", json!({"schema": {"items": {"minLength": 3}}})),
            &[
                "breaking    list_jobs: bound of items of query parameter `tags` tightened: at least 2 characters → at least 3 characters",
            ],
            &[
                "compatible  list_jobs: bound of items of query parameter `tags` loosened: at least 3 characters → at least 2 characters",
            ],
        ),
        (
            "of a field that is sent",
            json!({"components": {"schemas": {"NewJob": {"properties": {"name": {"maxLength": 5}}}}}}),
            &["breaking    NewJob: bound of field `name` tightened: at most 10 characters → at most 5 characters"],
            &["compatible  NewJob: bound of field `name` loosened: at most 5 characters → at most 10 characters"],
        ),
        (
            "a step",
            json!({"components": {"schemas": {"NewJob": {"properties": {"priority": {"multipleOf": 10}}}}}}),
            &["breaking    NewJob: bound of field `priority` tightened: a multiple of 5 → a multiple of 10"],
            &["compatible  NewJob: bound of field `priority` loosened: a multiple of 10 → a multiple of 5"],
        ),
        (
            "of a newtype that is sent",
            json!({"components": {"schemas": {"Size": {"maximum": 8}}}}),
            &["breaking    Size: bound of value tightened: at most 9 → at most 8"],
            &["compatible  Size: bound of value loosened: at most 8 → at most 9"],
        ),
        (
            "of a field that is only received",
            json!({"components": {"schemas": {"Job": {"properties": {"size": {"minimum": 5}}}}}}),
            &[],
            &[],
        ),
    ];
    check("bounds", &cases);
}
