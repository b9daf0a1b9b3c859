//! Reading a document: text to [`Value`], with every duplicate key found and every place known.

use std::{
    cell::{Cell, OnceCell},
    fmt,
    path::Path,
};

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::{
    diagnostic::Diagnostic,
    files,
    limits::{MAX_BYTES, MAX_DEPTH, MAX_EXPANSION, MAX_KEY, MAX_NODES, MAX_POINTERS, SMALL_POINTERS, SMALL_TEXT},
    locate::{Place, Places},
    measure,
    pointer::Pointer,
};

/// Keys that begin so are the generator's own notes between its passes; a document's are nobody's.
const OWN: &str = "x-openapi-build-";

/// Keywords that hold names and no extensions: there a key that begins so is a name like any other.
const NAMES: [&str; 8] =
    ["$defs", "definitions", "dependentSchemas", "mapping", "patternProperties", "properties", "schemas", "variables"];

/// One file of an OpenAPI description.
pub(crate) struct Document {
    /// The file, as diagnostics name it.
    pub(crate) name: String,
    pub(crate) value: Value,
    text: String,
    places: OnceCell<Places>,
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
        if text.len() > MAX_BYTES {
            let message = format!("expected a document of at most {MAX_BYTES} bytes but found {}", text.len());
            return Err(vec![Diagnostic::error(name, message)]);
        }
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let parsed = if text.trim_start().starts_with('{') { read_json(&text) } else { read_yaml(&text) };
        match parsed {
            Ok(value) => Ok(Self { name, value, text, places: OnceCell::new() }),
            Err((message, position)) => {
                // Told by the reader first, and found anew with all others.
                let duplicates = Places::read(&text).duplicates.into_iter().map(|(pointer, place)| Diagnostic {
                    position: Some(place),
                    pointer: pointer.to_string(),
                    ..Diagnostic::error(&name, "expected every key once in a mapping but found this one a second time")
                        .with_help("which of the two is meant cannot be told; remove one")
                });
                let duplicates: Vec<_> = duplicates.collect();
                if duplicates.is_empty() {
                    let diagnostic = Diagnostic { position, ..Diagnostic::error(name, &message) };
                    // What was expected is a limit, or a language that the text is not in.
                    let is_syntax = ["expected YAML", "expected JSON"].iter().any(|start| message.starts_with(start));
                    let help = "the mistake may stand before this place: an indentation, a quote or a bracket";
                    return Err(vec![if is_syntax { diagnostic.with_help(help) } else { diagnostic }]);
                }
                Err(duplicates)
            }
        }
    }

    /// Line and column, from 1, of the deepest part of `pointer` that stands in the text.
    pub(crate) fn position(&self, pointer: &Pointer) -> Option<Place> {
        self.places.get_or_init(|| Places::read(&self.text)).of(pointer)
    }
}

type Failure = (String, Option<Place>);

fn read_yaml(text: &str) -> Result<Value, Failure> {
    measure::check(text)?;
    let budget = Budget::new(text);
    Node(&budget).deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| {
        let position = error.location().map(|at| (at.line(), at.column()));
        (budget.message("YAML", &error.to_string()), position)
    })
}

/// JSON that only a YAML reader takes (comments, trailing commas) is read as YAML.
fn read_json(text: &str) -> Result<Value, Failure> {
    let budget = Budget::new(text);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = Node(&budget).deserialize(&mut deserializer);
    let result = result.and_then(|value| deserializer.end().map(|()| value));
    result.or_else(|error| {
        let message = budget.message("JSON", &error.to_string());
        let failure = (message, Some((error.line(), error.column())));
        if error.is_data() { Err(failure) } else { read_yaml(text).map_err(|_| failure) }
    })
}

/// What a document may still hold, and whether it held more.
struct Budget {
    depth: Cell<usize>,
    nodes: Cell<usize>,
    /// Bytes of keys and texts, aliases written out.
    text: Cell<usize>,
    /// Bytes of the pointer to what is being read, and of the pointers to all mappings.
    pointer: Cell<usize>,
    pointers: Cell<usize>,
    /// Whether the keys that are being read are names.
    names: Cell<bool>,
    exceeded: Cell<bool>,
}

impl Budget {
    fn new(text: &str) -> Self {
        Self {
            depth: Cell::new(MAX_DEPTH),
            nodes: Cell::new(MAX_NODES),
            text: Cell::new(SMALL_TEXT + MAX_EXPANSION * text.len()),
            pointer: Cell::new(0),
            pointers: Cell::new(SMALL_POINTERS + MAX_POINTERS * text.len()),
            names: Cell::new(false),
            exceeded: Cell::new(false),
        }
    }

    /// Takes `amount` of what there is left, or says what there was too much of.
    fn take<E: de::Error>(&self, from: &Cell<usize>, amount: usize, what: impl FnOnce() -> String) -> Result<(), E> {
        match from.get().checked_sub(amount) {
            Some(left) => {
                from.set(left);
                Ok(())
            }
            None => Err(self.exceed(what())),
        }
    }

    fn exceed<E: de::Error>(&self, what: String) -> E {
        self.exceeded.set(true);
        E::custom(what)
    }

    fn node<E: de::Error>(&self) -> Result<(), E> {
        self.take(&self.nodes, 1, measure::too_many)
    }

    fn text<E: de::Error>(&self, text: &str) -> Result<(), E> {
        self.take(&self.text, text.len(), || {
            format!("expected texts of at most {MAX_EXPANSION} times the document, aliases written out, but found more")
        })
    }

    fn enter<E: de::Error>(&self) -> Result<(), E> {
        self.take(&self.depth, 1, measure::too_deep)?;
        self.take(&self.pointers, self.pointer.get(), || {
            "expected shorter keys, or fewer places below them: the pointers to all parts of the document come to \
             more than it allows for"
                .to_owned()
        })
    }

    fn leave(&self) {
        self.depth.set(self.depth.get() + 1);
    }

    /// Reads a member.
    fn below<T>(&self, token: &str, read: impl FnOnce() -> T) -> T {
        let (pointer, names) = (self.pointer.get(), self.names.get());
        self.pointer.set(pointer + token.len() + 1);
        self.names.set(!names && NAMES.contains(&token));
        let result = read();
        self.pointer.set(pointer);
        self.names.set(names);
        result
    }

    /// A reader's message without the place that it ends in. What is beyond a limit stands by itself.
    fn message(&self, language: &str, message: &str) -> String {
        let message = message.split(" at line ").next().unwrap_or(message);
        if self.exceeded.get() {
            // serde_yaml puts the path before it.
            message.find("expected ").map_or(message, |start| &message[start..]).to_owned()
        } else if message.contains("repetition limit") {
            // serde_yaml's own, on the steps that aliases lead through.
            "expected aliases to come to at most 100 times the document where they are written out but found more"
                .to_owned()
        } else if message.contains("recursion limit") {
            measure::too_deep()
        } else {
            format!("expected {language} but found: {message}")
        }
    }
}

/// Reads a [`Value`] whose mappings hold every key once, whatever scalar the key was in YAML.
#[derive(Clone, Copy)]
struct Node<'b>(&'b Budget);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.0.node()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
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

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        self.0.text(value)?;
        Ok(Value::from(value))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        self.0.text(&value)?;
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
        self.0.enter()?;
        let mut items = Vec::new();
        while let Some(item) = self.0.below(INDEX, || access.next_element_seed(self))? {
            items.push(item);
        }
        self.0.leave();
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.0.enter()?;
        let mut map = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = access.next_key_seed(Key(self.0))? {
            if map.contains_key(&key) {
                return Err(de::Error::custom(format!("the key `{key}` a second time in one mapping")));
            }
            let value = self.0.below(&key, || access.next_value_seed(self))?;
            match (key.as_str(), value) {
                // YAML 1.1 merge keys: what the mapping says itself goes first.
                ("<<", Value::Object(base)) => merged.push(base),
                ("<<", Value::Array(bases)) => merged.extend(bases.into_iter().filter_map(|base| match base {
                    Value::Object(base) => Some(base),
                    _ => None,
                })),
                (own, _) if own.starts_with(OWN) && !self.0.names.get() => {}
                (_, value) => {
                    map.insert(key, value);
                }
            }
        }
        self.0.leave();
        for (key, value) in merged.into_iter().flatten() {
            map.entry(key).or_insert(value);
        }
        Ok(Value::Object(map))
    }
}

/// An index in a pointer, for its length.
const INDEX: &str = "0000";

/// Reads a mapping's key: YAML lets `200` and `true` be one, OpenAPI means their text.
struct Key<'b>(&'b Budget);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        let key = match deserializer.deserialize_any(Node(self.0))? {
            Value::String(key) => key,
            Value::Number(key) => key.to_string(),
            Value::Bool(key) => key.to_string(),
            Value::Null => "null".to_owned(),
            Value::Array(_) => return Err(de::Error::custom("a sequence as the key of a mapping")),
            Value::Object(_) => return Err(de::Error::custom("a mapping as the key of a mapping")),
        };
        if key.len() > MAX_KEY {
            let message = format!("expected a key of at most {MAX_KEY} bytes but found one of {}", key.len());
            return Err(self.0.exceed(message));
        }
        Ok(key)
    }
}
