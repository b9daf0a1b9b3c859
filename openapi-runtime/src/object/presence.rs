//! The ways in which a member is there: `required`, `optional` and `nullable`, each as the table of a struct names it.

use serde::{Deserialize, Deserializer, Serialize, de::MapAccess, ser::SerializeMap};

/// A member that has to be there.
pub mod required {
    use super::{Deserialize, MapAccess, Serialize, SerializeMap};

    /// Whether reading fails without the member.
    pub const IS_REQUIRED: bool = true;

    /// Reads the member's value.
    #[inline]
    pub fn set<'de, T: Deserialize<'de>, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
        *place = map.next_value()?;
        Ok(())
    }

    /// Writes the member.
    pub fn put<T: Serialize, M: SerializeMap>(place: &T, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, place)
    }
}

/// A member that may be left out; null is the same.
pub mod optional {
    use super::{Serialize, SerializeMap};

    pub use super::required::set;

    /// Whether reading fails without the member.
    pub const IS_REQUIRED: bool = false;

    /// Writes the member, where there is one.
    pub fn put<T: Serialize, M: SerializeMap>(
        place: &Option<T>,
        name: &'static str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        place.as_ref().map_or(Ok(()), |value| map.serialize_entry(name, value))
    }
}

/// A member that may be left out, and may be null, which is not the same.
pub mod nullable {
    use super::{Deserialize, MapAccess};

    pub use super::optional::{IS_REQUIRED, put};

    /// Reads the member's value, which is there also where it is null.
    #[inline]
    pub fn set<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
        place: &mut Option<T>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        *place = Some(map.next_value()?);
        Ok(())
    }
}

/// Reads a member of a struct without a table, which is there also where it is null.
pub fn there<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
