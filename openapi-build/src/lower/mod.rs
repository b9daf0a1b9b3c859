//! OpenAPI 3.1 made into the 3.0 that `openapiv3` and progenitor take: ordered passes over one JSON value.

pub(crate) mod all_of;
mod applicators;
mod booleans;
mod bounds;
mod chains;
mod choice;
mod constants;
pub(crate) mod contents;
mod context;
mod direction;
mod external;
mod file_parts;
mod formats;
mod hoist;
mod inheritance;
mod inline;
mod keywords;
mod leave_out;
mod lengths;
pub(crate) mod mocks;
mod naming;
mod nullable;
mod operation_ids;
mod page_extensions;
pub(crate) mod pages;
pub(crate) mod parameters;
mod paths;
pub(crate) mod properties;
mod rebuild;
mod references;
mod security;
pub(crate) mod servers;
mod shape;
mod shared;
mod siblings;
mod size;
mod suggest;
#[cfg(test)]
mod tests;
mod types;
mod unions;
mod unused;
mod version;

use serde_json::{Map, Value};

pub(crate) use context::Context;

use crate::names;

/// One step of the lowering. It reads what earlier steps wrote and nothing that a later one writes.
pub(crate) trait Pass {
    /// Rewrites the document; what cannot be expressed becomes a diagnostic.
    fn run(&self, document: &mut Value, context: &mut Context<'_>);
}

/// The steps that need bounds in the schemas or leave them there.
const BEFORE_MODEL: [&dyn Pass; 37] = [
    &version::Version,
    &external::External,
    &shape::Shape,
    &paths::Paths,
    &shared::Shared,
    &inline::Inline,
    &references::References,
    &operation_ids::OperationIds,
    &choice::Choose,
    &servers::Servers,
    &security::Security,
    &suggest::Links,
    &parameters::Parameters,
    &mocks::Mocks,
    &contents::Contents,
    &booleans::Booleans,
    &siblings::Siblings,
    &constants::Constants,
    &applicators::Applicators,
    &types::Types,
    &inheritance::Inheritance,
    &naming::Naming,
    &unions::Unions,
    &hoist::Hoist,
    &all_of::AllOf,
    &unused::Unused,
    &hoist::Hoist,
    &unions::Unions,
    &chains::Chains,
    &nullable::Nullable,
    &direction::Direction,
    &file_parts::FileParts,
    &pages::Pages,
    &suggest::Suggest,
    &formats::Formats,
    &leave_out::LeaveOut,
    &size::Size,
];

/// The steps that leave nothing but what makes types.
const AFTER_MODEL: [&dyn Pass; 3] = [&properties::Properties, &keywords::Keywords, &rebuild::Rebuild];

/// Runs the steps up to where the model is read; `false` where nothing more can be made of the document.
pub(crate) fn before_model(document: &mut Value, context: &mut Context<'_>) -> bool {
    BEFORE_MODEL.iter().all(|pass| {
        pass.run(document, context);
        document.is_object() && !context.is_exhausted()
    })
}

/// Runs the steps behind that.
pub(crate) fn after_model(document: &mut Value, context: &mut Context<'_>) {
    for pass in AFTER_MODEL {
        pass.run(document, context);
    }
}

/// What a value is, for messages.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// A scalar as text, anything else as JSON.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The reference to the component schema `name`.
pub(crate) fn component(name: &str) -> String {
    crate::pointer::Pointer::root().at(["components", "schemas", name]).to_reference()
}

/// The component schemas, made where there are none.
pub(crate) fn components(document: &mut Value) -> &mut Map<String, Value> {
    object(object(document, "components"), "schemas").as_object_mut().unwrap_or_else(|| unreachable!("made an object"))
}

fn object<'v>(parent: &'v mut Value, key: &str) -> &'v mut Value {
    if !parent[key].is_object() {
        parent[key] = Value::Object(Map::new());
    }
    &mut parent[key]
}

/// The JSON schema of an operation's success, and the tokens of its place.
pub(crate) fn success_schema(operation: &Map<String, Value>) -> Option<(Vec<String>, &Value)> {
    let responses = operation.get("responses")?.as_object()?;
    let (status, response) = responses.iter().find(|(status, _)| contents::is_success(status))?;
    let (media_type, value) =
        response.get("content")?.as_object()?.iter().find(|(media_type, _)| contents::is_json(media_type))?;
    let place = ["responses", status, "content", media_type, "schema"].map(str::to_owned).to_vec();
    Some((place, value.get("schema")?))
}

/// The schema of an operation's JSON body, and the tokens of its place.
pub(crate) fn body_schema(operation: &Map<String, Value>) -> Option<(Vec<String>, &Value)> {
    let content = operation.get("requestBody")?.get("content")?.as_object()?;
    let (media_type, value) = content.iter().find(|(media_type, _)| contents::is_json(media_type))?;
    Some((["requestBody", "content", media_type, "schema"].map(str::to_owned).to_vec(), value.get("schema")?))
}

/// The identifiers of the component schemas.
pub(crate) fn identifiers(document: &mut Value) -> names::Taken {
    components(document).keys().map(|name| names::pascal(name)).collect()
}

/// A hint for a reference to nothing: what there is beside it that is spelled alike.
fn suggest(document: &Value, reference: &str) -> String {
    let Some((section, name)) = reference.rsplit_once('/') else { return String::new() };
    let section = section.strip_prefix('#').unwrap_or(section);
    let members = document.pointer(section).and_then(Value::as_object);
    let nearest = members
        .into_iter()
        .flat_map(Map::keys)
        .take(MOST_COMPARED)
        .filter(|key| key.len() < 2 * name.len().min(MOST_COMPARED))
        .map(|key| (distance(key, name), key))
        .filter(|(distance, key)| *distance <= key.len().max(name.len()) / 3 + 1)
        .min();
    nearest.map(|(_, key)| format!("there is `#{section}/{key}`")).unwrap_or_default()
}

/// Names that a wrong one is compared with, and characters that one of them may have.
const MOST_COMPARED: usize = 500;

/// How many characters have to be changed, put in or taken out (Levenshtein), without regard to case.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.chars().enumerate() {
            let change = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
