//! One argument of progenitor's method, as a field and a setter of the request builder.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Type, parse_quote};

use super::{docs, parts, shape};
use crate::{
    model::{Location, Parameter},
    printable::code,
};

/// One argument of progenitor's method.
pub(crate) struct Field<'m> {
    pub(crate) ident: Ident,
    pub(crate) parameter: &'m Parameter,
    /// The type that the builder owns.
    pub(crate) owned: Type,
    /// Whether the method takes an `Option`.
    pub(crate) optional: bool,
    passed: Passed,
}

/// How the method takes the value that the builder owns.
enum Passed {
    Value,
    Reference,
    /// `&str`, owned as a `String`.
    Text,
}

impl<'m> Field<'m> {
    pub(crate) fn new(argument: &parts::Argument, parameter: &'m Parameter) -> Self {
        let inner = shape::generic(&argument.ty, "Option");
        let optional = inner.is_some();
        let mut owned = inner.unwrap_or_else(|| argument.ty.clone());
        let mut passed = Passed::Value;
        if let Type::Reference(reference) = owned {
            owned = *reference.elem;
            passed = Passed::Reference;
        }
        match shape::last_segment(&owned) {
            Some(name) if name == "str" => {
                owned = parse_quote!(String);
                passed = Passed::Text;
            }
            // The body of a binary upload, generic in progenitor's method.
            Some(name) if name == "B" => owned = parse_quote!(bytes::Bytes),
            _ => {}
        }
        shape::leave_types(&mut owned);
        Self { ident: format_ident!("{}", argument.name), parameter, owned, optional, passed }
    }

    pub(crate) fn setter(&self) -> TokenStream {
        let Self { ident, owned, parameter, .. } = self;
        let description = parameter.description.clone().filter(|text| !text.trim().is_empty());
        let docs = docs::text(&description.unwrap_or_else(|| match parameter.location {
            Location::Body => "The body.".to_owned(),
            _ => format!("The {} {}.", parameter.location_name(), code(&parameter.name)),
        }));
        let name = &parameter.name;
        let (generics, taken, bounds, value) = match shape::last_segment(owned).map(ToString::to_string).as_deref() {
            Some("i64") => (
                quote!(<V>),
                quote!(V),
                quote!(where V: TryInto<i64> + Clone + std::fmt::Display),
                quote!(self.call.integer(#name, value)),
            ),
            Some("bool") => (quote!(), quote!(bool), quote!(), quote!(Some(value))),
            Some("String" | "Cursor" | "f64" | "Bytes") => {
                (quote!(), quote!(impl Into<#owned>), quote!(), quote!(Some(value.into())))
            }
            Some("Vec") => {
                let item = shape::generic(owned, "Vec");
                (
                    quote!(),
                    quote!(impl IntoIterator<Item = impl Into<#item>>),
                    quote!(),
                    quote!(Some(value.into_iter().map(Into::into).collect())),
                )
            }
            _ => (
                quote!(<V>),
                quote!(V),
                quote!(where V: TryInto<#owned>, V::Error: std::fmt::Display),
                quote!(self.call.convert(#name, value)),
            ),
        };
        quote! {
            #(#docs)*
            pub fn #ident #generics (mut self, value: #taken) -> Self #bounds {
                self.#ident = #value;
                self
            }
        }
    }

    /// Binds a required argument, or says which is missing.
    pub(crate) fn required(&self) -> TokenStream {
        let ident = &self.ident;
        let message = format!(
            "expected the {} `{}` to be set but found none",
            self.parameter.location_name(),
            self.parameter.name
        );
        quote! {
            let Some(#ident) = &self.#ident else {
                return Err(progenitor_client::Error::InvalidRequest(#message.to_owned()));
            };
        }
    }

    pub(crate) fn argument(&self) -> TokenStream {
        let ident = &self.ident;
        match (&self.passed, self.optional) {
            (Passed::Value, true) => quote!(self.#ident.clone()),
            (Passed::Value, false) => quote!(#ident.clone()),
            (Passed::Reference, true) => quote!(self.#ident.as_ref()),
            (Passed::Text, true) => quote!(self.#ident.as_deref()),
            (Passed::Reference | Passed::Text, false) => quote!(#ident),
        }
    }
}
