//! Progenitor's own client, with bounds checked and nothing on the wire that the document does not have.

use std::collections::HashMap;

use syn::{Attribute, Expr, ExprLit, File, ImplItem, ImplItemFn, Item, ItemImpl, ItemMod, Lit, Stmt, parse_quote};

use super::{
    answers, checks,
    parts::{self, Parts},
    requests, shape,
};
use crate::model::{Model, Operation};

pub(crate) fn assemble(mut parts: Parts, model: &Model) -> Result<File, String> {
    let mut methods = std::mem::take(&mut parts.methods);
    let places: HashMap<_, _> =
        methods.iter().enumerate().map(|(index, method)| (method.sig.ident.to_string(), index)).collect();
    for operation in &model.operations {
        let method = places.get(&operation.function).map(|index| &mut methods[*index]);
        let method = method.ok_or_else(|| format!("progenitor made no method `{}`", operation.function))?;
        mend(method, operation, &parts)?;
        answers::mend(method, operation);
        answers::sort_arms(method);
    }
    let Parts { types, rest, .. } = parts;
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
