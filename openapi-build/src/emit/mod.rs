//! From a lowered document to code: progenitor's, taken apart, mended and put together with ours.

mod answers;
mod builders;
mod checks;
mod docs;
mod fields;
mod json_schema;
pub(crate) mod mock;
mod open_enums;
mod parts;
mod plain;
mod progenitor;
mod requests;
mod runtime;
mod shape;
mod unions;

use crate::{lower::Lowered, settings::Settings};

/// Formatted code. A failure here is the generator's own: the lowering promised what progenitor takes.
pub(crate) fn emit(lowered: &Lowered, settings: &Settings) -> Result<String, String> {
    let file = progenitor::generate(lowered)?;
    let mut parts = parts::Parts::split(file);
    parts.qualify(&lowered.model.own_types());
    fields::rename(&mut parts, &lowered.document);
    docs::mend(&mut parts);
    parts.types.extend(open_enums::items(&lowered.model.enums));
    parts.types.extend(unions::items(&lowered.model.unions)?);
    if lowered.model.has_parts {
        parts.types.extend(requests::file_part());
    }
    parts.types.extend(
        lowered.model.operations.iter().flat_map(|operation| answers::items(operation, settings.has_runtime())),
    );
    if let Some(feature) = &settings.json_schema {
        json_schema::implement(&mut parts, &lowered.model, feature);
    }
    let file = if settings.has_runtime() {
        runtime::assemble(&parts, &lowered.model, settings)?
    } else {
        plain::assemble(parts, &lowered.model)?
    };
    Ok(prettyplease::unparse(&file))
}
