use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::pointer::Pointer;

/// A path starts with a slash (OpenAPI 3.1, section 4.8.8): openapiv3 passes over one that does not, so it is given one.
pub(crate) struct Paths;

impl Pass for Paths {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let section = Pointer::root().join("paths");
        let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
        if paths.keys().all(|path| path.starts_with('/')) {
            return;
        }
        let mut kept = Map::new();
        for (path, item) in std::mem::take(paths) {
            let at = section.join(&path);
            let new = if path.starts_with('/') { path.clone() } else { format!("/{path}") };
            if new != path {
                context.warn(
                    &at,
                    format!("expected a path that starts with `/` but found `{path}`"),
                    "it is taken for one that does",
                );
            }
            if kept.contains_key(&new) {
                context.unsupported(&at, format!("expected one path item for `{new}` but found two"), "");
                continue;
            }
            context.moved(&at, section.join(&new));
            kept.insert(new, item);
        }
        *paths = kept;
    }
}
