//! Reading a document: text to [`Value`], with every duplicate key found and every place known.

use std::{cell::OnceCell, collections::HashMap, fmt, path::Path};

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::{
    diagnostic::Diagnostic,
    files,
    locate::{self, Place},
    pointer::Pointer,
};

/// One file of an OpenAPI description.
pub(crate) struct Document {
    /// The file, as diagnostics name it.
    pub(crate) name: String,
    pub(crate) value: Value,
    text: String,
    positions: OnceCell<HashMap<String, Place>>,
}

impl Document {
    pub(crate) fn load(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let text = files::read(path).map_err(|found| vec![found])?;
        Self::parse(path.display().to_string(), text)
    }

    /// How long its text is, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn parse(name: impl Into<String>, text: impl Into<String>) -> Result<Self, Vec<Diagnostic>> {
        let (name, text) = (name.into(), text.into());
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let parsed = if text.trim_start().starts_with('{') { read_json(&text) } else { read_yaml(&text) };
        match parsed {
            Ok(value) => Ok(Self { name, value, text, positions: OnceCell::new() }),
            Err((message, position)) => {
                let duplicates = locate::duplicates(&text).into_iter().map(|(pointer, place)| Diagnostic {
                    position: Some(place),
                    pointer: pointer.to_string(),
                    ..Diagnostic::error(&name, "expected every key once in a mapping but found this one a second time")
                        .with_help("which of the two is meant cannot be told; remove one")
                });
                let duplicates: Vec<_> = duplicates.collect();
                if duplicates.is_empty() {
                    let help = "the mistake may stand before this place: an indentation, a quote or a bracket";
                    return Err(vec![Diagnostic { position, ..Diagnostic::error(name, message).with_help(help) }]);
                }
                Err(duplicates)
            }
        }
    }

    /// Line and column, from 1, of the deepest part of `pointer` that stands in the text.
    pub(crate) fn position(&self, pointer: &Pointer) -> Option<Place> {
        let positions = self.positions.get_or_init(|| locate::positions(&self.text));
        let mut pointer = pointer.clone();
        loop {
            if let Some(position) = positions.get(pointer.as_str()) {
                return Some(*position);
            }
            if pointer.is_root() {
                return None;
            }
            pointer.pop();
        }
    }
}

type Failure = (String, Option<Place>);

fn read_yaml(text: &str) -> Result<Value, Failure> {
    Node::deserialize(serde_yaml::Deserializer::from_str(text)).map(|node| node.0).map_err(|error| {
        let position = error.location().map(|at| (at.line(), at.column()));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        (format!("expected YAML but found: {message}"), position)
    })
}

/// JSON that only a YAML reader takes (comments, trailing commas) is read as YAML.
fn read_json(text: &str) -> Result<Value, Failure> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = Node::deserialize(&mut deserializer).and_then(|node| deserializer.end().map(|()| node.0));
    result.or_else(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        let failure = (format!("expected JSON but found: {message}"), Some((error.line(), error.column())));
        if error.is_data() { Err(failure) } else { read_yaml(text).map_err(|_| failure) }
    })
}

/// A [`Value`] whose mappings hold every key once, whatever scalar the key was in YAML.
struct Node(Value);

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor).map(Self)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    #[allow(clippy::cast_precision_loss)] // beyond 64 bits JSON itself promises no more than a double
    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom(format!("the number {value}, which JSON does not have")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Node(item)) = access.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        let mut merged = Vec::new();
        while let Some(Key(key)) = access.next_key()? {
            if map.contains_key(&key) {
                return Err(de::Error::custom(format!("the key `{key}` a second time in one mapping")));
            }
            let Node(value) = access.next_value()?;
            match (key.as_str(), value) {
                // YAML 1.1 merge keys: what the mapping says itself goes first.
                ("<<", Value::Object(base)) => merged.push(base),
                ("<<", Value::Array(bases)) => merged.extend(bases.into_iter().filter_map(|base| match base {
                    Value::Object(base) => Some(base),
                    _ => None,
                })),
                (_, value) => {
                    map.insert(key, value);
                }
            }
        }
        for (key, value) in merged.into_iter().flatten() {
            map.entry(key).or_insert(value);
        }
        Ok(Value::Object(map))
    }
}

/// A mapping's key: YAML lets `200` and `true` be one, OpenAPI means their text.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(NodeVisitor)? {
            Value::String(key) => Ok(Self(key)),
            Value::Number(key) => Ok(Self(key.to_string())),
            Value::Bool(key) => Ok(Self(key.to_string())),
            Value::Null => Ok(Self("null".to_owned())),
            Value::Array(_) => Err(de::Error::custom("a sequence as the key of a mapping")),
            Value::Object(_) => Err(de::Error::custom("a mapping as the key of a mapping")),
        }
    }
}
