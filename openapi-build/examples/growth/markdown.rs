//! What stands in descriptions.

use std::fmt::Write as _;

use crate::input::{Files, Input, list, schema};

pub(crate) const INPUTS: &[Input] = &[
    Input { name: "description: words", base: 1_250_000, make: |n| described(&"word ".repeat(n / 5)) },
    Input { name: "description: lines", base: 625_000, make: |n| described(&"line\\n".repeat(n / 6)) },
    Input { name: "description: [", base: 50_000, make: |n| described(&"[".repeat(n)) },
    Input { name: "description: [a](", base: 50_000, make: |n| described(&"[a](".repeat(n / 4)) },
    Input { name: "description: ![", base: 50_000, make: |n| described(&"![".repeat(n / 2)) },
    Input { name: "description: [x]", base: 50_000, make: |n| described(&"[x]".repeat(n / 3)) },
    Input { name: "description: *", base: 50_000, make: |n| described(&"*a ".repeat(n / 3)) },
    Input { name: "description: *_", base: 50_000, make: |n| described(&"*a_".repeat(n / 3)) },
    Input { name: "description: runs of `", base: 50_000, make: |n| described(&runs(n)) },
    Input { name: "description: >", base: 50_000, make: |n| described(&format!("{}a", "> ".repeat(n / 2))) },
    Input { name: "description: > on each line", base: 50_000, make: |n| described(&"> a\\n".repeat(n / 5)) },
    Input { name: "description: -", base: 50_000, make: |n| described(&format!("{}a", "- ".repeat(n / 2))) },
    Input { name: "description: list ever deeper", base: 25_000, make: |n| described(&deeper(n)) },
    Input { name: "description: <", base: 50_000, make: |n| described(&"<".repeat(n)) },
    Input { name: "description: <a", base: 50_000, make: |n| described(&"<a ".repeat(n / 3)) },
    Input { name: "description: <!--", base: 50_000, make: |n| described(&"<!-- ".repeat(n / 5)) },
    Input { name: "description: <?", base: 50_000, make: |n| described(&"a <?".repeat(n / 4)) },
    Input { name: "description: <![CDATA[", base: 50_000, make: |n| described(&"a <![CDATA[".repeat(n / 11)) },
    Input {
        name: "description: |",
        base: 50_000,
        make: |n| described(&format!("{0}\\n{1}\\n{0}", "|a".repeat(n / 6), "|-".repeat(n / 6))),
    },
    Input {
        name: "description: table, rows",
        base: 50_000,
        make: |n| described(&format!("|a|b|\\n|-|-|\\n{}", "|c|\\n".repeat(n / 5))),
    },
    Input {
        name: "description: table, wide and short rows",
        base: 2_500,
        make: |n| described(&format!("{}|\\n{}|\\n{}", "|a".repeat(n), "|-".repeat(n), "|c|\\n".repeat(n))),
    },
    Input {
        name: "description: link definitions",
        base: 50_000,
        make: |n| described(&list(n / 14, |i| format!("[{i}]: /u\\n")).replace(',', "")),
    },
    Input {
        name: "description: link definition used much",
        base: 50_000,
        make: |n| described(&format!("[a]: /{}\\n\\n{}", "u".repeat(n / 2), "[a] ".repeat(n / 8))),
    },
    Input {
        name: "description: footnotes",
        base: 50_000,
        make: |n| described(&list(n / 20, |i| format!("[^{i}]: f[^{i}]\\n")).replace(',', "")),
    },
    Input { name: "description: fences", base: 50_000, make: |n| described(&"```\\na\\n".repeat(n / 8)) },
    Input { name: "description: ~~~ in quotes", base: 50_000, make: |n| described(&"> ~~~\\n".repeat(n / 8)) },
    Input { name: "description: &", base: 50_000, make: |n| described(&"&amp;&a".repeat(n / 7)) },
    Input { name: "description: \\", base: 50_000, make: |n| described(&"\\\\".repeat(n)) },
    Input { name: "description: carriage returns", base: 50_000, make: |n| described(&"a\\r".repeat(n / 2)) },
    Input { name: "description: */", base: 50_000, make: |n| described(&"*/ /* ".repeat(n / 6)) },
    Input {
        name: "many descriptions",
        base: 2_500,
        make: |n| {
            schema(&format!(
                r#"{{"properties":{{{}}}}}"#,
                list(n, |i| format!(r#""p{i}":{{"type":"string","description":"a `b` [c](d) <e> *f*"}}"#))
            ))
        },
    },
];

fn described(markdown: &str) -> Files {
    schema(&format!(r#"{{"type":"object","properties":{{"a":{{}}}},"description":"{markdown}"}}"#))
}

/// One backtick, two, three, …: none closes another.
fn runs(bytes: usize) -> String {
    let mut text = String::new();
    let mut length = 1;
    while text.len() < bytes {
        text.push_str(&"`".repeat(length));
        text.push_str(" a ");
        length += 1;
    }
    text
}

fn deeper(bytes: usize) -> String {
    let mut text = String::new();
    let mut depth = 0;
    while text.len() < bytes {
        let _ = write!(text, "{}- a\\n", " ".repeat(depth * 2));
        depth += 1;
    }
    text
}
