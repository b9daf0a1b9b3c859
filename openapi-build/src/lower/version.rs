use serde_json::Value;

use super::{Context, Pass};
use crate::pointer::Pointer;

/// Progenitor takes 3.0 only: what is 3.0 or 3.1 is declared so, anything else is refused.
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
                    format!("expected `openapi: 3.1.x` or `3.0.x` but found {found}"),
                    "documents of version 2 can be converted to 3.0 first",
                );
                return;
            }
        };
        let supported = ["3.0", "3.1"].iter().any(|minor| {
            version.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
        });
        if supported {
            context.is_3_0 = version.starts_with("3.0");
            root.insert("openapi".to_owned(), "3.0.3".into());
        } else {
            context.error(
                &Pointer::root().join("openapi"),
                format!("expected version 3.1.x or 3.0.x but found {version:?}"),
                "",
            );
        }
    }
}
