//! The component schemas as the structs see them that typify made of them.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use crate::{lower::properties::RENAMED, lowered::Lowered, names, sent, shapes};

pub(crate) struct Schemas<'d> {
    components: &'d Map<String, Value>,
    /// By the name of the Rust type.
    by_type: HashMap<String, &'d str>,
    /// The components that a request can carry.
    sent: BTreeSet<String>,
    constants: &'d shapes::Constants,
}

pub(crate) struct Property<'d> {
    /// As it stands on the wire.
    pub(crate) name: &'d str,
    pub(crate) is_nullable: bool,
    pub(crate) constant: Option<Constant>,
}

/// A value that is the only one of its schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    Text(String),
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
}

impl<'d> Schemas<'d> {
    pub(crate) fn new(lowered: &'d Lowered) -> Self {
        static NONE: std::sync::OnceLock<Map<String, Value>> = std::sync::OnceLock::new();
        let components = lowered.document.pointer("/components/schemas").and_then(Value::as_object);
        let components = components.unwrap_or_else(|| NONE.get_or_init(Map::new));
        let by_type = components.keys().map(|name| (names::pascal(name), name.as_str())).collect();
        Self {
            components,
            by_type,
            sent: sent::components(&lowered.document, &lowered.model),
            constants: &lowered.model.constants,
        }
    }

    /// Whether a request can carry the type; without any operation, all may be sent by somebody.
    pub(crate) fn is_sent(&self, ty: &str) -> bool {
        self.by_type.get(ty).is_none_or(|name| self.sent.contains(*name))
    }

    /// The properties of a type's schema, in the order of the document.
    pub(crate) fn properties(&self, ty: &str) -> impl Iterator<Item = Property<'_>> {
        let component = self.by_type.get(ty).copied();
        let schema = component.and_then(|name| self.components.get(name));
        let renamed = schema.and_then(|schema| schema.get(RENAMED)?.as_object());
        let properties = schema.and_then(|schema| schema.get("properties")?.as_object());
        properties.into_iter().flatten().map(move |(field, schema)| {
            let name = renamed.and_then(|renamed| renamed.get(field)?.as_str()).unwrap_or(field);
            let other = component.and_then(|component| self.constants.get(component)?.get(name));
            let constant = self.constant(schema).or_else(|| other.and_then(scalar));
            Property { name, is_nullable: schema.get("nullable").is_some(), constant }
        })
    }

    fn constant(&self, schema: &Value) -> Option<Constant> {
        match shapes::resolve(schema, self.components).get("enum")?.as_array()?.as_slice() {
            [value] => scalar(value),
            _ => None,
        }
    }
}

fn scalar(value: &Value) -> Option<Constant> {
    Some(match value {
        Value::Null => Constant::Null,
        Value::Bool(value) => Constant::Boolean(*value),
        Value::String(text) => Constant::Text(text.clone()),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Constant::Integer(number),
            None => Constant::Number(number.as_f64()?),
        },
        Value::Array(_) | Value::Object(_) => return None,
    })
}
