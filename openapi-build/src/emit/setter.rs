//! One argument of an operation: its setter, and what says how it is written.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{Ident, Type, parse_quote};

use super::{checks::Tables, docs, shape};
use crate::{
    model::{Location, Operation, Parameter},
    printable::code,
};

/// One argument of an operation.
pub(crate) struct Setter<'m> {
    pub(crate) ident: Ident,
    pub(crate) parameter: &'m Parameter,
    /// The type that progenitor's method takes.
    pub(crate) argument: Type,
    /// The type that the argument is of, owned.
    pub(crate) owned: Type,
    pub(crate) required: bool,
}

impl<'m> Setter<'m> {
    pub(crate) fn new(argument: Type, parameter: &'m Parameter) -> Self {
        let inner = shape::generic(&argument, "Option");
        let required = inner.is_none();
        let mut owned = inner.unwrap_or_else(|| argument.clone());
        if let Type::Reference(reference) = owned {
            owned = *reference.elem;
        }
        match shape::known(&owned) {
            Some(name) if name == "str" => owned = parse_quote!(String),
            // The body of a binary upload, generic in progenitor's method.
            Some(name) if name == "B" => owned = parse_quote!(::openapi_runtime::Bytes),
            Some(name) if name == "Cursor" => owned = parse_quote!(::openapi_runtime::Cursor),
            _ => shape::leave_types(&mut owned),
        }
        Self { ident: format_ident!("{}", parameter.setter), parameter, argument, owned, required }
    }

    /// The setter's method. `number` is the parameter's; the body has none.
    pub(crate) fn method(&self, number: usize, operation: &Operation) -> TokenStream {
        let Self { ident, owned, parameter, .. } = self;
        let description = parameter.description.clone().filter(|text| !text.trim().is_empty());
        let docs = docs::text(&description.unwrap_or_else(|| match parameter.location {
            Location::Body => "The body.".to_owned(),
            _ => format!("The {} {}.", parameter.location_name(), code(&parameter.name)),
        }));
        let number = Literal::usize_unsuffixed(number);
        let last = shape::known(owned).map(ToString::to_string);
        let display = quote!(Error: ::std::fmt::Display);
        let (taken, set) = match (parameter.location, last.as_deref()) {
            (Location::Body, _) if operation.body.as_ref().is_some_and(|body| body.choices.len() > 1) => {
                (quote!(impl TryInto<#owned, #display>), quote!(choice::<#owned>(value)))
            }
            (Location::Body, _) if operation.body.as_ref().is_some_and(|body| body.rank.is_raw()) => {
                (quote!(impl Into<#owned>), quote!(raw_body(value.into())))
            }
            (Location::Body, _) => (quote!(impl TryInto<#owned, #display>), quote!(body::<#owned>(value))),
            (_, Some("String")) => (quote!(impl Into<String>), quote!(text(#number, value))),
            (_, Some("Cursor")) => (quote!(impl Into<#owned>), quote!(text(#number, Into::<#owned>::into(value)))),
            (_, Some("i64")) => {
                (quote!(impl TryInto<i64> + Clone + ::std::fmt::Display), quote!(integer(#number, value)))
            }
            (_, Some("f64")) => (quote!(impl ::openapi_runtime::Number), quote!(number(#number, value))),
            (_, Some("bool")) => (quote!(bool), quote!(value::<bool>(#number, value))),
            (_, Some("Vec")) => {
                let item = shape::generic(owned, "Vec");
                match item.as_ref().and_then(shape::known).map(ToString::to_string).as_deref() {
                    Some("i64") => (
                        quote!(impl IntoIterator<Item = impl TryInto<i64> + Clone + ::std::fmt::Display>),
                        quote!(integers(#number, value)),
                    ),
                    Some("f64") => (
                        quote!(impl IntoIterator<Item = impl ::openapi_runtime::Number>),
                        quote!(numbers(#number, value)),
                    ),
                    _ => (quote!(impl IntoIterator<Item = impl Into<#item>>), quote!(list::<#item>(#number, value))),
                }
            }
            _ => (quote!(impl TryInto<#owned, #display>), quote!(value::<#owned>(#number, value))),
        };
        quote! {
            #(#docs)*
            pub fn #ident(mut self, value: #taken) -> Self {
                self.0.#set;
                self
            }
        }
    }

    /// The parameter as the runtime reads it.
    pub(crate) fn data(&self, operation: &Operation, tables: &mut Tables<'_>) -> TokenStream {
        let Parameter { name, encoding, location, .. } = self.parameter;
        let location = format_ident!("{location:?}");
        let encoding = format_ident!("{encoding}");
        let required = self.required.then(|| quote!(.required()));
        let reserved = self.parameter.allows_reserved.then(|| quote!(.reserved()));
        let rule = tables.argument(operation, self.parameter);
        quote!(__p::Parameter::new(#name, __p::Location::#location, __p::Encoding::#encoding) #required #reserved #rule)
    }
}
