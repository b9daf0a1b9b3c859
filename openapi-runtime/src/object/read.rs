//! The one reader of all structs.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};

use super::{Member, Object};

/// Reads a struct from a map, whatever the format. Of a member that is there twice the last one holds; what the struct does
/// not name is kept where it keeps more, and ignored otherwise.
pub fn read<'de, O: Object, D: Deserializer<'de>>(deserializer: D) -> Result<O, D::Error> {
    deserializer.deserialize_map(Reader(PhantomData))
}

struct Reader<O>(PhantomData<O>);

impl<'de, O: Object> Visitor<'de> for Reader<O> {
    type Value = O;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", O::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<O, A::Error> {
        let mut object = O::blank();
        let mut seen = Seen::default();
        let mut next = 0;
        while let Some(key) = map.next_key_seed(Lookup { members: O::MEMBERS, next, keeps: O::KEEPS_MORE })? {
            match key {
                Key::Known(index) => {
                    object.set(index, &mut map)?;
                    seen.insert(index);
                    next = index + 1;
                }
                Key::Further(name) => object.set_more(name, &mut map)?,
                Key::Unknown => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        match seen.missing(O::MEMBERS) {
            Some(name) => Err(de::Error::missing_field(name)),
            None => Ok(object),
        }
    }
}

enum Key {
    Known(usize),
    Further(String),
    Unknown,
}

/// Looks a name up, from where the last one stood: those in the order of the document cost one comparison each.
#[derive(Clone, Copy)]
struct Lookup {
    members: &'static [Member],
    next: usize,
    keeps: bool,
}

impl<'de> DeserializeSeed<'de> for Lookup {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Lookup {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
        let (before, after) = self.members.split_at(self.next.min(self.members.len()));
        let place = |members: &[Member]| members.iter().position(|member| member.name == name);
        let index = place(after).map(|index| index + before.len()).or_else(|| place(before));
        Ok(match index {
            Some(index) => Key::Known(index),
            None if self.keeps => Key::Further(name.to_owned()),
            None => Key::Unknown,
        })
    }

    fn visit_bytes<E: de::Error>(self, name: &[u8]) -> Result<Key, E> {
        match std::str::from_utf8(name) {
            Ok(name) => self.visit_str(name),
            Err(_) => Ok(Key::Unknown),
        }
    }
}

/// Which members were there.
#[derive(Default)]
struct Seen {
    first: u64,
    /// Those behind the first 64, which few structs have.
    rest: Vec<u64>,
}

impl Seen {
    fn insert(&mut self, index: usize) {
        let bit = 1 << (index % 64);
        match (index / 64).checked_sub(1) {
            None => self.first |= bit,
            Some(word) => {
                if self.rest.len() <= word {
                    self.rest.resize(word + 1, 0);
                }
                self.rest[word] |= bit;
            }
        }
    }

    fn holds(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => self.first,
            Some(word) => self.rest.get(word).copied().unwrap_or_default(),
        };
        word & (1 << (index % 64)) != 0
    }

    /// The first required member that was not there.
    fn missing(&self, members: &'static [Member]) -> Option<&'static str> {
        let missing = members.iter().enumerate().find(|(index, member)| member.is_required && !self.holds(*index));
        missing.map(|(_, member)| member.name)
    }
}
