//! `schemars::JsonSchema` of structs that have a table.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::Object;

/// The schema of a struct, by the table that it is read by.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_schema {
    ($object:ident { $($index:literal $member:ident $($name:literal)? $presence:ident)* } $(more $more:ident)?) => {
        impl $crate::__private::schemars::JsonSchema for $object {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(stringify!($object))
            }
            fn json_schema(generator: &mut $crate::__private::schemars::SchemaGenerator) -> $crate::__private::schemars::Schema {
                let properties = [$($crate::__private::json_schema::property(generator, |it: &Self| &it.$member)),*];
                let schema = $crate::__private::json_schema::of::<Self>(properties);
                $(let schema = $crate::__private::json_schema::with_more(generator, |it: &Self| &it.$more, schema);)?
                schema
            }
        }
    };
}

/// The schema of a member, whose type is read off how it is got.
pub fn property<S, T: JsonSchema>(generator: &mut SchemaGenerator, _: fn(&S) -> &T) -> Schema {
    generator.subschema_for::<T>()
}

/// The schema of a struct with these properties.
pub fn of<O: Object>(properties: impl IntoIterator<Item = Schema>) -> Schema {
    let mut schema = Map::new();
    let named = O::MEMBERS.iter().map(|member| member.name.to_owned());
    let properties: Map<String, Value> = named.zip(properties.into_iter().map(Value::from)).collect();
    let required: Vec<_> = O::MEMBERS.iter().filter(|member| member.is_required).map(|member| member.name).collect();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), properties.into());
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.into()
}

/// With what the map of further members takes.
pub fn with_more<S, T: JsonSchema>(generator: &mut SchemaGenerator, _: fn(&S) -> &T, mut schema: Schema) -> Schema {
    if let Some(more) = T::json_schema(generator).get("additionalProperties") {
        schema.insert("additionalProperties".to_owned(), more.clone());
    }
    schema
}
