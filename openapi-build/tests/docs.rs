//! Nothing that a document says runs, loads or hides in the docs of what is generated from it.

use std::collections::{BTreeMap, BTreeSet};

use openapi_build::{Builder, Unsupported};
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};
use serde_json::{Value, json};
use syn::{
    Attribute, Expr, ExprLit, Lit, Meta,
    visit_mut::{VisitMut, visit_attribute_mut},
};

/// Texts that would be more than text, each with the word `MARK` in it.
const TEXTS: [(&str, &str); 42] = [
    ("fence", "```\nMARK\n```"),
    ("info string", "```edition2021\nMARK\n```"),
    ("open fence", "a\n```rust,should_panic\nMARK"),
    ("waves", "~~~\nMARK\n~~~"),
    ("waves in a quote", "> ~~~\n> MARK"),
    ("waves in an item", "- ~~~ignore-x\n  MARK"),
    ("indented", "a\n\n    MARK"),
    ("indented by a tab", "a\n\n\tMARK"),
    ("indented in a quote", ">     MARK"),
    ("indented in an item", "-      MARK"),
    ("indented by tabs in an item", "1.\t\tMARK"),
    ("indented in an item of an item", "- - -      MARK"),
    ("indented in a footnote", "[^1]\n\n[^1]: a\n\n        MARK"),
    ("indented below a heading", "a\n=\n    MARK\n# b\n    MARK"),
    ("indented below a definition", "[x]: https://a.b\n    MARK"),
    ("indented below a table", "|a|\n|-|\n\n    MARK"),
    ("indented by references", "&#32;&#32;&#32;&#32;MARK\n\n&#9;MARK"),
    ("a line by a reference", "a&#10;&#10;    MARK"),
    ("an item by a reference", "*&#32;     MARK*"),
    ("a line of its own", "\n\n    MARK\n\n"),
    ("carriage returns", "a\r\r    MARK\r```\rMARK"),
    ("line separators", "a\u{2028}\u{2028}    MARK\u{85}```\u{85}MARK"),
    ("script", "<script>MARK</script>"),
    ("block of HTML", "<div>\n\n    MARK\n\n</div>"),
    ("picture in HTML", "a <img src=x onerror=MARK()> b"),
    ("comment", "<!-- MARK -->\n<!--\n```\nMARK"),
    ("instruction", "<?MARK?> <!MARK> <![CDATA[MARK]]>"),
    ("link to a script", "[MARK](javascript:alert) [MARK](JAVASCRIPT:alert)"),
    ("link to data", "[MARK](data:text/html,x) [MARK](vbscript:x) [MARK](file:///x)"),
    ("link in disguise", "[MARK](&#106;avascript:x) [MARK](<java\tscript:x>) [MARK](\\javascript:x)"),
    ("address of a script", "<javascript:MARK> <data:MARK>"),
    ("definition of a script", "[MARK] [x][MARK] [MARK][]\n\n[MARK]: javascript:x"),
    ("link to nowhere", "[MARK](#a) [MARK](../a) [MARK](a) [MARK]()"),
    ("reference to an item", "[MARK] [`MARK`] [std::MARK] [fn@MARK] [a][MARK]"),
    ("picture", "![MARK](https://a.b/c) ![MARK](data:x) [![MARK](https://a.b)](https://c.d)"),
    ("bare address", "MARK https://a.b/c_d, http://e.f."),
    ("end of a comment", "MARK */ //! ``` */\n*/ fn MARK() {}"),
    ("end of a text", "MARK\"]\n#![doc = \"x\"] \\"),
    ("direction", "\u{202e}MARK\u{202c} \u{2066}MARK\u{2069} \u{200f}\u{61c}"),
    ("escape sequences", "\u{1b}[2JMARK\u{9b}31m\u{7f}\u{8}"),
    ("NUL", "MARK\0\0"),
    ("backticks", "`MARK`` ```MARK` `"),
];

/// A document that has `text` in every place that a name or a text may have.
fn document(text: &str) -> Value {
    let path = format!("/a/{}", text.replace(['{', '}', '?', '#'], ""));
    let schema = json!({
        "type": "object",
        "title": text,
        "description": text,
        "required": [text],
        "properties": {
            text: {"type": "string", "description": text, "title": text, "default": text, "example": text},
            "kind": {"type": "string", "enum": [text, "b"], "default": text, "description": text},
            "inner": {"type": "object", "description": text, "properties": {"x": {"type": "string", "pattern": text}}}
        },
        "example": {text: text}
    });
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}, "example": text}});
    let parameter = |name: &str, place: &str| json!({"name": name, "in": place, "description": text, "schema": {"type": "string", "default": text}});
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": text, "version": text, "description": text, "termsOfService": text,
            "contact": {"name": text}, "license": {"name": text}
        },
        "servers": [{"url": format!("https://a.example/{text}"), "description": text}],
        "tags": [{"name": text, "description": text}],
        "security": [{text: []}],
        "paths": {
            path: {
                "summary": text,
                "get": {
                    "operationId": text, "summary": text, "description": text, "tags": [text],
                    "externalDocs": {"url": text, "description": text},
                    "parameters": [parameter(text, "query"), parameter("plain", "query"), parameter("X-A", "header"),
                        {"name": "bare", "in": "query", "schema": {"type": "string", "enum": [text, "c"]}}],
                    "responses": {
                        "200": {"description": text, "content": content},
                        "404": {"description": text, "content": {"application/json": {"schema": {"type": "string"}}}},
                        "default": {"description": text}
                    }
                },
                "post": {
                    "operationId": "make", "description": text,
                    "requestBody": {"description": text, "content": content, "required": true},
                    "responses": {"200": {"description": text}, "201": {"description": text, "content": content}}
                }
            },
            "/b": {
                "get": {
                    "operationId": "undescribed",
                    "parameters": [{"name": text, "in": "query", "schema": {"type": "string"}}],
                    "responses": {"200": {"description": text, "content": {text: {"schema": {"type": "string"}}}}}
                }
            }
        },
        "components": {
            "schemas": {
                "Thing": schema,
                "Kind": {"type": "string", "enum": [text, "d"], "description": text},
                "Any": {"description": text, "oneOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "string"}]},
                "Text": {"type": "string", "description": text, "pattern": text, "minLength": 1}
            },
            "securitySchemes": {text: {"type": "http", "scheme": "bearer", "description": text}}
        }
    })
}

fn generated(document: &Value) -> Vec<String> {
    let plain = Builder::from_text("api.json", document.to_string()).on_unsupported(Unsupported::Skip);
    let full = plain.clone().request_id_header("X-Request-Id").httpmock("mock").json_schema("schemars");
    let code = |builder: Builder| builder.generate().unwrap_or_else(|errors| panic!("{errors}"));
    vec![code(plain), code(full)]
}

/// The doc comments of a file, one text an item.
#[derive(Default)]
struct Docs(Vec<String>);

impl VisitMut for Docs {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let lines: Vec<_> = attributes.iter().filter_map(doc).collect();
        if !lines.is_empty() {
            self.0.push(unindented(&lines.join("\n")));
        }
        for attribute in attributes {
            visit_attribute_mut(self, attribute);
        }
    }
}

fn doc(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => panic!("docs that are no text"),
        },
        _ => None,
    }
}

/// As rustdoc reads it: without the indentation that all lines share.
fn unindented(text: &str) -> String {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = text.lines().filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or_default();
    text.lines().map(|line| line.get(shared..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn docs(code: &str) -> Vec<String> {
    let mut docs = Docs::default();
    docs.visit_file_mut(&mut syn::parse_file(code).unwrap());
    docs.0
}

/// What rustdoc would make of a text beyond words.
fn problems(text: &str) -> BTreeSet<String> {
    let all = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut found = BTreeSet::new();
    for options in [all, Options::empty()] {
        let mut broken = BTreeSet::new();
        let mut callback = |link: BrokenLink<'_>| {
            broken.insert(link.reference.to_string());
            None::<(CowStr<'_>, CowStr<'_>)>
        };
        for event in Parser::new_with_broken_link_callback(text, options, Some(&mut callback)) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => {}
                Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("http") => {}
                Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::Link { .. } | Tag::HtmlBlock)
                | Event::Html(_)
                | Event::InlineHtml(_) => {
                    found.insert(format!("{event:?}"));
                }
                _ => {}
            }
        }
        if options == all {
            broken.retain(|reference| !reference.starts_with("`Client::"));
            found.extend(broken);
        }
    }
    found
}

fn hidden(code: &str) -> Option<char> {
    let of_direction =
        |sign| matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    code.chars().find(|sign| (sign.is_control() && !['\n', '\t'].contains(sign)) || of_direction(*sign))
}

#[test]
fn no_text_is_more_than_text() {
    let mut wrong = BTreeMap::new();
    for (name, text) in TEXTS {
        for code in generated(&document(text)) {
            if let Some(sign) = hidden(&code) {
                wrong.insert(name, format!("{sign:?} in the code"));
                continue;
            }
            let docs = docs(&code);
            assert!(docs.iter().filter(|text| text.contains("MARK")).count() > 10, "{name}: {docs:#?}");
            for text in docs {
                let problems = problems(&text);
                if !problems.is_empty() {
                    wrong.insert(name, format!("{problems:?} in\n{text}\n"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
}

#[test]
fn a_name_is_one_line_of_code() {
    let [plain, full] = generated(&document("a`\n    b")).try_into().unwrap();
    for (code, want) in [
        (&plain, "Sends a `GET` request to ``/a/a`\\n    b``."),
        (&plain, "/// Client for a\\` b"),
        (&plain, "/// Version: a\\` b"),
        (&plain, "/// ``a`\\n    b``\n"),
        (&full, "The query parameter ``a`\\n    b``."),
        (&full, "Sends a `GET` request to ``/a/a`\\n    b``."),
        (&full, "Mocks ``a`\\n    b``."),
    ] {
        assert!(code.contains(want), "no {want} in\n{code}");
    }
}

#[test]
fn an_open_mark_ends_with_its_text() {
    for mark in ["```\na", "~~~~", "<!-- a", "<script>", "- a\n\n  ```", "[a]: /b", "`a"] {
        let document = json!({
            "openapi": "3.1.0",
            "info": {"title": "t", "version": "1", "description": mark},
            "paths": {"/a": {"get": {
                "operationId": "list", "summary": mark, "description": mark,
                "parameters": [
                    {"name": "b", "in": "query", "description": mark, "schema": {"type": "string"}},
                    {"name": "c", "in": "query", "description": mark, "schema": {"type": "string"}}
                ],
                "responses": {"200": {"description": "d"}}
            }}}
        });
        let [plain, full] = generated(&document).try_into().unwrap();
        let (plain, full) = (docs(&plain), docs(&full));
        for (docs, want) in [
            (&plain, "Sends a GET request to /a."),
            (&plain, "Version: 1"),
            (&full, "Sends a GET request to /a."),
            (&full, "The builder of requests that Client::list makes."),
        ] {
            let paragraphs = docs.iter().flat_map(|text| paragraphs(text));
            let all: Vec<_> = paragraphs.collect();
            assert!(all.iter().any(|text| text.starts_with(want)), "{mark:?}: no {want:?} in {all:#?}");
        }
    }
}

/// The texts of paragraphs and items.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for event in Parser::new_with_broken_link_callback(
        text,
        Options::empty(),
        Some(|_: BrokenLink<'_>| Some(("x".into(), "".into()))),
    ) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item | Tag::CodeBlock(_)) => found.push(String::new()),
            Event::Text(text) | Event::Code(text) => found.last_mut().unwrap().push_str(&text),
            _ => {}
        }
    }
    found
}

#[test]
fn long_texts_are_cut_off_with_a_warning() {
    let long = format!("start {}", "word ".repeat(40_000));
    let mut document = document("a");
    document["info"]["description"] = json!(long);
    let report = Builder::from_text("api.json", document.to_string()).report();
    let warnings: Vec<_> = report.warnings().map(ToString::to_string).collect();
    assert!(
        warnings.iter().any(|warning| warning.contains("found 1 longer ones, the first of which begins `Client for a")),
        "{warnings:?}"
    );
    let code = report.code.unwrap();
    assert!(
        code.contains("(Cut off here: ") && code.contains(" are left out.)") && code.len() < 150_000,
        "{}",
        code.len()
    );
}
