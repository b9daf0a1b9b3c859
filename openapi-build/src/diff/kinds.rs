//! What the components of a document are in Rust.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::successors::first_by;
use crate::{
    lower::{pages::CURSOR, properties::RENAMED},
    model::Model,
    names,
    shapes::{self, FILE_PART},
};

/// What a component is in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Struct(Vec<Field>),
    /// The texts of an open enum.
    Enum(Vec<String>),
    /// Types by variant.
    Union(BTreeMap<String, String>),
    Newtype(String),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Field {
    pub(super) ident: String,
    pub(super) wire: String,
    pub(super) is_required: bool,
    pub(super) is_nullable: bool,
    /// Whether `new` fills it in by itself.
    pub(super) is_constant: bool,
    pub(super) ty: String,
}

impl Kind {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Struct(_) => "struct",
            Self::Enum(_) => "enum",
            Self::Union(_) => "union",
            Self::Newtype(_) => "newtype",
        }
    }
}

/// The types of all components but those that every document's code has as they are: the cursor and the file.
pub(super) fn kinds(components: &Map<String, Value>, model: &Model, sent: &BTreeSet<String>) -> BTreeMap<String, Kind> {
    let enums = first_by(&model.enums, |item| item.name.as_str());
    let unions = first_by(&model.unions, |union| union.name.as_str());
    let kind = |name: &str, schema: &Value| {
        if let Some(item) = enums.get(name) {
            return Kind::Enum(item.values.clone());
        }
        if let Some(union) = unions.get(name) {
            let alternatives = union.alternatives.iter().map(|one| {
                let ty = short(&one.ty);
                (one.variant.clone(), if one.is_recursive { format!("Box<{ty}>") } else { ty })
            });
            let unknown = ("Unknown".to_owned(), "serde_json::Value".to_owned());
            return Kind::Union(alternatives.chain([unknown]).collect());
        }
        match schema.get("properties").and_then(Value::as_object) {
            Some(properties) if !properties.is_empty() && is_object(schema) => {
                let constants = model.constants.get(name);
                let is_constant = |name: &str, property: &Value| {
                    let values = shapes::resolve(property, components).get("enum").and_then(Value::as_array);
                    property.get("nullable").is_none()
                        && (values.is_some_and(|values| values.len() == 1)
                            || constants.is_some_and(|constants| constants.contains_key(name)))
                };
                Kind::Struct(fields(schema, properties, sent.contains(name), is_constant))
            }
            _ => Kind::Newtype(rust_type(schema)),
        }
    };
    components
        .iter()
        .filter(|(name, schema)| schema.get(CURSOR).is_none() && *name != FILE_PART)
        .map(|(name, schema)| (name.clone(), kind(name, schema)))
        .collect()
}

/// Properties say nothing of what is no object.
fn is_object(schema: &Value) -> bool {
    schema.get("type").is_none_or(|ty| ty == "object")
}

/// The name of a field. Where it would begin with a digit, typify begins it otherwise than progenitor does.
fn field(name: &str) -> String {
    let ident = names::snake(name);
    match ident.strip_prefix('_') {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_digit()) => format!("x{rest}"),
        _ => ident,
    }
}

fn fields(
    schema: &Value,
    properties: &Map<String, Value>,
    is_sent: bool,
    is_constant: impl Fn(&str, &Value) -> bool,
) -> Vec<Field> {
    let required = schema.get("required").and_then(Value::as_array);
    let required: HashSet<_> = required.into_iter().flatten().filter_map(Value::as_str).collect();
    let mut fields: Vec<_> = properties
        .iter()
        .map(|(name, property)| {
            let is_required = required.contains(name.as_str());
            let ty = rust_type(property);
            let is_nullable = property.get("nullable").is_some();
            // Where it is sent, null is not the same as nothing.
            let is_bare = is_required || (ty.starts_with("Option<") && !(is_nullable && is_sent));
            Field {
                ident: field(name),
                wire: schema.get(RENAMED).and_then(|renamed| renamed.get(name)?.as_str()).unwrap_or(name).to_owned(),
                is_required,
                is_nullable,
                is_constant: is_required && is_constant(name, property),
                ty: if is_bare { ty } else { format!("Option<{ty}>") },
            }
        })
        .collect();
    if let Some(further) = schema.get("additionalProperties").filter(|further| further.is_object()) {
        fields.push(Field {
            ident: "extra".to_owned(),
            wire: "*".to_owned(),
            is_required: false,
            is_nullable: false,
            is_constant: false,
            ty: short(&format!("BTreeMap<String, {}>", rust_type(further))),
        });
    }
    fields
}

/// The Rust type of a schema as people write it.
pub(super) fn rust_type(schema: &Value) -> String {
    short(&shapes::rust_type(schema))
}

/// Without the paths that generated code needs.
fn short(ty: &str) -> String {
    let mut ty = ty.to_owned();
    for module in ["::std::string::", "::std::vec::", "::std::option::", "::std::collections::", "::openapi_runtime::"]
    {
        ty = ty.replace(module, "");
    }
    ty = ty.replace("::serde_json::", "serde_json::");
    // A map of anything is an object of anything, however it is written.
    ty.replace("BTreeMap<String, serde_json::Value>", "serde_json::Map<String, serde_json::Value>")
}
