//! From a lowered document to code: progenitor's, taken apart, mended and put together with ours.

mod builders;
mod checks;
mod docs;
mod open_enums;
mod parts;
mod plain;
mod progenitor;
mod runtime;
mod shape;

use crate::{lower::Lowered, settings::Settings};

/// Formatted code. A failure here is the generator's own: the lowering promised what progenitor takes.
pub(crate) fn emit(lowered: &Lowered, settings: &Settings) -> Result<String, String> {
    let file = progenitor::generate(&lowered.document)?;
    let mut parts = parts::Parts::split(file)?;
    open_enums::open(&mut parts.types);
    docs::mend(&mut parts);
    let file = if settings.has_runtime() {
        runtime::assemble(&parts, &lowered.model, settings)?
    } else {
        plain::assemble(parts, &lowered.model)?
    };
    Ok(prettyplease::unparse(&file))
}
