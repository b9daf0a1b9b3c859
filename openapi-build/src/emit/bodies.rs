//! The body of a request, sent as the document says.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::{Expr, ExprMethodCall, Fields, FnArg, ImplItemFn, Pat, Stmt, Type, parse_quote};

use super::{parts::Parts, shape};
use crate::{lower::contents::Rank, model::Body};

/// An optional body is an `Option`, a body of parts is of its type.
pub(crate) fn mend_signature(method: &mut ImplItemFn, body: &Body) {
    let multipart: Option<Type> = (body.rank == Rank::Multipart)
        .then(|| {
            let name = format_ident!("{}", crate::names::pascal(body.component.as_ref()?));
            Some(parse_quote!(&'a types::#name))
        })
        .flatten();
    if multipart.is_some() {
        method.sig.generics = parse_quote!(<'a>);
    }
    for input in &mut method.sig.inputs {
        let FnArg::Typed(input) = input else { continue };
        if matches!(&*input.pat, Pat::Ident(name) if name.ident == "body") {
            let mut ty = multipart.clone().unwrap_or_else(|| (*input.ty).clone());
            if !body.required {
                ty = parse_quote!(Option<#ty>);
            }
            *input.ty = ty;
        }
    }
}

/// Takes what sets the body out of the chain that builds the request, and sets it before the chain ends.
pub(crate) fn mend_body(method: &mut ImplItemFn, body: &Body, parts: &Parts) {
    for statement in &mut method.block.stmts {
        let Stmt::Local(local) = statement else { continue };
        let Some(init) = local.init.as_mut() else { continue };
        if !strip_body(&mut init.expr) {
            continue;
        }
        // `builder.….build()?` becomes `{ let mut builder = …; …; builder.build()? }`.
        let Expr::Try(tried) = &mut *init.expr else { continue };
        let Expr::MethodCall(build) = &mut *tried.expr else { continue };
        let chain = build.receiver.clone();
        let set = set_body(body, parts);
        let set = if body.required { quote!(#set) } else { quote!(if let Some(body) = body { #set }) };
        *init.expr = parse_quote!({
            let mut builder = #chain;
            #set
            builder.build()?
        });
    }
}

fn set_body(body: &Body, parts: &Parts) -> TokenStream {
    let media_type = &body.media_type;
    let typed = quote!(builder = builder.header(::reqwest::header::CONTENT_TYPE, #media_type););
    match body.rank {
        Rank::Json => quote!(#typed builder = builder.json(&body);),
        Rank::Form => quote!(#typed builder = builder.body(wire::form(&body));),
        Rank::Text | Rank::Bytes => quote!(#typed builder = builder.body(body);),
        Rank::Multipart => {
            let written = multipart(body, parts);
            quote! {
                let mut form = multipart::Multipart::new();
                #written
                let (content_type, content) = form.finish();
                builder = builder.header(::reqwest::header::CONTENT_TYPE, content_type).body(content);
            }
        }
    }
}

/// A part for each property.
fn multipart(body: &Body, parts: &Parts) -> TokenStream {
    let strukt = body.component.as_ref().and_then(|name| parts.strukt(&crate::names::pascal(name)));
    let Some(Fields::Named(fields)) = strukt.map(|strukt| &strukt.fields) else {
        return quote!(form.members(&body););
    };
    let parts = fields.named.iter().filter_map(|field| {
        let ident = field.ident.as_ref()?;
        let name = shape::serde_rename(&field.attrs).unwrap_or_else(|| ident.to_string());
        let is_file = field.ty.to_token_stream().to_string().contains("FilePart");
        let inner = shape::generic(&field.ty, "Option");
        let ty = inner.clone().unwrap_or_else(|| field.ty.clone());
        let is_list = shape::generic(&ty, "Vec").is_some();
        let write = match (is_file, is_list) {
            (true, true) => quote!(value.iter().for_each(|file| form.file(#name, file));),
            (true, false) => quote!(form.file(#name, value);),
            (false, _) => quote!(form.value(#name, value);),
        };
        Some(if inner.is_some() {
            quote!(if let Some(value) = &body.#ident { #write })
        } else {
            quote!({ let value = &body.#ident; #write })
        })
    });
    parts.collect()
}

/// Removes the calls that set the body and its type from a chain; `false` if there are none.
fn strip_body(expression: &mut Expr) -> bool {
    let inner = match expression {
        Expr::Try(tried) => return strip_body(&mut tried.expr),
        Expr::MethodCall(call) => call,
        _ => return false,
    };
    let text = |call: &ExprMethodCall| call.args.to_token_stream().to_string();
    let sets_body = ["json", "body", "form_urlencoded"].iter().any(|name| inner.method == name);
    let sets_type = inner.method == "header" && text(inner).contains("CONTENT_TYPE");
    if sets_body || sets_type {
        let mut receiver = (*inner.receiver).clone();
        strip_body(&mut receiver);
        *expression = receiver;
        return true;
    }
    let found = strip_body(&mut inner.receiver);
    if let Expr::Try(tried) = &mut *inner.receiver
        && is_unfinished(&tried.expr)
    {
        *inner.receiver = (*tried.expr).clone();
    }
    found
}

/// Whether a chain was `….form_urlencoded(&body)?`, whose `?` goes with it.
fn is_unfinished(expression: &Expr) -> bool {
    matches!(expression, Expr::MethodCall(call) if call.method != "build" && call.method != "form_urlencoded")
}
