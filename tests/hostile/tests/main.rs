//! Arguments that could do harm, in both outputs of one document: what is sent, and what is refused before that.

mod bounds;
mod cookies;
mod paths;
mod server;

/// Progenitor's own client.
#[allow(clippy::all, clippy::pedantic, missing_docs, dead_code, unused_imports)]
mod plain {
    include!(concat!(env!("OUT_DIR"), "/plain.rs"));
}
