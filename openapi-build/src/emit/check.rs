//! The document's bounds on what is sent, checked before it is sent.

use ::serde_json::Value;

/// What a request must keep to at one place.
pub(super) struct Rule {
    pub(super) minimum: Option<Bound>,
    pub(super) exclusive_minimum: Option<Bound>,
    pub(super) maximum: Option<Bound>,
    pub(super) exclusive_maximum: Option<Bound>,
    pub(super) multiple_of: Option<Bound>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<&'static str>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) unique_items: bool,
    pub(super) items: Option<&'static Rule>,
    pub(super) properties: &'static [(&'static str, &'static Rule)],
    pub(super) values: Option<&'static Rule>,
    pub(super) components: &'static [&'static Rule],
}

impl Rule {
    /// Asks for nothing.
    pub(super) const NONE: Self = Self {
        minimum: None,
        exclusive_minimum: None,
        maximum: None,
        exclusive_maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        items: None,
        properties: &[],
        values: None,
        components: &[],
    };
}

/// A bound as the document writes it.
#[derive(Clone, Copy)]
pub(super) enum Bound {
    Integer(i128),
    Number(f64),
}

impl ::std::fmt::Display for Bound {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Integer(bound) => bound.fmt(f),
            Self::Number(bound) => bound.fmt(f),
        }
    }
}

impl Bound {
    fn as_f64(self) -> f64 {
        match self {
            Self::Integer(bound) => bound as f64,
            Self::Number(bound) => bound,
        }
    }

    /// Integers are compared as integers: a double cannot tell those above 2^53 apart.
    fn compare(self, value: &::serde_json::Number) -> Option<::std::cmp::Ordering> {
        let integer = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
        match (self, integer) {
            (Self::Integer(bound), Some(value)) => Some(value.cmp(&bound)),
            _ => value.as_f64()?.partial_cmp(&self.as_f64()),
        }
    }

    fn divides(self, value: &::serde_json::Number) -> bool {
        let integer = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
        match (self, integer, value.as_f64()) {
            (Self::Integer(step), Some(value), _) => step == 0 || value % step == 0,
            (_, _, Some(value)) => {
                let steps = value / self.as_f64();
                (steps - steps.round()).abs() < 1e-9 * steps.abs().max(1.0)
            }
            _ => true,
        }
    }
}

/// Checks one argument of a request.
pub(super) fn check<T: ::serde::Serialize + ?Sized>(name: &str, value: &T, rule: &Rule) -> Result<(), String> {
    match ::serde_json::to_value(value) {
        Ok(value) => check_value(&mut name.to_owned(), &value, rule),
        Err(error) => Err(format!("expected `{name}` to have a JSON form but found: {error}")),
    }
}

fn check_value(name: &mut String, value: &Value, rule: &Rule) -> Result<(), String> {
    match value {
        Value::Number(number) => check_number(name, number, rule)?,
        Value::String(text) => check_text(name, text, rule)?,
        Value::Array(items) => check_items(name, items, rule)?,
        Value::Object(members) => {
            for (key, member) in members {
                let property = rule.properties.iter().find(|(property, _)| property == key);
                if let Some(rule) = property.map(|(_, rule)| *rule).or(rule.values) {
                    let length = name.len();
                    name.push('.');
                    name.push_str(key);
                    check_value(name, member, rule)?;
                    name.truncate(length);
                }
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
    rule.components.iter().try_for_each(|rule| check_value(name, value, rule))
}

fn check_number(name: &str, value: &::serde_json::Number, rule: &Rule) -> Result<(), String> {
    use ::std::cmp::Ordering::{Equal, Greater, Less};
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
                return Err(format!("expected `{name}` to be {words} {bound} but found {value}"));
            }
        }
    }
    match rule.multiple_of {
        Some(step) if !step.divides(value) => {
            Err(format!("expected `{name}` to be a multiple of {step} but found {value}"))
        }
        _ => Ok(()),
    }
}

fn check_text(name: &str, text: &str, rule: &Rule) -> Result<(), String> {
    if rule.min_length.is_some() || rule.max_length.is_some() {
        let length = text.chars().count();
        if let Some(least) = rule.min_length.filter(|least| length < *least) {
            return Err(format!("expected `{name}` to have at least {least} characters but found {length}: {text:?}"));
        }
        if let Some(most) = rule.max_length.filter(|most| length > *most) {
            return Err(format!("expected `{name}` to have at most {most} characters but found {length}: {text:?}"));
        }
    }
    if let Some(pattern) = rule.pattern {
        let matches = ::regress::Regex::with_flags(pattern, "u").map_or(true, |regex| regex.find(text).is_some());
        if !matches {
            return Err(format!("expected `{name}` to match the pattern {pattern:?} but found {text:?}"));
        }
    }
    Ok(())
}

fn check_items(name: &mut String, items: &[Value], rule: &Rule) -> Result<(), String> {
    let length = items.len();
    if let Some(least) = rule.min_items.filter(|least| length < *least) {
        return Err(format!("expected `{name}` to have at least {least} items but found {length}"));
    }
    if let Some(most) = rule.max_items.filter(|most| length > *most) {
        return Err(format!("expected `{name}` to have at most {most} items but found {length}"));
    }
    if rule.unique_items {
        for (index, item) in items.iter().enumerate() {
            if items[..index].contains(item) {
                return Err(format!("expected the items of `{name}` to be unique but found {item} a second time"));
            }
        }
    }
    if let Some(rule) = rule.items {
        for (index, item) in items.iter().enumerate() {
            let end = name.len();
            name.push_str(&format!("[{index}]"));
            check_value(name, item, rule)?;
            name.truncate(end);
        }
    }
    Ok(())
}
