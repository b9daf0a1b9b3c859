use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::{
    composition::alias,
    names::Taken,
    pointer::Pointer,
    shapes::{self, REQUEST_OF, references},
    walk,
};

/// What is sent differs from what is received where members are `readOnly` or `writeOnly` (OpenAPI 3.1, section 4.8.24.4):
/// `required` takes effect on one side alone. A component that has such a member, or one that has it, and that a request
/// can carry, becomes two: itself as it is received and `…Request` as it is sent.
pub(crate) struct Direction;

impl Pass for Direction {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let flags = Flags::of(super::components(document));
        let differing = differing(super::components(document), &flags);
        if differing.is_empty() {
            return;
        }
        let section = Pointer::root().at(["components", "schemas"]);
        // A schema of a body's own is of one direction.
        let is_bodys = |name: &String| {
            let (_, origin) = context.origin(&section.join(name));
            let origin = origin.as_str();
            origin.contains("/requestBody/") || origin.starts_with("/components/requestBodies/")
        };
        let (own, shared): (BTreeSet<String>, BTreeSet<String>) =
            sent(document, &differing).into_iter().partition(is_bodys);
        let mut taken: Taken = super::identifiers(document);
        let renamed: BTreeMap<String, String> =
            shared.into_iter().map(|name| (name.clone(), taken.unique(&format!("{name}Request")))).collect();
        let components = super::components(document);
        let mut requests = Vec::new();
        for (name, request) in &renamed {
            let Some(mut schema) = components.get(name).cloned() else { continue };
            flags.without(&mut schema, READ);
            rename(&mut schema, &renamed);
            if let Some(keywords) = schema.as_object_mut() {
                keywords.insert(REQUEST_OF.to_owned(), name.as_str().into());
            }
            context.moved(&section.join(name), section.join(request));
            requests.push((request.clone(), schema));
        }
        for name in &differing {
            let Some(schema) = components.get_mut(name) else { continue };
            if own.contains(name) {
                flags.without(schema, READ);
                rename(schema, &renamed);
            } else {
                flags.without(schema, WRITE);
            }
        }
        components.extend(requests);
        walk::operations(document, &mut |_, _, _, operation| {
            for key in ["parameters", "requestBody"] {
                if let Some(carried) = operation.get_mut(key) {
                    rename(carried, &renamed);
                }
            }
        });
    }
}

const READ: &str = "readOnly";
const WRITE: &str = "writeOnly";

/// The components that are of one direction wherever they stand.
struct Flags(BTreeMap<String, &'static str>);

impl Flags {
    fn of(components: &Map<String, Value>) -> Self {
        let flag = |schema: &Value| [READ, WRITE].into_iter().find(|keyword| is(schema, keyword));
        Self(components.iter().filter_map(|(name, schema)| Some((name.clone(), flag(schema)?))).collect())
    }

    /// Whether a member goes one way alone.
    fn is(&self, member: &Value, keyword: &str) -> bool {
        let target = || alias(member).and_then(shapes::component);
        is(member, keyword) || target().is_some_and(|target| self.0.get(&target).is_some_and(|flag| *flag == keyword))
    }

    /// Takes out the members that go the other way.
    fn without(&self, schema: &mut Value, keyword: &str) {
        let Some(members) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
        let gone: BTreeSet<String> =
            members.iter().filter(|(_, member)| self.is(member, keyword)).map(|(name, _)| name.clone()).collect();
        members.retain(|name, _| !gone.contains(name));
        if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|name| !name.as_str().is_some_and(|name| gone.contains(name)));
        }
    }
}

/// The components that have members of one direction, and those that refer to them.
fn differing(components: &Map<String, Value>, flags: &Flags) -> BTreeSet<String> {
    let mut users: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut open = Vec::new();
    for (name, schema) in components {
        let mut targets = Vec::new();
        references(schema, &mut targets);
        for target in targets {
            users.entry(target).or_default().push(name);
        }
        let members = schema.get("properties").and_then(Value::as_object);
        if members.is_some_and(|members| members.values().any(|it| flags.is(it, READ) || flags.is(it, WRITE))) {
            open.push(name.as_str());
        }
    }
    let mut differing = BTreeSet::new();
    while let Some(name) = open.pop() {
        if differing.insert(name.to_owned()) {
            open.extend(users.get(name).into_iter().flatten());
        }
    }
    differing
}

/// Those of them that a request can carry; without any operation, all may be sent by somebody.
fn sent(document: &mut Value, differing: &BTreeSet<String>) -> BTreeSet<String> {
    let (mut open, mut has_operations) = (Vec::new(), false);
    walk::operations(document, &mut |_, _, _, operation| {
        has_operations = true;
        for key in ["parameters", "requestBody"] {
            operation.get(key).inspect(|carried| references(carried, &mut open));
        }
    });
    if !has_operations {
        return differing.clone();
    }
    let components = super::components(document);
    let mut sent = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let Some(schema) = components.get(&name).filter(|_| differing.contains(&name))
            && sent.insert(name)
        {
            references(schema, &mut open);
        }
    }
    sent
}

/// Whether a member goes one way; one that says both goes none, which nobody means.
fn is(member: &Value, keyword: &str) -> bool {
    let says = |keyword: &str| member.get(keyword) == Some(&Value::Bool(true));
    says(keyword) && !(says("readOnly") && says("writeOnly"))
}

/// Lets references lead to what is sent, and the targets of discriminators.
fn rename(value: &mut Value, renamed: &BTreeMap<String, String>) {
    let new = |reference: &str| {
        shapes::component(reference).and_then(|name| renamed.get(&name)).map(|name| super::component(name))
    };
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                for (key, member) in members {
                    match (key.as_str(), member) {
                        ("$ref", Value::String(reference)) => {
                            if let Some(new) = new(reference) {
                                *reference = new;
                            }
                        }
                        ("mapping", Value::Object(targets)) => {
                            for target in targets.values_mut() {
                                match target.as_str().map(new) {
                                    Some(Some(new)) => *target = new.into(),
                                    Some(None) => {}
                                    None => open.push(target),
                                }
                            }
                        }
                        (_, member) => open.push(member),
                    }
                }
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}
