use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Context, Pass};
use crate::composition::alias;
use crate::{pointer::Pointer, walk};

/// A component that may be null is an `Option` wherever it is used, not a type that has one inside.
pub(crate) struct Nullable;

impl Pass for Nullable {
    fn run(&self, document: &mut Value, _: &mut Context<'_>) {
        let mut done: BTreeSet<String> = BTreeSet::new();
        loop {
            let mut found = BTreeSet::new();
            for (name, schema) in super::components(document).iter_mut() {
                let is_nullable = schema.as_object_mut().and_then(|schema| schema.remove("nullable")).is_some();
                if is_nullable && done.insert(name.clone()) {
                    found.insert(name.clone());
                }
            }
            if found.is_empty() {
                break;
            }
            let mut unions = BTreeSet::new();
            walk::schemas(document, &mut |schema, at| {
                let target = alias(schema).and_then(Pointer::from_fragment).and_then(|pointer| pointer.tokens().last());
                if !target.is_some_and(|target| found.contains(&target)) {
                    return;
                }
                let parent = at.parent();
                if parent.as_str().ends_with("/anyOf") || parent.as_str().ends_with("/oneOf") {
                    // An alternative that may be null makes all of them nullable.
                    unions.insert(parent.parent());
                } else if parent.as_str().ends_with("/allOf") {
                    unions.insert(parent.parent());
                } else if let Some(keywords) = schema.as_object_mut() {
                    if let Some(reference) = keywords.remove("$ref") {
                        keywords.insert("allOf".to_owned(), json!([{"$ref": reference}]));
                    }
                    keywords.insert("nullable".to_owned(), true.into());
                }
            });
            for union in unions {
                if let Some(Value::Object(keywords)) = document.pointer_mut(union.as_str()) {
                    keywords.insert("nullable".to_owned(), true.into());
                }
            }
        }
        // A parameter that may be null is one that may be left out.
        walk::operations(document, &mut |_, _, _, operation| {
            let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten();
            for schema in parameters.filter_map(|parameter| parameter.get_mut("schema")?.as_object_mut()) {
                schema.remove("nullable");
            }
        });
    }
}
