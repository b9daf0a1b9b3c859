//! What is asked of a value.

use std::{cmp::Ordering, fmt};

use serde_json::Number;

use super::Pattern;
use crate::union::Alternative;

/// What tells the alternatives of a union apart, and what each of them asks for.
pub type Alternatives = (fn() -> &'static [Alternative], &'static [&'static Rule]);

/// What a request must keep to at one place.
#[derive(Debug)]
pub struct Rule {
    /// `minimum`.
    pub minimum: Option<Bound>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<Bound>,
    /// `maximum`.
    pub maximum: Option<Bound>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<Bound>,
    /// `multipleOf`.
    pub multiple_of: Option<Bound>,
    /// `minLength`, in characters.
    pub min_length: Option<usize>,
    /// `maxLength`, in characters.
    pub max_length: Option<usize>,
    /// `pattern`.
    pub pattern: Option<&'static Pattern>,
    /// `minItems`.
    pub min_items: Option<usize>,
    /// `maxItems`.
    pub max_items: Option<usize>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<usize>,
    /// `maxProperties`.
    pub max_properties: Option<usize>,
    /// What is asked of the names of members.
    pub names: Option<&'static Rule>,
    /// What is asked of each item.
    pub items: Option<&'static Rule>,
    /// What is asked of members, in the order of their names.
    pub properties: &'static [(&'static str, &'static Rule)],
    /// What is asked of members that are not among `properties`.
    pub values: Option<&'static Rule>,
    /// `anyOf` and `oneOf`: what is asked of a value by what it is.
    pub alternatives: Option<Alternatives>,
    /// Further rules of the same value: those of components that it is made of.
    pub components: &'static [&'static Rule],
}

impl Rule {
    /// Asks for nothing.
    pub const NONE: Self = Self {
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
        min_properties: None,
        max_properties: None,
        names: None,
        items: None,
        properties: &[],
        values: None,
        alternatives: None,
        components: &[],
    };
}

/// A bound as the document writes it.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// An integer.
    Integer(i128),
    /// Another number.
    Number(f64),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(bound) => bound.fmt(f),
            Self::Number(bound) => bound.fmt(f),
        }
    }
}

impl Bound {
    #[allow(clippy::cast_precision_loss)] // it is compared with a double
    fn as_f64(self) -> f64 {
        match self {
            Self::Integer(bound) => bound as f64,
            Self::Number(bound) => bound,
        }
    }

    /// Integers are compared as integers: a double cannot tell those above 2^53 apart.
    pub(super) fn compare(self, value: &Number) -> Option<Ordering> {
        let integer = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
        match (self, integer) {
            (Self::Integer(bound), Some(value)) => Some(value.cmp(&bound)),
            _ => value.as_f64()?.partial_cmp(&self.as_f64()),
        }
    }

    pub(super) fn divides(self, value: &Number) -> bool {
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

impl Rule {
    /// What is asked of the member `name`.
    pub(super) fn of_member(&self, name: &str) -> Option<&'static Rule> {
        match self.properties.binary_search_by(|(property, _)| (*property).cmp(name)) {
            Ok(index) => Some(self.properties[index].1),
            Err(_) => self.values,
        }
    }
}
