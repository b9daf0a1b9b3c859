//! Any text ends in code or in diagnostics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use openapi_build::{Builder, Unsupported};

fuzz_target!(|text: &str| {
    let _ = Builder::from_text("api.yaml", text).report();
    let _ = Builder::from_text("api.yaml", text)
        .on_unsupported(Unsupported::Skip)
        .cursor_pagination("cursor", "next_cursor")
        .request_id_header("X-Request-Id")
        .report();
});
