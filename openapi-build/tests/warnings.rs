//! What is generated with less than the document says, and what is said about that.

use std::time::{Duration, Instant};

use openapi_build::{Builder, Report, Unsupported};

/// The document of one operation, with these lines in the place of its parameters.
fn report(parameters: &[String]) -> Report {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: getA\n      \
         responses: {{'204': {{description: Done.}}}}\n      parameters:\n{}",
        parameters.concat()
    );
    Builder::from_text("api.yaml", text).on_unsupported(Unsupported::Skip).report()
}

fn query(name: &str, pattern: &str) -> String {
    format!("        - {{name: {name}, in: query, schema: {{type: string, pattern: '{pattern}'}}}}\n")
}

#[test]
fn a_pattern_that_is_not_checked_is_named_with_its_place() {
    for (case, pattern, want) in [
        ("checked", "^[a-z]+$", None),
        ("backtracks elsewhere", "^(a+)+$", None),
        ("a lookahead", "^(?!a)", Some("to be one that can be checked in linear time but found a lookahead")),
        ("no expression", "a(", Some("to be an ECMA-262 expression but found a parenthesis that is not closed")),
        ("too large", "(a{1000}){1000}", Some("to have at most 10,000 states, repetitions written out but found more")),
    ] {
        let report = report(&[query("a", pattern)]);
        let code = report.code.as_ref().unwrap();
        let found: Vec<_> = report.warnings().map(ToString::to_string).collect();
        let want: Vec<_> = want
            .iter()
            .map(|want| {
                format!("api.yaml:9:55: warning: paths/~1a/get/parameters/0/schema/pattern: expected `pattern` {want}")
            })
            .collect();
        assert_eq!(found.len(), want.len(), "{case}: {found:?}");
        assert_eq!(code.contains("Pattern::new("), want.is_empty(), "{case}: what is not checked is no table");
        for (found, want) in found.iter().zip(&want) {
            assert!(found.starts_with(want), "{case}: {found}");
            assert!(found.ends_with("help: the pattern is not checked before a request is sent"), "{case}: {found}");
        }
    }
}

#[test]
fn a_pattern_of_what_is_received_alone_is_nobodys_concern() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        \
                '200':\n          description: A.\n          content:\n            application/json:\n              \
                schema: {type: object, properties: {a: {type: string, pattern: '(?=a'}}}\n";
    let report = Builder::from_text("api.yaml", text).report();
    assert!(report.diagnostics.is_empty() && report.code.is_some(), "{:?}", report.diagnostics);
}

#[test]
fn an_operation_with_a_header_that_cannot_be_sent_is_left_out() {
    let header = |name: &str| format!("        - {{name: '{name}', in: header, schema: {{type: string}}}}\n");
    let left_out = report(&[header("X Tenant")]);
    assert_eq!((left_out.summary.generated, left_out.summary.skipped), (0, 1));
    let sent = report(&[header("X-Tenant!")]);
    assert_eq!((sent.summary.generated, sent.diagnostics.len()), (1, 0));
    assert!(sent.code.unwrap().contains("\"X-Tenant!\""));
}

#[test]
fn an_operation_with_a_media_type_that_cannot_be_sent_is_left_out() {
    for (media_type, generated) in [("text/x-odd; a=b", 1), ("text/x\\ny: 1", 0), ("text/é", 0)] {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{/a: {{post: {{operationId: a, requestBody: \
             {{content: {{\"{media_type}\": {{schema: {{type: string}}}}}}}}, responses: {{'204': {{description: D}}}}}}}}}}\n"
        );
        let report = Builder::from_text("api.yaml", text).on_unsupported(Unsupported::Skip).report();
        assert_eq!(report.summary.generated, generated, "{media_type}: {:?}", report.diagnostics);
    }
}

#[test]
fn components_that_differ_in_case_have_a_table_each() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {/a: {post: {operationId: a, requestBody: {content: \
                {application/json: {schema: {type: object, properties: {x: {$ref: '#/components/schemas/foobar'}, \
                y: {$ref: '#/components/schemas/fooBar'}}}}}}, responses: {'204': {description: D}}}}}\ncomponents: \
                {schemas: {foobar: {type: object, properties: {a: {type: string, maxLength: 3}}}, \
                fooBar: {type: object, properties: {a: {type: string, maxLength: 4}}}}}\n";
    let code = Builder::from_text("api.yaml", text).generate().unwrap();
    let names: Vec<_> = code.lines().filter_map(|line| line.trim().strip_prefix("static COMPONENT")).collect();
    let distinct: std::collections::BTreeSet<_> = names.iter().collect();
    assert!(names.len() >= 2 && distinct.len() == names.len(), "{names:?}");
}

#[test]
fn ids_are_not_sent_in_a_header_that_cannot_be() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n";
    let errors = Builder::from_text("api.yaml", text).request_id_header("X Request Id").generate().unwrap_err();
    assert!(
        errors.to_string().contains("the name of one (RFC 9110, section 5.6.2) but found `X Request Id`"),
        "{errors}"
    );
}

#[test]
fn patterns_cost_no_more_than_the_rest_of_a_document() {
    for (case, patterns) in [
        ("long", vec!["a".repeat(1_000_000)]),
        ("deep", vec!["(".repeat(100_000)]),
        ("alternatives", vec!["a|".repeat(500_000)]),
        ("repetitions in each other", vec!["(".repeat(40) + "a" + &"{9}){9}".repeat(40)]),
        ("classes", (0..3000).map(|number| format!("[\\p{{L}}\\p{{N}}]{{{number}}}")).collect()),
        ("many", (0..3000).map(|number| format!("^a{{1,{number}}}$")).collect()),
    ] {
        let member = |(index, pattern)| format!("p{index}: {{type: string, pattern: '{pattern}'}}");
        let members = patterns.iter().enumerate().map(member).collect::<Vec<_>>().join(", ");
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{/a: {{post: {{operationId: a, requestBody: \
             {{content: {{application/json: {{schema: {{type: object, properties: {{{members}}}}}}}}}}}, \
             responses: {{'204': {{description: Done.}}}}}}}}}}\n"
        );
        let start = Instant::now();
        let report = Builder::from_text("api.yaml", text).report();
        assert!(report.code.is_some(), "{case}: {:?}", report.diagnostics);
        assert!(report.warnings().all(|warning| warning.to_string().len() < 400), "{case}: a long message");
        assert!(start.elapsed() < Duration::from_secs(40), "{case}: {:?}", start.elapsed());
        println!("{case}: {:?}", start.elapsed());
    }
}

/// What is said of an operation with these lines under it.
fn said(lines: &str) -> Vec<String> {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    post:\n      operationId: a\n{lines}"
    );
    let report = Builder::from_text("api.yaml", text).report();
    assert!(report.code.is_some(), "{:?}", report.diagnostics);
    report.warnings().map(ToString::to_string).collect()
}

#[test]
fn what_is_written_or_read_otherwise_than_the_document_says_is_named() {
    const NONE: &str = "      responses: {'204': {description: d}}\n";
    let parameter = |rest: &str| format!("{NONE}      parameters: [{{name: p, {rest}}}]\n");
    let body = |content: &str| format!("{NONE}      requestBody: {{content: {{{content}}}}}\n");
    let answer = |content: &str| format!("      responses: {{'200': {{description: d, content: {{{content}}}}}}}\n");
    let object = "schema: {type: object, properties: {a: {type: string}}}";
    let part = |encoding: &str| {
        let schema = "schema: {type: object, properties: {a: {type: object, properties: {b: {type: string}}}, c: {type: string}}}";
        body(&format!("multipart/form-data: {{{schema}, encoding: {{{encoding}}}}}"))
    };
    for (case, lines, want) in [
        (
            "a style of another place",
            parameter("in: query, style: matrix, schema: {type: string}"),
            Some("found `matrix`"),
        ),
        ("a style of its place", parameter("in: query, style: form, schema: {type: string}"), None),
        (
            "a value with members that is no JSON",
            parameter(&format!("in: query, content: {{application/xml: {{{object}}}}}")),
            Some("`application/xml`"),
        ),
        ("a text that is no JSON", parameter("in: query, content: {application/xml: {schema: {type: string}}}"), None),
        ("a part with members that is no JSON", part("a: {contentType: application/xml}"), Some("`application/xml`")),
        ("a part that is", part("a: {contentType: application/json}, c: {contentType: application/xml}"), None),
        (
            "a header of many values",
            part("c: {headers: {X-A: {required: true, schema: {type: string}}}}"),
            Some("`X-A`"),
        ),
        ("a header of one value", part("c: {headers: {X-A: {required: true, schema: {const: b}}}}"), None),
        (
            "XML of the schema that is JSON",
            answer(&format!("application/json: {{{object}}}, application/xml: {{{object}}}")),
            Some("`application/xml`"),
        ),
        ("several of other schemas", answer(&format!("application/json: {{{object}}}, application/pdf: {{}}")), None),
    ] {
        let said = said(&lines);
        assert_eq!(said.len(), usize::from(want.is_some()), "{case}: {said:?}");
        assert!(want.is_none_or(|want| said[0].contains(want) && said[0].contains("help: ")), "{case}: {said:?}");
    }
}

#[test]
fn an_operation_of_a_method_that_is_new_in_3_2_is_left_out_and_named() {
    let operation = "{responses: {'204': {description: d}}}";
    let text = format!(
        "openapi: 3.2.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get: {operation}\n    query: {operation}\n    \
         additionalOperations: {{LINK: {operation}}}\n"
    );
    let report = Builder::from_text("api.yaml", text).report();
    let said: Vec<_> = report.warnings().map(ToString::to_string).collect();
    assert_eq!((report.summary.generated, report.summary.skipped, said.len()), (1, 2, 2), "{said:?}");
    assert!(said[0].starts_with("api.yaml:6:5: warning: paths/~1a/query: "), "{said:?}");
    assert!(said[1].starts_with("api.yaml:7:28: warning: paths/~1a/additionalOperations/LINK: "), "{said:?}");
}
