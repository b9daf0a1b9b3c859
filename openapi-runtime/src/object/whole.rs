//! Integers: any JSON number without a fraction is one, however it is written (JSON Schema, section 6.3: `1.0` is an
//! integer).

use std::{any, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, MapAccess, Unexpected, Visitor},
};

/// Reads an integer.
pub fn integer<'de, T: TryFrom<i128>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_i64(Whole(PhantomData))
}

struct Whole<T>(PhantomData<T>);

impl<T: TryFrom<i128>> Whole<T> {
    fn fits<E: de::Error>(&self, value: i128, found: Unexpected<'_>) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::invalid_value(found, self))
    }
}

impl<T: TryFrom<i128>> Visitor<'_> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(any::type_name::<T>())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        self.fits(value.into(), Unexpected::Signed(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        self.fits(value.into(), Unexpected::Unsigned(value))
    }

    #[allow(clippy::cast_possible_truncation)] // whole, and what is too large for the type fits in none
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        if value.fract() != 0.0 || !value.is_finite() {
            return Err(E::invalid_type(Unexpected::Float(value), &self));
        }
        self.fits(value as i128, Unexpected::Float(value))
    }
}

impl<'de, T: TryFrom<i128>> DeserializeSeed<'de> for Whole<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        integer(deserializer)
    }
}

/// The same or null.
struct OrNull<T>(PhantomData<T>);

impl<'de, T: TryFrom<i128>> DeserializeSeed<'de> for OrNull<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: TryFrom<i128>> Visitor<'de> for OrNull<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} or null", any::type_name::<T>())
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        integer(deserializer).map(Some)
    }
}

/// A member that has to be there.
pub mod required_integer {
    use super::{MapAccess, PhantomData, Whole};

    pub use crate::object::required::{IS_REQUIRED, put};

    /// Reads the member's value.
    #[inline]
    pub fn set<'de, T: TryFrom<i128>, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
        *place = map.next_value_seed(Whole(PhantomData))?;
        Ok(())
    }
}

/// A member that may be left out; null is the same.
pub mod optional_integer {
    use super::{MapAccess, OrNull, PhantomData};

    pub use crate::object::optional::{IS_REQUIRED, put};

    /// Reads the member's value.
    #[inline]
    pub fn set<'de, T: TryFrom<i128>, A: MapAccess<'de>>(place: &mut Option<T>, map: &mut A) -> Result<(), A::Error> {
        *place = map.next_value_seed(OrNull(PhantomData))?;
        Ok(())
    }
}

/// What a type of another name holds, by its kind.
pub mod held {
    use super::{Deserialize, Deserializer};

    pub use super::integer;

    /// Reads what is as its type says.
    pub fn plain<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }

    pub use {plain as format, plain as shown, plain as text};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_without_a_fraction_is_an_integer() {
        let read = |text: &str| integer::<i64, _>(&mut serde_json::Deserializer::from_str(text));
        for (text, want) in [
            ("1", Some(1)),
            ("1.0", Some(1)),
            ("1e3", Some(1000)),
            ("-0", Some(0)),
            ("-2.50e1", Some(-25)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("1e19", None),
            ("0.5", None),
            ("\"1\"", None),
            ("null", None),
        ] {
            assert_eq!(read(text).ok(), want, "{text}");
        }
        let error = read("4.5").unwrap_err().to_string();
        assert!(error.starts_with("invalid type: floating point `4.5`, expected i64"), "{error}");
    }
}
