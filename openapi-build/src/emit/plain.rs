//! Progenitor's own client, with bounds checked and nothing on the wire that the document does not have.

use std::collections::HashMap;

use serde_json::Value;
use syn::{Attribute, Expr, ExprLit, File, ImplItem, ImplItemFn, Item, ItemImpl, ItemMod, Lit, Stmt, parse_quote};

use super::{
    answers, builders, checks, docs,
    parts::{self, Parts},
    requests, shape,
};
use crate::{lower::Lowered, model::Operation, printable::code};

pub(crate) fn assemble(mut parts: Parts, lowered: &Lowered) -> Result<File, String> {
    let model = &lowered.model;
    let mut methods = std::mem::take(&mut parts.methods);
    let places: HashMap<_, _> =
        methods.iter().enumerate().map(|(index, method)| (method.sig.ident.to_string(), index)).collect();
    for operation in &model.operations {
        let method = places.get(&operation.function).map(|index| &mut methods[*index]);
        let method = method.ok_or_else(|| format!("progenitor made no method `{}`", operation.function))?;
        mend(method, operation, &parts)?;
        answers::mend(method, operation);
        answers::sort_arms(method);
        describe(&mut method.attrs, method_docs(operation));
    }
    let Parts { types, mut rest, .. } = parts;
    for item in &mut rest {
        match item {
            Item::Struct(item) if item.ident == "Client" => {
                describe(&mut item.attrs, client_docs(&lowered.document["info"]));
            }
            _ => {}
        }
    }
    let check = checks::module(model)?;
    let mut items = Vec::new();
    let mut rest = rest.into_iter().peekable();
    // The imports stay in front, as in progenitor's order.
    while let Some(import) = rest.next_if(|item| matches!(item, Item::Use(_))) {
        items.push(import);
    }
    items.push(types_module(types));
    items.extend(check);
    items.extend(requests::modules(model)?);
    items.extend(rest);
    let mut client: ItemImpl = parse_quote! {
        #[allow(clippy::all)]
        impl Client {}
    };
    client.items = methods.into_iter().map(ImplItem::Fn).collect();
    items.push(Item::Impl(client));
    Ok(file(items))
}

/// Docs instead of progenitor's, which lets a text of the document run into the next one.
fn describe(attributes: &mut Vec<Attribute>, docs: Vec<Attribute>) {
    attributes.retain(|attribute| shape::doc_text(attribute).is_none());
    attributes.splice(0..0, docs);
}

fn method_docs(operation: &Operation) -> Vec<Attribute> {
    let described = operation.parameters.iter().filter_map(|parameter| {
        let description = parameter.description.as_ref().filter(|text| !text.trim().is_empty())?;
        // Indented, a description is nothing but the item's, whatever it opens.
        Some(format!("- {}: {}", code(&parameter.ident), description.trim().replace('\n', "\n  ")))
    });
    let described = described.collect::<Vec<_>>().join("\n");
    let arguments = if described.is_empty() { described } else { format!("Arguments:\n\n{described}") };
    let sends = builders::sends(operation);
    docs::texts(builders::description(operation).chain([sends.as_str(), arguments.as_str()]))
}

fn client_docs(info: &Value) -> Vec<Attribute> {
    let text = |key: &str| info[key].as_str().unwrap_or_default();
    let title = format!("Client for {}", docs::line(text("title")));
    let version = format!("Version: {}", docs::line(text("version")));
    docs::texts([&title, text("description"), text("termsOfService"), &version])
}

// What has been parsed once is put together as it is: reading a large document's types again would take longer than
// making them.

pub(crate) fn types_module(types: Vec<Item>) -> Item {
    let mut module: ItemMod = parse_quote! {
        /// Types used as operation parameters and responses.
        #[allow(clippy::all, clippy::pedantic, missing_docs)]
        pub mod types {}
    };
    if let Some((_, items)) = &mut module.content {
        *items = types;
    }
    Item::Mod(module)
}

pub(crate) fn file(items: Vec<Item>) -> File {
    let mut file: File = parse_quote!();
    file.items = items;
    file
}

/// Takes the header `api-version` out of a method, writes its arguments as the document says, and puts their checks in
/// front.
pub(crate) fn mend(method: &mut ImplItemFn, operation: &Operation, parts: &Parts) -> Result<(), String> {
    method.block.stmts.retain(|statement| !is_api_version(statement));
    // Without that header the map is changed only where the document has headers.
    let allow: Attribute = parse_quote!(#[allow(unused_mut)]);
    for statement in &mut method.block.stmts {
        if let Stmt::Local(local) = statement {
            local.attrs = vec![allow.clone()];
        }
    }
    requests::mend(method, operation, parts)?;
    let arguments = parts::arguments(method);
    let checks = operation.parameters.iter().filter_map(|parameter| {
        let argument = arguments.iter().find(|argument| argument.name == parameter.ident)?;
        let optional = shape::generic(&argument.ty, "Option").is_some();
        checks::statement(operation, parameter, optional)
    });
    let checks: Vec<Stmt> = checks.collect();
    method.block.stmts.splice(0..0, checks);
    Ok(())
}

/// `header_map.append(HeaderName::from_static("api-version"), …)`, which no document asks for.
fn is_api_version(statement: &Stmt) -> bool {
    let Stmt::Expr(Expr::MethodCall(call), _) = statement else { return false };
    let Some(Expr::Call(name)) = call.args.first().filter(|_| call.method == "append") else { return false };
    matches!(name.args.first(), Some(Expr::Lit(ExprLit { lit: Lit::Str(name), .. })) if name.value() == "api-version")
}
