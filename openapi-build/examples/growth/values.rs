//! Long names and values, and many files.

use crate::input::{Files, Input, block, extension, list, schema, yaml};

pub(crate) const INPUTS: &[Input] = &[
    Input { name: "long number", base: 125_000, make: |n| extension(&"9".repeat(n)) },
    Input {
        name: "long number in a bound",
        base: 125_000,
        make: |n| schema(&format!(r#"{{"type":"number","maximum":{}}}"#, "9".repeat(n))),
    },
    Input { name: "long enum value", base: 125_000, make: |n| schema(&format!(r#"{{"enum":["{}"]}}"#, "v".repeat(n))) },
    Input {
        name: "long property name",
        base: 125_000,
        make: |n| schema(&format!(r#"{{"properties":{{"{}":{{}}}}}}"#, "p".repeat(n))),
    },
    Input {
        name: "long title",
        base: 125_000,
        make: |n| schema(&format!(r#"{{"title":"{}","properties":{{"a":{{}}}}}}"#, "t".repeat(n))),
    },
    Input {
        name: "long default",
        base: 12_500,
        make: |n| {
            schema(&format!(
                r#"{{"properties":{{"a":{{"type":"array","items":{{"type":"integer"}},"default":[{}]}}}}}}"#,
                list(n, |i| i)
            ))
        },
    },
    Input {
        name: "long example",
        base: 62_500,
        make: |n| schema(&format!(r#"{{"type":"array","items":{{}},"example":[{}]}}"#, list(n, |i| i))),
    },
    Input {
        name: "examples of many properties",
        base: 1_250,
        make: |n| {
            schema(&format!(
                r#"{{"properties":{{{}}}}}"#,
                list(n, |i| format!(r#""p{i}":{{"type":"string","example":"e","default":"d"}}"#))
            ))
        },
    },
    Input { name: "neighbours", base: 375, make: |n| neighbours(n, false) },
    Input { name: "neighbours, each by the one before", base: 375, make: |n| neighbours(n, true) },
];

fn neighbours(count: usize, chained: bool) -> Files {
    let mut files = yaml(String::new());
    for index in 0..count {
        let next = match index + 1 {
            next if chained && next < count => format!("{{$ref: './n{next}.yaml#/A'}}"),
            _ => "{type: string}".to_owned(),
        };
        files.neighbours.push((format!("n{index}.yaml"), format!("A: {{type: object, properties: {{a: {next}}}}}\n")));
    }
    let direct = if chained { 1 } else { count };
    let properties = list(direct, |index| format!("p{index}: {{$ref: './n{index}.yaml#/A'}}"));
    files.text = block(&format!("components:\n  schemas:\n    S0: {{properties: {{{properties}}}}}\n")).text;
    files
}
