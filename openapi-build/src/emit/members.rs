//! The members of a struct, read from typify's fields and the document's schema.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, Field, Fields, Ident, ItemStruct, LitStr, Type, ext::IdentExt as _, parse_quote};

use super::{
    schemas::{Constant, Schemas},
    shape,
};

pub(crate) struct Member {
    pub(crate) field: Ident,
    /// As it stands on the wire.
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    /// The one value that it can have.
    pub(crate) constant: Option<TokenStream>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Presence {
    Required,
    Optional,
    /// Optional, and null is not the same as absent.
    Nullable,
    /// The map of all members that the document does not name.
    More,
}

impl Member {
    /// The runtime's module of this name reads and writes the member.
    pub(crate) fn module(&self) -> &'static str {
        match (self.presence, holds_integers(&self.ty)) {
            (Presence::Required, false) => "required",
            (Presence::Required, true) => "required_integer",
            (Presence::Optional, false) => "optional",
            (Presence::Optional, true) => "optional_integer",
            (Presence::Nullable, false) => "nullable",
            (Presence::Nullable, true) => "nullable_integer",
            (Presence::More, _) => "more",
        }
    }
}

/// Whether a type in `mod types` is an integer, or made of them alone.
pub(crate) fn holds_integers(ty: &Type) -> bool {
    if shape::is_bare(ty) {
        return shape::last_segment(ty).is_some_and(|name| ["i64", "u64", "i32", "u32"].iter().any(|it| name == it));
    }
    let inner = ["Option", "Vec", "BTreeMap"].into_iter().find_map(|name| shape::generics(ty, name).pop());
    inner.is_some_and(|inner| holds_integers(&inner))
}

/// The members of a struct that serde is derived for; `None` where an attribute says more than is understood here.
pub(crate) fn read(strukt: &ItemStruct, schemas: &Schemas<'_>) -> Option<Vec<Member>> {
    let Fields::Named(fields) = &strukt.fields else { return None };
    if !strukt.attrs.iter().any(derives_deserialize) || strukt.attrs.iter().any(|it| it.path().is_ident("serde")) {
        return None;
    }
    let name = strukt.ident.to_string();
    let is_sent = schemas.is_sent(&name);
    let mut properties: HashMap<_, _> = schemas.properties(&name).map(|property| (property.name, property)).collect();
    let members = fields.named.iter().map(|field| {
        let presence = presence(&field.attrs)?;
        let name = wire_name(field);
        let property = properties.remove(name.as_str());
        let (presence, ty) = match presence {
            // Null is all that there is: to be there says something.
            Presence::Optional if matches!(&field.ty, Type::Tuple(_)) => {
                let ty = &field.ty;
                (Presence::Nullable, parse_quote!(::std::option::Option<#ty>))
            }
            Presence::Optional if shape::generic(&field.ty, "Option").is_none() => return None,
            Presence::Optional if is_sent && property.as_ref().is_some_and(|property| property.is_nullable) => {
                let ty = &field.ty;
                (Presence::Nullable, parse_quote!(::std::option::Option<#ty>))
            }
            presence => (presence, field.ty.clone()),
        };
        let constant = property.and_then(|property| property.constant).filter(|_| presence == Presence::Required);
        let constant = constant.and_then(|constant| tokens(&constant, &ty));
        Some(Member { field: field.ident.clone()?, name, ty, presence, constant })
    });
    members.collect()
}

/// The document's name of a field.
pub(crate) fn wire_name(field: &Field) -> String {
    let ident = || field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default();
    shape::serde_rename(&field.attrs).unwrap_or_else(ident)
}

pub(crate) fn derives_deserialize(attribute: &Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else { return false };
    list.path.is_ident("derive") && list.tokens.clone().into_iter().any(|token| token.to_string() == "Deserialize")
}

/// A constant as a value of the member's type, which may be one of ours that is made from it. A member that may be null has
/// two values.
fn tokens(constant: &Constant, ty: &Type) -> Option<TokenStream> {
    if shape::generic(ty, "Option").is_some() {
        return None;
    }
    let name = shape::last_segment(ty).map(ToString::to_string).unwrap_or_default();
    let made = |value: TokenStream| quote!(::core::convert::From::from(#value));
    match (constant, name.as_str()) {
        (Constant::Text(text), _) => Some(made(quote!(#text))),
        (Constant::Null, _) => matches!(ty, Type::Tuple(_)).then(|| quote!(())),
        (Constant::Boolean(value), "bool") => Some(quote!(#value)),
        (Constant::Boolean(value), _) => Some(made(quote!(#value))),
        (Constant::Integer(value), "i64") => Some(quote!(#value)),
        (Constant::Integer(value), "u64") => u64::try_from(*value).ok().map(|value| quote!(#value)),
        // Every integer of another name is made from these.
        (Constant::Integer(value), _) => i32::try_from(*value).ok().map(|value| made(quote!(#value))),
        (Constant::Number(value), "f64") => Some(quote!(#value)),
        (Constant::Number(value), _) => Some(made(quote!(#value))),
    }
}

/// How a member is there, by serde's attributes of its field; `None` where one is not understood.
fn presence(attributes: &[Attribute]) -> Option<Presence> {
    let mut presence = Presence::Required;
    let mut is_understood = true;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let read = attribute.parse_nested_meta(|meta| {
            let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
            if !meta.input.peek(syn::Token![=]) {
                match name.as_str() {
                    "flatten" => presence = Presence::More,
                    "default" if presence == Presence::Required => presence = Presence::Optional,
                    _ => is_understood = false,
                }
                return Ok(());
            }
            let value: Expr = meta.value()?.parse()?;
            let value: Option<LitStr> = syn::parse2(quote!(#value)).ok();
            match (name.as_str(), value.map(|value| value.value()).as_deref()) {
                ("rename", Some(_)) | ("deserialize_with", Some("::std::option::Option::deserialize")) => {}
                ("skip_serializing_if", Some("::std::option::Option::is_none")) => presence = Presence::Optional,
                _ => is_understood = false,
            }
            Ok(())
        });
        is_understood &= read.is_ok();
    }
    is_understood.then_some(presence)
}
