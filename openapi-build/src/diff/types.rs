//! What became of the types.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    bounds,
    change::Changes,
    kinds::{Field, Kind},
    successors::first_by,
    surface::Surface,
};
use crate::{printable::code, rules::Rule};

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
