//! The document's bounds on what is sent, checked before it is sent.

mod pattern;
mod place;
mod rule;
mod unique;

use std::{borrow::Cow, collections::HashSet};

use serde_json::{Map, Number, Value};

use crate::union;

pub use self::{
    pattern::Pattern,
    rule::{Bound, Rule},
};
use self::{
    place::{Place, shown, start},
    unique::repeated,
};

/// Checks one argument of a request.
///
/// # Errors
///
/// The place, the bound and the value, in a sentence.
pub(crate) fn check(name: &str, value: &Value, rule: &'static Rule) -> Result<(), String> {
    check_value(&Place::Argument(name), value, &[rule])
}

/// The rules with those of their components, each once: two ways may lead to one.
fn with_components<'r>(rules: &'r [&'static Rule]) -> Cow<'r, [&'static Rule]> {
    if rules.iter().all(|rule| rule.components.is_empty()) {
        return rules.into();
    }
    let mut seen = HashSet::new();
    let mut all: Vec<&'static Rule> = Vec::new();
    let mut open: Vec<&'static Rule> = rules.iter().rev().copied().collect();
    while let Some(rule) = open.pop() {
        if seen.insert(std::ptr::from_ref(rule)) {
            all.push(rule);
            open.extend(rule.components.iter().rev());
        }
    }
    all.into()
}

fn check_value(place: &Place, value: &Value, rules: &[&'static Rule]) -> Result<(), String> {
    let rules = with_components(rules);
    for rule in rules.iter() {
        match value {
            Value::Number(number) => check_number(place, number, rule)?,
            Value::String(text) => check_text(place, text, rule)?,
            Value::Array(items) => check_items(place, items, rule)?,
            Value::Object(members) => check_members(place, members, rule)?,
            Value::Null | Value::Bool(_) => {}
        }
        check_alternatives(place, value, rule)?;
    }
    // What is within is looked at once, with what all rules ask of it.
    match value {
        Value::Array(items) => {
            let rules: Vec<_> = rules.iter().filter_map(|rule| rule.items).collect();
            let mut items = items.iter().enumerate().filter(|_| !rules.is_empty());
            items.try_for_each(|(index, item)| check_value(&Place::Item(place, index), item, &rules))
        }
        Value::Object(members) => members.iter().try_for_each(|(name, member)| {
            let rules: Vec<_> = rules.iter().filter_map(|rule| rule.of_member(name)).collect();
            if rules.is_empty() { Ok(()) } else { check_value(&Place::Member(place, name), member, &rules) }
        }),
        _ => Ok(()),
    }
}

fn check_number(place: &Place, value: &Number, rule: &Rule) -> Result<(), String> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let bounds = [
        (rule.minimum, [Some(Less), None], "at least"),
        (rule.exclusive_minimum, [Some(Less), Some(Equal)], "greater than"),
        (rule.maximum, [Some(Greater), None], "at most"),
        (rule.exclusive_maximum, [Some(Greater), Some(Equal)], "less than"),
    ];
    for (bound, wrong, words) in bounds {
        if let Some(bound) = bound {
            let order = bound.compare(value);
            if order.is_some() && wrong.contains(&order) {
                return Err(format!("expected `{place}` to be {words} {bound} but found {value}"));
            }
        }
    }
    match rule.multiple_of {
        Some(step) if !step.divides(value) => {
            Err(format!("expected `{place}` to be a multiple of {step} but found {value}"))
        }
        _ => Ok(()),
    }
}

fn check_text(place: &Place, text: &str, rule: &Rule) -> Result<(), String> {
    if rule.min_length.is_some() || rule.max_length.is_some() {
        let length = text.chars().count();
        let found = |bound: &str, count: usize| {
            let found = shown(text);
            Err(format!("expected `{place}` to have {bound} {count} characters but found {length}: {found}"))
        };
        if let Some(least) = rule.min_length.filter(|least| length < *least) {
            return found("at least", least);
        }
        if let Some(most) = rule.max_length.filter(|most| length > *most) {
            return found("at most", most);
        }
    }
    rule.pattern.map_or(Ok(()), |pattern| pattern.check(place, text))
}

/// A value keeps to what one of the alternatives asks for that it can be; of what is none of them nothing is known.
fn check_alternatives(place: &Place, value: &Value, rule: &Rule) -> Result<(), String> {
    let Some((alternatives, rules)) = rule.alternatives else { return Ok(()) };
    let mut failure = None;
    for index in union::order(value, alternatives()) {
        match rules.get(index).map_or(Ok(()), |rule| check_value(place, value, &[*rule])) {
            Ok(()) => return Ok(()),
            Err(message) => failure = failure.or(Some(message)),
        }
    }
    failure.map_or(Ok(()), Err)
}

fn check_members(place: &Place, members: &Map<String, Value>, rule: &Rule) -> Result<(), String> {
    let count = members.len();
    if let Some(least) = rule.min_properties.filter(|least| count < *least) {
        return Err(format!("expected `{place}` to have at least {least} members but found {count}"));
    }
    if let Some(most) = rule.max_properties.filter(|most| count > *most) {
        return Err(format!("expected `{place}` to have at most {most} members but found {count}"));
    }
    let Some(names) = rule.names else { return Ok(()) };
    members.keys().try_for_each(|name| check_value(&Place::Name(place), &Value::String(name.clone()), &[names]))
}

fn check_items(place: &Place, items: &[Value], rule: &Rule) -> Result<(), String> {
    let length = items.len();
    if let Some(least) = rule.min_items.filter(|least| length < *least) {
        return Err(format!("expected `{place}` to have at least {least} items but found {length}"));
    }
    if let Some(most) = rule.max_items.filter(|most| length > *most) {
        return Err(format!("expected `{place}` to have at most {most} items but found {length}"));
    }
    if let Some(item) = rule.unique_items.then(|| repeated(items)).flatten() {
        let found = start(&item.to_string(), false);
        return Err(format!("expected the items of `{place}` to be unique but found {found} a second time"));
    }
    Ok(())
}
