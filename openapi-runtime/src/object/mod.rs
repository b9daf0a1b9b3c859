//! Structs that are read and written by a table: what all have in common stands here once, and the output of the
//! generator says only what is a struct's own. Derived code for each costs a compiler ten times as much.

mod blank;
#[cfg(feature = "schemars")]
pub mod json_schema;
mod macros;
pub mod more;
mod presence;
mod read;
mod setters;
#[cfg(test)]
mod tests;
mod whole;
mod write;

use serde::{de::MapAccess, ser::SerializeMap};

pub use blank::Blank;
pub use presence::{nullable, optional, required, there};
pub use read::read;
pub use setters::{Integer, Null, OrNull, Plain, Room, kind};
pub use whole::{held, nullable_integer, optional_integer, required_integer};
pub(crate) use whole::{is_whole, without_fractions};
pub use write::write;

/// A struct that stands for a JSON object. Implemented by the macro `object!`, and of use to nobody else: what is
/// blank is no value of a document.
pub trait Object: Blank {
    /// The name of the struct, for messages.
    const NAME: &'static str;

    /// The members that the document names, in the order that they are written in.
    const MEMBERS: &'static [Member];

    /// Whether members that the document does not name are kept.
    const KEEPS_MORE: bool = false;

    /// Reads the value of the member at `index`.
    fn set<'de, A: MapAccess<'de>>(&mut self, index: usize, map: &mut A) -> Result<(), A::Error>;

    /// Writes the member at `index`, whose name is `name`, if it is there.
    fn put<M: SerializeMap>(&self, index: usize, name: &'static str, map: &mut M) -> Result<(), M::Error>;

    /// Reads the value of a member that the document does not name.
    fn set_more<'de, A: MapAccess<'de>>(&mut self, _name: String, map: &mut A) -> Result<(), A::Error> {
        map.next_value::<serde::de::IgnoredAny>().map(|_| ())
    }

    /// Writes the members that the document does not name.
    fn put_more<M: SerializeMap>(&self, _map: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

/// A member of an object.
#[derive(Debug)]
pub struct Member {
    /// As it stands on the wire.
    pub name: &'static str,
    /// Whether it has to be there.
    pub is_required: bool,
}

/// The name of a member: that of its field, unless it has another.
pub const fn name(field: &'static str, other: &[&'static str]) -> &'static str {
    match other {
        [other, ..] => other,
        [] => field,
    }
}

/// A value that is not one yet.
pub fn blank<T: Blank>() -> T {
    T::blank()
}
