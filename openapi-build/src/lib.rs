//! Generates Rust clients from OpenAPI 3.1 documents at build time, through progenitor.
//!
//! Progenitor reads OpenAPI 3.0. This crate reads 3.1 (and 3.0), lowers it to what progenitor takes, runs progenitor,
//! adds what it lacks and formats the result.
//!
//! ```no_run
//! // build.rs
//! openapi_build::Builder::new("openapi.yaml").build();
//! ```
//!
//! writes `$OUT_DIR/client.rs`, a plain progenitor client: it needs `progenitor-client`, `reqwest`, `serde` and
//! `serde_json`, and `uuid` or `regex-lite` where the document has UUIDs or patterns in requests.
//!
//! # With a runtime
//!
//! [`Builder::cursor_pagination`] and [`Builder::request_id_header`] ask for more than progenitor's client can do. Then
//! the output is one request builder per operation, for a runtime written by hand, and the module that includes it
//! has to have in scope: `Call`, `Client`, `Cursor`, `DecodeError`, `Error`, `Items`, `Operation`, `OperationInfo`,
//! `Page`, `Pages`, `Paginated`, `RequestId`, `Response`, `send`, `decode_json`, `decode_empty` and `decode_bytes`. The
//! crate `aigenstudio` has one such runtime.

#![deny(missing_docs)]

mod diagnostic;
mod diff;
mod document;
mod emit;
mod files;
mod generate;
mod limits;
mod locate;
mod lower;
mod measure;
mod model;
mod names;
mod panics;
mod pattern;
mod pointer;
mod printable;
mod recover;
mod rules;
mod settings;
mod shapes;
mod update;
mod uri;
mod walk;

pub use diagnostic::{Diagnostic, Errors, Severity};
pub use diff::{Bump, Change, Diff};
pub use generate::{Report, Summary};
pub use settings::{Builder, Unsupported};
pub use update::{Page, Update};

/// One line that is safe on a terminal, whatever `text` is; for the program.
#[doc(hidden)]
pub fn printable(text: &str) -> impl std::fmt::Display {
    printable::line(text)
}
