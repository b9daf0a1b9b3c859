use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::pointer::Pointer;

/// Progenitor takes 3.0 only: what is 3.0, 3.1 or 3.2 is declared so, anything else is refused. Operations of methods that 3.2
/// adds have no place there.
pub(crate) struct Version;

impl Pass for Version {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let Some(root) = document.as_object_mut() else {
            context.error(
                &Pointer::root(),
                format!("expected an OpenAPI document (a mapping) but found {}", super::kind(document)),
                "",
            );
            return;
        };
        let version = match root.get("openapi") {
            Some(Value::String(version)) => version.clone(),
            // `openapi: 3.1` without quotes is a number in YAML.
            Some(Value::Number(version)) => version.to_string(),
            _ => {
                let found = match (root.get("openapi"), root.get("swagger")) {
                    (Some(other), _) => super::kind(other).to_owned(),
                    (None, Some(swagger)) => format!("`swagger: {}`", super::text(swagger)),
                    (None, None) => "none".to_owned(),
                };
                context.error(
                    &Pointer::root().join(if root.contains_key("swagger") { "swagger" } else { "openapi" }),
                    format!("expected `openapi: 3.2.x`, `3.1.x` or `3.0.x` but found {found}"),
                    "documents of version 2 can be converted to 3.0 first",
                );
                return;
            }
        };
        let supported = ["3.0", "3.1", "3.2"].iter().any(|minor| {
            version.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
        });
        if supported {
            context.is_3_0 = version.starts_with("3.0");
            root.insert("openapi".to_owned(), "3.0.3".into());
            added_methods(root, context);
        } else {
            context.error(
                &Pointer::root().join("openapi"),
                format!("expected version 3.2.x, 3.1.x or 3.0.x but found {version:?}"),
                "",
            );
        }
    }
}

/// Leaves out the operations of further methods (OpenAPI 3.2, section 4.9.1), each with a warning.
fn added_methods(root: &mut Map<String, Value>, context: &mut Context<'_>) {
    for (path, item) in root.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
        let Some(item) = item.as_object_mut() else { continue };
        let at = Pointer::root().at(["paths", path]);
        let mut added: Vec<_> = item.remove("query").map(|_| at.join("query")).into_iter().collect();
        if let Some(Value::Object(operations)) = item.remove("additionalOperations") {
            added.extend(operations.keys().map(|method| at.at(["additionalOperations", method])));
        }
        for at in added {
            context.skipped += 1;
            let message = "expected an operation of a method that OpenAPI 3.1 has but found one of another";
            context.warn(&at, message, "the operation is left out");
        }
    }
}
