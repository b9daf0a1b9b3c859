//! Progenitor's requests, mended where it writes a value otherwise than the document says.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Expr, ExprMethodCall, ImplItemFn, Item, Local, Member, Stmt, Token, parse_quote,
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
pub(crate) fn mend(method: &mut ImplItemFn, operation: &Operation, parts: &Parts) -> Result<(), String> {
    if let Some(body) = &operation.body {
        bodies::mend_signature(method, body);
    }
    let mut mender = Mender { operation, urls: 0 };
    mender.visit_block_mut(&mut method.block);
    if mender.urls != 1 {
        return Err(format!("progenitor's method `{}` makes {} URLs, not one", operation.function, mender.urls));
    }
    if let Some(body) = &operation.body {
        bodies::mend_body(method, body, parts);
    }
    Ok(())
}

struct Mender<'m> {
    operation: &'m Operation,
    /// How many URLs were found.
    urls: usize,
}

impl Mender<'_> {
    fn parameter(&self, ident: &str, locations: &[Location]) -> Option<&Parameter> {
        self.operation
            .parameters
            .iter()
            .find(|parameter| parameter.ident == ident && locations.contains(&parameter.location))
    }

    /// `format!("{}/a/{}", self.baseurl, encode_path(..))` becomes what looks at each segment as it is sent.
    fn mend_url(&mut self, url: &mut Expr) {
        let Some(base) = base_url(url) else { return };
        let (mut pieces, mut rest) = (Vec::new(), self.operation.path.as_str());
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            let is_it = |parameter: &&Parameter| parameter.location == Location::Path && parameter.name == name;
            let Some(parameter) = self.operation.parameters.iter().find(is_it) else { return };
            let (ident, encoding) = (format_ident!("{}", parameter.ident), encoding(parameter));
            pieces.push(quote!(wire::Piece::Fixed(#before)));
            pieces.push(quote!(wire::Piece::value(#name, &#ident, #encoding)));
            rest = after;
        }
        self.urls += 1;
        // A path without parameters is what it is.
        if !pieces.is_empty() {
            *url = parse_quote! {
                wire::url(&#base, &[#(#pieces,)* wire::Piece::Fixed(#rest)])
                    .map_err(progenitor_client::Error::InvalidRequest)?
            };
        }
    }
}

/// `self.baseurl` in `format!("{}/a", self.baseurl)`.
fn base_url(url: &Expr) -> Option<Expr> {
    let Expr::Macro(call) = url else { return None };
    let arguments = call.mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated).ok()?;
    let base = arguments.into_iter().nth(1)?;
    matches!(&base, Expr::Field(field) if matches!(&field.member, Member::Named(name) if name == "baseurl"))
        .then_some(base)
}

fn encoding(parameter: &Parameter) -> TokenStream {
    let encoding = format_ident!("{}", parameter.encoding);
    quote!(wire::Encoding::#encoding)
}

impl VisitMut for Mender<'_> {
    fn visit_stmt_mut(&mut self, statement: &mut Stmt) {
        visit_mut::visit_stmt_mut(self, statement);
        if let Stmt::Local(Local { init: Some(init), .. }) = statement {
            self.mend_url(&mut init.expr);
        }
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
            // A name that the header map takes as a constant must be in lower case.
            _ => {
                let lowered = name.to_ascii_lowercase();
                let failed = quote!(progenitor_client::Error::InvalidRequest);
                quote!(header_map.append(#lowered, wire::header(#name, #value, #encoding).map_err(#failed)?);)
            }
        };
        *statement = if optional {
            let append = append(quote!(value));
            parse_quote!(if let Some(value) = &#ident { #append })
        } else {
            let append = append(quote!(&#ident));
            parse_quote!({ #append })
        };
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        match expression {
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
            _ => {}
        }
    }
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
