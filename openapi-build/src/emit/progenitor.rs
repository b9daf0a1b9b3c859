//! The call into progenitor.

use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use serde_json::Value;

use crate::{
    lower::{Lowered, cursors::CURSOR, file_parts::FILE_PART},
    names, panics,
};

/// What types that are a text in JSON implement.
const TEXT: [TypeImpl; 2] = [TypeImpl::Display, TypeImpl::FromStr];

/// Progenitor's code in its positional style. What panics inside it is an error like any other.
pub(crate) fn generate(lowered: &Lowered) -> Result<syn::File, String> {
    let Lowered { document, model } = lowered;
    let spec = serde_json::from_value(document.clone())
        .map_err(|error| format!("openapiv3 does not take the lowered document: {error}"))?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_map_type("::std::collections::BTreeMap")
        .with_derive("PartialEq");
    if let Some(cursor) = cursor(document) {
        settings.with_replacement(names::pascal(&cursor), "super::Cursor", TEXT.into_iter());
    }
    for name in model.enums.iter().map(|item| &item.name) {
        settings.with_replacement(name, name, TEXT.into_iter());
    }
    settings.with_replacement(FILE_PART, FILE_PART, std::iter::empty());
    for name in model.unions.iter().map(|item| &item.name) {
        settings.with_replacement(name, name, std::iter::empty());
    }
    let tokens = panics::caught(|| Generator::new(&settings).generate_tokens(&spec))
        .map_err(|message| format!("progenitor panicked on the lowered document: {message}"))?
        .map_err(|error| format!("progenitor does not take the lowered document: {error}"))?;
    syn::parse2(tokens).map_err(|error| format!("progenitor's code is no Rust: {error}"))
}

/// The component that stands for a cursor.
fn cursor(document: &Value) -> Option<String> {
    let schemas = document.pointer("/components/schemas")?.as_object()?;
    schemas.iter().find(|(_, schema)| schema.get(CURSOR).is_some()).map(|(name, _)| name.clone())
}
