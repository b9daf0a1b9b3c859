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
        loop {
            let lookup = Lookup { members: O::MEMBERS, next };
            // Names are kept where they are needed, which few structs do.
            let (index, name) = if O::KEEPS_MORE {
                let Some(key) = map.next_key_seed(OrName(lookup))? else { break };
                key
            } else {
                let Some(index) = map.next_key_seed(lookup)? else { break };
                (index, None)
            };
            match (index, name) {
                (UNKNOWN, Some(name)) => object.set_more(name, &mut map)?,
                (UNKNOWN, None) => {
                    map.next_value::<IgnoredAny>()?;
                }
                (index, _) => {
                    object.set(index, &mut map)?;
                    seen.insert(index);
                    next = index + 1;
                }
            }
        }
        // One comparison for most.
        if O::MEMBERS.len() <= 64 && seen.first & Required::<O>::FIRST == Required::<O>::FIRST {
            return Ok(object);
        }
        match seen.missing(O::MEMBERS) {
            Some(name) => Err(de::Error::missing_field(name)),
            None => Ok(object),
        }
    }
}

/// The index of a name that is no member's.
const UNKNOWN: usize = usize::MAX;

/// Looks a name up, from where the last one stood: those in the order of the document cost one comparison each.
#[derive(Clone, Copy)]
struct Lookup {
    members: &'static [Member],
    next: usize,
}

impl Lookup {
    #[inline]
    fn index(self, name: &str) -> usize {
        match self.members.get(self.next) {
            Some(member) if member.name == name => self.next,
            _ => self.other(name),
        }
    }

    fn other(self, name: &str) -> usize {
        let (before, after) = self.members.split_at(self.next.min(self.members.len()));
        let place = |members: &[Member]| members.iter().position(|member| member.name == name);
        place(after).map(|index| index + before.len()).or_else(|| place(before)).unwrap_or(UNKNOWN)
    }
}

impl<'de> DeserializeSeed<'de> for Lookup {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Lookup {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, name: &str) -> Result<usize, E> {
        Ok(self.index(name))
    }

    fn visit_bytes<E: de::Error>(self, name: &[u8]) -> Result<usize, E> {
        Ok(std::str::from_utf8(name).map_or(UNKNOWN, |name| self.index(name)))
    }
}

/// The same, with the name where it is no member's.
struct OrName(Lookup);

impl<'de> DeserializeSeed<'de> for OrName {
    type Value = (usize, Option<String>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for OrName {
    type Value = (usize, Option<String>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        let index = self.0.index(name);
        Ok((index, (index == UNKNOWN).then(|| name.to_owned())))
    }

    fn visit_bytes<E: de::Error>(self, name: &[u8]) -> Result<Self::Value, E> {
        match std::str::from_utf8(name) {
            Ok(name) => self.visit_str(name),
            Err(_) => Ok((UNKNOWN, None)),
        }
    }
}

/// The required ones of the first 64 members, a bit each.
struct Required<O>(PhantomData<O>);

impl<O: Object> Required<O> {
    const FIRST: u64 = {
        let mut bits = 0;
        let mut index = 0;
        while index < O::MEMBERS.len() && index < 64 {
            if O::MEMBERS[index].is_required {
                bits |= 1 << index;
            }
            index += 1;
        }
        bits
    };
}

/// Which members were there.
#[derive(Default)]
struct Seen {
    first: u64,
    /// Those behind the first 64, which few structs have.
    rest: Vec<u64>,
}

impl Seen {
    #[inline]
    fn insert(&mut self, index: usize) {
        if index < 64 {
            self.first |= 1 << index;
        } else {
            self.insert_behind(index);
        }
    }

    fn insert_behind(&mut self, index: usize) {
        let word = index / 64 - 1;
        if self.rest.len() <= word {
            self.rest.resize(word + 1, 0);
        }
        self.rest[word] |= 1 << (index % 64);
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
