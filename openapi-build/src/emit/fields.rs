//! Fields of progenitor's structs, mended.

use std::collections::HashMap;

use serde_json::Value;
use syn::{Attribute, Item, Meta, parse_quote};

use super::{parts::Parts, shape};
use crate::{lower::properties::RENAMED, names};

/// A list or map that need not be there is an `Option`: typify makes an empty one of it and then leaves empty ones out,
/// so that nobody could send one.
pub(crate) fn keep_empty(parts: &mut Parts) {
    for item in &mut parts.types {
        let Item::Struct(item) = item else { continue };
        for field in &mut item.fields {
            let is_left_out = |attribute: &Attribute| {
                let Meta::List(list) = &attribute.meta else { return false };
                let text = if list.path.is_ident("serde") { list.tokens.to_string() } else { String::new() };
                text.contains("is_empty\"") && text.contains("skip_serializing_if") && !text.contains("flatten")
            };
            if !field.attrs.iter().any(is_left_out) {
                continue;
            }
            let rename = shape::serde_rename(&field.attrs);
            field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
            if let Some(name) = rename {
                field.attrs.push(parse_quote!(#[serde(rename = #name)]));
            }
            field.attrs.push(parse_quote!(#[serde(skip_serializing_if = "::std::option::Option::is_none")]));
            let ty = &field.ty;
            field.ty = parse_quote!(::std::option::Option<#ty>);
        }
    }
}

/// Tells serde the document's names where properties had to be renamed on the way through typify.
pub(crate) fn rename(parts: &mut Parts, document: &Value) {
    let components = document.pointer("/components/schemas").and_then(Value::as_object);
    let structs = parts.types.iter().enumerate().filter_map(|(index, item)| match item {
        Item::Struct(item) => Some((item.ident.to_string(), index)),
        _ => None,
    });
    let structs: HashMap<_, _> = structs.collect();
    for (component, schema) in components.into_iter().flatten() {
        let Some(renamed) = schema.get(RENAMED).and_then(Value::as_object) else { continue };
        let name = names::pascal(component);
        let Some(Item::Struct(strukt)) = structs.get(&name).map(|index| &mut parts.types[*index]) else { continue };
        for field in &mut strukt.fields {
            let property =
                field.ident.as_ref().and_then(|ident| renamed.get(&ident.to_string())).and_then(Value::as_str);
            if let Some(property) = property {
                let rename: Attribute = parse_quote!(#[serde(rename = #property)]);
                field.attrs.push(rename);
            }
        }
    }
}
