//! Enums of types: a value is decoded as the alternative that knows most of it.

mod choose;
mod macros;
#[cfg(test)]
mod tests;

use serde::{Deserialize as _, Deserializer, de::Error as _};
use serde_json::Value;

pub(crate) use choose::order;

use crate::object::{Blank, Member, Object, without_fractions};

/// An enum of types. Implemented by [`open_union!`](crate::__open_union).
pub trait Union: Sized {
    /// The name of the enum, for messages.
    const NAME: &'static str;

    /// What tells the variants apart, in their order.
    const ALTERNATIVES: &'static [Alternative];

    /// Decodes a value as the alternative at `index`.
    fn decode(index: usize, value: &Value) -> Result<Self, serde_json::Error>;

    /// Keeps a value that is none of the alternatives.
    fn unknown(value: Value) -> Self;
}

/// What a value has to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A text.
    Text,
    /// A list.
    Array,
    /// An object.
    Object,
    /// Anything.
    Any,
}

/// One of several types.
#[derive(Debug)]
pub struct Alternative {
    /// What a value of it is.
    pub kind: Kind,
    /// The members of an object.
    pub members: &'static [Member],
    /// Whether it is a union itself, and then what that can be.
    pub nested: Option<fn() -> &'static [Alternative]>,
    /// Whether members that no name stands for are kept.
    pub keeps_more: bool,
    /// Members that have one of these values.
    pub constants: &'static [(&'static str, &'static [&'static str])],
}

/// The members of a struct.
pub const fn members_of<O: Object>() -> &'static [Member] {
    O::MEMBERS
}

/// What a union can be.
pub fn alternatives_of<U: Union>() -> &'static [Alternative] {
    U::ALTERNATIVES
}

/// Decodes a value as the first of the alternatives that it can be; what is none of them is kept as it is, and so is what
/// is several at once and would lose by being one.
pub fn read_union<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let order = order(&value, U::ALTERNATIVES);
    let mut failure = None;
    for (place, index) in order.iter().enumerate() {
        // An integer may be written with a fraction that is none (JSON Schema validation, section 6.1.1).
        let decoded = U::decode(*index, &value)
            .or_else(|error| without_fractions(&value).map_or(Err(error), |value| U::decode(*index, &value)));
        match decoded {
            Ok(_) if choose::loses(&value, &U::ALTERNATIVES[*index], &order[place + 1..], U::ALTERNATIVES) => {
                return Ok(U::unknown(value));
            }
            Ok(decoded) => return Ok(decoded),
            Err(error) => {
                failure.get_or_insert(error);
            }
        }
    }
    match failure {
        Some(failure) => Err(D::Error::custom(failure)),
        // Where something may be null, it is an `Option`.
        None if value.is_null() => Err(D::Error::custom(format!("expected a value of `{}` but found null", U::NAME))),
        None => Ok(U::unknown(value)),
    }
}

/// What stands in the place of a union until its own value is read.
pub fn blank_union<U: Union>() -> U {
    U::unknown(Blank::blank())
}
