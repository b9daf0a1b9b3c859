//! From a lowered document to code: progenitor's, taken apart, mended and put together with ours.

mod answers;
mod blanks;
mod bodies;
mod call;
mod checks;
mod client;
mod docs;
mod fields;
mod json_schema;
mod literals;
mod markdown;
mod members;
pub(crate) mod mock;
mod newtypes;
mod objects;
mod open_enums;
mod operations;
mod page;
mod parts;
mod paths;
mod prelude;
mod progenitor;
mod schemas;
mod servers;
mod setter;
mod shape;
mod takes;
mod unions;
mod way;

use crate::{lowered::Lowered, settings::Settings};

pub(crate) use literals::formatted;
pub(crate) use progenitor::generate as progenitor;

/// A finished file.
pub(crate) struct Complete {
    pub(crate) file: syn::File,
    /// The beginnings of the texts that are too long for docs.
    pub(crate) cut: Vec<String>,
    /// The ids of operations that would have pages, if their types were others.
    pub(crate) unpaged: Vec<String>,
}

/// Progenitor's file with what it lacks. A failure here is the generator's own: the lowering promised what it takes.
pub(crate) fn complete(file: syn::File, lowered: &Lowered, settings: &Settings) -> Result<Complete, String> {
    let mut parts = parts::Parts::split(file);
    parts.qualify(&lowered.model.own_types());
    fields::keep_empty(&mut parts);
    fields::rename(&mut parts, &lowered.document);
    let wire = way::Wire::read(&parts);
    // As long as it still says what types of another name hold.
    let bodies = bodies::items(&lowered.model, &parts);
    let tables = objects::mend(&mut parts, lowered, settings.json_schema.as_deref());
    newtypes::alias(&mut parts, &lowered.document);
    parts.types.extend(open_enums::items(&lowered.model.enums));
    parts.types.extend(unions::items(&lowered.model.unions, &tables)?);
    parts.types.extend(lowered.model.operations.iter().flat_map(answers::items));
    parts.types.extend(bodies);
    if let Some(feature) = &settings.json_schema {
        json_schema::implement(&mut parts, &lowered.model, feature);
    }
    let (mut file, unpaged) = client::assemble(parts, lowered, settings, &wire)?;
    paths::lead_through_runtime(&mut file);
    prelude::shorten(&mut file.items);
    let cut = docs::finish(&mut file);
    Ok(Complete { file, cut, unpaged })
}
