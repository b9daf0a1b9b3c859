use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::composition::alias;
use crate::{limits::MAX_CHAIN, pointer::Pointer, shapes};

/// A component that only refers to another is a type whose code asks that of the other, and so on: a chain of them that
/// nobody needs is cut, and one that leads back to itself leads to nothing.
pub(crate) struct Chains;

impl Pass for Chains {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let section = Pointer::root().at(["components", "schemas"]);
        for name in circles(super::components(document)) {
            let message = format!("expected a schema but found `{name}`, which refers to itself alone");
            let help = "a circle of references has no value (JSON Schema core, section 9.4.1)";
            context.dangling(&section.join(&name), message, help);
            super::components(document).insert(name, Value::Object(Map::new()));
        }
        for name in too_long(super::components(document)) {
            let message = format!("expected at most {MAX_CHAIN} references one after the other but found more");
            context.dangling(&section.join(&name), message, "refer to what the last of them refers to");
            super::components(document).insert(name, Value::Object(Map::new()));
        }
    }
}

/// One component of each circle of references.
fn circles(components: &Map<String, Value>) -> Vec<String> {
    let next = |name: &str| {
        let target = components.get(name).and_then(alias).and_then(shapes::component)?;
        components.get_key_value(&target).map(|(name, _)| name.as_str())
    };
    let (mut circles, mut seen) = (Vec::new(), HashMap::new());
    for (number, start) in components.keys().enumerate() {
        let mut name = start.as_str();
        while seen.insert(name, number).is_none_or(|known| {
            if known == number {
                circles.push(name.to_owned());
            }
            false
        }) {
            let Some(target) = next(name) else { break };
            name = target;
        }
    }
    circles
}

/// The components from which a chain is cut so that none is longer than it may be.
fn too_long(components: &Map<String, Value>) -> Vec<String> {
    let mut lengths: HashMap<&str, usize> = HashMap::new();
    let mut cut = Vec::new();
    for start in components.keys() {
        let mut way: Vec<&str> = Vec::new();
        let mut next = Some(start.as_str());
        // Down to what is known, or to what is on the way already: a circle is reported elsewhere.
        while let Some(name) = next.filter(|name| !lengths.contains_key(name)) {
            lengths.insert(name, 0);
            way.push(name);
            let target = components.get(name).and_then(alias).and_then(shapes::component);
            next = target.and_then(|target| components.get_key_value(&target)).map(|(name, _)| name.as_str());
        }
        let mut length = next.map_or(0, |name| lengths[name] + 1);
        for name in way.into_iter().rev() {
            if length > MAX_CHAIN {
                cut.push(name.to_owned());
                length = 0;
            }
            lengths.insert(name, length);
            length += 1;
        }
    }
    cut
}
