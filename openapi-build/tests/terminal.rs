//! What a document says reaches a terminal, a log and a pull request as text of a bounded length, and as nothing else.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use openapi_build::{Builder, Diff, Severity, Unsupported};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value, json};

/// Texts that would act on what shows them, and how each is shown.
const TEXTS: [(&str, &str, &str); 14] = [
    ("line ends", "a\nbreaking    forged: line\rb", "a\\nbreaking    forged: line\\rb"),
    ("clears the screen", "a\u{1b}[2J\u{1b}]0;title\u{7}b", "a\\u{1b}[2J\\u{1b}]0;title\\u{7}b"),
    ("control in one character", "a\u{9b}31mb\u{85}c", "a\\u{9b}31mb\\u{85}c"),
    ("direction", "a\u{202e}b\u{2066}c\u{200f}d\u{61c}e", "a\\u{202e}b\\u{2066}c\\u{200f}d\\u{61c}e"),
    (
        "nothing to see",
        "a\u{200b}b\u{feff}c\u{ad}d\u{2060}e\u{e0061}f",
        "a\\u{200b}b\\u{feff}c\\u{ad}d\\u{2060}e\\u{e0061}f",
    ),
    ("separators", "a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c"),
    ("NUL, backspace, delete", "a\0b\u{8}c\u{7f}d", "a\\u{0}b\\u{8}c\\u{7f}d"),
    ("backticks", "a` **b** ```c``` `", "a` **b** ```c``` `"),
    ("one backtick", "`", "`"),
    (
        "markup",
        "<img src=x> [a](https://evil.example) ![b](c) | d",
        "<img src=x> [a](https://evil.example) ![b](c) | d",
    ),
    ("mentions", "@octocat #123 https://evil.example GH-1", "@octocat #123 https://evil.example GH-1"),
    ("directive", "a\ncargo::rustc-env=PATH=/tmp", "a\\ncargo::rustc-env=PATH=/tmp"),
    ("command of a workflow", "a\n::set-output name=b::c", "a\\n::set-output name=b::c"),
    ("letters", "é 日本 😀 עברית", "é 日本 😀 עברית"),
];

fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Checks that no line of it was forged or hides anything.
fn check(name: &str, text: &str, is_line: impl Fn(&str) -> bool) {
    for line in text.split('\n') {
        assert!(!line.contains(is_hidden), "{name}: {line:?}");
        assert!(is_line(line), "{name}: a line of its own: {line:?} in {text}");
    }
}

/// A document with a finding of each kind that repeats what the document says.
fn faulty(text: &str) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {format!("/{text}"): {"get": {"operationId": text, "responses": {
            text: {"description": "d"},
            "200": {"description": "d", "content": {"application/json": {"schema": {"$ref": format!("#/{text}")}}}}
        }}}},
        "components": {"schemas": {
            text: {"type": "object", "properties": {text: {"type": text}}},
            "B": {"type": "string", "not": {"const": text}, "pattern": format!("({text}")}
        }}
    })
}

#[test]
fn findings_are_text() {
    for (name, text, want) in TEXTS {
        for unsupported in [Unsupported::Error, Unsupported::Skip] {
            let builder = Builder::from_text("api.json", faulty(text).to_string());
            let report = builder.on_unsupported(unsupported).report();
            assert!(report.diagnostics.len() >= 3, "{name}: {:?}", report.diagnostics);
            for found in &report.diagnostics {
                let shown = found.to_string();
                check(name, &shown, |line| line.starts_with("api.json:") || line.starts_with("  help: "));
                assert!(shown.split('\n').count() <= 2, "{name}: {shown}");
            }
            let wanted = format!("but found `{want}`");
            let is_told = report.diagnostics.iter().any(|found| found.to_string().contains(&wanted));
            assert!(is_told, "{name}: no {wanted} in {:?}", report.diagnostics);
        }
    }
}

#[test]
fn broken_documents_are_no_messages_of_their_own() {
    for (name, text, _) in TEXTS {
        let key = serde_json::to_string(text).unwrap();
        for document in [
            format!("{{{key}: 1, {key}: 2}}"),
            format!("{{\"a\": {key} {key}}}"),
            format!("? [{key}]\n: 1\n"),
            format!("a: *{}", text.replace(char::is_whitespace, "")),
        ] {
            let errors = Builder::from_text("api.json", document).generate().unwrap_err().to_string();
            check(name, &errors, |line| line.starts_with("api.json:") || line.starts_with("  help: "));
        }
    }
}

#[test]
fn only_so_many_findings_of_a_length_are_kept() {
    let key = "k".repeat(2_000);
    let properties: serde_json::Map<_, _> =
        (0..3000).map(|index| (format!("p{index}"), json!({"type": "string", "not": {}}))).collect();
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": {key: {"type": "object", "properties": properties}, "Z": {"type": "none"}}}
    });
    let report = Builder::from_text("api.json", document.to_string()).report();
    let count = |severity| report.diagnostics.iter().filter(|found| found.severity() == severity).count();
    // A finding behind the last one says how many there are.
    assert_eq!((count(Severity::Warning), count(Severity::Error)), (1001, 1), "the error is not lost among warnings");
    let last = report.diagnostics.last().unwrap().to_string();
    assert_eq!(last, "api.json: warning: expected at most 1000 warnings but found 3000: the others are not listed");
    let length: usize = report.diagnostics.iter().map(|found| found.to_string().len()).sum();
    assert!(length < 1_000_000, "{length}");
    let first = report.diagnostics.iter().find(|found| found.pointer().contains("p1")).unwrap().to_string();
    assert!(first.contains("components/schemas/kkkk") && first.contains("kk…kk") && first.contains("/p1"), "{first}");
}

/// A document that has `text` wherever a change of it is told.
fn versions(text: &str) -> [Value; 2] {
    let document = |more: Value, other: &str| {
        let parameter =
            json!({"name": format!("q{other}"), "in": "query", "schema": {"type": "string", "pattern": other}});
        json!({
            "openapi": "3.1.0",
            "info": {"title": "t", "version": "1"},
            "servers": [{"url": format!("https://{other}.example/{other}")}],
            "security": [{other: []}],
            "paths": {
                "/same": {"post": {
                    "operationId": "same",
                    "parameters": [parameter],
                    "requestBody": {"content": {format!("text/{other}"): {"schema": {"type": "string"}}}},
                    "responses": {"200": {"description": "d"}}
                }},
                format!("/{other}"): {"get": {"operationId": format!("id {other}"), "responses": {"200": {"description": "d"}}}}
            },
            "components": {
                "schemas": {
                    "Status": {"type": "string", "enum": more},
                    other: {"type": "object", "properties": {other: {"type": "string"}}},
                    "Thing": {"type": "object", "properties": {format!("a{other}"): {"type": "string"}}}
                },
                "securitySchemes": {other: {"type": "http", "scheme": other}}
            }
        })
    };
    [document(json!(["b"]), "old"), document(json!(["b", text]), text)]
}

fn differences(name: &str, text: &str) -> Diff {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal");
    fs::create_dir_all(&folder).unwrap();
    let paths = ["old", "new"].map(|side| folder.join(format!("{}-{side}.json", name.replace(' ', "-"))));
    for (path, document) in paths.iter().zip(versions(text)) {
        fs::write(path, document.to_string()).unwrap();
    }
    let builder = Builder::new(&paths[0]).on_unsupported(Unsupported::Skip).request_id_header("X-Request-Id");
    builder.diff(&paths[1]).unwrap_or_else(|errors| panic!("{name}: {errors}"))
}

#[test]
fn changes_are_lines() {
    for (name, text, want) in TEXTS {
        let diff = differences(name, text);
        let shown = diff.to_string();
        check(name, &shown, |line| line.starts_with("breaking    ") || line.starts_with("compatible  "));
        assert_eq!(shown.split('\n').count(), diff.changes().len(), "{name}: {shown}");
        assert!(diff.changes().len() >= 8, "{name}: {shown}");
        let value = diff.changes().iter().find(|change| change.place() == "Status").unwrap();
        assert!(value.what().contains(want) && value.what().ends_with(" added"), "{name}: {value}");
    }
}

#[test]
fn in_a_pull_request_what_a_document_says_is_code() {
    for (name, text, _) in TEXTS {
        let diff = differences(name, text);
        let markdown = diff.to_markdown();
        check(name, &markdown, |line| {
            line.is_empty() || ["- ", "## ", "### ", "Next "].iter().any(|it| line.starts_with(it))
        });
        let mut items = 0;
        for event in Parser::new_ext(&markdown, Options::all()) {
            match event {
                Event::Start(Tag::Item) => items += 1,
                Event::Start(Tag::List(None) | Tag::Heading { .. } | Tag::Paragraph | Tag::Strong)
                | Event::End(_)
                | Event::Code(_)
                | Event::SoftBreak => {}
                Event::Text(text) => {
                    let words = |sign: char| sign.is_ascii_alphanumeric() || " ,.:;→()".contains(sign);
                    assert!(text.chars().all(words), "{name}: {text:?} in {markdown}");
                }
                other => panic!("{name}: {other:?} in {markdown}"),
            }
        }
        assert_eq!(items, diff.changes().len(), "{name}: {markdown}");
    }
}

#[test]
fn a_value_of_any_length_is_one_short_line() {
    let diff = differences("long", &"v".repeat(1_900));
    for line in diff.to_string().lines().chain(diff.to_markdown().lines()) {
        assert!(line.len() < 1500, "{} bytes: {line:.100}", line.len());
    }
}

#[cfg(feature = "cli")]
#[test]
fn the_program_shows_names_as_text() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let run = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_openapi-build")).current_dir(folder).args(arguments).output().unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    let mut seen = BTreeSet::new();
    for (name, text, _) in TEXTS.iter().filter(|(_, text, _)| !text.contains('\0')) {
        let text = format!("no{text}");
        for arguments in [
            &["check", &text][..],
            &["diff", &text, &text],
            &["update", &text, "--from", &text],
            &["update", "none.yaml", "--from", &format!("https://{text}")],
            &[&text, "x"],
            &["check", "x", &format!("-{text}")],
            &["check", "x", "--cursor-pagination", &text],
        ] {
            let said = run(arguments);
            assert!(!said.contains(|sign| sign != '\n' && is_hidden(sign)), "{name}: {said:?}");
            seen.insert(said);
        }
    }
    assert!(seen.len() > 50, "{seen:?}");
}
