//! What a generation is told, as plain data.

use std::{collections::BTreeMap, path::PathBuf};

use crate::pagination::Pagination;

/// What a document update may bring and no Rust type can hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsupported {
    /// An error: nothing is generated.
    #[default]
    Error,
    /// A warning: the operation is left out, all others are generated.
    Skip,
}

/// What of a document is generated. Names are those of operations and of tags.
#[derive(Clone, Debug, Default)]
pub(crate) enum Choice {
    #[default]
    All,
    Only(Vec<String>),
    Except(Vec<String>),
    TypesOnly,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) choice: Choice,
    /// Of several, the first that fits an operation is its.
    pub(crate) paginations: Vec<Pagination>,
    /// Where the document was published.
    pub(crate) document_url: Option<String>,
    /// Whether settings are looked for that would fit.
    pub(crate) suggests: bool,
    pub(crate) request_id_header: Option<String>,
    /// Types of the caller's choice, by the format of texts that they are for.
    pub(crate) formats: BTreeMap<String, String>,
    /// Whether a client without any credential is refused.
    pub(crate) requires_credential: bool,
    pub(crate) httpmock: Option<String>,
    pub(crate) json_schema: Option<String>,
    pub(crate) on_unsupported: Unsupported,
    pub(crate) references_within: Option<PathBuf>,
}
