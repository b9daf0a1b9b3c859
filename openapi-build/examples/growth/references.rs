//! Schemas that refer to others, once and twice.

use crate::input::{Files, Input, TEXT, list, properties, reference, schemas};

pub(crate) const INPUTS: &[Input] = &[
    Input { name: "schemas", base: 2_500, make: |n| each(n, |_| properties(2, |_| TEXT.to_owned())) },
    Input { name: "allOf, twice the next, few levels", base: 5, make: diamond },
    Input { name: "allOf, twice the next, many levels", base: 2_500, make: diamond },
    Input { name: "allOf, the next in a property of both, few levels", base: 3, make: diamond_of_properties },
    Input { name: "allOf, the next in a property of both, many levels", base: 2_500, make: diamond_of_properties },
    Input { name: "anyOf, twice the next", base: 5, make: |n| each(n, |i| both("anyOf", i)) },
    Input { name: "oneOf, twice the next, many levels", base: 2_500, make: |n| each(n, |i| both("oneOf", i)) },
    Input {
        name: "properties, twice the next",
        base: 2_500,
        make: |n| each(n, |i| properties(2, |_| reference(i + 1))),
    },
    Input { name: "chain of allOf with properties, short", base: 50, make: chain_of_all_of },
    Input { name: "chain of allOf with properties, long", base: 1_250, make: chain_of_all_of },
    Input {
        name: "chain of allOf",
        base: 1_250,
        make: |n| each(n, |i| format!(r#"{{"allOf":[{}],"minProperties":1}}"#, reference(i + 1))),
    },
    Input { name: "chain of $ref", base: 1_250, make: |n| each(n, |i| reference(i + 1)) },
    Input { name: "ring of $ref", base: 1_250, make: |n| each(n, |i| reference((i + 1) % n)) },
    Input { name: "ring of properties", base: 1_250, make: |n| each(n, |i| properties(1, |_| reference((i + 1) % n))) },
    Input {
        name: "$ref into the one before",
        base: 1_250,
        make: |n| each(n, |i| properties(1, |_| reference(format!("S{}/properties/p0", i + 1)))),
    },
];

/// `S0` to `Sn`, the last a plain object.
fn each(count: usize, one: impl Fn(usize) -> String) -> Files {
    let last = properties(1, |_| TEXT.to_owned());
    schemas(&list(count + 1, |i| format!(r#""S{i}":{}"#, if i < count { named(&one(i)) } else { last.clone() })))
}

/// References by number are to `S` and the number.
fn named(schema: &str) -> String {
    let mut parts = schema.split("#/components/schemas/");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("#/components/schemas/");
        if part.starts_with(|c: char| c.is_ascii_digit()) {
            text.push('S');
        }
        text.push_str(part);
    }
    text
}

fn both(keyword: &str, index: usize) -> String {
    format!(r#"{{"{keyword}":[{0},{0}]}}"#, reference(index + 1))
}

fn diamond(levels: usize) -> Files {
    each(levels, |i| both("allOf", i))
}

fn diamond_of_properties(levels: usize) -> Files {
    each(levels, |i| {
        let part = |bound| format!(r#"{{"properties":{{"p":{},"q{bound}":{TEXT}}}}}"#, both("allOf", i));
        format!(r#"{{"allOf":[{},{}]}}"#, part(1), part(2))
    })
}

fn chain_of_all_of(length: usize) -> Files {
    each(length, |i| format!(r#"{{"allOf":[{},{{"properties":{{"own{i}":{TEXT}}}}}]}}"#, reference(i + 1)))
}
