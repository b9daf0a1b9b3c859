use serde_json::Value;

use super::{Context, Pass};
use crate::{pointer::Pointer, walk::METHODS};

/// An operation with something in it that cannot be expressed is left out whole: half of it would send what the
/// document does not say.
pub(crate) struct LeaveOut;

impl Pass for LeaveOut {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
        for (path, item) in paths {
            let Some(item) = item.as_object_mut() else { continue };
            let at = Pointer::root().at(["paths", path]);
            let whole = context.is_unsupported(&at.join("parameters")) || context.is_exactly_unsupported(&at);
            for method in METHODS {
                if item.contains_key(method) && (whole || context.is_unsupported(&at.join(method))) {
                    item.remove(method);
                    context.skipped += 1;
                }
            }
        }
    }
}
