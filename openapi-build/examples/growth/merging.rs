//! Schemas in schemas, and what is merged.

use crate::input::{Input, TEXT, list, nested, of_values, properties, schema};

pub(crate) const INPUTS: &[Input] = &[
    Input {
        name: "allOf in allOf, shallow",
        base: 5,
        make: |n| schema(&nested(n, r#"{"allOf":[{"minLength":1},"#, TEXT, "]}")),
    },
    Input {
        name: "anyOf in anyOf, shallow",
        base: 5,
        make: |n| schema(&nested(n, r#"{"anyOf":[{"type":"integer"},"#, TEXT, "]}")),
    },
    Input {
        name: "anyOf beside properties in anyOf, shallow",
        base: 4,
        make: |n| {
            schema(&nested(
                n,
                r#"{"properties":{"a":{}},"anyOf":[{"properties":{"b":{"type":"integer"}}},"#,
                TEXT,
                "]}",
            ))
        },
    },
    Input {
        name: "items in items, shallow",
        base: 12,
        make: |n| schema(&nested(n, r#"{"type":"array","items":"#, TEXT, "}")),
    },
    Input {
        name: "properties in properties, shallow",
        base: 6,
        make: |n| schema(&nested(n, r#"{"type":"object","properties":{"a":{"type":"string"},"b":"#, TEXT, "}}")),
    },
    Input {
        name: "allOf with the same in a property, shallow",
        base: 3,
        make: |n| {
            schema(&nested(n, r#"{"allOf":[{"properties":{"a":{"minLength":1}}},{"properties":{"a":"#, TEXT, "}}]}"))
        },
    },
    Input { name: "both of allOf the same in a property, shallow", base: 2, make: |n| schema(&twice(n)) },
    Input { name: "allOf in allOf", base: 5_000, make: |n| schema(&nested(n, r#"{"allOf":["#, TEXT, "]}")) },
    Input {
        name: "allOf in allOf beside properties",
        base: 1_250,
        make: |n| schema(&nested(n, r#"{"type":"object","properties":{"a":{"type":"string"}},"allOf":["#, TEXT, "]}")),
    },
    Input {
        name: "anyOf in anyOf",
        base: 5_000,
        make: |n| schema(&nested(n, r#"{"anyOf":[{"type":"integer"},"#, TEXT, "]}")),
    },
    Input {
        name: "items in items",
        base: 5_000,
        make: |n| schema(&nested(n, r#"{"type":"array","items":"#, TEXT, "}")),
    },
    Input {
        name: "properties in properties",
        base: 1_250,
        make: |n| schema(&nested(n, r#"{"type":"object","properties":{"a":"#, TEXT, "}}")),
    },
    Input { name: "not in not", base: 5_000, make: |n| schema(&nested(n, r#"{"not":"#, TEXT, "}")) },
    Input { name: "then in then", base: 5_000, make: |n| schema(&nested(n, r#"{"if":true,"then":"#, TEXT, "}")) },
    Input {
        name: "additionalProperties in additionalProperties",
        base: 5_000,
        make: |n| schema(&nested(n, r#"{"type":"object","additionalProperties":"#, TEXT, "}")),
    },
    Input { name: "allOf of 4 × anyOf", base: 2, make: |n| schema(&product(4, n)) },
    Input { name: "allOf of n × anyOf of two", base: 2, make: |n| schema(&product(n, 2)) },
    Input { name: "allOf of n × anyOf of two, many", base: 2_500, make: |n| schema(&product(n, 2)) },
    Input { name: "allOf of two × anyOf of n, many", base: 2_500, make: |n| schema(&product(2, n)) },
    Input {
        name: "allOf of many",
        base: 2_500,
        make: |n| {
            schema(&format!(r#"{{"allOf":[{}]}}"#, list(n, |i| properties(1, |_| format!(r#"{{"minLength":{i}}}"#)))))
        },
    },
    Input {
        name: "allOf of many properties",
        base: 2_500,
        make: |n| {
            let one = |i| format!(r#"{{"required":["p{i}"],"properties":{{"p{i}":{TEXT}}}}}"#);
            schema(&format!(r#"{{"allOf":[{}]}}"#, list(n, one)))
        },
    },
    Input {
        name: "allOf of two enums",
        base: 2_500,
        make: |n| schema(&format!(r#"{{"allOf":[{0},{0}]}}"#, of_values(n, |i| format!("value{i}")))),
    },
];

/// `allOf` of `unions`, each of `alternatives`: together `alternatives` to the power of `unions`.
fn product(unions: usize, alternatives: usize) -> String {
    let union = |u| {
        let one = |a| format!(r#"{{"properties":{{"p{u}":{{"minLength":{a}}},"q{u}x{a}":{TEXT}}}}}"#);
        format!(r#"{{"anyOf":[{}]}}"#, list(alternatives, one))
    };
    format!(r#"{{"allOf":[{}]}}"#, list(unions, union))
}

/// Two parts that each have the next in one property: the text doubles with each level.
fn twice(depth: usize) -> String {
    (0..depth).fold(TEXT.to_owned(), |inner, level| {
        let part = |bound| format!(r#"{{"properties":{{"a":{inner},"q{level}x{bound}":{TEXT}}}}}"#);
        format!(r#"{{"allOf":[{},{}]}}"#, part(1), part(2))
    })
}
