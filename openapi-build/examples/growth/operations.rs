//! Paths, operations and what stands in them.

use crate::input::{Files, Input, TEXT, answering, components, joined, json, list, nested, operation, paths};

pub(crate) const INPUTS: &[Input] = &[
    Input { name: "operations", base: 312, make: |n| paths(&list(n, |i| path(&format!("/a{i}"), &get(i)))) },
    Input {
        name: "operations without ids",
        base: 312,
        make: |n| paths(&list(n, |i| path(&format!("/a{i}"), &plain()))),
    },
    Input {
        name: "operations with one id",
        base: 312,
        make: |n| paths(&list(n, |i| path(&format!("/a{i}"), &answering(TEXT, r#""operationId":"same","#)))),
    },
    Input {
        name: "paths that begin alike",
        base: 312,
        make: |n| paths(&list(n, |i| path(&format!("{}/{i}", "/same".repeat(20)), &plain()))),
    },
    Input {
        name: "paths whose names collide",
        base: 312,
        make: |n| paths(&list(n, |i| path(&format!("/a{}b", "-".repeat(i + 1)), &plain()))),
    },
    Input { name: "one long path", base: 62_500, make: |n| paths(&path(&"/a".repeat(n / 2), &plain())) },
    Input {
        name: "path of many parameters",
        base: 312,
        make: |n| {
            let names = joined(n, |i| format!("/{{p{i}}}"));
            let members = format!(r#""parameters":[{}],"#, list(n, |i| parameter(&format!("p{i}"), "path", TEXT)));
            paths(&path(&names, &answering(TEXT, &members)))
        },
    },
    Input {
        name: "path parameters that are not declared",
        base: 312,
        make: |n| paths(&path(&joined(n, |i| format!("/{{p{i}}}")), &plain())),
    },
    Input { name: "query parameters", base: 625, make: |n| with_parameters(n, "query", |i| format!("p{i}"), TEXT) },
    Input {
        name: "headers of a request",
        base: 625,
        make: |n| with_parameters(n, "header", |i| format!("x-{i}"), TEXT),
    },
    Input {
        name: "parameters whose names collide",
        base: 312,
        make: |n| with_parameters(n, "query", |i| format!("a{}b", "-".repeat(i + 1)), TEXT),
    },
    Input {
        name: "parameters with one name",
        base: 1_250,
        make: |n| with_parameters(n, "query", |_| "same".to_owned(), TEXT),
    },
    Input {
        name: "parameters that are enums",
        base: 312,
        make: |n| with_parameters(n, "query", |i| format!("p{i}"), r#"{"enum":["a","b"]}"#),
    },
    Input {
        name: "parameters of a path item, operations beside",
        base: 125,
        make: |n| {
            let parameters = list(n, |i| parameter(&format!("p{i}"), "query", TEXT));
            let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
            paths(&format!(
                r#""/a":{{"parameters":[{parameters}],{}}}"#,
                list(8, |i| format!(r#""{}":{}"#, methods[i], plain()))
            ))
        },
    },
    Input {
        name: "media types of a body",
        base: 625,
        make: |n| {
            operation(&format!(
                r#""requestBody":{{"content":{{{}}}}},"#,
                list(n, |i| format!(r#""application/x{i}+json":{{"schema":{TEXT}}}"#))
            ))
        },
    },
    Input {
        name: "responses",
        base: 62,
        make: |n| {
            operation_with_responses(&list(n, |i| {
                format!(r#""{}":{{"description":"d","content":{{"application/json":{{"schema":{TEXT}}}}}}}"#, 100 + i)
            }))
        },
    },
    Input {
        name: "responses that are no status",
        base: 1_250,
        make: |n| operation_with_responses(&list(n, |i| format!(r#""x{i}":{{"description":"d"}}"#))),
    },
    Input {
        name: "headers of a response",
        base: 1_250,
        make: |n| {
            operation_with_responses(&format!(
                r#""200":{{"description":"d","headers":{{{}}}}}"#,
                list(n, |i| format!(r#""x-{i}":{{"schema":{TEXT}}}"#))
            ))
        },
    },
    Input {
        name: "tags of an operation",
        base: 12_500,
        make: |n| operation(&format!(r#""tags":[{}],"#, list(n, |i| format!(r#""t{i}""#)))),
    },
    Input {
        name: "security schemes",
        base: 1_250,
        make: |n| {
            components(&format!(
                r#""schemas":{{"S0":{TEXT}}},"securitySchemes":{{{}}}"#,
                list(n, |i| format!(r#""s{i}":{{"type":"http","scheme":"bearer"}}"#))
            ))
        },
    },
    Input {
        name: "security of an operation",
        base: 12_500,
        make: |n| operation(&format!(r#""security":[{}],"#, list(n, |i| format!(r#"{{"s{i}":[]}}"#)))),
    },
    Input {
        name: "callbacks in callbacks",
        base: 625,
        make: |n| {
            operation(&nested(n, r#""callbacks":{"c":{"u":{"post":{"#, r#""summary":"s","#, r#""responses":{}}}}},"#))
        },
    },
    Input {
        name: "callbacks",
        base: 1_250,
        make: |n| {
            operation(&format!(
                r#""callbacks":{{{}}},"#,
                list(n, |i| format!(r#""c{i}":{{"u":{{"post":{}}}}}"#, plain()))
            ))
        },
    },
    Input {
        name: "servers",
        base: 12_500,
        make: |n| beside(&format!(r#""servers":[{}]"#, list(n, |i| format!(r#"{{"url":"https://{i}.test"}}"#)))),
    },
    Input {
        name: "server variables",
        base: 2_500,
        make: |n| {
            let url = joined(n, |i| format!("{{v{i}}}"));
            let variables = list(n, |i| format!(r#""v{i}":{{"default":"{{v{i}}}","enum":["a"]}}"#));
            beside(&format!(r#""servers":[{{"url":"https://{url}","variables":{{{variables}}}}}]"#))
        },
    },
    Input {
        name: "tags",
        base: 12_500,
        make: |n| beside(&format!(r#""tags":[{}]"#, list(n, |i| format!(r#"{{"name":"t{i}"}}"#)))),
    },
    Input {
        name: "webhooks",
        base: 1_250,
        make: |n| beside(&format!(r#""webhooks":{{{}}}"#, list(n, |i| format!(r#""w{i}":{{"post":{}}}"#, plain())))),
    },
    Input {
        name: "headers in encodings",
        base: 1_250,
        make: |n| {
            operation(&format!(
                r#""requestBody":{{"content":{{"multipart/form-data":{{"schema":{{"properties":{{"a":{TEXT}}}}},"encoding":{{"a":{{"headers":{{{}}}}}}}}}}}}},"#,
                list(n, |i| format!(r#""x-{i}":{{"schema":{TEXT}}}"#))
            ))
        },
    },
    Input {
        name: "parts of a form",
        base: 625,
        make: |n| {
            operation(&format!(
                r#""requestBody":{{"content":{{"multipart/form-data":{{"schema":{{"type":"object","properties":{{{}}}}}}}}}}},"#,
                list(n, |i| format!(r#""p{i}":{TEXT}"#))
            ))
        },
    },
    Input {
        name: "inline bodies",
        base: 156,
        make: |n| {
            paths(&list(n, |i| {
                path(
                    &format!("/a{i}"),
                    &answering(
                        r#"{"type":"object","properties":{"a":{"enum":["x","y"]},"b":{"properties":{"c":{"type":"string"}}}}}"#,
                        "",
                    ),
                )
            }))
        },
    },
];

pub(crate) fn plain() -> String {
    answering(TEXT, "")
}

fn get(index: usize) -> String {
    answering(TEXT, &format!(r#""operationId":"get{index}","#))
}

pub(crate) fn path(path: &str, get: &str) -> String {
    format!(r#""{path}":{{"get":{get}}}"#)
}

pub(crate) fn parameter(name: &str, location: &str, schema: &str) -> String {
    format!(r#"{{"name":"{name}","in":"{location}","required":{},"schema":{schema}}}"#, location == "path")
}

fn with_parameters(count: usize, location: &str, name: fn(usize) -> String, schema: &str) -> Files {
    operation(&format!(r#""parameters":[{}],"#, list(count, |i| parameter(&name(i), location, schema))))
}

fn operation_with_responses(responses: &str) -> Files {
    paths(&format!(r#""/a":{{"get":{{"responses":{{{responses}}}}}}}"#))
}

/// A document with these members beside its one operation.
fn beside(members: &str) -> Files {
    json(format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"paths":{{"/a":{{"get":{}}}}},{members}}}"#,
        plain()
    ))
}
