//! What a document may cost. A document is untrusted: time and memory stay in proportion to its size, and what would
//! not is refused by one of these limits, which its message names.

use serde_json::Value;

/// The text of a document and of all files it refers to, in bytes.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// Files that a document may refer to, those that are not there included.
pub(crate) const MAX_FILES: usize = 10_000;

/// Mappings and sequences within each other. The readers of YAML and JSON stop at 128.
pub(crate) const MAX_DEPTH: usize = 120;

/// A key of a mapping, in bytes. Every place below is named by it.
pub(crate) const MAX_KEY: usize = 4 << 10;

/// Values of a document, aliases written out.
pub(crate) const MAX_NODES: usize = 2_000_000;

/// Text of a document, aliases written out, in bytes for each byte of the document and as many again as
/// [`SMALL_TEXT`].
pub(crate) const MAX_EXPANSION: usize = 4;
pub(crate) const SMALL_TEXT: usize = 2 << 20;

/// The JSON pointers of all mappings together, in bytes for each byte of the document beyond [`SMALL_POINTERS`]: passes
/// keep some of them.
pub(crate) const MAX_POINTERS: usize = 8;
pub(crate) const SMALL_POINTERS: usize = 16 << 20;

/// What references, `allOf` and alternatives add where they are written out, by [`weight`], for each byte of the
/// document and as much again as [`SMALL_MERGED`].
pub(crate) const MAX_MERGED: usize = 8;
pub(crate) const SMALL_MERGED: usize = 64 << 20;

/// References from component to component, one after the other, that `allOf` or aliases lead through.
pub(crate) const MAX_CHAIN: usize = 64;

/// Memory that making the code takes, as it is reckoned beforehand, in bytes; for a very large document, in bytes for
/// each byte of it.
pub(crate) const MAX_MEMORY: usize = 900 << 20;
pub(crate) const MAX_MEMORY_RATIO: usize = 100;

/// The URL of a server, in bytes.
pub(crate) const MAX_URL: usize = 2 << 10;

/// Parameters of one operation.
pub(crate) const MAX_PARAMETERS: usize = 1000;

/// The stack of the thread that generates, in bytes; what of it is not used costs nothing.
pub(crate) const STACK: usize = 256 << 20;

/// What a value takes in memory, in bytes, or nearly.
pub(crate) fn weight(value: &Value) -> usize {
    const NODE: usize = 64;
    match value {
        Value::String(text) => NODE + text.len(),
        Value::Array(items) => NODE + items.iter().map(weight).sum::<usize>(),
        Value::Object(members) => NODE + members.iter().map(|(key, member)| key.len() + weight(member)).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) => NODE,
    }
}
