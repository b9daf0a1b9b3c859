//! The call into progenitor.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use serde_json::{Value, json};
use syn::Item;

use crate::{formats, lower::pages::CURSOR, lowered::Lowered, names, panics, shapes::FILE_PART};

/// What types that are a text in JSON implement.
const TEXT: [TypeImpl; 2] = [TypeImpl::Display, TypeImpl::FromStr];

/// Progenitor's code in its positional style. What panics inside it is an error like any other.
pub(crate) fn generate(lowered: &Lowered) -> Result<syn::File, String> {
    let Lowered { document, model } = lowered;
    let spec: openapiv3::OpenAPI = serde::Deserialize::deserialize(document)
        .map_err(|error: serde_json::Error| format!("openapiv3 does not take the lowered document: {error}"))?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_map_type("::std::collections::BTreeMap")
        .with_derive("PartialEq");
    if let Some(cursor) = cursor(document) {
        settings.with_replacement(names::pascal(&cursor), "::openapi_runtime::Cursor", TEXT.into_iter());
    }
    for name in model.enums.iter().map(|item| &item.name) {
        settings.with_replacement(name, name, TEXT.into_iter());
    }
    settings.with_replacement(FILE_PART, "::openapi_runtime::FilePart", std::iter::empty());
    for name in model.unions.iter().map(|item| &item.name) {
        settings.with_replacement(name, name, std::iter::empty());
    }
    for ty in formats::OF_RUNTIME.iter().map(|(_, ty)| *ty).chain(model.formats.iter().map(String::as_str)) {
        let schema = serde_json::from_value(json!({"type": "string", "format": ty}));
        let schema = schema.map_err(|error| format!("typify does not take the format `{ty}`: {error}"))?;
        settings.with_conversion(schema, ty, std::iter::empty());
    }
    let tokens = panics::caught(|| Generator::new(&settings).generate_tokens(&spec))
        .map_err(|message| format!("progenitor panicked on the lowered document: {message}"))?
        .map_err(|error| format!("progenitor does not take the lowered document: {error}"))?;
    let items = items(tokens).map_err(|error| format!("progenitor's code is no Rust: {error}"))?;
    Ok(syn::File { items, ..syn::parse_quote!() })
}

/// Parses item by item: the whole as tokens, as a buffer of them and as syntax at once is most of the memory of a large
/// document.
fn items(tokens: TokenStream) -> syn::Result<Vec<Item>> {
    let mut items = Vec::new();
    let mut piece = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let semicolon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
        let ends = match &token {
            // `use a::{b};` goes on.
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !tokens.peek().is_some_and(semicolon),
            token => semicolon(token),
        };
        let within = match &token {
            TokenTree::Group(group) if is_module(&piece) => Some(group.stream()),
            _ => None,
        };
        piece.push(if within.is_some() { Group::new(Delimiter::Brace, TokenStream::new()).into() } else { token });
        if !ends {
            continue;
        }
        let mut item: Item = syn::parse2(piece.drain(..).collect())?;
        if let (Item::Mod(module), Some(within)) = (&mut item, within) {
            module.content = Some((syn::token::Brace::default(), self::items(within)?));
        }
        items.push(item);
    }
    // What is left is an item that does not end, or nothing.
    items.extend(syn::parse2::<syn::File>(piece.into_iter().collect())?.items);
    Ok(items)
}

/// Whether tokens end in `mod name`.
fn is_module(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [.., TokenTree::Ident(keyword), TokenTree::Ident(_)] if keyword == "mod")
}

/// The component that stands for a cursor.
fn cursor(document: &Value) -> Option<String> {
    let schemas = document.pointer("/components/schemas")?.as_object()?;
    schemas.iter().find(|(_, schema)| schema.get(CURSOR).is_some()).map(|(name, _)| name.clone())
}
