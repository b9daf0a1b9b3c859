//! What a reader of YAML and JSON meets before there are schemas.

use std::fmt::Write as _;

use crate::input::{Files, Input, block, extension, json, list, nested};

pub(crate) const INPUTS: &[Input] = &[
    Input { name: "aliases of one scalar of 1 MB", base: 625, make: |n| aliases(n, 1_000_000) },
    Input { name: "scalar and its aliases", base: 625, make: |n| aliases(n, n * 25) },
    Input {
        name: "aliases of a mapping",
        base: 625,
        make: |n| in_extension(&format!("  - &a {{{}}}\n", list(100, |i| format!("k{i}: v"))), "  - *a\n", n),
    },
    Input { name: "aliases of aliases, few levels", base: 2, make: laughs },
    Input {
        name: "aliases of aliases, many levels",
        base: 12_500,
        make: |n| {
            in_extension("  - &a0 [x]\n", "", 0).with(|text| {
                for level in 1..n {
                    let _ = writeln!(text, "  - &a{level} [*a{0}, *a{0}]", level - 1);
                }
            })
        },
    },
    Input {
        name: "aliases of a schema",
        base: 312,
        make: |n| {
            let properties = list(n, |i| format!("p{i}: *a"));
            block(&format!(
                "components:\n  schemas:\n    S1: &a {{properties: {{{}}}}}\n    S0: {{properties: {{{properties}}}}}\n",
                list(20, |i| format!("q{i}: {{type: string}}"))
            ))
        },
    },
    Input {
        name: "merge keys",
        base: 1_250,
        make: |n| {
            in_extension("  - &a0 {k0: v}\n", "", 0).with(|text| {
                for level in 1..n {
                    let _ = writeln!(text, "  - &a{level} {{<<: *a{}, k{level}: v}}", level - 1);
                }
            })
        },
    },
    Input {
        name: "merge keys of one mapping",
        base: 2_500,
        make: |n| {
            in_extension(&format!("  - &a {{{}}}\n", list(50, |i| format!("k{i}: v"))), "  - {<<: *a, x: y}\n", n)
        },
    },
    Input {
        name: "anchors",
        base: 25_000,
        make: |n| {
            in_extension("", "", 0).with(|text| {
                for index in 0..n {
                    let _ = writeln!(text, "  - &a{index} x");
                }
            })
        },
    },
    Input { name: "block nesting", base: 3_750, make: |n| in_extension(&format!("  - {}x\n", "- ".repeat(n)), "", 0) },
    Input {
        name: "block nesting, long",
        base: 400_000,
        make: |n| in_extension(&format!("  - {}x\n", "- ".repeat(n)), "", 0),
    },
    Input {
        name: "block nesting of mappings",
        base: 250,
        make: |n| {
            in_extension("  -\n", "", 0).with(|text| {
                for level in 0..n {
                    let _ = writeln!(text, "{}k:", " ".repeat(level + 4));
                }
            })
        },
    },
    Input {
        name: "flow nesting in YAML",
        base: 3_750,
        make: |n| in_extension(&format!("  - {}\n", nested(n, "[", "x", "]")), "", 0),
    },
    Input {
        name: "flow nesting in YAML, long",
        base: 400_000,
        make: |n| in_extension(&format!("  - {}\n", nested(n, "[", "x", "]")), "", 0),
    },
    Input {
        name: "flow mappings in one another",
        base: 3_750,
        make: |n| in_extension(&format!("  - {}\n", nested(n, "{a: ", "x", "}")), "", 0),
    },
    Input { name: "nesting in JSON", base: 3_750, make: |n| extension(&nested(n, "[", "1", "]")) },
    Input { name: "nesting in JSON, long", base: 400_000, make: |n| extension(&nested(n, "[", "1", "]")) },
    Input {
        name: "nesting in JSON that is not closed",
        base: 400_000,
        make: |n| json(format!("{{\"openapi\":{}", "[".repeat(n))),
    },
    Input {
        name: "duplicate keys in JSON",
        base: 12_500,
        make: |n| extension(&format!("{{{}}}", list(n, |_| r#""same":1"#))),
    },
    Input { name: "duplicate keys in YAML", base: 12_500, make: |n| in_extension("  - same: 1\n", "    same: 1\n", n) },
    Input { name: "items of an extension", base: 125_000, make: |n| extension(&format!("[{}]", list(n, |i| i))) },
    Input {
        name: "members of an extension",
        base: 62_500,
        make: |n| extension(&format!("{{{}}}", list(n, |i| format!(r#""k{i}":1"#)))),
    },
    Input { name: "items of an extension in YAML", base: 125_000, make: |n| in_extension("", "  - 1\n", n) },
];

impl Files {
    fn with(mut self, more: impl FnOnce(&mut String)) -> Self {
        more(&mut self.text);
        self
    }
}

/// A YAML document that ends in an extension: `first`, and `count` times `line`.
fn in_extension(first: &str, line: &str, count: usize) -> Files {
    block(&format!("components: {{schemas: {{S0: {{type: string}}}}}}\nx-a:\n{first}{}", line.repeat(count)))
}

fn aliases(count: usize, size: usize) -> Files {
    in_extension(&format!("  - &a {}\n", "x".repeat(size)), "  - *a\n", count)
}

fn laughs(levels: usize) -> Files {
    in_extension("  - &a0 [x]\n", "", 0).with(|text| {
        for level in 1..levels {
            let _ = writeln!(text, "  - &a{level} [{}]", list(10, |_| format!("*a{}", level - 1)));
        }
    })
}
