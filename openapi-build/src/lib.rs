//! Generates Rust clients from OpenAPI 3.1 documents at build time, through progenitor.
