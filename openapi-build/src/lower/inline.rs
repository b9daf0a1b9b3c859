use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::{pointer::Pointer, walk::METHODS};

/// openapiv3 allows a reference in fewer places than 3.1, and progenitor follows fewer still: every reference to
/// a path item, parameter, header, request body, response or media type is replaced by what it refers to.
pub(crate) struct Inline;

/// A chain of references longer than this goes round in a circle.
const MOST_STEPS: usize = 32;

impl Pass for Inline {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let source = document.clone();
        let mut inliner = Inliner { source: &source, context };
        if inliner.context.is_exhausted() {
            return;
        }
        let at = Pointer::root().join("paths");
        let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
        paths.retain(|path, item| inliner.path_item(item, &at.join(path)));
    }
}

struct Inliner<'d, 'c, 's> {
    source: &'d Value,
    context: &'c mut Context<'s>,
}

impl Inliner<'_, '_, '_> {
    /// Replaces `node` by what it refers to; `false` if that does not exist.
    fn resolve(&mut self, node: &mut Value, at: &Pointer) -> bool {
        let mut siblings = Map::new();
        for _ in 0..MOST_STEPS {
            let Some(reference) = node.get("$ref") else {
                // Fields beside a `$ref` override the target's own (OpenAPI 3.1, section 4.8.23).
                if let Some(node) = node.as_object_mut() {
                    node.extend(siblings);
                }
                return true;
            };
            let reference = reference.as_str().unwrap_or_default().to_owned();
            let target = Pointer::from_fragment(&reference).and_then(|target| {
                let value = target.get(self.source)?;
                value.is_object().then_some((target, value))
            });
            let Some((target, value)) = target else {
                let help = self.context.suggest(self.source, &reference);
                let message = format!("expected `{reference}` to refer to an object but found nothing there");
                self.context.unsupported(at, message, &help);
                return false;
            };
            if !self.context.spend(&target, value) {
                return false;
            }
            if let Value::Object(mut own) = std::mem::replace(node, value.clone()) {
                own.remove("$ref");
                for (key, value) in own {
                    siblings.entry(key).or_insert(value);
                }
            }
            self.context.moved(&target, at.clone());
        }
        self.context.unsupported(at, "expected a reference to end somewhere but found a circle of references", "");
        false
    }

    fn path_item(&mut self, item: &mut Value, at: &Pointer) -> bool {
        if !self.resolve(item, at) {
            return false;
        }
        let Some(item) = item.as_object_mut() else { return false };
        self.parameters(item, at);
        for method in METHODS {
            let at = at.join(method);
            let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) else { continue };
            self.parameters(operation, &at);
            if let Some(body) = operation.get_mut("requestBody")
                && !self.resolve(body, &at.join("requestBody"))
            {
                operation.remove("requestBody");
            }
            if let Some(body) = operation.get_mut("requestBody") {
                self.content(body, &at.join("requestBody"));
            }
            if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
                let at = at.join("responses");
                responses.retain(|status, response| self.response(response, &at.join(status)));
            }
        }
        true
    }

    fn parameters(&mut self, parent: &mut Map<String, Value>, at: &Pointer) {
        let Some(parameters) = parent.get_mut("parameters").and_then(Value::as_array_mut) else { return };
        let at = at.join("parameters");
        let mut index = 0;
        parameters.retain_mut(|parameter| {
            let at = at.join(&index.to_string());
            let kept = self.resolve(parameter, &at);
            self.content(parameter, &at);
            index += 1;
            kept
        });
    }

    fn response(&mut self, response: &mut Value, at: &Pointer) -> bool {
        let resolved = self.resolve(response, at);
        if let Some(headers) = response.get_mut("headers").and_then(Value::as_object_mut) {
            let at = at.join("headers");
            headers.retain(|name, header| self.resolve(header, &at.join(name)));
        }
        self.content(response, at);
        resolved
    }

    /// Media types by reference (OpenAPI 3.2, section 4.7.1), and headers of parts.
    fn content(&mut self, parent: &mut Value, at: &Pointer) {
        let Some(content) = parent.get_mut("content").and_then(Value::as_object_mut) else { return };
        let at = at.join("content");
        content.retain(|media_type, value| {
            let at = at.join(media_type);
            let kept = self.resolve(value, &at);
            let encodings = value.get_mut("encoding").and_then(Value::as_object_mut).into_iter().flatten();
            for (name, encoding) in encodings {
                let at = at.at(["encoding", name, "headers"]);
                if let Some(headers) = encoding.get_mut("headers").and_then(Value::as_object_mut) {
                    headers.retain(|name, header| self.resolve(header, &at.join(name)));
                }
            }
            kept
        });
    }
}
