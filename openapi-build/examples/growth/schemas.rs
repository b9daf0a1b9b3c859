//! Schemas that are wide.

use crate::input::{Files, Input, TEXT, list, nested, of_values, properties, reference, schema, schemas};

pub(crate) const INPUTS: &[Input] = &[
    Input { name: "enum", base: 5_000, make: |n| schema(&of_values(n, |i| format!("value{i}"))) },
    Input { name: "enum of numbers", base: 5_000, make: |n| schema(&format!(r#"{{"enum":[{}]}}"#, list(n, |i| i))) },
    Input { name: "enum of names that collide", base: 1_250, make: |n| schema(&of_values(n, alike)) },
    Input {
        name: "enum in many properties",
        base: 625,
        make: |n| schema(&properties(n, |_| of_values(5, |i| format!("value{i}")))),
    },
    Input { name: "properties", base: 2_500, make: |n| schema(&properties(n, |_| TEXT.to_owned())) },
    Input {
        name: "properties, all required",
        base: 2_500,
        make: |n| {
            let required = list(n, |i| format!(r#""p{i}""#));
            schema(&properties(n, |_| TEXT.to_owned()).replacen('{', &format!(r#"{{"required":[{required}],"#), 1))
        },
    },
    Input {
        name: "required without properties",
        base: 5_000,
        make: |n| schema(&format!(r#"{{"type":"object","required":[{}]}}"#, list(n, |i| format!(r#""p{i}""#)))),
    },
    Input {
        name: "properties whose names collide",
        base: 1_250,
        make: |n| schema(&format!(r#"{{"properties":{{{}}}}}"#, list(n, |i| format!(r#""{}":{TEXT}"#, alike(i))))),
    },
    Input {
        name: "schemas whose names collide",
        base: 625,
        make: |n| {
            schemas(&format!(
                r#""S0":{TEXT},{}"#,
                list(n, |i| format!(r#""{}":{}"#, alike(i), properties(1, |_| TEXT.to_owned())))
            ))
        },
    },
    Input {
        name: "titles that are the same",
        base: 625,
        make: |n| schema(&properties(n, |_| r#"{"title":"Same","properties":{"a":{"type":"string"}}}"#.to_owned())),
    },
    Input {
        name: "patternProperties",
        base: 2_500,
        make: |n| schema(&format!(r#"{{"patternProperties":{{{}}}}}"#, list(n, |i| format!(r#""^x{i}":{TEXT}"#)))),
    },
    Input {
        name: "dependentSchemas",
        base: 2_500,
        make: |n| {
            schema(&format!(
                r#"{{"dependentSchemas":{{{}}}}}"#,
                list(n, |i| format!(r#""a{i}":{}"#, properties(1, |_| TEXT.to_owned())))
            ))
        },
    },
    Input {
        name: "prefixItems",
        base: 2_500,
        make: |n| schema(&format!(r#"{{"type":"array","prefixItems":[{}]}}"#, list(n, |_| TEXT))),
    },
    Input {
        name: "patterns",
        base: 1_250,
        make: |n| schema(&properties(n, |i| format!(r#"{{"type":"string","pattern":"^(a+)+{i}$"}}"#))),
    },
    Input {
        name: "pattern",
        base: 125_000,
        make: |n| schema(&format!(r#"{{"type":"string","pattern":"{}"}}"#, "(a|b)*".repeat(n / 6))),
    },
    Input {
        name: "brackets in a pattern",
        base: 12_500,
        make: |n| schema(&format!(r#"{{"type":"string","pattern":"{}"}}"#, nested(n, "(", "a", ")*"))),
    },
    Input { name: "oneOf of objects", base: 312, make: |n| schema(&format!(r#"{{"oneOf":[{}]}}"#, list(n, tagged))) },
    Input {
        name: "oneOf of constants",
        base: 1_250,
        make: |n| schema(&format!(r#"{{"oneOf":[{}]}}"#, list(n, |i| format!(r#"{{"const":"value{i}"}}"#)))),
    },
    Input { name: "oneOf with a discriminator", base: 312, make: discriminated },
    Input {
        name: "discriminator, mapping",
        base: 2_500,
        make: |n| {
            let mapping = list(n, |i| format!(r##""value{i}":"#/components/schemas/S1""##));
            let union = format!(
                r#"{{"oneOf":[{}],"discriminator":{{"propertyName":"kind","mapping":{{{mapping}}}}}}}"#,
                reference("S1")
            );
            schemas(&format!(r#""S0":{union},"S1":{}"#, tagged(1)))
        },
    },
    Input { name: "errors", base: 1_250, make: |n| schema(&properties(n, |i| reference(format!("Missing{i}")))) },
    Input {
        name: "errors that name what is alike",
        base: 312,
        make: |n| {
            schemas(&format!(
                r#""S0":{},{}"#,
                properties(n, |i| reference(format!("Mising{i}"))),
                list(n, |i| format!(r#""Missing{i}":{TEXT}"#))
            ))
        },
    },
    Input {
        name: "warnings",
        base: 2_500,
        make: |n| schema(&properties(n, |_| r#"{"type":"object","not":{"minLength":1}}"#.to_owned())),
    },
    Input { name: "long key over items with a warning", base: 1_250, make: long_key },
    Input {
        name: "long keys in one another",
        base: 12_500,
        make: |n| schema(&nested(8, &format!(r#"{{"properties":{{"{}":"#, "k".repeat(n)), TEXT, "}}")),
    },
];

/// Names that differ and are one in Rust: `a b`, `a-b`, `a.b`, …
fn alike(mut index: usize) -> String {
    let mut name = String::from("a");
    for letter in "bcdefgh".chars() {
        name.push([' ', '-', '.', '/', ':'][index % 5]);
        name.push(letter);
        index /= 5;
    }
    name
}

fn tagged(index: usize) -> String {
    format!(
        r#"{{"type":"object","required":["kind"],"properties":{{"kind":{{"const":"value{index}"}},"p{index}":{TEXT}}}}}"#
    )
}

fn discriminated(count: usize) -> Files {
    let union = format!(
        r#"{{"oneOf":[{}],"discriminator":{{"propertyName":"kind"}}}}"#,
        list(count, |i| reference(format!("S{}", i + 1)))
    );
    schemas(&format!(r#""S0":{union},{}"#, list(count, |i| format!(r#""S{}":{}"#, i + 1, tagged(i)))))
}

/// Pointers of warnings repeat the key.
fn long_key(count: usize) -> Files {
    let key = "k".repeat(count * 10);
    let items = list(count * 2, |i| format!(r#"{{"minLength":{i},"not":{{"minLength":1}}}}"#));
    schema(&format!(r#"{{"type":"object","properties":{{"{key}":{{"anyOf":[{items}]}}}}}}"#))
}
