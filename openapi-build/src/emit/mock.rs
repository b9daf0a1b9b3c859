//! Typed mocks: for each operation a `When` that takes its parameters and a `Then` that knows its answers, named as
//! progenitor names them.
//!
//! Progenitor's own would know neither our enums and cursors nor, where a runtime reads the errors, any error.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{ImplItemFn, Type, parse_quote};

use super::{
    parts::{self, Argument, Parts},
    shape,
};
use crate::{
    lower::contents::Rank,
    model::{Location, Mocked, Model, Operation, Parameter},
    names,
    printable::code,
    settings::Settings,
};

/// `mod mock`, behind the feature that the settings name. `requests` are the functions that build the requests, one an
/// operation.
pub(crate) fn module(
    requests: &[ImplItemFn],
    parts: &Parts,
    model: &Model,
    settings: &Settings,
) -> Option<TokenStream> {
    let feature = settings.httpmock.as_ref()?;
    let wrappers = model.operations.iter().zip(requests).flat_map(|(operation, request)| {
        [when(operation, &parts::arguments(request), settings), then(operation, parts)]
    });
    let names: Vec<_> = model.operations.iter().map(|operation| format_ident!("{}", operation.function)).collect();
    let whens: Vec<_> = model.operations.iter().map(|operation| wrapper(operation, "When")).collect();
    let thens: Vec<_> = model.operations.iter().map(|operation| wrapper(operation, "Then")).collect();
    let docs: Vec<_> = model.operations.iter().map(|operation| format!("Mocks {}.", code(&operation.id))).collect();
    Some(quote! {
        /// Typed mocks of the document's operations.
        #[cfg(feature = #feature)]
        #[allow(clippy::all, clippy::pedantic)]
        pub mod mock {
            /// What a mock expects and answers, by operation. `into_inner` gives the untyped one, for what the
            /// document does not allow.
            #[allow(unused_imports, unused_variables)]
            pub mod operations {
                use super::super::*;

                /// A text as the part of a regular expression that is nothing but this text.
                #[allow(dead_code)]
                fn literal(text: &str) -> String {
                    text.chars().fold(String::new(), |mut escaped, sign| {
                        if sign.is_ascii_punctuation() {
                            escaped.push('\\');
                        }
                        escaped.push(sign);
                        escaped
                    })
                }

                #(#wrappers)*
            }

            /// A typed `mock` for each operation.
            pub trait MockServerExt {
                #(
                    #[doc = #docs]
                    fn #names<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
                    where
                        F: FnOnce(operations::#whens, operations::#thens);
                )*
            }

            impl MockServerExt for ::httpmock::MockServer {
                #(
                    fn #names<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
                    where
                        F: FnOnce(operations::#whens, operations::#thens),
                    {
                        self.mock(|when, then| {
                            config_fn(operations::#whens::new(when), operations::#thens::new(then));
                        })
                    }
                )*
            }
        }
    })
}

fn wrapper(operation: &Operation, suffix: &str) -> Ident {
    format_ident!("{}{suffix}", names::pascal(&operation.id))
}

/// A path as a regular expression: `values` in the places of some parameters, anything in the others.
fn path(operation: &Operation, value_of: Option<&str>) -> String {
    let mut rest = operation.path.as_str();
    let mut pattern = "^".to_owned();
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        pattern += &escape(before);
        pattern += if value_of == Some(name) { "{}" } else { "[^/]*" };
        rest = after;
    }
    pattern + &escape(rest) + "$"
}

/// Braces are doubled: the pattern is a format string where a value goes in.
fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |escaped, sign| match sign {
        '{' | '}' => format!("{escaped}\\{sign}{sign}"),
        sign if sign.is_ascii_punctuation() => format!("{escaped}\\{sign}"),
        sign => format!("{escaped}{sign}"),
    })
}

fn when(operation: &Operation, arguments: &[Argument], settings: &Settings) -> TokenStream {
    let name = wrapper(operation, "When");
    let doc = format!("What a mock of {} expects.", code(&operation.id));
    let method = operation.method.to_uppercase();
    let path = path(operation, None);
    let matchers = arguments.iter().filter_map(|argument| {
        let parameter = operation.parameters.iter().find(|parameter| parameter.ident == argument.name)?;
        matcher(operation, argument, parameter)
    });
    let id = settings.request_id_header.iter().map(|header| {
        quote! {
            /// The client's id of the request.
            pub fn request_id(self, value: &str) -> Self {
                Self(self.0.header(#header, value))
            }
        }
    });
    quote! {
        #[doc = #doc]
        pub struct #name(::httpmock::When);

        impl #name {
            /// Expects the operation's method and path.
            pub fn new(inner: ::httpmock::When) -> Self {
                Self(inner.method(#method).path_matches(#path))
            }

            /// The untyped one.
            pub fn into_inner(self) -> ::httpmock::When {
                self.0
            }

            #(#matchers)*
            #(#id)*
        }
    }
}

/// A cookie, or a body that is not JSON, is left to `into_inner`.
fn matcher(operation: &Operation, argument: &Argument, parameter: &Parameter) -> Option<TokenStream> {
    let name = &parameter.name;
    let encoding = format_ident!("{}", if parameter.encoding.is_empty() { "Simple" } else { &parameter.encoding });
    let (present, absent) = match parameter.location {
        Location::Query => (
            quote! {
                wire::query(#name, &value, wire::Encoding::#encoding)
                    .into_iter()
                    .fold(self.0, |when, (name, value)| when.query_param(name, value))
            },
            quote!(self.0.query_param_missing(#name)),
        ),
        Location::Header => (
            quote!(self.0.header(#name, wire::simple(#name, &value, wire::Encoding::#encoding))),
            quote!(self.0.header_missing(#name)),
        ),
        Location::Path => {
            let pattern = path(operation, Some(name));
            let present = quote! {{
                let value = wire::path(#name, &value, wire::Encoding::#encoding);
                self.0.path_matches(format!(#pattern, literal(&value)))
            }};
            (present, quote!(self.0))
        }
        Location::Body if operation.body.as_ref().is_some_and(|body| body.rank == Rank::Json) => {
            (quote!(self.0.json_body_obj(&value)), quote!(self.0.body("")))
        }
        Location::Cookie | Location::Body => return None,
    };
    let ident = format_ident!("{}", argument.name);
    let doc = format!("The {} {}.", parameter.location_name(), code(name));
    let inner = shape::generic(&argument.ty, "Option");
    let optional = inner.is_some();
    let mut ty = inner.unwrap_or_else(|| argument.ty.clone());
    let mut lifetime = None;
    if let Type::Reference(reference) = &mut ty {
        lifetime = optional.then(|| quote!('a,));
        reference.lifetime = optional.then(|| parse_quote!('a));
    }
    Some(if optional {
        let doc = format!("{doc} `None` is a request without it.");
        quote! {
            #[doc = #doc]
            pub fn #ident<#lifetime T>(self, value: T) -> Self
            where
                T: Into<Option<#ty>>,
            {
                Self(match value.into() {
                    Some(value) => #present,
                    None => #absent,
                })
            }
        }
    } else {
        quote! {
            #[doc = #doc]
            pub fn #ident(self, value: #ty) -> Self {
                Self(#present)
            }
        }
    })
}

fn then(operation: &Operation, parts: &Parts) -> TokenStream {
    let name = wrapper(operation, "Then");
    let doc = format!("What a mock of {} answers.", code(&operation.id));
    let answers = operation.mocked.iter().filter_map(|mocked| answer(mocked, parts));
    quote! {
        #[doc = #doc]
        pub struct #name(::httpmock::Then);

        impl #name {
            /// Answers nothing yet.
            pub fn new(inner: ::httpmock::Then) -> Self {
                Self(inner)
            }

            /// The untyped one.
            pub fn into_inner(self) -> ::httpmock::Then {
                self.0
            }

            #(#answers)*
        }
    }
}

fn answer(mocked: &Mocked, parts: &Parts) -> Option<TokenStream> {
    let ty = mocked.media_type.as_ref().map(|_| {
        let name = mocked.component.as_deref().map(names::pascal).filter(|name| parts.has_type(name));
        name.map_or(quote!(::serde_json::Value), |name| {
            let name = format_ident!("{name}");
            quote!(types::#name)
        })
    });
    let value = ty.map(|ty| quote!(value: &#ty));
    let body = mocked.media_type.as_ref().map(|kind| quote!(.header("content-type", #kind).json_body_obj(value)));
    let status = mocked.status.as_str();
    let (function, checked) = match (status.parse::<u16>(), status) {
        (Ok(code), _) => {
            let reason = http::StatusCode::from_u16(code).ok()?.canonical_reason();
            let function = reason.map_or_else(|| format!("status_{code}"), names::snake);
            let (function, doc) = (format_ident!("{function}"), format!("Status {code}."));
            return Some(quote! {
                #[doc = #doc]
                pub fn #function(self, #value) -> Self {
                    Self(self.0.status(#code)#body)
                }
            });
        }
        (_, "1XX") => ("informational", Some(1u16)),
        (_, "2XX") => ("success", Some(2)),
        (_, "3XX") => ("redirect", Some(3)),
        (_, "4XX") => ("client_error", Some(4)),
        (_, "5XX") => ("server_error", Some(5)),
        (_, "DEFAULT") => ("default_response", None),
        _ => return None,
    };
    let function = format_ident!("{function}");
    let check = checked.map(|class| quote!(assert_eq!(status / 100u16, #class);));
    let doc = format!("The answer that the document calls `{}`.", status.to_ascii_lowercase());
    Some(quote! {
        #[doc = #doc]
        pub fn #function(self, status: u16, #value) -> Self {
            #check
            Self(self.0.status(status)#body)
        }
    })
}
