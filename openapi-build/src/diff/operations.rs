//! What became of the operations.

use super::{
    bounds,
    change::Changes,
    security,
    surface::{Answers, Body, Operation, Parameter, Surface},
};
use crate::{printable::code, rules::Rule};

pub(super) fn compare(old: &Surface, new: &Surface, changes: &mut Changes) {
    let mut known = Vec::new();
    for before in &old.operations {
        changes.at(&before.function);
        let Some(after) = successor(before, old, new) else {
            changes.breaking(format!("operation removed: {}", code(&request(before))));
            continue;
        };
        known.push(request(after));
        let mut comparison = Comparison { changes };
        comparison.operation(before, after);
    }
    for after in new.operations.iter().filter(|after| !known.contains(&request(after))) {
        changes.at(&after.function);
        changes.compatible(format!("operation added: {}", code(&request(after))));
    }
}

fn request(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// The same method and path, or else the same name where its method and path are new.
fn successor<'s>(before: &Operation, old: &Surface, new: &'s Surface) -> Option<&'s Operation> {
    let is_same = |other: &Operation, one: &Operation| other.method == one.method && other.path == one.path;
    new.operations.iter().find(|after| is_same(after, before)).or_else(|| {
        let named = new.operations.iter().find(|after| after.function == before.function)?;
        (!old.operations.iter().any(|other| is_same(other, named))).then_some(named)
    })
}

struct Comparison<'c> {
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
        self.security(old, new);
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

    fn security(&mut self, old: &Operation, new: &Operation) {
        if old.security != new.security {
            // Whoever authenticated in one of the old ways has to be able to go on.
            let is_breaking = !new.security.contains("") && !old.security.is_subset(&new.security);
            let (old, new) = (security::describe(&old.security), security::describe(&new.security));
            self.changes.add(is_breaking, format!("authentication: {old} → {new}"));
        }
    }

    fn parameters(&mut self, old: &[Parameter], new: &[Parameter]) {
        let is_same = |a: &Parameter, b: &Parameter| a.location == b.location && a.wire == b.wire;
        let mut known = Vec::new();
        for before in old {
            // What is the same on the wire is the same parameter; else one that takes over the name in Rust.
            let successor = new.iter().find(|after| is_same(after, before)).or_else(|| {
                let named = new.iter().find(|after| after.ident == before.ident)?;
                (!old.iter().any(|other| is_same(other, named))).then_some(named)
            });
            let Some(after) = successor else {
                self.changes.breaking(format!("{} `{}` removed", before.place, before.ident));
                continue;
            };
            known.push(&after.ident);
            if after.ident != before.ident {
                self.changes.breaking(format!("{} `{}` renamed to `{}`", before.place, before.ident, after.ident));
            }
            self.parameter(before, after);
        }
        for after in new.iter().filter(|after| !known.contains(&&after.ident)) {
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
