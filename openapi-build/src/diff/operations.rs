//! What became of the operations.

use std::collections::HashSet;

use super::{
    bounds,
    change::Changes,
    security, servers,
    successors::Successors,
    surface::{Answers, Body, Operation, Parameter, Surface},
};
use crate::{printable::code, rules::Rule};

pub(super) fn compare(old: &Surface, new: &Surface, changes: &mut Changes) {
    let successors = Successors::new(&old.operations, &new.operations, key, |operation| &operation.function);
    let common = security::change(&old.security, &new.security);
    let mut known = HashSet::new();
    for before in &old.operations {
        changes.at(&before.function);
        let Some(after) = successors.of(before) else {
            changes.breaking(format!("operation removed: {}", code(&request(before))));
            continue;
        };
        known.insert(key(after));
        let security = match (&before.security, &after.security) {
            (None, None) => common.clone(),
            (before, after) => {
                security::change(before.as_ref().unwrap_or(&old.security), after.as_ref().unwrap_or(&new.security))
            }
        };
        Comparison { security, changes }.operation(before, after);
        let (before, after) = (before.server.as_ref(), after.server.as_ref());
        servers::compare_own((before, &old.servers), (after, &new.servers), changes);
    }
    for after in new.operations.iter().filter(|after| !known.contains(&key(after))) {
        changes.at(&after.function);
        changes.compatible(format!("operation added: {}", code(&request(after))));
    }
}

fn request(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

fn key(operation: &Operation) -> (&str, &str) {
    (&operation.method, &operation.path)
}

struct Comparison<'c> {
    /// What became of the ways to authenticate, and whether that breaks.
    security: Option<(bool, String)>,
    changes: &'c mut Changes,
}

impl Comparison<'_> {
    fn operation(&mut self, old: &Operation, new: &Operation) {
        if old.function != new.function {
            self.changes.breaking(format!("renamed to `{}`: {}", new.function, code(&request(new))));
            self.changes.at(&new.function);
        }
        if request(old) != request(new) {
            let (new, old) = (code(&request(new)), code(&request(old)));
            self.changes.compatible(format!("sends {new}, not {old}; the method stays"));
        }
        match (old.deprecated, new.deprecated) {
            (false, true) => self.changes.compatible("is now deprecated".to_owned()),
            (true, false) => self.changes.compatible("is no longer deprecated".to_owned()),
            _ => {}
        }
        if let Some((is_breaking, what)) = self.security.take() {
            self.changes.add(is_breaking, what);
        }
        self.parameters(&old.parameters, &new.parameters);
        self.body(old.body.as_ref(), new.body.as_ref());
        if old.statuses != new.statuses && old.success.variants.is_empty() && new.success.variants.is_empty() {
            let (old, new) = (old.statuses.join(", "), new.statuses.join(", "));
            self.changes.compatible(format!("statuses of success: {old} → {new}"));
        }
        self.answers("success", &old.success, &new.success);
        self.answers("error", &old.error, &new.error);
        match (old.is_paginated, new.is_paginated) {
            (false, true) => self.changes.compatible("pagination gained: `pages` and `items`".to_owned()),
            (true, false) => self.changes.breaking("pagination lost: `pages` and `items`".to_owned()),
            _ => {}
        }
    }

    fn parameters(&mut self, old: &[Parameter], new: &[Parameter]) {
        // What is the same on the wire is the same parameter; else one that takes over the name in Rust.
        let successors = Successors::new(old, new, |one| (one.location, one.wire.as_str()), |one| &one.ident);
        let mut known = HashSet::new();
        for before in old {
            let Some(after) = successors.of(before) else {
                self.changes.breaking(format!("{} `{}` removed", before.place, before.ident));
                continue;
            };
            known.insert(&after.ident);
            if after.ident != before.ident {
                self.changes.breaking(format!("{} `{}` renamed to `{}`", before.place, before.ident, after.ident));
            }
            self.parameter(before, after);
        }
        for after in new.iter().filter(|after| !known.contains(&after.ident)) {
            let need = if after.is_required { "required" } else { "optional" };
            let what = format!("{need} {} `{}: {}` added", after.place, after.ident, after.ty);
            self.changes.add(after.is_required, what);
        }
    }

    /// Something that callers give.
    fn need(&mut self, what: &str, old: bool, new: bool) {
        match (old, new) {
            (false, true) => self.changes.breaking(format!("{what} is now required")),
            (true, false) => self.changes.compatible(format!("{what} is now optional")),
            _ => {}
        }
    }

    fn parameter(&mut self, old: &Parameter, new: &Parameter) {
        let what = format!("{} `{}`", new.place, new.ident);
        if old.location != new.location {
            self.changes.compatible(format!("{what} was a {}; its setter stays", old.place));
        }
        if old.wire != new.wire {
            self.changes.compatible(format!("{what} is {} on the wire, not {}", code(&new.wire), code(&old.wire)));
        }
        self.need(&what, old.is_required, new.is_required);
        self.ty(&what, (&old.ty, old.rule.as_ref()), (&new.ty, new.rule.as_ref()));
        // The style of another place or type is another one by itself.
        if old.encoding != new.encoding && old.location == new.location && old.ty == new.ty {
            let (old, new) = (code(&old.encoding), code(&new.encoding));
            self.changes.compatible(format!("{what} is written otherwise: {old} → {new}"));
        }
    }

    fn ty(&mut self, what: &str, (old, old_rule): (&str, Option<&Rule>), (new, new_rule): (&str, Option<&Rule>)) {
        if old == new {
            let rule = |rule: Option<&Rule>| rule.cloned().unwrap_or_default();
            bounds::compare(what, &rule(old_rule), &rule(new_rule), self.changes);
        } else {
            self.changes.breaking(format!("{what} changed its type: `{old}` → `{new}`"));
        }
    }

    fn body(&mut self, old: Option<&Body>, new: Option<&Body>) {
        match (old, new) {
            (None, None) => {}
            (Some(_), None) => self.changes.breaking("body removed".to_owned()),
            (None, Some(new)) => {
                let need = if new.is_required { "required" } else { "optional" };
                self.changes.add(new.is_required, format!("{need} body of type `{}` added", new.ty));
            }
            (Some(old), Some(new)) => {
                if old.media_type != new.media_type {
                    let (old, new) = (code(&old.media_type), code(&new.media_type));
                    self.changes.compatible(format!("body is sent as {new}, not as {old}"));
                }
                self.need("body", old.is_required, new.is_required);
                self.ty("body", (&old.ty, old.rule.as_ref()), (&new.ty, new.rule.as_ref()));
            }
        }
    }

    fn answers(&mut self, class: &str, old: &Answers, new: &Answers) {
        if class == "error" && old.ty == "()" && new.ty != "()" {
            self.changes.compatible(format!("error of type `{}` documented", new.ty));
        } else if old.ty != new.ty {
            self.changes.breaking(format!("{class} changed its type: `{}` → `{}`", old.ty, new.ty));
        }
        // An enum that is new is described by its type.
        if old.variants.is_empty() || new.variants.is_empty() {
            return;
        }
        for (status, before) in &old.variants {
            match new.variants.get(status) {
                None => self.changes.breaking(format!("{class} {status} removed")),
                Some(after) if after != before => {
                    self.changes.breaking(format!("{class} {status} changed its type: `{before}` → `{after}`"));
                }
                Some(_) => {}
            }
        }
        for (status, after) in new.variants.iter().filter(|(status, _)| !old.variants.contains_key(*status)) {
            self.changes.compatible(format!("{class} {status} of type `{after}` added"));
        }
    }
}
