use serde_json::Value;

use super::{Context, Pass};
use crate::{names, walk};

/// Progenitor names a method after its operationId and refuses a document where one is missing or used twice: such
/// an operation is named after its method and path, which stays the same as long as they do.
pub(crate) struct OperationIds;

impl Pass for OperationIds {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let mut taken = names::Taken::default();
        let mut unnamed = Vec::new();
        walk::operations(document, &mut |path, method, at, operation| {
            let id = operation.get("operationId").and_then(Value::as_str);
            let id = id.filter(|id| !id.trim().is_empty() && *names::visible(id) == **id);
            match id {
                Some(id) if taken.insert(names::snake(id)) => {}
                Some(id) => {
                    let message = format!("the operationId `{id}` is used a second time");
                    context.warn(at, message, "the operation is named after its method and path");
                    unnamed.push((at.clone(), derived(method, path)));
                }
                None => unnamed.push((at.clone(), derived(method, path))),
            }
        });
        for (at, name) in unnamed {
            let function = names::snake(&name);
            let free = taken.unique(&function);
            let name = if free == function { name } else { free };
            if let Some(operation) = document.pointer_mut(at.as_str()) {
                operation["operationId"] = name.into();
            }
        }
    }
}

/// `get` and `/jobs/{id}` as `get_jobs_by_id`.
fn derived(method: &str, path: &str) -> String {
    let words = path.split(['/', '?', '#']).filter(|segment| !segment.is_empty()).map(|segment| {
        match segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}')) {
            Some(parameter) => format!("by_{}", names::snake(parameter)),
            None => names::snake(segment),
        }
    });
    std::iter::once(method.to_owned()).chain(words).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::derived;

    #[test]
    fn names_come_from_method_and_path() {
        let cases = [
            ("get", "/jobs", "get_jobs"),
            ("get", "/jobs/{jobId}", "get_jobs_by_job_id"),
            ("post", "/", "post"),
            ("put", "/v1/a.b/{x}:run", "put_v1_a_b_x_run"),
        ];
        for (method, path, want) in cases {
            assert_eq!(derived(method, path), want, "{method} {path}");
        }
    }
}
