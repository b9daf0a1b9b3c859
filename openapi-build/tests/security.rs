//! What is said about credentials that no client can send.

use openapi_build::Builder;

#[test]
fn credentials_that_cannot_be_sent_are_told() {
    let cases: [(&str, &str, &str, &[&str]); 15] = [
        ("bearer", "{type: http, scheme: Bearer}", "[{a: []}]", &[]),
        ("basic", "{type: http, scheme: basic}", "[{a: []}]", &[]),
        ("a key", "{type: apiKey, in: cookie, name: k}", "[{a: []}, {}]", &[]),
        ("OAuth", "{type: oauth2, flows: {}}", "[{a: [read]}]", &[]),
        ("OIDC", "{type: openIdConnect, openIdConnectUrl: 'https://a'}", "[]", &[]),
        ("a reference", "{$ref: '#/components/securitySchemes/b'}, b: {type: http, scheme: basic}", "[{a: []}]", &[]),
        ("digest", "{type: http, scheme: Digest}", "[{a: []}]", &["found the HTTP scheme `digest`"]),
        ("no HTTP scheme", "{type: http}", "[{a: []}]", &["found the HTTP scheme ``"]),
        ("TLS", "{type: mutualTLS}", "[{a: []}]", &["found a client certificate"]),
        ("a key without a name", "{type: apiKey, in: header}", "[{a: []}]", &["found an API key without a name"]),
        ("a key in a body", "{type: apiKey, in: body, name: k}", "[{a: []}]", &["found an API key in `body`"]),
        ("another type", "{type: hawk}", "[{a: []}]", &["found the type `hawk`"]),
        ("no type", "{scheme: bearer}", "[{a: []}]", &["found a scheme without a type"]),
        ("a circle", "{$ref: '#/components/securitySchemes/a'}", "[{a: []}]", &["found a scheme without a type"]),
        (
            "undeclared",
            "{type: http, scheme: bearer}",
            "[{a: []}, {c: [], a: []}]",
            &["security/1: expected a security scheme `c` in `components` but found none"],
        ),
    ];
    for (case, scheme, security, want) in cases {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\nsecurity: {security}\ncomponents: {{securitySchemes: {{a: {scheme}}}}}\n\
             paths: {{/a: {{get: {{operationId: a, responses: {{'204': {{description: A.}}}}}}}}}}\n"
        );
        let report = Builder::from_text("api.yaml", text).report();
        let found: Vec<_> = report.diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), want.len(), "{case}: {found:?}");
        assert!(found.iter().zip(want).all(|(found, want)| found.contains(want)), "{case}: {found:?}");
        assert!(
            found.iter().all(|found| found.contains("help: what asks for it is called without")),
            "{case}: {found:?}"
        );
        assert!(report.code.is_some(), "{case}");
    }
}

#[test]
fn what_cannot_be_sent_is_asked_of_nobody() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\ncomponents: {securitySchemes: {tls: {type: mutualTLS}, \
                a: {type: http, scheme: bearer}, digest: {type: http, scheme: digest}}}\npaths:\n";
    for (case, security, want) in [
        ("alone", "[{tls: []}]", "security: &[&[]]"),
        ("beside another", "[{tls: [], a: []}]", "security: &[&[0]]"),
        ("or another", "[{digest: []}, {a: []}]", "security: &[&[], &[0]]"),
        ("two", "[{digest: []}, {tls: []}]", "security: &[&[]]"),
    ] {
        let operation = format!("{{operationId: a, security: {security}, responses: {{'204': {{description: A.}}}}}}");
        let report = Builder::from_text("api.yaml", format!("{text}  /a: {{get: {operation}}}\n")).report();
        let code = report.code.unwrap().replace(char::is_whitespace, "");
        assert!(code.contains(&want.replace(' ', "")), "{case}: {code}");
        assert_eq!(report.diagnostics.len(), 2, "{case}: each scheme is told once");
    }
}
