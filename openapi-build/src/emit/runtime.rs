//! The output for a runtime written by hand: functions that build requests, and a builder for each operation.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{File, ImplItemFn, Pat, Stmt, Token, parse_quote, punctuated::Punctuated, visit_mut::VisitMut};

use super::{builders, checks, mock, parts::Parts, plain, requests, shape};
use crate::{
    model::{Model, Operation},
    names,
    settings::Settings,
};

pub(crate) fn assemble(mut parts: Parts, model: &Model, settings: &Settings) -> Result<File, String> {
    let mut functions = Vec::new();
    let mut builders = Vec::new();
    let methods = parts.methods_by_name();
    for operation in &model.operations {
        let method = methods.get(&operation.function).copied();
        let method = method.ok_or_else(|| format!("progenitor made no method `{}`", operation.function))?;
        let request = request(method.clone(), operation, &parts)?;
        builders.push(builders::Builder::new(operation, method, &request, &parts)?);
        functions.push(request);
    }
    let check = checks::module(model)?;
    let wire = requests::modules(model)?;
    let facts = facts(model, settings);
    let mock = mock::module(&functions, &parts, model, settings);
    let constructors = builders.iter().map(builders::Builder::constructor);
    let pages: BTreeMap<_, _> = builders.iter().filter_map(builders::Builder::page_impl).collect();
    let pages = pages.values();
    let operations = builders.iter().map(builders::Builder::items);
    let tokens = quote! {
        #facts

        /// Builds the requests of the document's operations.
        #[allow(clippy::all, clippy::pedantic, dead_code, unused_imports)]
        mod requests {
            use super::*;
            #(#functions)*
        }

        impl Client {
            #(#constructors)*
        }

        /// One request builder per operation of the document.
        #[allow(clippy::all, clippy::pedantic, unused_imports, unused_mut)]
        pub mod operations {
            use super::*;
            #(#operations)*
            #(#pages)*
        }

        #mock
    };
    let ours: File = syn::parse2(tokens).map_err(|error| format!("the emitted code is no Rust: {error}"))?;
    let mut items = vec![plain::types_module(std::mem::take(&mut parts.types))];
    items.extend(check);
    items.extend(wire);
    items.extend(ours.items);
    Ok(plain::file(items))
}

/// What the document says of itself.
fn facts(model: &Model, settings: &Settings) -> TokenStream {
    let servers = &model.servers;
    let credentials = model.credentials.iter().map(|scheme| {
        let name = format_ident!("{}", names::snake(scheme));
        quote!(#name: #scheme)
    });
    let needs_credential =
        !model.operations.is_empty() && model.operations.iter().all(|operation| operation.authenticated);
    let builders = model.operations.iter().map(|operation| format_ident!("{}", names::pascal(&operation.id)));
    let header = match &settings.request_id_header {
        Some(header) => quote!(Some(#header)),
        None => quote!(None),
    };
    quote! {
        #[allow(unused_imports)]
        use ::progenitor_client::{encode_path, RequestBuilderExt as _};
        // Which of these names are used depends on the document.
        #[allow(unused_imports)]
        use ::openapi_runtime::{
            __private::{Call, Requests, decode_bytes, decode_empty, decode_json, decode_text, send},
            Cursor, DecodeError, Error, Items, Operation, OperationInfo, Page, Pages, Paginated, RequestId, Response,
        };

        ::openapi_runtime::__client!(
            ::openapi_runtime::__private::Facts {
                servers: &[#(#servers),*],
                request_id_header: #header,
                user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                needs_credential: #needs_credential,
            },
            credentials: [#(#credentials),*]
        );

        /// Every operation of the document.
        pub const OPERATIONS: &[OperationInfo] = &[#(<operations::#builders as Operation>::INFO),*];
    }
}

/// The first half of progenitor's method: what builds the request, without what sends it.
fn request(mut method: ImplItemFn, operation: &Operation, parts: &Parts) -> Result<ImplItemFn, String> {
    plain::mend(&mut method, operation, parts)?;
    let is_info = |statement: &Stmt| matches!(statement, Stmt::Local(local) if binds(&local.pat, "info"));
    let end = method.block.stmts.iter().position(is_info);
    let end = end.ok_or_else(|| format!("progenitor's method `{}` has no `info`", operation.function))?;
    method.block.stmts.truncate(end);
    let built = match method.block.stmts.last() {
        Some(Stmt::Local(local)) => bound_name(&local.pat),
        _ => None,
    };
    let built = built.ok_or_else(|| format!("progenitor's method `{}` builds no request", operation.function))?;
    let built = format_ident!("{built}");
    method.block.stmts.push(Stmt::Expr(parse_quote!(Ok(#built)), None));
    method.attrs.clear();
    method.vis = parse_quote!(pub(crate));
    method.sig.asyncness = None;
    method.sig.inputs[0] = parse_quote!(__requests: Requests<'a>);
    OfRequests.visit_block_mut(&mut method.block);
    method.sig.output = parse_quote!(-> Result<reqwest::Request, progenitor_client::Error<()>>);
    for input in &mut method.sig.inputs {
        if let syn::FnArg::Typed(input) = input {
            shape::leave_types(&mut input.ty);
        }
    }
    Ok(method)
}

/// `self` of progenitor's method is what the function is given.
struct OfRequests;

impl VisitMut for OfRequests {
    fn visit_expr_path_mut(&mut self, path: &mut syn::ExprPath) {
        if path.path.is_ident("self") {
            *path = parse_quote!(__requests);
        }
    }

    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        let parser = Punctuated::<syn::Expr, Token![,]>::parse_terminated;
        if let Ok(mut arguments) = call.parse_body_with(parser) {
            arguments.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
            call.tokens = arguments.to_token_stream();
        }
    }
}

fn bound_name(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(name) => Some(name.ident.to_string()),
        Pat::Type(typed) => bound_name(&typed.pat),
        _ => None,
    }
}

fn binds(pattern: &Pat, name: &str) -> bool {
    bound_name(pattern).is_some_and(|bound| bound == name)
}

/// A range of statuses as the runtime takes it.
pub(crate) fn ranges(success: &[(u16, u16)]) -> TokenStream {
    let ranges = success.iter().map(|(first, last)| {
        let (first, last) = (Literal::u16_unsuffixed(*first), Literal::u16_unsuffixed(*last));
        quote!((#first, #last))
    });
    quote!(&[#(#ranges),*])
}
