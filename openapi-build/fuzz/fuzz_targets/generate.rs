//! Any text ends in code or in diagnostics, of which none is a panic that was caught.

#![no_main]

use libfuzzer_sys::fuzz_target;
use openapi_build::{Builder, Unsupported};

fuzz_target!(|text: &str| {
    let plain = Builder::from_text("api.yaml", text);
    let full = plain.clone().on_unsupported(Unsupported::Skip).request_id_header("X-Request-Id");
    // Which is an error for a document without pages.
    let paginated = full.clone().cursor_pagination("cursor", "next_cursor");
    for builder in [plain, full, paginated] {
        for found in builder.report().diagnostics {
            assert!(!found.message().starts_with("the generator panicked"), "{found}");
        }
    }
});
