//! Typed mocks: for each operation a `When` that takes its parameters and a `Then` that knows its answers, named as
//! progenitor names them.
//!
//! Progenitor's own would know neither our enums and cursors nor, where a runtime reads the errors, any error.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Type, parse_quote};

use super::{operations::Emitted, parts::Types, setter::Setter, shape};
use crate::{
    lower::contents::Rank,
    model::{Location, Mocked, Operation},
    names,
    printable::code,
    settings::Settings,
};

/// `mod mock`, behind the feature that the settings name.
pub(crate) fn module(emitted: &[Emitted<'_>], types: &Types<'_>, settings: &Settings) -> Option<TokenStream> {
    let feature = settings.httpmock.as_ref()?;
    let wrappers = emitted.iter().flat_map(|it| [when(it, settings), then(it.operation, types)]);
    let operations: Vec<_> = emitted.iter().map(|it| it.operation).collect();
    let names: Vec<_> = operations.iter().map(|operation| format_ident!("{}", operation.method_name)).collect();
    let whens: Vec<_> = operations.iter().map(|operation| wrapper(operation, "When")).collect();
    let thens: Vec<_> = operations.iter().map(|operation| wrapper(operation, "Then")).collect();
    let docs: Vec<_> = operations.iter().map(|operation| format!("Mocks {}.", code(&operation.id))).collect();
    Some(quote! {
        /// Typed mocks of the document's operations.
        #[cfg(feature = #feature)]
        #[allow(clippy::all, clippy::pedantic)]
        pub mod mock {
            /// What a mock expects and answers, by operation. `into_inner` gives the untyped one, for what the
            /// document does not allow.
            #[allow(unused_imports, unused_variables)]
            pub mod operations {
                use super::super::{__p, __r, types};
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

/// A path as a regular expression, with anything in the places of parameters.
fn pattern(path: &str) -> String {
    let mut rest = path;
    let mut pattern = String::new();
    while let Some((before, (_, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        pattern += &escape(before);
        pattern += "[^/]*";
        rest = after;
    }
    pattern + &escape(rest)
}

/// What stands before and after a parameter of the path.
fn around(operation: &Operation, name: &str) -> Option<(String, String)> {
    let (before, after) = operation.path.split_once(&format!("{{{name}}}"))?;
    Some((format!("^{}", pattern(before)), format!("{}$", pattern(after))))
}

fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |escaped, sign| match sign {
        sign if sign.is_ascii_punctuation() => format!("{escaped}\\{sign}"),
        sign => format!("{escaped}{sign}"),
    })
}

fn when(emitted: &Emitted<'_>, settings: &Settings) -> TokenStream {
    let operation = emitted.operation;
    let name = wrapper(operation, "When");
    let doc = format!("What a mock of {} expects.", code(&operation.id));
    let method = operation.method.to_uppercase();
    let path = format!("^{}$", pattern(&operation.path));
    let matchers = emitted.setters.iter().filter_map(|setter| matcher(operation, setter));
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
fn matcher(operation: &Operation, setter: &Setter<'_>) -> Option<TokenStream> {
    let parameter = setter.parameter;
    let name = &parameter.name;
    let encoding = format_ident!("{}", if parameter.encoding.is_empty() { "Simple" } else { &parameter.encoding });
    let encoding = quote!(__p::Encoding::#encoding);
    let (present, absent) = match parameter.location {
        Location::Query => {
            (quote!(__p::mock::query(self.0, #name, &value, #encoding)), quote!(self.0.query_param_missing(#name)))
        }
        Location::Header => {
            (quote!(__p::mock::header(self.0, #name, &value, #encoding)), quote!(self.0.header_missing(#name)))
        }
        Location::Path => {
            let (before, after) = around(operation, name)?;
            let present = quote!(__p::mock::path(self.0, #before, (#name, &value), #after, #encoding));
            (present, quote!(self.0))
        }
        Location::Body
            if operation.body.as_ref().is_some_and(|body| body.rank == Rank::Json && body.choices.len() == 1) =>
        {
            (quote!(self.0.json_body_obj(&value)), quote!(self.0.body("")))
        }
        Location::Cookie | Location::Body => return None,
    };
    let ident = &setter.ident;
    let doc = format!("The {} {}.", parameter.location_name(), code(name));
    let inner = shape::generic(&setter.argument, "Option");
    let optional = inner.is_some();
    let mut ty = inner.unwrap_or_else(|| setter.argument.clone());
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

fn then(operation: &Operation, types: &Types<'_>) -> TokenStream {
    let name = wrapper(operation, "Then");
    let doc = format!("What a mock of {} answers.", code(&operation.id));
    let answers = operation.mocked.iter().filter_map(|mocked| answer(mocked, types));
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

fn answer(mocked: &Mocked, types: &Types<'_>) -> Option<TokenStream> {
    let ty = mocked.media_type.as_ref().map(|_| {
        let name = mocked.component.as_deref().map(names::pascal).filter(|name| types.has(name));
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
