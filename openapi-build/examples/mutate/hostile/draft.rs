//! A document while it is built: what is in it already, and how often what is put into it is odd.

use serde_json::{Map, Value, json};

use super::{names, targets, text, values};
use crate::random::Random;

pub(crate) struct Draft {
    pub(crate) random: Random,
    /// The folder outside.
    pub(crate) outside: String,
    /// How many of a hundred names, texts, values and references are odd.
    pub(crate) odd: Odd,
    /// What each kind of component holds.
    components: Vec<(&'static str, Map<String, Value>)>,
    pub(crate) paths: Map<String, Value>,
    /// Members of the document itself that no other part writes.
    pub(crate) members: Map<String, Value>,
    /// Lines of YAML before the first and behind the last key.
    pub(crate) before: String,
    pub(crate) behind: String,
    pub(crate) neighbours: Vec<(String, String)>,
    /// What was put in, for the reader of a finding.
    pub(crate) tricks: Vec<&'static str>,
    fresh: usize,
}

const VERSIONS: &[&str] = &["3.1.0", "3.1.0", "3.1.0", "3.1.1", "3.0.3"];

#[derive(Clone, Copy)]
pub(crate) struct Odd {
    pub(crate) names: usize,
    pub(crate) texts: usize,
    pub(crate) values: usize,
    pub(crate) references: usize,
    /// Whether texts hold half a character, which only JSON can say.
    pub(crate) halves: bool,
}

impl Draft {
    pub(crate) fn new(mut random: Random, is_yaml: bool, outside: &str) -> Self {
        let odd = Odd {
            names: random.pick(&[0, 0, 3, 20, 60]),
            texts: random.pick(&[0, 30, 80, 100]),
            values: random.pick(&[0, 0, 10, 50]),
            references: random.pick(&[0, 0, 0, 2, 20]),
            halves: !is_yaml && random.one_in(30),
        };
        Self {
            random,
            outside: outside.to_owned(),
            odd,
            components: Vec::new(),
            paths: Map::new(),
            members: Map::new(),
            before: String::new(),
            behind: String::new(),
            neighbours: Vec::new(),
            tricks: Vec::new(),
            fresh: 0,
        }
    }

    /// A name that nothing else has.
    pub(crate) fn fresh(&mut self, prefix: &str) -> String {
        self.fresh += 1;
        format!("{prefix}{}", self.fresh)
    }

    /// A name, odd or fresh.
    pub(crate) fn name(&mut self, prefix: &str) -> String {
        if self.random.percent(self.odd.names) { names::odd(&mut self.random) } else { self.fresh(prefix) }
    }

    /// A name that is odd as often, but else always this one: `string`, `query`.
    pub(crate) fn word(&mut self, word: &str) -> String {
        let is_odd = self.random.percent(self.odd.names / 20);
        if is_odd { names::odd(&mut self.random) } else { word.to_owned() }
    }

    pub(crate) fn text(&mut self) -> String {
        if self.random.percent(self.odd.texts) { text::any(&mut self.random) } else { "a text".to_owned() }
    }

    /// A text where documents have one line.
    pub(crate) fn line(&mut self) -> String {
        match self.random.percent(self.odd.texts) {
            true if self.random.one_in(2) => text::short(&mut self.random),
            true => text::any(&mut self.random),
            false => "a line".to_owned(),
        }
    }

    /// Any value where any is allowed.
    pub(crate) fn value(&mut self) -> Value {
        if !self.random.percent(self.odd.values) {
            return json!("value");
        }
        match self.random.below(8) {
            0 => json!(null),
            1 => json!(self.random.one_in(2)),
            2 => self.number(),
            3 => json!([self.line(), self.line()]),
            4 => json!({self.name("k"): self.line()}),
            5 => json!(names::odd(&mut self.random)),
            _ => json!(self.line()),
        }
    }

    pub(crate) fn number(&mut self) -> Value {
        if self.random.percent(self.odd.values) {
            let is_endless = self.random.one_in(300);
            super::write::as_it_is(if is_endless {
                values::endless(&mut self.random)
            } else {
                values::number(&mut self.random)
            })
        } else {
            json!(self.random.below(1000))
        }
    }

    pub(crate) fn url(&mut self) -> String {
        if self.random.percent(self.odd.texts / 2) {
            let odd = text::short(&mut self.random);
            return match self.random.below(5) {
                0 => format!("https://{odd}.example/v1"),
                1 => format!("https://a.example/{odd}"),
                2 => format!("javascript:{odd}"),
                3 => format!("https://{{{odd}}}.example"),
                _ => odd,
            };
        }
        "https://a.example/v1".to_owned()
    }

    pub(crate) fn add(&mut self, kind: &'static str, name: String, value: Value) {
        match self.components.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, members)) => {
                members.insert(name, value);
            }
            None => self.components.push((kind, Map::from_iter([(name, value)]))),
        }
    }

    pub(crate) fn schema_named(&mut self, name: &str, schema: Value) {
        self.add("schemas", name.to_owned(), schema);
    }

    /// A reference to a component of the kind, if there is any, or to what there is not.
    pub(crate) fn reference(&mut self, kind: &str) -> Value {
        if self.random.percent(self.odd.references) {
            return json!({"$ref": targets::target(&mut self.random, &self.outside)});
        }
        let members = self.components.iter().find(|(other, _)| *other == kind).map(|(_, members)| members);
        match members {
            Some(members) if !members.is_empty() => {
                let at = self.random.below(members.len().min(64));
                let name = members.keys().nth(at).map_or("", String::as_str);
                reference(kind, name)
            }
            _ => json!({"type": "string"}),
        }
    }

    /// The `count` last of a kind, if there are as many.
    pub(crate) fn knows(&self, kind: &str) -> bool {
        self.components.iter().any(|(other, members)| *other == kind && !members.is_empty())
    }

    /// An operation that answers with `schema`, in a path of its own.
    pub(crate) fn answer(&mut self, schema: &Value) {
        let (path, id) = (self.fresh("/path"), self.fresh("answer"));
        let content = json!({"application/json": {"schema": schema}});
        let operation = json!({"operationId": id, "responses": {"200": {"description": "d", "content": content}}});
        self.paths.insert(path, json!({"get": operation}));
    }

    /// The same for what is sent.
    pub(crate) fn send(&mut self, schema: &Value) {
        let (path, id) = (self.fresh("/path"), self.fresh("send"));
        let body = json!({"required": true, "content": {"application/json": {"schema": schema}}});
        let operation = json!({"operationId": id, "requestBody": body, "responses": {"204": {"description": "d"}}});
        self.paths.insert(path, json!({"post": operation}));
    }

    /// The members of the document, in their order.
    pub(crate) fn finish(&mut self) -> Value {
        let mut document = Map::new();
        let version = if self.random.one_in(30) { "3.2.0" } else { self.random.pick(VERSIONS) };
        document.insert("openapi".to_owned(), json!(self.word(version)));
        document.append(&mut self.members);
        document.insert("paths".to_owned(), Value::Object(std::mem::take(&mut self.paths)));
        let components = self.components.drain(..).map(|(kind, members)| (kind.to_owned(), Value::Object(members)));
        let components: Map<String, Value> = components.collect();
        if !components.is_empty() {
            document.insert("components".to_owned(), Value::Object(components));
        }
        Value::Object(document)
    }
}

/// A reference to the component of that name, escaped as RFC 6901 and RFC 3986 have it.
pub(crate) fn reference(kind: &str, name: &str) -> Value {
    let name = name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
    json!({"$ref": format!("#/components/{kind}/{name}")})
}
