//! What operations share, by references.

use crate::{
    input::{Files, Input, TEXT, answering, document, json, list},
    operations::{parameter, path, plain},
};

pub(crate) const INPUTS: &[Input] = &[
    Input {
        name: "chain of parameters by reference",
        base: 1_250,
        make: |n| chain("parameters", n, &parameter("a", "query", TEXT)),
    },
    Input {
        name: "chain of responses by reference",
        base: 1_250,
        make: |n| chain("responses", n, r#"{"description":"d"}"#),
    },
    Input {
        name: "chain of path items",
        base: 1_250,
        make: |n| chain("pathItems", n, &format!(r#"{{"get":{}}}"#, plain())),
    },
    Input {
        name: "ring of path items",
        base: 1_250,
        make: |n| chain("pathItems", n, r##"{"$ref":"#/components/pathItems/r0"}"##),
    },
    Input {
        name: "one path item in many paths",
        base: 312,
        make: |n| {
            let item = format!(r#"{{"get":{},"put":{}}}"#, plain(), plain());
            let all = list(n, |i| format!(r##""/a{i}":{{"$ref":"#/components/pathItems/r0"}}"##));
            json(document(&all, &format!(r#""pathItems":{{"r0":{item}}}"#)))
        },
    },
    Input {
        name: "one parameter in many operations",
        base: 312,
        make: |n| {
            let members = r##""parameters":[{"$ref":"#/components/parameters/r0"}],"##;
            let all = list(n, |i| path(&format!("/a{i}"), &answering(TEXT, members)));
            json(document(&all, &format!(r#""parameters":{{"r0":{}}}"#, parameter("a", "query", TEXT))))
        },
    },
];

/// A section of components where each refers to the next, and an operation that refers to the first.
fn chain(section: &str, length: usize, last: &str) -> Files {
    let link = |i| format!(r##""r{i}":{{"$ref":"#/components/{section}/r{}"}}"##, i + 1);
    let components = format!(r#""{section}":{{{},"r{length}":{last}}}"#, list(length, link));
    let first = format!(r##"{{"$ref":"#/components/{section}/r0"}}"##);
    let paths = match section {
        "parameters" => path("/a", &answering(TEXT, &format!(r#""parameters":[{first}],"#))),
        "responses" => format!(r#""/a":{{"get":{{"responses":{{"200":{first}}}}}}}"#),
        _ => format!(r#""/a":{first}"#),
    };
    json(document(&paths, &components))
}
