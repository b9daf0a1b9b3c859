use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::{pointer::Pointer, printable::piece, settings::Choice, walk};

/// What no client can send of a document's credentials is told, as the operations that ask for it are called without: what a
/// scheme refers to takes its place (OpenAPI 3.1, section 4.8.7).
pub(crate) struct Security;

impl Pass for Security {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        if matches!(context.settings.choice, Choice::TypesOnly) {
            return;
        }
        resolve(document);
        let at = Pointer::root().at(["components", "securitySchemes"]);
        let declared = document.pointer("/components/securitySchemes").and_then(Value::as_object).cloned();
        let declared = declared.unwrap_or_default();
        for (name, scheme) in &declared {
            if let Some((found, help)) = unsendable(scheme) {
                let message = format!("expected credentials that a client can send but found {found}");
                context.warn(&at.join(name), message, help);
            }
        }
        let mut unknown = BTreeMap::new();
        let mut look = |requirements: Option<&Value>, at: &Pointer| {
            let requirements = requirements.and_then(Value::as_array).into_iter().flatten();
            let names = requirements
                .enumerate()
                .flat_map(|(index, it)| it.as_object().into_iter().flat_map(Map::keys).map(move |name| (index, name)));
            for (index, name) in names.filter(|(_, name)| !declared.contains_key(*name)) {
                unknown.entry(name.clone()).or_insert_with(|| at.at(["security", &index.to_string()]));
            }
        };
        look(document.get("security"), &Pointer::root());
        walk::operations(document, &mut |_, _, at, operation| look(operation.get("security"), at));
        for (name, at) in unknown {
            let message = format!("expected a security scheme `{}` in `components` but found none", piece(&name));
            context.warn(&at, message, "what asks for it is called without");
        }
    }
}

/// The longest chain of references.
const MOST_STEPS: usize = 8;

/// Puts what schemes refer to in their places.
fn resolve(document: &mut Value) {
    let source = document.pointer("/components/securitySchemes").cloned().unwrap_or_default();
    for name in source.as_object().into_iter().flat_map(Map::keys) {
        let mut scheme = &source[name];
        for _ in 0..MOST_STEPS {
            let reference = scheme.get("$ref").and_then(Value::as_str);
            let Some(target) = reference.and_then(Pointer::from_fragment).and_then(|it| it.get(document)) else {
                break;
            };
            scheme = target;
        }
        if source[name].get("$ref").is_some() {
            let scheme = scheme.clone();
            document["components"]["securitySchemes"][name] = scheme;
        }
    }
}

/// What cannot be sent, and what to do about it.
fn unsendable(scheme: &Value) -> Option<(String, &'static str)> {
    const BY_HAND: &str = "what asks for it is called without; a request's `header` sends what was made by hand";
    let text = |key: &str| scheme.get(key).and_then(Value::as_str).unwrap_or_default();
    let found = match (text("type"), text("in")) {
        ("oauth2" | "openIdConnect", _) => return None,
        ("http", _) => match text("scheme").to_ascii_lowercase().as_str() {
            "bearer" | "basic" => return None,
            other => format!("the HTTP scheme `{}`", piece(other)),
        },
        ("mutualTLS", _) => {
            let help = "what asks for it is called without; `ClientBuilder::configure_http` takes a client certificate";
            return Some(("a client certificate".to_owned(), help));
        }
        ("apiKey", "header" | "query" | "cookie") if !text("name").is_empty() => return None,
        ("apiKey", "header" | "query" | "cookie") => "an API key without a name".to_owned(),
        ("apiKey", place) => format!("an API key in `{}`", piece(place)),
        ("", _) => "a scheme without a type".to_owned(),
        (other, _) => format!("the type `{}`", piece(other)),
    };
    Some((found, BY_HAND))
}
