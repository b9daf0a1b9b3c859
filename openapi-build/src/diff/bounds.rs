//! What became of the bounds of what is sent: a tighter one refuses what was sent so far.

use std::sync::Arc;

use serde_json::Number;

use super::change::Changes;
use crate::{pattern::Pattern, printable::code, rules::Rule};

/// Compares what two rules ask for of `place`.
pub(super) fn compare(place: &str, old: &Rule, new: &Rule, changes: &mut Changes) {
    let mut bounds = Bounds { place, changes };
    bounds.limit(Lower::of(old).as_ref(), Lower::of(new).as_ref());
    bounds.limit(Upper::of(old).as_ref(), Upper::of(new).as_ref());
    let least = |count: Option<u64>| count.map(|count| Count { count, is_least: true });
    let most = |count: Option<u64>| count.map(|count| Count { count, is_least: false });
    for (noun, old, new) in [
        ("characters", least(old.min_length), least(new.min_length)),
        ("characters", most(old.max_length), most(new.max_length)),
        ("items", least(old.min_items), least(new.min_items)),
        ("items", most(old.max_items), most(new.max_items)),
    ] {
        let text = |count: Count| format!("{} {noun}", count.text());
        let is_tighter = match (old, new) {
            (Some(old), Some(new)) if new.is_least => new.count > old.count,
            (Some(old), Some(new)) => new.count < old.count,
            (_, new) => new.is_some(),
        };
        if old.map(|old| old.count) != new.map(|new| new.count) {
            bounds.changed(is_tighter, old.map(text), new.map(text));
        }
    }
    bounds.multiple_of(old.multiple_of.as_ref(), new.multiple_of.as_ref());
    if old.pattern != new.pattern {
        let text = |pattern: &Option<Arc<Pattern>>| pattern.as_ref().map(|it| format!("matches {}", code(&it.text)));
        bounds.changed(new.pattern.is_some(), text(&old.pattern), text(&new.pattern));
    }
    if old.unique_items != new.unique_items {
        let text = |unique: bool| unique.then(|| "unique items".to_owned());
        bounds.changed(new.unique_items, text(old.unique_items), text(new.unique_items));
    }
    let none = Rule::default();
    for (part, old, new) in [("items", &old.items, &new.items), ("values", &old.values, &new.values)] {
        if old.is_some() || new.is_some() {
            let (old, new) = (old.as_deref().unwrap_or(&none), new.as_deref().unwrap_or(&none));
            compare(&format!("{part} of {place}"), old, new, bounds.changes);
        }
    }
}

struct Bounds<'b> {
    place: &'b str,
    changes: &'b mut Changes,
}

impl Bounds<'_> {
    fn changed(&mut self, is_tighter: bool, old: Option<String>, new: Option<String>) {
        let word = if is_tighter { "tightened" } else { "loosened" };
        let [old, new] = [old, new].map(|bound| bound.unwrap_or_else(|| "any".to_owned()));
        self.changes.add(is_tighter, format!("bound of {} {word}: {old} → {new}", self.place));
    }

    fn limit<L: Limit>(&mut self, old: Option<&L>, new: Option<&L>) {
        if old.map(Limit::text) == new.map(Limit::text) {
            return;
        }
        let is_tighter = match (old, new) {
            (Some(old), Some(new)) => new.is_tighter(old),
            (_, new) => new.is_some(),
        };
        // `10` and `10.0` are one bound, spelled twice.
        let is_same = matches!((old, new), (Some(old), Some(new)) if !is_tighter && !old.is_tighter(new));
        if !is_same {
            self.changed(is_tighter, old.map(Limit::text), new.map(Limit::text));
        }
    }

    fn multiple_of(&mut self, old: Option<&Number>, new: Option<&Number>) {
        let value = |step: Option<&Number>| step.and_then(Number::as_f64);
        if value(old) == value(new) {
            return;
        }
        // What is a multiple of 10 is one of 5 as well.
        let is_looser = match (value(old), value(new)) {
            (Some(old), Some(new)) => (old / new).fract() == 0.0,
            (_, new) => new.is_none(),
        };
        let text = |step: Option<&Number>| step.map(|step| format!("a multiple of {step}"));
        self.changed(!is_looser, text(old), text(new));
    }
}

#[derive(Clone, Copy)]
struct Count {
    count: u64,
    is_least: bool,
}

impl Count {
    fn text(self) -> String {
        format!("at {} {}", if self.is_least { "least" } else { "most" }, self.count)
    }
}

trait Limit {
    fn text(&self) -> String;
    /// Whether something that `other` lets through is refused.
    fn is_tighter(&self, other: &Self) -> bool;
}

/// A lower bound, and whether it is excluded.
struct Lower(Number, bool);

/// An upper bound, and whether it is excluded.
struct Upper(Number, bool);

impl Lower {
    /// Of two bounds the one that refuses more.
    fn of(rule: &Rule) -> Option<Self> {
        tighter(
            rule.minimum.clone().map(|bound| Self(bound, false)),
            rule.exclusive_minimum.clone().map(|bound| Self(bound, true)),
        )
    }
}

impl Upper {
    fn of(rule: &Rule) -> Option<Self> {
        tighter(
            rule.maximum.clone().map(|bound| Self(bound, false)),
            rule.exclusive_maximum.clone().map(|bound| Self(bound, true)),
        )
    }
}

fn tighter<L: Limit>(a: Option<L>, b: Option<L>) -> Option<L> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.is_tighter(&a) { b } else { a }),
        (a, b) => a.or(b),
    }
}

impl Limit for Lower {
    fn text(&self) -> String {
        format!("{} {}", if self.1 { "greater than" } else { "at least" }, self.0)
    }

    fn is_tighter(&self, other: &Self) -> bool {
        match order(&self.0, &other.0) {
            std::cmp::Ordering::Equal => self.1 && !other.1,
            order => order.is_gt(),
        }
    }
}

impl Limit for Upper {
    fn text(&self) -> String {
        format!("{} {}", if self.1 { "less than" } else { "at most" }, self.0)
    }

    fn is_tighter(&self, other: &Self) -> bool {
        match order(&self.0, &other.0) {
            std::cmp::Ordering::Equal => self.1 && !other.1,
            order => order.is_lt(),
        }
    }
}

/// Integers exactly, anything else as doubles.
fn order(a: &Number, b: &Number) -> std::cmp::Ordering {
    let integer = |number: &Number| number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    match (integer(a), integer(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(std::cmp::Ordering::Equal),
    }
}
