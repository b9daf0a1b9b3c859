use serde_json::{Map, Value};

use super::{Context, Pass, kind, text};
use crate::{pointer::Pointer, walk};

/// Every later pass relies on objects where OpenAPI asks for objects: what is something else is reported here.
pub(crate) struct Shape;

impl Pass for Shape {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let Some(root) = document.as_object_mut() else { return };
        info(root, context);
        paths(root, context);
        let mut shape = Checker::default();
        if let Some(servers) = shape.array(root, "servers") {
            shape.inside("servers", |shape| {
                servers.retain(|server| shape.expect("an object", server.is_object(), server));
            });
        }
        for key in ["paths", "webhooks"] {
            if let Some(items) = shape.object(root, key) {
                shape.inside(key, |shape| {
                    items.retain(|name, _| !name.starts_with("x-"));
                    shape.members(items, Checker::path_item);
                });
            }
        }
        if let Some(components) = shape.object(root, "components") {
            shape.inside("components", |shape| {
                for (key, check) in SECTIONS {
                    if let Some(section) = shape.object(components, key) {
                        shape.inside(key, |shape| shape.members(section, check));
                    }
                }
            });
        }
        for (at, message) in shape.found {
            context.unsupported(&at, message, "");
        }
        schemas(document, context);
    }
}

type Check = fn(&mut Checker, &mut Map<String, Value>);

const SECTIONS: [(&str, Check); 6] = [
    ("parameters", Checker::parameter),
    ("headers", Checker::header),
    ("requestBodies", Checker::body),
    ("responses", Checker::body),
    ("pathItems", Checker::path_item),
    ("callbacks", Checker::callback),
];

/// `info` is for people: what is missing in it is filled in.
fn info(root: &mut Map<String, Value>, context: &mut Context<'_>) {
    let at = Pointer::root().join("info");
    let info = root.entry("info").or_insert_with(|| Value::Object(Map::new()));
    if !info.is_object() {
        context.warn(&at, format!("expected `info` to be an object but found {}", kind(info)), "");
        *info = Value::Object(Map::new());
    }
    for (key, default) in [("title", "API"), ("version", "0")] {
        let known = match info.get(key) {
            Some(Value::String(_)) => continue,
            Some(Value::Null) | None => default.to_owned(),
            Some(other) => text(other),
        };
        info[key] = known.into();
    }
}

/// OpenAPI 3.0 requires `paths`; 3.1 is content with `components` or `webhooks` (section 4.8.1).
fn paths(root: &mut Map<String, Value>, context: &mut Context<'_>) {
    let at = Pointer::root();
    if root.contains_key("paths") {
        return;
    }
    let other = ["components", "webhooks"].iter().any(|key| root.contains_key(*key));
    if !context.is_3_0 && other {
        context.warn(&at, "the document has no `paths`: only types are generated", "");
    } else {
        context.error(
            &at,
            "expected `paths` but found none",
            "a client needs at least one operation; an empty document says `paths: {}`",
        );
    }
    root.insert("paths".to_owned(), Value::Object(Map::new()));
}

/// A schema is an object or a boolean (JSON Schema 2020-12, section 4.3).
fn schemas(document: &mut Value, context: &mut Context<'_>) {
    let sections = document.pointer_mut("/components/schemas");
    let at = Pointer::root().at(["components", "schemas"]);
    if let Some(section) = sections
        && !section.is_object()
    {
        context.error(&at, format!("expected an object but found {}", kind(section)), "");
        *section = Value::Object(Map::new());
    }
    walk::schemas(document, &mut |schema, at| {
        if !schema.is_object() && !schema.is_boolean() {
            context.unsupported(
                at,
                format!("expected a schema (an object or a boolean) but found {}", kind(schema)),
                "",
            );
            *schema = Value::Object(Map::new());
        }
    });
}

/// Where the check is, and what it found.
#[derive(Default)]
struct Checker {
    at: Pointer,
    found: Vec<(Pointer, String)>,
}

impl Checker {
    fn inside<T>(&mut self, token: &str, go: impl FnOnce(&mut Self) -> T) -> T {
        self.at.push(token);
        let result = go(self);
        self.at.pop();
        result
    }

    fn expect(&mut self, what: &str, holds: bool, found: &Value) -> bool {
        if !holds {
            self.found.push((self.at.clone(), format!("expected {what} but found {}", kind(found))));
        }
        holds
    }

    /// The object at `key`; anything else is reported and taken out.
    fn object<'m>(&mut self, map: &'m mut Map<String, Value>, key: &str) -> Option<&'m mut Map<String, Value>> {
        let found = map.get(key)?;
        let holds = self.inside(key, |shape| shape.expect("an object", found.is_object() || found.is_null(), found));
        if !holds || found.is_null() {
            map.remove(key);
        }
        map.get_mut(key)?.as_object_mut()
    }

    fn array<'m>(&mut self, map: &'m mut Map<String, Value>, key: &str) -> Option<&'m mut Vec<Value>> {
        let found = map.get(key)?;
        let holds = self.inside(key, |shape| shape.expect("an array", found.is_array() || found.is_null(), found));
        if !holds || found.is_null() {
            map.remove(key);
        }
        map.get_mut(key)?.as_array_mut()
    }

    /// Checks every member, which has to be an object; others are reported and taken out.
    fn members(&mut self, map: &mut Map<String, Value>, check: Check) {
        map.retain(|name, member| {
            self.inside(name, |shape| match member.as_object_mut() {
                Some(member) => {
                    check(shape, member);
                    true
                }
                None => shape.expect("an object", false, member),
            })
        });
    }

    fn member(&mut self, map: &mut Map<String, Value>, key: &str, check: Check) {
        if let Some(member) = self.object(map, key) {
            self.inside(key, |shape| check(shape, member));
        }
    }

    fn section(&mut self, map: &mut Map<String, Value>, key: &str, check: Check) {
        if let Some(section) = self.object(map, key) {
            self.inside(key, |shape| shape.members(section, check));
        }
    }

    fn parameters(&mut self, map: &mut Map<String, Value>) {
        let Some(parameters) = self.array(map, "parameters") else { return };
        self.inside("parameters", |shape| {
            let mut index = 0;
            parameters.retain_mut(|parameter| {
                let kept = shape.inside(&index.to_string(), |shape| match parameter.as_object_mut() {
                    Some(parameter) => {
                        shape.parameter(parameter);
                        true
                    }
                    None => shape.expect("a parameter (an object)", false, parameter),
                });
                index += 1;
                kept
            });
        });
    }

    fn path_item(&mut self, item: &mut Map<String, Value>) {
        self.parameters(item);
        for method in walk::METHODS {
            self.member(item, method, Self::operation);
        }
    }

    fn operation(&mut self, operation: &mut Map<String, Value>) {
        self.parameters(operation);
        self.member(operation, "requestBody", Self::body);
        if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            responses.retain(|status, _| !status.starts_with("x-"));
        }
        self.section(operation, "responses", Self::body);
        self.section(operation, "callbacks", Self::callback);
    }

    fn callback(&mut self, callback: &mut Map<String, Value>) {
        if !callback.contains_key("$ref") {
            callback.retain(|name, _| !name.starts_with("x-"));
            self.members(callback, Self::path_item);
        }
    }

    fn parameter(&mut self, parameter: &mut Map<String, Value>) {
        self.header(parameter);
        if parameter.contains_key("$ref") {
            return;
        }
        for key in ["name", "in"] {
            let found = parameter.get(key).unwrap_or(&Value::Null).clone();
            if !found.is_string() {
                self.expect(&format!("`{key}` to be a string"), false, &found);
                // Told once; a name keeps the parameter apart from others until the build stops.
                parameter.insert(key.to_owned(), if key == "in" { "query" } else { "unnamed" }.into());
            }
        }
    }

    fn header(&mut self, header: &mut Map<String, Value>) {
        self.section(header, "content", Self::media_type);
    }

    fn body(&mut self, body: &mut Map<String, Value>) {
        self.section(body, "content", Self::media_type);
        self.section(body, "headers", Self::header);
    }

    fn media_type(&mut self, media_type: &mut Map<String, Value>) {
        self.section(media_type, "encoding", Self::encoding);
    }

    fn encoding(&mut self, encoding: &mut Map<String, Value>) {
        self.section(encoding, "headers", Self::header);
    }
}
