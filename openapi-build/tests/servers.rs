//! What is said about servers that are odd, and what is made of them all the same.

use openapi_build::{Builder, Report};

fn report(servers: &str, operation: &str, set: impl FnOnce(Builder) -> Builder) -> Report {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\nservers: {servers}\npaths:\n  /a:\n    get:\n      operationId: getA\n\
         {operation}      responses: {{'204': {{description: Done.}}}}\n"
    );
    set(Builder::from_text("api.yaml", text)).report()
}

#[test]
fn odd_servers_are_told() {
    let cases: [(&str, &str, &[&str]); 22] = [
        ("plain", "[{url: https://a.example}]", &[]),
        ("relative", "[{url: /v1}]", &[]),
        ("the root", "[{url: /}]", &[]),
        ("none", "[]", &[]),
        ("null", "", &[]),
        ("variables", "[{url: 'https://{a}.example', variables: {a: {default: x, enum: [x, y]}}}]", &[]),
        ("a number", "[{url: 'https://a.example:{p}', variables: {p: {default: 8443, enum: [443, 8443]}}}]", &[]),
        ("a URL as a variable", "[{url: '{base}', variables: {base: {default: 'https://a.example/v1'}}}]", &[]),
        (
            "undefined",
            "[{url: 'https://{a}.example'}]",
            &[
                "servers/0/variables: expected the variable `a` of the server to be described but found it in the URL alone",
            ],
        ),
        (
            "no default",
            "[{url: 'https://{a}.example', variables: {a: {enum: [x]}}}]",
            &["servers/0/variables/a: expected the variable `a` to have a `default` but found none"],
        ),
        (
            "another default",
            "[{url: 'https://{a}.example', variables: {a: {default: z, enum: [x]}}}]",
            &["servers/0/variables/a/default: expected the default to be one of `enum` but found `z`"],
        ),
        (
            "an empty enum",
            "[{url: 'https://{a}.example', variables: {a: {default: z, enum: []}}}]",
            &["servers/0/variables/a/enum: expected `enum` to have a value that `a` may be but found none"],
        ),
        (
            "not in the URL",
            "[{url: 'https://a.example', variables: {a: {default: z}}}]",
            &["servers/0/variables/a: expected the variable `a` to be in the URL but found it is not"],
        ),
        ("no URL", "[{description: x}]", &["servers/0: expected a server with a `url` but found an object"]),
        (
            "a query",
            "[{url: 'https://a.example/?v=1'}]",
            &["servers/0/url: expected the URL of a server but found one with a query"],
        ),
        ("a fragment", "[{url: 'https://a.example/#v'}]", &["but found one with a fragment"]),
        ("a user", "[{url: 'https://u:p@a.example'}]", &["but found one with a user name or password"]),
        ("web sockets", "[{url: 'wss://a.example'}]", &["but found one with the scheme `wss`"]),
        ("no host", "[{url: 'https:///v1'}]", &["but found `https:///v1`, which is none"]),
        (
            "a port",
            "[{url: 'https://a.example:{p}', variables: {p: {default: x}}}]",
            &["but found `https://a.example:x`"],
        ),
        ("a host alone", "[{url: api.example.com/v1}]", &["which is relative and looks like a host"]),
        ("no list", "{url: https://a.example}", &["expected an array but found an object"]),
    ];
    for (case, servers, want) in cases {
        let report = report(servers, "", |builder| builder);
        let found: Vec<_> = report.diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), want.len(), "{case}: {found:?}");
        assert!(found.iter().zip(want).all(|(found, want)| found.contains(want)), "{case}: {found:?}");
        assert!(case == "no list" || report.code.is_some(), "{case}");
    }
}

#[test]
fn an_operation_of_several_servers_goes_to_the_first() {
    let own = "      servers: [{url: https://b.example}, {url: https://c.example}]\n";
    let report = report("[{url: https://a.example}]", own, |builder| builder);
    let found: Vec<_> = report.warnings().map(ToString::to_string).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("paths/~1a/get/servers: expected one server but found 2"), "{found:?}");
    let code = report.code.unwrap();
    assert!(code.contains("https://b.example") && !code.contains("https://c.example"));
}

#[test]
fn the_url_of_the_document_is_one() {
    for (case, url, want) in [
        ("a URL", "https://a.example/openapi.yaml?version=1", None),
        ("a file", "openapi.yaml", Some("expected the URL of the document (`https://…`) but found `openapi.yaml`")),
        ("no host", "https://", Some("expected the URL of the document but found `https://`, which is none")),
    ] {
        let report = report("[{url: /v1}]", "", |builder| builder.document_url(url));
        let found: Vec<_> = report.diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), usize::from(want.is_some()), "{case}: {found:?}");
        assert!(found.first().map(String::as_str).unwrap_or_default().contains(want.unwrap_or_default()), "{found:?}");
    }
}
