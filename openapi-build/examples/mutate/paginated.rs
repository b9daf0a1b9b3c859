//! Settings of pages, which are an error for a document that has none.

use openapi_build::{Builder, Report};

/// What comes of a document with pages if it has any, else without.
pub(crate) fn report(builder: &Builder) -> Report {
    let report = builder.clone().cursor_pagination("cursor", "next_cursor").report();
    let is_unfit = |message: &str| message.starts_with("expected an operation with the query parameter `cursor`");
    if report.diagnostics.iter().any(|found| is_unfit(found.message())) { builder.report() } else { report }
}
