//! What became of the types.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::{
    bounds,
    change::Changes,
    successors::first_by,
    surface::{Surface, rust_type, short},
};
use crate::{
    lower::{cursors::CURSOR, file_parts::FILE_PART, properties::RENAMED},
    model::Model,
    names,
    printable::code,
    rules::Rule,
    shapes,
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
    fn name(&self) -> &'static str {
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

pub(super) fn compare(old: &Surface, new: &Surface, changes: &mut Changes) {
    let renamed = renamed(old, new);
    let taken: HashSet<_> = renamed.values().copied().collect();
    let names: BTreeSet<_> = old.types.keys().chain(new.types.keys()).collect();
    for name in names {
        changes.at(name);
        match (old.types.get(name), new.types.get(name)) {
            (Some(before), Some(after)) => compare_one(name, (old, before), (new, after), changes),
            (Some(before), None) => match renamed.get(name.as_str()) {
                Some(other) => changes.breaking(format!("{} renamed to {}", before.name(), code(other))),
                None => changes.breaking(format!("{} removed", before.name())),
            },
            (None, Some(after)) if !taken.contains(name.as_str()) => {
                changes.compatible(format!("{} added", after.name()));
            }
            (None, _) => {}
        }
    }
}

/// The types of which only the name is another.
fn renamed<'s>(old: &'s Surface, new: &'s Surface) -> BTreeMap<&'s str, &'s str> {
    /// The name of each kind that is not in the other document, where one alone is of it.
    fn only<'s>(types: &'s BTreeMap<String, Kind>, other: &BTreeMap<String, Kind>) -> HashMap<&'s Kind, &'s str> {
        let mut names: HashMap<_, Option<_>> = HashMap::new();
        for (name, kind) in types.iter().filter(|(name, _)| !other.contains_key(*name)) {
            names.entry(kind).and_modify(|name| *name = None).or_insert(Some(name.as_str()));
        }
        names.into_iter().filter_map(|(kind, name)| Some((kind, name?))).collect()
    }
    let added = only(&new.types, &old.types);
    let gone = only(&old.types, &new.types);
    gone.into_iter().filter_map(|(kind, name)| Some((name, *added.get(kind)?))).collect()
}

fn compare_one(name: &str, (old, before): (&Surface, &Kind), (new, after): (&Surface, &Kind), changes: &mut Changes) {
    let is_sent = old.sent.contains(name) && new.sent.contains(name);
    let (old_rule, new_rule) = (old.rules.get(name), new.rules.get(name));
    match (before, after) {
        (Kind::Struct(before), Kind::Struct(after)) => {
            compare_fields(before, after, new.sent.contains(name), changes);
            // Bounds are enforced on what is sent alone.
            let before: HashSet<_> = before.iter().map(|field| (&field.ident, &field.ty)).collect();
            for field in after.iter().filter(|_| is_sent) {
                if before.contains(&(&field.ident, &field.ty)) {
                    let rule = |rule: Option<&Rule>| {
                        rule.and_then(|rule| rule.properties.get(&field.wire)).cloned().unwrap_or_default()
                    };
                    bounds::compare(&format!("field `{}`", field.ident), &rule(old_rule), &rule(new_rule), changes);
                }
            }
        }
        (Kind::Enum(before), Kind::Enum(after)) => {
            let [old, new] = [before, after].map(|values| values.iter().collect::<HashSet<_>>());
            for value in before.iter().filter(|value| !new.contains(value)) {
                changes.breaking(format!("value {} removed", code(value)));
            }
            for value in after.iter().filter(|value| !old.contains(value)) {
                changes.compatible(format!("value {} added", code(value)));
            }
        }
        (Kind::Union(before), Kind::Union(after)) => {
            for (variant, ty) in before {
                match after.get(variant) {
                    None => changes.breaking(format!("alternative `{variant}` removed")),
                    Some(other) if other != ty => {
                        changes.breaking(format!("alternative `{variant}` changed its type: `{ty}` → `{other}`"));
                    }
                    Some(_) => {}
                }
            }
            for variant in after.keys().filter(|variant| !before.contains_key(*variant)) {
                changes.compatible(format!("alternative `{variant}` added"));
            }
        }
        (Kind::Newtype(before), Kind::Newtype(after)) => {
            if before != after {
                changes.breaking(format!("content changed its type: `{before}` → `{after}`"));
            } else if is_sent {
                let rule = |rule: Option<&Rule>| rule.cloned().unwrap_or_default();
                bounds::compare("value", &rule(old_rule), &rule(new_rule), changes);
            }
        }
        (before, after) => changes.breaking(format!("{} became {}", before.name(), article(after.name()))),
    }
}

fn article(noun: &str) -> String {
    format!("{} {noun}", if noun.starts_with("enum") { "an" } else { "a" })
}

fn compare_fields(before: &[Field], after: &[Field], is_sent: bool, changes: &mut Changes) {
    let [by_old, by_new] = [before, after].map(|fields| first_by(fields, |field| field.ident.as_str()));
    for old in before {
        let Some(new) = by_new.get(old.ident.as_str()) else {
            changes.breaking(format!("field `{}` removed", old.ident));
            continue;
        };
        let what = match (old.is_required, new.is_required, old.is_nullable, new.is_nullable) {
            (true, false, ..) => "is now optional",
            (false, true, ..) => "is now required",
            (_, _, false, true) => "may now be null",
            (_, _, true, false) => "is no longer null",
            _ => "changed its type",
        };
        if old.ty != new.ty {
            changes.breaking(format!("field `{}` {what}: `{}` → `{}`", old.ident, old.ty, new.ty));
        } else if what != "changed its type" {
            changes.compatible(format!("field `{}` {what}; its type stays `{}`", old.ident, old.ty));
        }
        if old.wire != new.wire {
            let (new, before) = (code(&new.wire), code(&old.wire));
            changes.compatible(format!("field `{}` is {new} on the wire, not {before}", old.ident));
        }
    }
    for new in after.iter().filter(|new| !by_old.contains_key(new.ident.as_str())) {
        let what = format!("field `{}: {}` added", new.ident, new.ty);
        match new.is_required && !new.is_constant {
            true if is_sent => changes.breaking(format!("{what}; the struct is part of a request, and `new` takes it")),
            true => changes.compatible(format!("{what}; the struct is only received")),
            false => changes.compatible(what),
        }
    }
    let arguments = |fields: &[Field], others: &[Field]| {
        let is_in_both = |field: &&Field| {
            let is_argument = |field: &Field| field.is_required && !field.is_constant;
            is_argument(field) && others.iter().any(|other| other.ident == field.ident && is_argument(other))
        };
        fields.iter().filter(is_in_both).map(|field| field.ident.clone()).collect::<Vec<_>>()
    };
    let (old, new) = (arguments(before, after), arguments(after, before));
    if is_sent && old != new {
        changes.breaking(format!("`new` takes its arguments in another order: {}", new.join(", ")));
    }
}
