//! Contents of requests and answers.

mod media;
mod request;
mod responses;
mod stream;

use std::collections::HashSet;

use serde_json::Value;

use super::{Context, Pass};
use crate::{pointer::Pointer, walk};

pub(crate) use {
    media::{MULTIPART, Rank, is_json, is_success, is_text, rank},
    request::{BODIES, MEDIA_TYPE},
    responses::{ACCEPT, ANSWERS},
    stream::STREAM,
};

/// Progenitor takes one media type a body, one type for all successes and one for all errors: of several media types
/// the one that fits it best is kept, and all that there are is noted for the emission.
pub(crate) struct Contents;

impl Pass for Contents {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let structured = media::structured(super::components(document));
        let mut scope = Scope { hoisted: Vec::new(), structured, context };
        walk::operations(document, &mut |_, method, at, operation| {
            request::request(operation, at, &mut scope);
            responses::responses(method, operation, at, &mut scope);
        });
        let Scope { hoisted, .. } = scope;
        for (at, name, schema) in hoisted {
            context.moved(&at, Pointer::root().at(["components", "schemas", &name]));
            super::components(document).insert(name, schema);
        }
    }
}

/// What the parts of the pass share.
struct Scope<'c, 's> {
    /// Schemas that become components: where each stood, its name, and it.
    hoisted: Vec<(Pointer, String, Value)>,
    /// References to components that JSON alone can say.
    structured: HashSet<String>,
    context: &'c mut Context<'s>,
}
