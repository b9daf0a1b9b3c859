//! Enums of types: a value is decoded as the alternative that knows most of it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Item, Type, parse_quote};

use super::docs;
use crate::shapes::{Alternative, Union};

/// The code that chooses, as it is put into the output.
const CHOOSER: &str = include_str!("union.rs");

/// The enums of all unions, for `mod types`.
pub(crate) fn items(unions: &[Union]) -> Result<Vec<Item>, String> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let chooser = syn::parse_file(CHOOSER).map_err(|error| format!("the chooser is no Rust: {error}"))?.items;
    let mut items: Vec<Item> = vec![parse_quote! {
        /// Which of several types a value is.
        #[allow(dead_code)]
        mod union {
            #(#chooser)*
        }
    }];
    for union in unions {
        items.extend(self::union(union)?);
    }
    Ok(items)
}

fn union(union: &Union) -> Result<Vec<Item>, String> {
    let name = format_ident!("{}", union.name);
    let variants: Vec<_> = union.alternatives.iter().map(|one| format_ident!("{}", one.variant)).collect();
    let types = union.alternatives.iter().map(ty).collect::<Result<Vec<_>, _>>()?;
    let description = union.description.as_deref().map(docs::rustdoc).unwrap_or_default();
    let docs = docs::lines(if description.trim().is_empty() { "One of several types." } else { &description });
    let tables = union.alternatives.iter().map(table);
    let (unknown, decode_unknown) = if union.is_tagged {
        let variant = quote! {
            /// An alternative that the document does not list, kept as it is.
            Unknown(::serde_json::Value),
        };
        (Some(variant), quote!(Some(Self::Unknown)))
    } else {
        (None, quote!(None))
    };
    let last = variants.len().saturating_sub(1);
    let indices = (0..variants.len()).map(|index| if index == last { quote!(_) } else { quote!(#index) });
    let title = &union.name;
    let froms = from(union, &name, &types);
    let display = display(union, &name);
    let file: syn::File = parse_quote! {
        #(#docs)*
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum #name {
            #(#[allow(missing_docs)] #variants(#types),)*
            #unknown
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                const ALTERNATIVES: &[self::union::Alternative] = &[#(#tables),*];
                self::union::decode(deserializer, #title, ALTERNATIVES, |index, value| match index {
                    #(#indices => ::serde::Deserialize::deserialize(value).map(Self::#variants),)*
                }, #decode_unknown)
            }
        }
        #froms
        #display
    };
    Ok(file.items)
}

fn ty(alternative: &Alternative) -> Result<Type, String> {
    let ty: Type =
        syn::parse_str(&alternative.ty).map_err(|error| format!("`{}` is no type: {error}", alternative.ty))?;
    Ok(if alternative.is_recursive { parse_quote!(::std::boxed::Box<#ty>) } else { ty })
}

fn table(alternative: &Alternative) -> TokenStream {
    let kind = format_ident!("{}", alternative.kind);
    let (properties, required) = (&alternative.properties, &alternative.required);
    let constants = alternative.constants.iter().map(|(name, values)| quote!((#name, &[#(#values),*])));
    quote! {
        self::union::Alternative {
            kind: self::union::Kind::#kind,
            properties: &[#(#properties),*],
            required: &[#(#required),*],
            constants: &[#(#constants),*],
        }
    }
}

/// A conversion from each type that only one alternative has.
fn from(union: &Union, name: &syn::Ident, types: &[Type]) -> TokenStream {
    let froms = union.alternatives.iter().zip(types).filter_map(|(alternative, ty)| {
        let is_only = union.alternatives.iter().filter(|other| other.ty == alternative.ty).count() == 1;
        let variant = format_ident!("{}", alternative.variant);
        is_only.then(|| {
            quote! {
                impl ::std::convert::From<#ty> for #name {
                    fn from(value: #ty) -> Self {
                        Self::#variant(value)
                    }
                }
            }
        })
    });
    froms.collect()
}

/// Parameters in paths and headers are displayed.
fn display(union: &Union, name: &syn::Ident) -> Option<TokenStream> {
    let is_scalar = union.alternatives.iter().all(|alternative| alternative.is_scalar) && !union.is_tagged;
    let variants = union.alternatives.iter().map(|alternative| format_ident!("{}", alternative.variant));
    is_scalar.then(|| {
        quote! {
            impl ::std::fmt::Display for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    match self {
                        #(Self::#variants(value) => ::std::fmt::Display::fmt(value, f),)*
                    }
                }
            }
        }
    })
}
