//! What is measured: documents of any size, written as text, since a value as deep as some of them cannot be printed.

use std::fmt::{Display, Write as _};

/// One way to let a document grow.
pub(crate) struct Input {
    pub(crate) name: &'static str,
    /// What one time its size is; eight times is at most about 10 MB, or where the generator is to say that it is too much.
    pub(crate) base: usize,
    pub(crate) make: fn(usize) -> Files,
}

/// A document and the files beside it.
pub(crate) struct Files {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) neighbours: Vec<(String, String)>,
}

impl Files {
    pub(crate) fn bytes(&self) -> usize {
        self.text.len() + self.neighbours.iter().map(|(_, text)| text.len()).sum::<usize>()
    }

    /// The document with one more digit to each name that ends in a digit, wherever it stands.
    pub(crate) fn renamed(&self) -> String {
        let mut text = String::with_capacity(self.text.len() * 5 / 4);
        let mut is_name = false;
        for sign in self.text.chars() {
            if !sign.is_ascii_digit() && is_name && text.ends_with(|last: char| last.is_ascii_digit()) {
                text.push('0');
            }
            is_name = sign.is_ascii_alphabetic() || is_name && sign.is_ascii_digit();
            text.push(sign);
        }
        text
    }
}

pub(crate) fn json(text: String) -> Files {
    Files { name: "api.json", text, neighbours: Vec::new() }
}

pub(crate) fn yaml(text: String) -> Files {
    Files { name: "api.yaml", text, neighbours: Vec::new() }
}

/// `one` for each of `0..count`, with commas between.
pub(crate) fn list<T: Display>(count: usize, mut one: impl FnMut(usize) -> T) -> String {
    let mut text = String::new();
    for index in 0..count {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(text, "{comma}{}", one(index));
    }
    text
}

/// `one` for each of `0..count`, with nothing between.
pub(crate) fn joined<T: Display>(count: usize, mut one: impl FnMut(usize) -> T) -> String {
    let mut text = String::new();
    for index in 0..count {
        let _ = write!(text, "{}", one(index));
    }
    text
}

/// `depth` of `open`, `core`, and `depth` of `close`.
pub(crate) fn nested(depth: usize, open: &str, core: &str, close: &str) -> String {
    format!("{}{core}{}", open.repeat(depth), close.repeat(depth))
}

pub(crate) fn reference(name: impl Display) -> String {
    format!(r##"{{"$ref":"#/components/schemas/{name}"}}"##)
}

/// A document of components; its one operation answers with the schema `S0`.
pub(crate) fn components(components: &str) -> Files {
    json(document(&format!(r#""/a":{{"get":{}}}"#, answering(&reference("S0"), "")), components))
}

/// The same, of schemas alone.
pub(crate) fn schemas(schemas: &str) -> Files {
    components(&format!(r#""schemas":{{{schemas}}}"#))
}

/// The same, of the one schema `S0`.
pub(crate) fn schema(schema: &str) -> Files {
    schemas(&format!(r#""S0":{schema}"#))
}

pub(crate) fn paths(paths: &str) -> Files {
    json(document(paths, ""))
}

/// A document of one operation with these members, commas behind them.
pub(crate) fn operation(members: &str) -> Files {
    paths(&format!(r#""/a":{{"get":{}}}"#, answering(r#"{"type":"string"}"#, members)))
}

/// An operation whose answer is `schema`.
pub(crate) fn answering(schema: &str, members: &str) -> String {
    format!(
        r#"{{{members}"responses":{{"200":{{"description":"d","content":{{"application/json":{{"schema":{schema}}}}}}}}}}}"#
    )
}

pub(crate) fn document(paths: &str, components: &str) -> String {
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"paths":{{{paths}}},"components":{{{components}}}}}"#
    )
}

/// A YAML document that goes on with `rest`, where one operation answers with the schema `S0`.
pub(crate) fn block(rest: &str) -> Files {
    yaml(format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get: {}\n{rest}",
        answering(&reference("S0"), "")
    ))
}

/// A document without operations, and with an extension.
pub(crate) fn extension(value: &str) -> Files {
    json(format!(r#"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"paths":{{}},"x-a":{value}}}"#))
}

pub(crate) const TEXT: &str = r#"{"type":"string"}"#;

pub(crate) fn properties(count: usize, schema: impl Fn(usize) -> String) -> String {
    format!(r#"{{"type":"object","properties":{{{}}}}}"#, list(count, |i| format!(r#""p{i}":{}"#, schema(i))))
}

pub(crate) fn of_values(count: usize, value: impl Fn(usize) -> String) -> String {
    format!(r#"{{"type":"string","enum":[{}]}}"#, list(count, |i| format!(r#""{}""#, value(i))))
}
