//! What a body may be: how it is written, and the enum of several types.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{Item, Type, parse_quote};

use super::{call, newtypes, parts::Parts, paths, shape};
use crate::{
    lower::contents::Rank,
    model::{Choice, Media, Model, Operation, Part},
    names,
    printable::code,
};

/// A media type as the runtime reads it.
pub(crate) fn media(media: &Media) -> TokenStream {
    let Media { name, rank, parts } = media;
    let kind = match rank {
        Rank::Json => quote!(Json),
        Rank::Form => quote!(Form),
        Rank::Multipart => quote!(Multipart),
        Rank::Text | Rank::Bytes => quote!(Raw),
    };
    let parts = (!parts.is_empty()).then(|| {
        let parts = parts.iter().map(part);
        quote!(.parts(&[#(#parts),*]))
    });
    quote!(__p::Media::new(#name, __p::BodyKind::#kind) #parts)
}

fn part(part: &Part) -> TokenStream {
    let name = &part.name;
    let content_type = part.content_type.as_ref().map(|it| quote!(.content_type(#it)));
    let style = part.style.as_ref().map(|style| {
        let style = format_ident!("{style}");
        quote!(.style(__p::Encoding::#style))
    });
    let reserved = part.allows_reserved.then(|| quote!(.reserved()));
    let headers = (!part.headers.is_empty()).then(|| {
        let headers = part.headers.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(.headers(&[#(#headers),*]))
    });
    quote!(__p::Part::new(#name) #content_type #style #reserved #headers)
}

/// The enums of all bodies that may be of several types, for `mod types`.
pub(crate) fn items(model: &Model, parts: &Parts) -> Vec<Item> {
    // What types of another name hold; of others nothing.
    let mut known: HashMap<String, Option<Type>> = parts.types_by_name().names().map(|name| (name, None)).collect();
    known.extend(model.own_types().into_iter().map(|name| (name.to_owned(), None)));
    let held = parts.types.iter().filter_map(newtypes::parts);
    known.extend(held.map(|(name, ty)| (name.to_string(), Some(ty.clone()))));
    model.operations.iter().flat_map(|operation| of_operation(operation, &known)).collect()
}

fn of_operation(operation: &Operation, known: &HashMap<String, Option<Type>>) -> Vec<Item> {
    let Some(body) = operation.body.as_ref().filter(|body| body.choices.len() > 1) else { return Vec::new() };
    let name = format_ident!("{}", operation.body_name);
    let variants: Vec<_> = body.choices.iter().map(|choice| format_ident!("{}", choice.variant)).collect();
    let types: Vec<Type> = body.choices.iter().map(|choice| ty(choice, known)).collect();
    let docs = body.choices.iter().map(|choice| {
        let media: Vec<_> = choice.media.iter().map(|media| code(&media.name)).collect();
        format!("As {}.", media.join(" or "))
    });
    let doc = format!("What the body of {} may be.", code(&operation.id));
    let rows = body.choices.iter().enumerate().map(|(number, choice)| {
        let (number, variant) = (Literal::usize_unsuffixed(number), &variants[number]);
        let kind = if is_raw(choice) { quote!(raw) } else { quote!(value) };
        quote!(#number #variant #kind)
    });
    // What an alternative is made from, where that says which it is: its type before what else would do.
    let mut taken = BTreeSet::new();
    let mut from = Vec::new();
    let own = variants.iter().zip(types.iter().cloned());
    let others = variants
        .iter()
        .zip(&types)
        .flat_map(|(variant, ty)| further(ty, known).into_iter().map(move |ty| (variant, ty)));
    for (variant, ty) in own.chain(others) {
        if taken.insert(ty.to_token_stream().to_string()) {
            let ty = paths::led(&ty);
            from.push(quote!(#ty => #variant));
        }
    }
    let item = parse_quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#[doc = #docs] #variants(#types),)*
        }
    };
    vec![item, call::item("bodies", quote!(#name { #(#rows)* } from { #(#from)* }))]
}

/// Whether it is sent as it is given.
fn is_raw(choice: &Choice) -> bool {
    choice.component.is_none() && choice.media.iter().all(|media| media.rank.is_raw())
}

fn ty(choice: &Choice, known: &HashMap<String, Option<Type>>) -> Type {
    match choice.component.as_deref().map(names::pascal) {
        Some(name) if known.contains_key(&name) => {
            let name = format_ident!("{name}");
            parse_quote!(#name)
        }
        Some(_) => parse_quote!(::serde_json::Value),
        None if choice.media.iter().all(|media| media.rank == Rank::Bytes) => parse_quote!(::openapi_runtime::Bytes),
        None => parse_quote!(::std::string::String),
    }
}

/// What a type is made from without a doubt.
fn further(ty: &Type, known: &HashMap<String, Option<Type>>) -> Vec<Type> {
    if *ty == parse_quote!(::std::string::String) {
        return vec![parse_quote!(&str)];
    }
    if *ty == parse_quote!(::openapi_runtime::Bytes) {
        return vec![parse_quote!(::std::vec::Vec<u8>), parse_quote!(&'static [u8])];
    }
    let held = shape::last_segment(ty).and_then(|name| known.get(&name.to_string()));
    held.and_then(Option::clone).into_iter().collect()
}
