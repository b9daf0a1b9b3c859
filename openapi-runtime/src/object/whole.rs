//! Integers: any JSON number without a fraction is one, however it is written (JSON Schema, section 6.3: `1.0` is an
//! integer).

use std::{any, collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Unexpected, Visitor},
};
use serde_json::{Number, Value};

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

/// An integer, or what is made of integers alone.
pub trait Integers: Sized {
    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

macro_rules! integers {
    ($($ty:ty)*) => {
        $(impl Integers for $ty {
            #[inline]
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                integer(deserializer)
            }
        })*
    };
}

integers!(i32 i64 u32 u64);

impl<T: Integers> Integers for Option<T> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Made::<Self>(PhantomData))
    }
}

impl<T: Integers> Integers for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Made::<Self>(PhantomData))
    }
}

impl<T: Integers> Integers for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Made::<Self>(PhantomData))
    }
}

/// What integers are made into.
struct Made<T>(PhantomData<T>);

impl<'de, T: Integers> DeserializeSeed<'de> for Made<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

impl<'de, T: Integers> Visitor<'de> for Made<Option<T>> {
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
        T::read(deserializer).map(Some)
    }
}

impl<'de, T: Integers> Visitor<'de> for Made<Vec<T>> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Made(PhantomData))? {
            list.push(item);
        }
        Ok(list)
    }
}

impl<'de, T: Integers> Visitor<'de> for Made<BTreeMap<String, T>> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<BTreeMap<String, T>, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(name) = members.next_key()? {
            map.insert(name, members.next_value_seed(Made(PhantomData))?);
        }
        Ok(map)
    }
}

/// A member that has to be there.
pub mod required_integer {
    use super::{Integers, Made, MapAccess, PhantomData};

    pub use crate::object::required::{IS_REQUIRED, put};

    /// Reads the member's value.
    #[inline]
    pub fn set<'de, T: Integers, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
        *place = map.next_value_seed(Made(PhantomData))?;
        Ok(())
    }
}

/// A member that may be left out; null is the same.
pub mod optional_integer {
    pub use super::required_integer::set;

    pub use crate::object::optional::{IS_REQUIRED, put};
}

/// A member that may be left out, and may be null, which is not the same.
pub mod nullable_integer {
    use super::{Integers, Made, MapAccess, PhantomData};

    pub use crate::object::optional::{IS_REQUIRED, put};

    /// Reads the member's value, which is there also where it is null.
    #[inline]
    pub fn set<'de, T: Integers, A: MapAccess<'de>>(place: &mut Option<T>, map: &mut A) -> Result<(), A::Error> {
        *place = Some(map.next_value_seed(Made(PhantomData))?);
        Ok(())
    }
}

/// What a type of another name holds, by its kind.
pub mod held {
    use super::{Deserialize, Deserializer};

    pub use super::integer;

    /// Reads what is made of integers.
    pub fn integers<'de, T: super::Integers, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }

    /// Reads what is as its type says.
    pub fn plain<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }

    pub use {plain as format, plain as shown, plain as text};
}

/// Whether a number has no fraction.
pub(crate) fn is_whole(number: &Number) -> bool {
    whole(number).is_some()
}

/// The same number as JSON's reader has it where it is written without a fraction.
fn whole(number: &Number) -> Option<Number> {
    if number.is_i64() || number.is_u64() {
        return Some(number.clone());
    }
    let wide = Whole::<i128>(PhantomData).visit_f64::<serde_json::Error>(number.as_f64()?).ok()?;
    i64::try_from(wide).map(Number::from).or_else(|_| u64::try_from(wide).map(Number::from)).ok()
}

/// A value with all numbers that have no fraction written without one; `None` where none would change.
pub(crate) fn without_fractions(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) if number.is_f64() => whole(number).map(Value::Number),
        Value::Array(items) => {
            let changed: Vec<_> = items.iter().map(without_fractions).collect();
            changed.iter().any(Option::is_some).then(|| {
                let both = items.iter().zip(changed);
                both.map(|(item, changed)| changed.unwrap_or_else(|| item.clone())).collect()
            })
        }
        Value::Object(members) => {
            let changes = members.iter().filter_map(|(name, member)| Some((name.clone(), without_fractions(member)?)));
            let changes: Vec<_> = changes.collect();
            (!changes.is_empty()).then(|| {
                let mut new = members.clone();
                new.extend(changes);
                Value::Object(new)
            })
        }
        _ => None,
    }
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
