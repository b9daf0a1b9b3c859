//! Operations that answer with several types: an enum with a variant for each status.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{Ident, Item, parse_quote};

use super::call;
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
    let variants: Vec<_> = answers.iter().map(|answer| variant(operation, answer)).collect();
    let fields = answers.iter().map(|answer| match &answer.content {
        Content::Json(component) => {
            let ty = format_ident!("{}", names::pascal(component));
            quote!((#ty))
        }
        Content::Bytes => quote!((::openapi_runtime::Bytes)),
        Content::Empty => quote!(),
    });
    let docs = answers.iter().map(|answer| {
        let media: Vec<_> = answer.media.iter().map(|media| code(media)).collect();
        let media = if answer.word.is_some() { format!(", as {}", media.join(" or ")) } else { String::new() };
        format!("The answer to status {}{media}.", answer.status)
    });
    let doc = format!("The successes of {}.", code(&operation.id));
    let written = answers.iter().zip(&variants).map(|(answer, variant)| match answer.content {
        Content::Empty => quote!(Self::#variant => empty(())),
        Content::Json(_) => quote!(Self::#variant(it) => json(it)),
        Content::Bytes => quote!(Self::#variant(it) => bytes(it)),
    });
    let written = call::item("answers", quote!(#name { #(#written),* }));
    let item = parse_quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#[doc = #docs] #variants #fields,)*
        }
    };
    vec![item, written]
}

/// `Status404` for 404, `Status4xx` for a range; of several that one status may be written as `Status200Json`, and `Json` where
/// there is one status.
pub(crate) fn variant(operation: &Operation, answer: &Answer) -> Ident {
    let is_one = operation.class(answer.is_error).iter().all(|other| other.status == answer.status);
    let status = format!("Status{}", answer.status.to_ascii_lowercase());
    match &answer.word {
        Some(word) if is_one => format_ident!("{word}"),
        Some(word) => format_ident!("{status}{word}"),
        None => format_ident!("{status}"),
    }
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
    let answers = in_order(answers);
    let arms = answers.chunk_by(|one, other| one.status == other.status).map(|of_status| {
        let pattern = pattern(&of_status[0].status);
        let decodes: Vec<_> = of_status
            .iter()
            .map(|answer| {
                let variant = variant(operation, answer);
                match answer.content {
                    Content::Json(_) => quote!(answer.json().map(types::#name::#variant)),
                    Content::Bytes => quote!(answer.bytes().map(types::#name::#variant)),
                    Content::Empty => quote!(answer.empty().map(|()| types::#name::#variant)),
                }
            })
            .collect();
        let Some((last, others)) = decodes.split_last().filter(|(_, others)| !others.is_empty()) else {
            return quote!(#pattern => #(#decodes)*);
        };
        let numbers = (0..others.len()).map(Literal::usize_unsuffixed);
        let media = of_status.iter().map(|answer| {
            let media = &answer.media;
            quote!(&[#(#media),*])
        });
        quote! {
            #pattern => match answer.choose(&[#(#media),*])? {
                #(#numbers => #others,)*
                _ => #last,
            }
        }
    });
    let decode = quote! {
        match answer.status() {
            #(#arms,)*
            status => ::std::result::Result::Err(__r::DecodeError::undocumented(status)),
        }
    };
    Some((parse_quote!(types::#name), decode))
}
