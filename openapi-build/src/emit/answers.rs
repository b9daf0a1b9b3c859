//! Operations that answer with several types: an enum with a variant for each status.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{Ident, Item, parse_quote};

use crate::{
    model::{self, Answer, Content, Operation},
    names,
    printable::code,
};

/// The successes of an operation.
struct Class<'m> {
    answers: Vec<&'m Answer>,
    name: Ident,
}

impl<'m> Class<'m> {
    /// `None` where all are of one type, which progenitor's signature has right.
    fn of(operation: &'m Operation) -> Option<Self> {
        let answers = operation.class(false);
        model::is_several(&answers).then(|| Self { answers, name: format_ident!("{}", operation.answer_name) })
    }
}

/// The enum of an operation's successes, for `mod types`.
pub(crate) fn items(operation: &Operation) -> Vec<Item> {
    let Some(Class { answers, name }) = Class::of(operation) else { return Vec::new() };
    let variants: Vec<_> = answers.iter().map(|answer| variant(answer)).collect();
    let fields = answers.iter().map(|answer| match &answer.content {
        Content::Json(component) => {
            let ty = format_ident!("{}", names::pascal(component));
            quote!((#ty))
        }
        Content::Bytes => quote!((::openapi_runtime::Bytes)),
        Content::Empty => quote!(),
    });
    let docs = answers.iter().map(|answer| format!("The answer to status {}.", answer.status));
    let doc = format!("The successes of {}, by status.", code(&operation.id));
    let written = answers.iter().zip(&variants).map(|(answer, variant)| match answer.content {
        Content::Empty => quote!(Self::#variant => ::serde::Serializer::serialize_unit(serializer)),
        _ => quote!(Self::#variant(it) => ::serde::Serialize::serialize(it, serializer)),
    });
    let file: syn::File = parse_quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#[doc = #docs] #variants #fields,)*
        }

        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                match self { #(#written,)* }
            }
        }
    };
    file.items
}

/// `Status404` for 404, `Status4xx` for a range.
pub(crate) fn variant(answer: &Answer) -> Ident {
    format_ident!("Status{}", answer.status.to_ascii_lowercase())
}

/// Statuses before ranges: the first that fits is taken.
pub(crate) fn in_order(mut answers: Vec<&Answer>) -> Vec<&Answer> {
    answers.sort_by_key(|answer| (answer.status.ends_with("XX"), &answer.status));
    answers
}

fn pattern(status: &str) -> TokenStream {
    match statuses(status) {
        Some((first, last)) if first == last => Literal::u16_suffixed(first).into_token_stream(),
        Some((first, last)) => {
            let (first, last) = (Literal::u16_suffixed(first), Literal::u16_suffixed(last));
            quote!(#first..=#last)
        }
        None => quote!(_),
    }
}

/// The statuses that an answer is for.
pub(crate) fn statuses(status: &str) -> Option<(u16, u16)> {
    match (status.parse::<u16>(), status.as_bytes().first()?) {
        (Ok(status), _) => Some((status, status)),
        (Err(_), class @ b'1'..=b'5') => {
            let first = u16::from(class - b'0') * 100;
            Some((first, first + 99))
        }
        _ => None,
    }
}

/// The type and the decoding of successes of several types.
pub(crate) fn several(operation: &Operation) -> Option<(syn::Type, TokenStream)> {
    let Class { answers, name } = Class::of(operation)?;
    let arms = in_order(answers).into_iter().map(|answer| {
        let (pattern, variant) = (pattern(&answer.status), variant(answer));
        match answer.content {
            Content::Json(_) => quote!(#pattern => __p::decode_json(body).map(types::#name::#variant)),
            Content::Bytes => quote!(#pattern => __p::decode_bytes(body).map(types::#name::#variant)),
            Content::Empty => quote!(#pattern => __p::decode_empty(body).map(|()| types::#name::#variant)),
        }
    });
    let decode = quote! {
        match _status {
            #(#arms,)*
            _ => ::std::result::Result::Err(__r::DecodeError::undocumented(_status)),
        }
    };
    Some((parse_quote!(types::#name), decode))
}
