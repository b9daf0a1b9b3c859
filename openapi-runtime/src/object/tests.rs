#![allow(clippy::option_option)] // absent and null are not the same

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{Blank, Object};

/// All ways in which a member is there.
#[derive(Clone, Debug, PartialEq)]
struct Pet {
    id: i64,
    name: String,
    maybe: Option<String>,
    tag: Option<String>,
    owner: Option<Option<String>>,
    next: Option<Box<Pet>>,
    null: Option<()>,
    new: Option<bool>,
}
crate::__object! { Pet {
    0 id required 1 name required 2 maybe required 3 tag optional 4 owner "x-owner" nullable 5 next optional
    6 null nullable 7 new optional
} }
crate::__members! { Pet new<M0>(id(integer) name(text) maybe(null M0 Into String)) { ..blank } {
    tag(text) owner<M>(null M Into String) next(boxed Pet)
} renamed { new_member new(flag) } }

#[derive(Clone, Debug, PartialEq)]
struct More {
    kind: String,
    tags: Option<Vec<String>>,
    sizes: Option<Option<Vec<i64>>>,
    price: Option<f64>,
    extra: BTreeMap<String, i64>,
}
crate::__object! { More {
    0 kind required 1 tags optional 2 sizes nullable 3 price optional
} more extra }
crate::__members! { More new() { kind: "more".into(), ..blank } default {
    tags(list text) sizes<M>(null M List Vec<i64>) price(number)
} }

/// A table of 130 members, of which the last is the only one that has to be there.
#[derive(Debug, PartialEq)]
struct Wide(Vec<Option<i64>>);

impl Blank for Wide {
    fn blank() -> Self {
        Self(vec![None; 130])
    }
}

impl Object for Wide {
    const NAME: &'static str = "Wide";
    const MEMBERS: &'static [super::Member] = &const {
        let mut members = [const { super::Member { name: "", is_required: false } }; 130];
        members[0].name = "first";
        members[64].name = "middle";
        members[129] = super::Member { name: "last", is_required: true };
        members
    };

    fn set<'de, A: serde::de::MapAccess<'de>>(&mut self, index: usize, map: &mut A) -> Result<(), A::Error> {
        super::optional::set(&mut self.0[index], map)
    }

    fn put<M: serde::ser::SerializeMap>(&self, index: usize, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        super::optional::put(&self.0[index], name, map)
    }
}

impl<'de> Deserialize<'de> for Wide {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::read(deserializer)
    }
}

fn pet() -> Pet {
    Pet::new(7, "Rex", None)
}

/// Reads a text, and the same through a value.
fn read<T: DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) -> Result<T, String> {
    let read = serde_json::from_str::<T>(text).map_err(|error| error.to_string());
    let value: Value = serde_json::from_str(text).unwrap();
    assert_eq!(read.as_ref().ok(), serde_json::from_value::<T>(value).ok().as_ref(), "{text}");
    read
}

#[test]
fn members_are_read_wherever_they_stand() {
    let cases = [
        ("in order", r#"{"id":7,"name":"Rex","maybe":null}"#, pet()),
        ("in another order", r#"{"maybe":null,"name":"Rex","id":7}"#, pet()),
        ("the last of two holds", r#"{"id":7,"name":"Max","name":"Rex","maybe":"x","maybe":null}"#, pet()),
        ("others are ignored", r#"{"a":[{}],"id":7,"name":"Rex","b":{"id":1},"maybe":null}"#, pet()),
        ("a name in escapes", r#"{"id":7,"n\u0061me":"Rex","maybe":null}"#, pet()),
        ("optional and there", r#"{"id":7,"name":"Rex","maybe":null,"tag":"dog"}"#, pet().tag("dog")),
        ("optional and null", r#"{"id":7,"name":"Rex","maybe":null,"tag":null,"next":null}"#, pet()),
        ("nullable and null", r#"{"id":7,"name":"Rex","maybe":null,"x-owner":null}"#, pet().owner(None)),
        ("nullable and there", r#"{"id":7,"name":"Rex","maybe":null,"x-owner":"o"}"#, pet().owner("o")),
        ("null alone", r#"{"id":7,"name":"Rex","maybe":null,"null":null}"#, Pet { null: Some(()), ..pet() }),
        (
            "itself",
            r#"{"id":7,"name":"Rex","maybe":null,"next":{"id":7,"name":"Rex","maybe":null}}"#,
            pet().next(pet()),
        ),
    ];
    for (case, text, want) in cases {
        assert_eq!(read::<Pet>(text), Ok(want.clone()), "{case}");
        let again = serde_json::to_string(&want).unwrap();
        assert_eq!(read::<Pet>(&again), Ok(want), "{case}");
    }
}

#[test]
fn what_is_wrong_is_named() {
    let cases = [
        ("a member is missing", r#"{"id":7,"maybe":null}"#, ".", "missing field `name`"),
        ("one that may be null is missing", r#"{"id":7,"name":"Rex"}"#, ".", "missing field `maybe`"),
        ("the first in order", "{}", ".", "missing field `id`"),
        ("null", r#"{"id":null}"#, "id", "invalid type: null, expected i64"),
        ("another type", r#"{"id":7,"tag":1}"#, "tag", "invalid type: integer `1`, expected a string"),
        ("deep", r#"{"next":{"next":{"id":"x"}}}"#, "next.next.id", "invalid type: string \"x\", expected i64"),
        ("deep and missing", r#"{"next":{"id":1}}"#, "next", "missing field `name`"),
        ("a list", "[7]", ".", "invalid type: sequence, expected struct Pet"),
        ("null for all", "null", ".", "invalid type: null, expected struct Pet"),
    ];
    for (case, text, path, message) in cases {
        let mut reader = serde_json::Deserializer::from_str(text);
        let error = serde_path_to_error::deserialize::<_, Pet>(&mut reader).unwrap_err();
        assert_eq!(error.path().to_string(), path, "{case}");
        assert!(error.inner().to_string().starts_with(message), "{case}: {}", error.inner());
    }
}

#[test]
fn only_what_is_there_is_written_in_order() {
    let cases = [
        ("nothing optional", pet(), r#"{"id":7,"name":"Rex","maybe":null}"#),
        ("optional", pet().tag("dog"), r#"{"id":7,"name":"Rex","maybe":null,"tag":"dog"}"#),
        ("a name that every struct has", pet().new_member(true), r#"{"id":7,"name":"Rex","maybe":null,"new":true}"#),
        ("null", pet().owner(None), r#"{"id":7,"name":"Rex","maybe":null,"x-owner":null}"#),
        ("null alone", Pet { null: Some(()), ..pet() }, r#"{"id":7,"name":"Rex","maybe":null,"null":null}"#),
    ];
    for (case, pet, want) in cases {
        assert_eq!(serde_json::to_string(&pet).unwrap(), want, "{case}");
    }
}

#[test]
fn further_members_are_kept() {
    let more = |extra: &[(&str, i64)]| More {
        extra: extra.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect(),
        ..More::default()
    };
    assert_eq!(read(r#"{"a":1,"kind":"more","b":2,"a":3}"#), Ok(more(&[("a", 3), ("b", 2)])));
    let wrong = read::<More>(r#"{"a":"x","kind":"more"}"#).unwrap_err();
    assert!(wrong.starts_with("invalid type: string \"x\", expected i64"), "{wrong}");
    // What has the name of a member is not written a second time.
    assert_eq!(serde_json::to_string(&more(&[("kind", 1), ("z", 2)])).unwrap(), r#"{"kind":"more","z":2}"#);
}

#[test]
fn members_behind_the_first_64_are_seen() {
    let cases = [
        (r#"{"last":1}"#, Ok(vec![(129, 1)])),
        (r#"{"last":1,"first":2,"middle":3}"#, Ok(vec![(0, 2), (64, 3), (129, 1)])),
        (r#"{"first":2,"middle":3}"#, Err("missing field `last` at line 1 column 22".to_owned())),
    ];
    for (text, want) in cases {
        let found = read::<Wide>(text).map(|wide| {
            wide.0.iter().enumerate().filter_map(|(index, value)| Some((index, (*value)?))).collect::<Vec<_>>()
        });
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn setters_take_what_is_natural() {
    let texts: [(&str, More); 4] = [
        ("a list", More::new().tags(["a", "b"])),
        ("texts of their own", More::new().tags(vec!["a".to_owned(), "b".to_owned()])),
        ("what is read from a list", More::new().tags("a b".split(' '))),
        ("one by one", More { tags: Some(vec!["a".into(), "b".into()]), ..More::default() }),
    ];
    for (case, more) in texts {
        assert_eq!(serde_json::to_value(more).unwrap(), json!({"kind": "more", "tags": ["a", "b"]}), "{case}");
    }
    assert_eq!(More::new().price(1).price, More::new().price(1.0_f32).price);
    assert_eq!(More::new().sizes(None).sizes, Some(None));
    assert_eq!(More::new().sizes([1, 2]).sizes, More::new().sizes(Some(vec![1, 2])).sizes);
    assert_eq!(Pet::new(1, "a", "b"), Pet::new(1_u8, String::from("a"), Some("b".to_owned())));
    let ids = [Pet::new(u64::MAX, "a", None), Pet::new(i128::MIN, "a", None), Pet::new(-1_isize, "a", None)];
    assert_eq!(ids.map(|pet| pet.id), [i64::MAX, i64::MIN, -1]);
}
