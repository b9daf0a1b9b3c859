//! Progenitor's requests, mended where it writes a value otherwise than the document says.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::{
    Expr, ExprMethodCall, ImplItemFn, Item, Lit, Stmt, Token, parse_quote,
    punctuated::Punctuated,
    visit_mut::{self, VisitMut},
};

use super::{bodies, parts::Parts};
use crate::{
    lower::contents::Rank,
    model::{Location, Model, Operation, Parameter},
};

/// The code that writes values, as it is put into the output.
const WIRE: &str = include_str!("wire.rs");

const MULTIPART: &str = include_str!("multipart.rs");

/// `mod wire`, and `mod multipart` where a body is one of parts.
pub(crate) fn modules(model: &Model) -> Result<Vec<Item>, String> {
    if model.operations.is_empty() {
        return Ok(Vec::new());
    }
    let read =
        |text| syn::parse_file(text).map(|file| file.items).map_err(|error| format!("the encoder is no Rust: {error}"));
    let wire = read(WIRE)?;
    let mut modules = vec![parse_quote! {
        /// How values are written into a request.
        #[allow(clippy::all, clippy::pedantic, dead_code)]
        mod wire {
            #(#wire)*
        }
    }];
    if has_parts(model) {
        let multipart = read(MULTIPART)?;
        modules.push(parse_quote! {
            /// Bodies of parts.
            #[allow(clippy::all, clippy::pedantic, dead_code)]
            mod multipart {
                #(#multipart)*
            }
        });
    }
    Ok(modules)
}

/// `types::FilePart`, a file in a body of parts.
pub(crate) fn file_part() -> Vec<Item> {
    let file: syn::File = parse_quote! {
        /// A file in a body of parts.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct FilePart {
            /// The bytes of the file.
            pub content: ::std::vec::Vec<u8>,
            /// Its name; the name of the part where there is none.
            pub file_name: ::std::option::Option<::std::string::String>,
            /// Its media type; `application/octet-stream` where there is none.
            pub content_type: ::std::option::Option<::std::string::String>,
        }
        impl ::std::convert::From<::std::vec::Vec<u8>> for FilePart {
            fn from(content: ::std::vec::Vec<u8>) -> Self {
                Self { content, file_name: None, content_type: None }
            }
        }
        impl ::std::convert::From<::std::string::String> for FilePart {
            fn from(content: ::std::string::String) -> Self {
                Self::from(content.into_bytes())
            }
        }
        impl ::serde::Serialize for FilePart {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(&::std::string::String::from_utf8_lossy(&self.content))
            }
        }
        impl<'de> ::serde::Deserialize<'de> for FilePart {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                <::std::string::String as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
    file.items
}

/// Whether any body is one of parts.
fn has_parts(model: &Model) -> bool {
    model.operations.iter().any(|operation| operation.body.as_ref().is_some_and(|body| body.rank == Rank::Multipart))
}

/// Writes every parameter and the body of a method as the document says.
pub(crate) fn mend(method: &mut ImplItemFn, operation: &Operation, parts: &Parts) {
    if let Some(body) = &operation.body {
        bodies::mend_signature(method, body);
    }
    let mut mender = Mender { operation };
    mender.visit_block_mut(&mut method.block);
    if let Some(body) = &operation.body {
        bodies::mend_body(method, body, parts);
    }
}

struct Mender<'m> {
    operation: &'m Operation,
}

impl Mender<'_> {
    fn parameter(&self, ident: &str, locations: &[Location]) -> Option<&Parameter> {
        self.operation
            .parameters
            .iter()
            .find(|parameter| parameter.ident == ident && locations.contains(&parameter.location))
    }
}

fn encoding(parameter: &Parameter) -> TokenStream {
    let encoding = format_ident!("{}", parameter.encoding);
    quote!(wire::Encoding::#encoding)
}

impl VisitMut for Mender<'_> {
    fn visit_stmt_mut(&mut self, statement: &mut Stmt) {
        visit_mut::visit_stmt_mut(self, statement);
        // `header_map.append("name", value.to_string().try_into()?)`, in an `if let Some(value) = ident` or bare.
        let (ident, optional) = match statement {
            Stmt::Expr(Expr::If(branch), _) => match header_of(&branch.then_branch.stmts) {
                Some(_) => (scrutinee(&branch.cond), true),
                None => return,
            },
            Stmt::Expr(Expr::MethodCall(call), _) => match header_value(call) {
                Some(ident) => (Some(ident), false),
                None => return,
            },
            _ => return,
        };
        let parameter = ident.and_then(|ident| self.parameter(&ident, &[Location::Header, Location::Cookie]));
        let Some(parameter) = parameter else { return };
        let (name, ident, encoding) = (&parameter.name, format_ident!("{}", parameter.ident), encoding(parameter));
        let append = |value: TokenStream| match parameter.location {
            Location::Cookie => quote!(wire::cookie(&mut header_map, #name, #value, #encoding)?;),
            _ => quote!(header_map.append(#name, wire::simple(#name, #value, #encoding).try_into()?);),
        };
        *statement = if optional {
            let append = append(quote!(value));
            parse_quote!(if let Some(value) = &#ident { #append })
        } else {
            let append = append(quote!(&#ident));
            parse_quote!({ #append })
        };
        // A name that the header map takes as a constant must be in lower case; a text may be in any.
        if parameter.location == Location::Header
            && let Some(lowered) = constant(name)
        {
            replace_literal(statement, name, &lowered);
        }
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        match expression {
            // `format!("{}/a/{}", self.baseurl, encode_path(..))`
            Expr::Macro(call) if call.mac.path.is_ident("format") => {
                let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
                if let Ok(mut arguments) = call.mac.parse_body_with(parser) {
                    arguments.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
                    call.mac.tokens = arguments.to_token_stream();
                }
            }
            // reqwest has no methods of these names.
            Expr::MethodCall(call) if call.method == "options" || call.method == "trace" => {
                let method = format_ident!("{}", call.method.to_string().to_uppercase());
                call.method = format_ident!("request");
                call.args.insert(0, parse_quote!(::reqwest::Method::#method));
            }
            Expr::MethodCall(call) if call.method == "query" => {
                let ident = call.args.first().and_then(query_value);
                if let Some(parameter) = ident.and_then(|ident| self.parameter(&ident, &[Location::Query])) {
                    let (name, ident, encoding) =
                        (&parameter.name, format_ident!("{}", parameter.ident), encoding(parameter));
                    call.args = parse_quote!(&wire::query(#name, &#ident, #encoding));
                }
            }
            // `encode_path(&ident.to_string())`
            Expr::MethodCall(call) if call.method == "to_string" => {
                let ident = path_ident(&call.receiver);
                if let Some(parameter) = ident.and_then(|ident| self.parameter(&ident, &[Location::Path])) {
                    let (name, ident, encoding) =
                        (&parameter.name, format_ident!("{}", parameter.ident), encoding(parameter));
                    *expression = parse_quote!(wire::simple(#name, &#ident, #encoding));
                }
            }
            _ => {}
        }
    }
}

/// A name that is no token of HTTP cannot be sent as it is.
fn constant(name: &str) -> Option<String> {
    http::HeaderName::from_bytes(name.as_bytes()).ok().map(|name| name.as_str().to_owned())
}

fn replace_literal(statement: &mut Stmt, old: &str, new: &str) {
    struct Replace<'t>(&'t str, &'t str);
    impl VisitMut for Replace<'_> {
        fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
            visit_mut::visit_expr_method_call_mut(self, call);
            if call.method == "append"
                && let Some(Expr::Lit(literal)) = call.args.first_mut()
                && matches!(&literal.lit, Lit::Str(text) if text.value() == self.0)
            {
                let new = self.1;
                literal.lit = parse_quote!(#new);
            }
        }
    }
    Replace(old, new).visit_stmt_mut(statement);
}

fn header_of(statements: &[Stmt]) -> Option<String> {
    match statements {
        [Stmt::Expr(Expr::MethodCall(call), _)] => header_value(call),
        _ => None,
    }
}

/// `ident` in `header_map.append("name", ident.to_string().try_into()?)`.
fn header_value(call: &ExprMethodCall) -> Option<String> {
    if call.method != "append" || path_ident(&call.receiver)? != "header_map" {
        return None;
    }
    let Expr::Try(tried) = call.args.iter().nth(1)? else { return None };
    let Expr::MethodCall(into) = &*tried.expr else { return None };
    match &*into.receiver {
        Expr::MethodCall(to_string) => path_ident(&to_string.receiver),
        _ => None,
    }
}

/// `ident` in `let Some(value) = ident`.
fn scrutinee(condition: &Expr) -> Option<String> {
    match condition {
        Expr::Let(binding) => path_ident(&binding.expr),
        _ => None,
    }
}

/// `ident` in `&progenitor_client::QueryParam::new("name", &ident)`.
fn query_value(argument: &Expr) -> Option<String> {
    let Expr::Reference(reference) = argument else { return None };
    let Expr::Call(call) = &*reference.expr else { return None };
    match call.args.iter().nth(1)? {
        Expr::Reference(value) => path_ident(&value.expr),
        _ => None,
    }
}

fn path_ident(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}
