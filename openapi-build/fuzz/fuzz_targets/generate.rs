//! Any text ends in code or in diagnostics, of which none is a panic that was caught.

#![no_main]

use libfuzzer_sys::fuzz_target;
use openapi_build::{Builder, Unsupported};

fuzz_target!(|text: &str| {
    let plain = Builder::from_text("api.yaml", text);
    let runtime = plain
        .clone()
        .on_unsupported(Unsupported::Skip)
        .cursor_pagination("cursor", "next_cursor")
        .request_id_header("X-Request-Id");
    for builder in [plain, runtime] {
        for found in builder.report().diagnostics {
            assert!(!found.message().starts_with("the generator panicked"), "{found}");
        }
    }
});
