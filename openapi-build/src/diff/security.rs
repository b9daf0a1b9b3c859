//! How an operation asks to be authenticated.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{
    lower::text,
    printable::{MOST_OF_MESSAGE, code, shortened},
};

/// The ways to authenticate, each enough by itself (OpenAPI 3.1, section 4.8.30).
#[derive(Debug)]
pub(super) struct Ways {
    /// One of them is an empty text where none is needed.
    all: BTreeSet<String>,
    /// All of them for messages, as much of them as a message shows.
    text: String,
}

impl Default for Ways {
    fn default() -> Self {
        Self::new(BTreeSet::new())
    }
}

impl Ways {
    fn new(mut all: BTreeSet<String>) -> Self {
        if all.is_empty() {
            all.insert(String::new());
        }
        let name = |one: &String| if one.is_empty() { "nothing".to_owned() } else { one.clone() };
        let text = shortened(all.iter().map(name).collect::<Vec<_>>().join(" or "), MOST_OF_MESSAGE);
        Self { all, text }
    }

    fn read(document: &Value, requirements: &Value) -> Self {
        let requirements = requirements.as_array().into_iter().flatten().filter_map(Value::as_object);
        Self::new(requirements.map(|one| requirement(document, one)).collect())
    }

    /// Those of the whole document.
    pub(super) fn of_document(document: &Value) -> Self {
        document.get("security").map(|requirements| Self::read(document, requirements)).unwrap_or_default()
    }

    /// Those of an operation, where it does not have the document's.
    pub(super) fn of_operation(document: &Value, path: &str, method: &str) -> Option<Self> {
        let own = document.get("paths")?.get(path)?.get(method)?.get("security")?;
        Some(Self::read(document, own))
    }
}

/// What became of them, and whether that breaks.
pub(super) fn change(old: &Ways, new: &Ways) -> Option<(bool, String)> {
    // Whoever authenticated in one of the old ways has to be able to go on.
    let is_breaking = || !new.all.contains("") && !old.all.is_subset(&new.all);
    (old.all != new.all).then(|| (is_breaking(), format!("authentication: {} → {}", old.text, new.text)))
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
