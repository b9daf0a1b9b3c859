//! How an operation asks to be authenticated.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{lower::text, printable::code};

/// The ways to authenticate, each enough by itself (OpenAPI 3.1, section 4.8.30); an empty text where none is needed.
pub(super) fn alternatives(document: &Value, path: &str, method: &str) -> BTreeSet<String> {
    let own = document.get("paths").and_then(|paths| paths.get(path)?.get(method)?.get("security"));
    let requirements = own.or_else(|| document.get("security")).and_then(Value::as_array);
    let mut all: BTreeSet<String> =
        requirements.into_iter().flatten().filter_map(Value::as_object).map(|one| requirement(document, one)).collect();
    if all.is_empty() {
        all.insert(String::new());
    }
    all
}

/// All schemes that one requirement asks for together.
fn requirement(document: &Value, schemes: &Map<String, Value>) -> String {
    let schemes: BTreeSet<_> = schemes.keys().map(|name| scheme(document, name)).collect();
    schemes.into_iter().collect::<Vec<_>>().join(" and ")
}

/// What is sent, whatever the document calls it.
fn scheme(document: &Value, name: &str) -> String {
    let schemes = document.get("components").and_then(|components| components.get("securitySchemes"));
    let Some(declared) = schemes.and_then(|schemes| schemes.get(name)) else { return code(name) };
    let field = |key: &str| declared.get(key).map(text).unwrap_or_default();
    match field("type").as_str() {
        "http" => format!("HTTP {}", code(&field("scheme").to_ascii_lowercase())),
        "apiKey" => {
            let place = match field("in").as_str() {
                "query" => "query parameter",
                "cookie" => "cookie",
                _ => "header",
            };
            format!("the {place} {}", code(&field("name")))
        }
        "oauth2" => "OAuth 2".to_owned(),
        "openIdConnect" => "OpenID Connect".to_owned(),
        "mutualTLS" => "a client certificate".to_owned(),
        _ => code(name),
    }
}

/// For messages.
pub(super) fn describe(alternatives: &BTreeSet<String>) -> String {
    let name = |one: &String| if one.is_empty() { "nothing".to_owned() } else { one.clone() };
    alternatives.iter().map(name).collect::<Vec<_>>().join(" or ")
}
