//! A document that progenitor takes, and what progenitor does not say of it.

use serde_json::Value;

use crate::{
    document::Document,
    lower::{self, Context},
    model::{self, Model},
    settings::Settings,
};

/// A document that progenitor takes, and what progenitor does not say of it.
pub(crate) struct Lowered {
    pub(crate) document: Value,
    pub(crate) model: Model,
}

/// Lowers a document. Findings are in the context; after an error what is returned may make no sense.
pub(crate) fn run(mut document: Document, settings: &Settings) -> (Lowered, Context<'_>) {
    let mut value = std::mem::take(&mut document.value);
    let mut context = Context::new(settings, document);
    if !lower::before_model(&mut value, &mut context) {
        return (Lowered { document: Value::Null, model: Model::default() }, context);
    }
    let (mut model, unchecked) = model::read(&mut value, settings, &context.paginations);
    model.servers = std::mem::take(&mut context.servers);
    for (at, refused) in unchecked {
        context.warn(&at, refused.to_string(), "the pattern is not checked before a request is sent");
    }
    lower::after_model(&mut value, &mut context);
    (Lowered { document: value, model }, context)
}
