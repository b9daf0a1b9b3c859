//! Fields whose properties had to be renamed on the way through typify.

use serde_json::Value;
use syn::{Attribute, Item, parse_quote};

use super::parts::Parts;
use crate::{lower::properties::RENAMED, names};

/// Tells serde the document's names.
pub(crate) fn rename(parts: &mut Parts, document: &Value) {
    let components = document.pointer("/components/schemas").and_then(Value::as_object);
    for (component, schema) in components.into_iter().flatten() {
        let Some(renamed) = schema.get(RENAMED).and_then(Value::as_object) else { continue };
        let name = names::pascal(component);
        let strukt = parts.types.iter_mut().find_map(|item| match item {
            Item::Struct(item) if item.ident == name => Some(item),
            _ => None,
        });
        for field in strukt.into_iter().flat_map(|item| &mut item.fields) {
            let property =
                field.ident.as_ref().and_then(|ident| renamed.get(&ident.to_string())).and_then(Value::as_str);
            if let Some(property) = property {
                let rename: Attribute = parse_quote!(#[serde(rename = #property)]);
                field.attrs.push(rename);
            }
        }
    }
}
