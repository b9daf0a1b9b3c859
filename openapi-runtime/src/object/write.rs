//! The one writer of all structs.

use serde::{Serializer, ser::SerializeMap as _};

use super::Object;

/// Writes a struct as a map: the members that are there in their order, then those that the document does not name.
pub fn write<O: Object, S: Serializer>(object: &O, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, member) in O::MEMBERS.iter().enumerate() {
        object.put(index, member.name, &mut map)?;
    }
    object.put_more(&mut map)?;
    map.end()
}
