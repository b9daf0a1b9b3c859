//! Enums of strings that keep a value they do not list: a server that adds one breaks nobody.

use std::collections::BTreeSet;

use quote::{format_ident, quote};
use syn::{Attribute, Fields, Item, ItemEnum, ItemImpl, Type, parse_quote};

use super::shape;

/// Opens every enum of `types` whose variants are all texts.
pub(crate) fn open(types: &mut Vec<Item>) {
    let names: BTreeSet<String> = types
        .iter()
        .filter_map(|item| match item {
            Item::Enum(item) if is_texts(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    let mut opened = Vec::with_capacity(types.len());
    for item in std::mem::take(types) {
        match item {
            Item::Enum(item) if names.contains(&item.ident.to_string()) => opened.extend(rewrite(&item)),
            Item::Impl(block)
                if is_text_conversion(&block) && self_name(&block).is_some_and(|name| names.contains(&name)) => {}
            other => opened.push(other),
        }
    }
    *types = opened;
}

/// Variants without fields, and no way of tagging: such an enum is a string in JSON.
fn is_texts(item: &ItemEnum) -> bool {
    let plain = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
    let tagged = item.attrs.iter().any(|attribute| attribute.path().is_ident("serde"));
    plain && !tagged && !item.variants.is_empty()
}

/// typify's closed conversions, which the open ones replace.
fn is_text_conversion(block: &ItemImpl) -> bool {
    let Some((path, _)) = &block.trait_ else { return false };
    let name = path.segments.last().map(|segment| segment.ident.to_string());
    matches!(name.as_deref(), Some("Display" | "FromStr" | "TryFrom"))
}

fn self_name(block: &ItemImpl) -> Option<String> {
    match &*block.self_ty {
        Type::Path(path) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

fn rewrite(item: &ItemEnum) -> Vec<Item> {
    let name = &item.ident;
    let docs: Vec<&Attribute> = item.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).collect();
    let variants: Vec<_> = item.variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = item
        .variants
        .iter()
        .map(|variant| shape::serde_rename(&variant.attrs).unwrap_or_else(|| variant.ident.to_string()))
        .collect();
    let variant_docs: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    let unknown = ["Unknown", "Unrecognized", "Undocumented"]
        .into_iter()
        .find(|candidate| variants.iter().all(|variant| variant != candidate))
        .unwrap_or("UnknownValue_");
    let unknown = format_ident!("{unknown}");
    let tokens = quote! {
        #(#docs)*
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum #name {
            #(#[doc = #variant_docs] #variants,)*
            /// A value that the document does not list, kept verbatim.
            #unknown(::std::string::String),
        }
        impl #name {
            /// The value as it stands on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::#unknown(value) => value,
                }
            }
        }
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::std::convert::From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    other => Self::#unknown(other.to_owned()),
                }
            }
        }
        impl ::std::convert::From<::std::string::String> for #name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }
        impl ::std::str::FromStr for #name {
            type Err = ::std::convert::Infallible;
            fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok(Self::from(value))
            }
        }
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(deserializer)
                    .map(|value| Self::from(&*value))
            }
        }
    };
    let file: syn::File = parse_quote!(#tokens);
    file.items
}
