//! Maps that keep the members that a document does not name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::MapAccess, ser::SerializeMap};
use serde_json::{Map, Value};

use super::Member;

/// A map of members by their names.
pub trait Extra {
    /// What the members are.
    type Value;

    /// Puts a member in; one of the same name goes.
    fn insert(&mut self, name: String, value: Self::Value);

    /// All members.
    fn members(&self) -> impl Iterator<Item = (&String, &Self::Value)>;
}

impl<T> Extra for BTreeMap<String, T> {
    type Value = T;

    fn insert(&mut self, name: String, value: T) {
        self.insert(name, value);
    }

    fn members(&self) -> impl Iterator<Item = (&String, &T)> {
        self.iter()
    }
}

impl Extra for Map<String, Value> {
    type Value = Value;

    fn insert(&mut self, name: String, value: Value) {
        self.insert(name, value);
    }

    fn members(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.iter()
    }
}

/// Reads a further member.
pub fn set<'de, E, A>(place: &mut E, name: String, map: &mut A) -> Result<(), A::Error>
where
    E: Extra,
    E::Value: Deserialize<'de>,
    A: MapAccess<'de>,
{
    place.insert(name, map.next_value()?);
    Ok(())
}

/// Writes the further members. One that has the name of a member of the struct is not one of them: no name is written twice.
pub fn put<E, M>(place: &E, members: &[Member], map: &mut M) -> Result<(), M::Error>
where
    E: Extra,
    E::Value: Serialize,
    M: SerializeMap,
{
    let mut further = place.members().filter(|(name, _)| members.iter().all(|member| member.name != name.as_str()));
    further.try_for_each(|(name, value)| map.serialize_entry(name, value))
}
