//! Operations that answer with several types: an enum with a variant for each status.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{Expr, Ident, ImplItemFn, Item, ReturnType, Stmt, parse_quote};

use super::shape;
use crate::{
    model::{Answer, Content, Operation},
    names,
    printable::code,
};

/// The answers of one class, successes or errors.
struct Class<'m> {
    answers: Vec<&'m Answer>,
    name: Ident,
}

impl<'m> Class<'m> {
    /// `None` where all are of one type, which progenitor's code has right.
    fn of(operation: &'m Operation, is_error: bool) -> Option<Self> {
        let answers: Vec<_> = operation.answers.iter().filter(|answer| answer.is_error == is_error).collect();
        let several = answers.windows(2).any(|pair| pair[0].content != pair[1].content);
        let suffix = if is_error { "error" } else { "success" };
        let name = format_ident!("{}", names::pascal(&format!("{}-{suffix}", operation.id)));
        several.then_some(Self { answers, name })
    }

    fn item(&self, operation: &Operation, bytes: &TokenStream) -> Vec<Item> {
        let name = &self.name;
        let variants: Vec<_> = self.answers.iter().map(|answer| variant(answer)).collect();
        let fields = self.answers.iter().map(|answer| match &answer.content {
            Content::Json(component) => {
                let ty = format_ident!("{}", names::pascal(component));
                quote!((#ty))
            }
            Content::Bytes => quote!((#bytes)),
            Content::Empty => quote!(),
        });
        let docs = self.answers.iter().map(|answer| format!("The answer to status {}.", answer.status));
        let what = if self.answers.iter().any(|answer| answer.is_error) { "errors" } else { "successes" };
        let doc = format!("The {what} of {}, by status.", code(&operation.id));
        let has_bytes = self.answers.iter().any(|answer| answer.content == Content::Bytes);
        let derives = if has_bytes { quote!() } else { quote!(#[derive(Clone, Debug, PartialEq)]) };
        let debug = has_bytes.then(|| {
            let texts = variants.iter().map(ToString::to_string);
            quote! {
                impl ::std::fmt::Debug for #name {
                    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(match self {
                            #(Self::#variants { .. } => #texts,)*
                        })
                    }
                }
            }
        });
        let file: syn::File = parse_quote! {
            #[doc = #doc]
            #derives
            #[non_exhaustive]
            pub enum #name {
                #(#[doc = #docs] #variants #fields,)*
            }
            #debug
        };
        file.items
    }
}

/// The enums that an operation needs, for `mod types`. A runtime reads bytes whole, progenitor's client streams them.
pub(crate) fn items(operation: &Operation, has_runtime: bool) -> Vec<Item> {
    let bytes = if has_runtime { quote!(::bytes::Bytes) } else { quote!(super::ByteStream) };
    [false, true]
        .into_iter()
        .filter_map(|is_error| Class::of(operation, is_error))
        .flat_map(|class| class.item(operation, &bytes))
        .collect()
}

/// `NotFound` for 404.
pub(crate) fn variant(answer: &Answer) -> Ident {
    let reason =
        answer.status.parse().ok().and_then(|status: u16| http::StatusCode::from_u16(status).ok()?.canonical_reason());
    let name = match (answer.status.as_str(), reason) {
        ("418", _) => "Teapot".to_owned(),
        (_, Some(reason)) => names::pascal(reason),
        ("2XX", None) => "Success".to_owned(),
        ("4XX", None) => "ClientError".to_owned(),
        ("5XX", None) => "ServerError".to_owned(),
        (status, None) => format!("Status{status}"),
    };
    format_ident!("{name}")
}

/// Rewrites progenitor's method, which knows one type of each class, to tell the answers apart by status.
pub(crate) fn mend(method: &mut ImplItemFn, operation: &Operation) {
    let (success, error) = (Class::of(operation, false), Class::of(operation, true));
    if success.is_none() && error.is_none() {
        return;
    }
    let ReturnType::Type(_, returned) = &method.sig.output else { return };
    let Some(value) = shape::generic(returned, "Result") else { return };
    let known_error =
        shape::generics(returned, "Result").into_iter().nth(1).and_then(|ty| shape::generic(&ty, "Error"));
    let success_type: syn::Type = success.as_ref().map_or_else(
        || shape::generic(&value, "ResponseValue").unwrap_or_else(|| parse_quote!(())),
        |class| {
            let name = &class.name;
            parse_quote!(types::#name)
        },
    );
    let error_type: syn::Type = error.as_ref().map_or_else(
        || known_error.unwrap_or_else(|| parse_quote!(())),
        |class| {
            let name = &class.name;
            parse_quote!(types::#name)
        },
    );
    method.sig.output = parse_quote!(-> Result<ResponseValue<#success_type>, Error<#error_type>>);
    let arms = in_order(operation.answers.iter()).into_iter().map(|answer| {
        let pattern = pattern(&answer.status);
        let class = if answer.is_error { &error } else { &success };
        let read = match answer.content {
            Content::Json(ref component) => {
                let ty: syn::Type = match class {
                    Some(_) => {
                        let name = format_ident!("{}", names::pascal(component));
                        parse_quote!(types::#name)
                    }
                    None if answer.is_error => error_type.clone(),
                    None => success_type.clone(),
                };
                quote!(ResponseValue::<#ty>::from_response::<#error_type>(response).await?)
            }
            Content::Bytes => quote!(ResponseValue::stream(response)),
            Content::Empty => quote!(ResponseValue::empty(response)),
        };
        let value = class.as_ref().map_or(read.clone(), |class| {
            let (name, variant) = (&class.name, variant(answer));
            let make = match answer.content {
                Content::Empty => quote!(|()| types::#name::#variant),
                _ => quote!(types::#name::#variant),
            };
            quote!(#read.map::<types::#name, _, Error<#error_type>>(#make)?)
        });
        let result = if answer.is_error { quote!(Err(Error::ErrorResponse(#value))) } else { quote!(Ok(#value)) };
        quote!(#pattern => { #result })
    });
    let expression: Expr = parse_quote! {
        match response.status().as_u16() {
            #(#arms)*
            _ => Err(Error::UnexpectedResponse(response)),
        }
    };
    method.block.stmts.pop();
    method.block.stmts.push(Stmt::Expr(expression, None));
}

/// Statuses before ranges: the first arm that fits is taken.
fn in_order<'m>(answers: impl Iterator<Item = &'m Answer>) -> Vec<&'m Answer> {
    let mut answers: Vec<_> = answers.collect();
    answers.sort_by_key(|answer| (answer.status.ends_with("XX"), &answer.status));
    answers
}

fn pattern(status: &str) -> TokenStream {
    match (status.parse::<u16>(), status.as_bytes().first()) {
        (Ok(status), _) => Literal::u16_suffixed(status).into_token_stream(),
        (Err(_), Some(class @ b'1'..=b'5')) => {
            let first = u16::from(class - b'0') * 100;
            let (first, last) = (Literal::u16_suffixed(first), Literal::u16_suffixed(first + 99));
            quote!(#first..=#last)
        }
        _ => quote!(_),
    }
}

/// Puts statuses before ranges: progenitor sorts `5XX` before 503, which is then never reached.
pub(crate) fn sort_arms(method: &mut ImplItemFn) {
    let Some(Stmt::Expr(Expr::Match(matched), _)) = method.block.stmts.last_mut() else { return };
    matched.arms.sort_by_key(|arm| match arm.pat {
        syn::Pat::Lit(_) => 0,
        syn::Pat::Wild(_) => 2,
        _ => 1,
    });
}

/// The type and the decoding of a success, for a runtime that reads bodies whole.
pub(crate) fn runtime(operation: &Operation) -> Option<(syn::Type, TokenStream)> {
    let class = Class::of(operation, false)?;
    let name = &class.name;
    let arms = in_order(class.answers.iter().copied()).into_iter().map(|answer| {
        let (pattern, variant) = (pattern(&answer.status), variant(answer));
        match answer.content {
            Content::Json(_) => quote!(#pattern => decode_json(body).map(types::#name::#variant)),
            Content::Bytes => quote!(#pattern => decode_bytes(body).map(types::#name::#variant)),
            Content::Empty => quote!(#pattern => Ok(types::#name::#variant)),
        }
    });
    let decode = quote! {
        match _status {
            #(#arms,)*
            _ => Err(DecodeError::undocumented(_status)),
        }
    };
    Some((parse_quote!(types::#name), decode))
}
