//! Names that are no identifiers, are taken already, or become one and the same.

use super::{characters, text};
use crate::random::Random;

#[rustfmt::skip]
const TAKEN: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "crate", "dyn", "else", "enum", "extern", "false", "fn", "gen",
    "if", "impl", "in", "let", "loop", "macro_rules", "match", "mod", "move", "mut", "pub", "ref", "return", "self",
    "Self", "static", "struct", "super", "true", "try", "type", "union", "unsafe", "use", "where", "while", "yield",
    "abstract", "become", "do", "final", "macro", "override", "priv", "typeof", "unsized", "virtual", "r#type",
    "r#self", "'static", "Option", "Some", "None", "Result", "Ok", "Err", "Vec", "String", "str", "Box", "Error",
    "Client", "ClientBuilder", "Builder", "Debug", "Clone", "Copy", "Default", "From", "Into", "TryFrom", "Iterator",
    "Send", "Sync", "Drop", "Fn", "ToString", "Display", "std", "core", "alloc", "serde", "serde_json", "types",
    "types::X", "client", "builder", "mock", "mod", "prelude", "progenitor", "progenitor_client", "reqwest", "uuid",
    "regress", "Value", "value", "Map", "HashMap", "u8", "i64", "f64", "bool", "char", "usize", "ByteStream",
    "ResponseValue", "Response", "Request", "RequestBuilder", "RequestId", "Cursor", "Page", "Pages", "Items", "Call",
    "Operation", "OperationInfo", "DecodeError", "Paginated", "Body", "body", "send", "new", "default", "clone",
    "request_id", "cursor", "next_cursor", "limit", "items", "pages", "prefetch", "timeout", "header", "headers",
    "retry", "url", "base_url", "query", "path", "result", "request", "response", "inner", "err", "error",
    "into_inner", "status", "_", "__", "_0", "fmt", "eq", "hash", "main", "test", "panic", "vec", "derive", "cfg",
    "doc", "serialize", "Deserialize", "Serialize",
];

#[rustfmt::skip]
const ODD: &[&str] = &[
    "", " ", "-", "--", "0", "1", "007", "1a", "-1", "+1", "1.5", "$", "$ref", "@", "@id", "#", "%", "%2F", "%00",
    "&", "*", "!", "?", "/", "//", "~", "~0", "~1", "~2", "\\", "\"", "'", "`", "``", "|", "||", "<", ">", "<<", "=",
    ":", "::", ";", ",", ".", "..", "../x", "(", ")", "[]", "[", "{", "}", "{}", "{a}", "a b", "a-b", "a_b", "aB",
    "a.b", "a/b", "a b ", " a", "A", "a", "é", "e\u{301}", "ß", "ſ", "K", "İ", "ı", "ǅ", "猫", "🦀",
    "👨\u{200d}👩\u{200d}👧", "ﷺ", "ℵ", "²", "½", "٣", "x²", "\u{1e9e}", "__proto__", "constructor", "true", "null", "~",
    "Null", "200", "404", "default", "2XX", "x-", "application/json", "text/event-stream", "*/*", "X-Request-Id",
    "Accept", "Content-Type", "Authorization", "Cookie", "Host", "Transfer-Encoding", "a\nb", "a\r\nb: c", "*/", "/*",
    "//", "///", "#![x]", "#[x]", "\"#", "}}", "{{", "{0}", "\\u{202e}", "cargo::rustc-env=X=1",
];

/// The same once they are in snake or camel case.
const ALIKE: &[&str] = &[
    "fooBar",
    "foo_bar",
    "FooBar",
    "foo-bar",
    "foo bar",
    "foo.bar",
    "FOO_BAR",
    "foo__bar",
    "_foo_bar",
    "foo_bar_",
    "fooBAR",
    "foo/bar",
    "foo+bar",
    "$foo_bar",
    "foo\u{200b}Bar",
    "fooBar2",
    "foo_bar_2",
    "fooBar_2",
    "FooBarRequest",
    "FooBarResponse",
    "FooBarVariant0",
    "FooBarItem",
    "FooBarType",
    "TypesFooBar",
];

pub(crate) fn odd(random: &mut Random) -> String {
    match random.below(12) {
        0..=3 => random.pick(TAKEN).to_owned(),
        4 | 5 => random.pick(ODD).to_owned(),
        6 | 7 => random.pick(ALIKE).to_owned(),
        8 => text::short(random),
        9 => format!("{}{}", random.pick(TAKEN), random.pick(characters::SAMPLES)),
        10 => format!("a{}b{}", random.pick(characters::SAMPLES), random.below(3)),
        _ => {
            let length = random.size(1, 300);
            random.pick(&["a", "A", "_", "aB", "é", "1", "🦀", "a.", " "]).repeat(length)
        }
    }
}

pub(crate) fn alike(random: &mut Random) -> String {
    random.pick(ALIKE).to_owned()
}
