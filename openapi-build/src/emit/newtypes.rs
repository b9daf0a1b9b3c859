//! Types of another name: what typify writes of each, by a macro of the runtime.

use std::collections::{HashMap, HashSet};

use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Fields, Ident, Item, ItemImpl, ItemStruct, Type, Visibility, parse_quote};

use super::{call, docs, members, parts::Parts, paths, shape};
use crate::{formats, names, printable::code};

/// Name and content of a struct that is read and written as what it holds, and that anybody may make.
pub(crate) fn parts(item: &Item) -> Option<(&Ident, &Type)> {
    let Item::Struct(item) = item else { return None };
    item.attrs.iter().any(members::derives_deserialize).then_some((&item.ident, content(item)?))
}

/// Whether the item is one, before or after it was mended.
pub(crate) fn is_newtype(item: &Item) -> bool {
    matches!(item, Item::Struct(item) if content(item).is_some())
}

fn content(item: &ItemStruct) -> Option<&Type> {
    let Fields::Unnamed(fields) = &item.fields else { return None };
    let field = fields.unnamed.first().filter(|field| fields.unnamed.len() == 1 && is_public(&field.vis))?;
    Some(&field.ty)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

pub(crate) fn mend(parts: &mut Parts, blank: &HashSet<String>) {
    let newtypes: HashMap<String, Type> = parts
        .types
        .iter()
        .filter_map(|item| self::parts(item).map(|(name, ty)| (name.to_string(), ty.clone())))
        .collect();
    let mut items = Vec::with_capacity(parts.types.len());
    for mut item in std::mem::take(&mut parts.types) {
        if let Item::Impl(block) = &item
            && is_of_one(block, &newtypes)
        {
            continue;
        }
        let call = self::parts(&item).map(|(name, ty)| {
            let is_blank = blank.contains(&name.to_string()).then(|| quote!(blank));
            let kind = format_ident!("{}", kind(ty));
            let ty = paths::led(ty);
            call::item("newtype", quote!(#name(#ty) #kind #is_blank))
        });
        if let (Some(_), Item::Struct(item)) = (&call, &mut item) {
            let is_text = ["text", "format"].contains(&kind(&newtypes[&item.ident.to_string()]));
            item.attrs.retain(|it| !it.path().is_ident("derive") && !it.path().is_ident("serde"));
            item.attrs.push(if is_text {
                parse_quote!(#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)])
            } else {
                parse_quote!(#[derive(Clone, Debug, PartialEq)])
            });
        }
        items.push(item);
        items.extend(call);
    }
    // Of what may fail in being made nothing is left, mostly.
    let fails = |item: &Item| matches!(item, Item::Impl(item) if quote!(#item).to_string().contains("ConversionError"));
    if !items.iter().any(fails) {
        items.retain(|item| !matches!(item, Item::Mod(module) if module.ident == "error"));
    }
    parts.types = items;
}

/// The types that typify makes none of, as what they hold has the same name: `Date` is the runtime's.
pub(crate) fn alias(parts: &mut Parts, document: &Value) {
    let components = document.pointer("/components/schemas").and_then(Value::as_object);
    for (component, schema) in components.into_iter().flatten() {
        let format = schema.get("format").and_then(Value::as_str);
        let name = names::pascal(component);
        let Some(Ok(ty)) = formats::ty(format).map(syn::parse_str::<Type>) else { continue };
        if shape::last_segment(&ty).is_some_and(|last| *last == name) && !parts.types_by_name().has(&name) {
            let name = format_ident!("{name}");
            let description = schema.get("description").and_then(Value::as_str).map(str::to_owned);
            let docs = docs::text(&description.unwrap_or_else(|| code(component)));
            parts.types.push(parse_quote!(#(#docs)* pub type #name = #ty;));
        }
    }
}

/// What the macro knows more of than of others.
fn kind(ty: &Type) -> &'static str {
    if formats::OF_RUNTIME.iter().any(|(_, format)| syn::parse_str(format).is_ok_and(|format: Type| format == *ty)) {
        return "format";
    }
    match (shape::last_segment(ty).map(ToString::to_string).as_deref(), shape::is_bare(ty)) {
        (Some("String"), false) => "text",
        (Some("i64" | "u64"), true) => "integer",
        (Some("bool" | "f64"), true) => "shown",
        _ if members::holds_integers(ty) => "integers",
        _ => "plain",
    }
}

/// Whether a block is one that the macro writes: of the type itself, or from it to what it holds.
fn is_of_one(block: &ItemImpl, newtypes: &HashMap<String, Type>) -> bool {
    let Some((path, _)) = &block.trait_ else { return false };
    let Some(last) = path.segments.last() else { return false };
    let name = |ty: &Type| shape::last_segment(ty).map(ToString::to_string);
    let is_one = |ty: &Type| name(ty).is_some_and(|name| newtypes.contains_key(&name));
    match last.ident.to_string().as_str() {
        "Deref" | "FromStr" | "TryFrom" | "Display" => is_one(&block.self_ty),
        "From" => {
            let ty: Type = parse_quote!(#last);
            let Some(from) = shape::generic(&ty, "From") else { return false };
            let holds = |outer: &Type, inner: &Type| name(outer).and_then(|name| newtypes.get(&name)) == Some(inner);
            holds(&block.self_ty, &from) || holds(&from, &block.self_ty)
        }
        _ => false,
    }
}
