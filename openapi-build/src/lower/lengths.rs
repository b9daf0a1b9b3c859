//! How many references each component leads through before a struct can be made of it.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::{
    composition::{alias, needs_merging},
    shapes,
};

/// The lengths by component, each reckoned once. A circle, which is an error of its own, counts up to where it closes.
pub(super) fn lengths(schemas: &Map<String, Value>) -> HashMap<String, usize> {
    let mut lengths: HashMap<String, Option<usize>> = HashMap::new();
    for start in schemas.keys() {
        // Deeper than any stack of calls.
        let mut open = vec![(start.clone(), false)];
        while let Some((name, is_done)) = open.pop() {
            let steps = schemas.get(&name).map(steps).unwrap_or_default();
            if is_done {
                let known = steps.iter().filter_map(|step| *lengths.get(step)?).max().unwrap_or_default();
                lengths.insert(name, Some(known + 1));
            } else if !lengths.contains_key(&name) {
                lengths.insert(name.clone(), None);
                open.push((name, true));
                open.extend(steps.into_iter().map(|step| (step, false)));
            }
        }
    }
    lengths.into_iter().filter_map(|(name, length)| Some((name, length?))).collect()
}

/// The components that have to be merged before this schema is.
fn steps(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        if let Some(reference) = alias(schema) {
            found.extend(shapes::component(reference));
        } else if needs_merging(schema) {
            let lists = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array());
            open.extend(lists.flatten());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_is_one_longer_than_the_longest_that_it_is_made_of() {
        let refers = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let schemas = json!({
            "A": {"allOf": [refers("B"), refers("C"), {"type": "object"}]},
            "B": {"allOf": [refers("C"), {"allOf": [refers("D"), {"type": "object"}]}]},
            "C": {"type": "object", "properties": {"a": refers("A")}},
            "D": refers("C"),
            "E": {"allOf": [refers("F"), {"type": "object"}]},
            "F": {"allOf": [refers("E"), {"type": "object"}]},
        });
        let found = lengths(schemas.as_object().unwrap());
        let want = [("A", 4), ("B", 3), ("C", 1), ("D", 2), ("E", 2), ("F", 1)];
        for (name, length) in want {
            assert_eq!(found.get(name), Some(&length), "{name}");
        }
    }
}
