//! Generates Rust clients from OpenAPI 3.1 documents at build time, through progenitor.
//!
//! Progenitor reads OpenAPI 3.0. This crate reads 3.1 (and 3.0), lowers it to what progenitor takes, runs progenitor,
//! adds what it lacks and formats the result.
//!
//! ```no_run
//! // build.rs
//! openapi_build::Builder::new("openapi.yaml").output("pets").build();
//! ```
//!
//! writes `$OUT_DIR/pets.rs`, which stands on the crate `openapi-runtime` and is included by it:
//!
//! ```ignore
//! mod pets {
//!     openapi_runtime::include_client!("pets");
//! }
//!
//! let client = pets::Client::builder().base_url("http://127.0.0.1:4010/v1").build()?;
//! let pet = client.get_pet().pet_id("a/b").send().await?;
//! ```
//!
//! Nothing else has to be among the dependencies of the crate that includes it.

#![deny(missing_docs)]

mod builder;
mod composition;
mod diagnostic;
mod diff;
mod document;
mod emit;
mod files;
mod formats;
mod generate;
mod limits;
mod locate;
mod lower;
mod lowered;
mod measure;
mod model;
mod names;
mod pagination;
mod panics;
mod pattern;
mod pointer;
mod printable;
mod recover;
mod rules;
mod sent;
mod servers;
mod settings;
mod shapes;
mod suggest;
mod update;
mod uri;
mod walk;

pub use builder::Builder;
pub use diagnostic::{Diagnostic, Errors, Severity};
pub use diff::{Bump, Change, Diff};
pub use generate::{Report, Summary};
pub use pagination::Pagination;
pub use settings::Unsupported;
pub use suggest::Suggestion;
pub use update::{Page, Update};

/// One line that is safe on a terminal, whatever `text` is; for the program.
#[doc(hidden)]
pub fn printable(text: &str) -> impl std::fmt::Display {
    printable::line(text)
}
