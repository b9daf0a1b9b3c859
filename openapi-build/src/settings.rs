//! What a generation is told, as plain data.

use std::{collections::BTreeMap, path::PathBuf};

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

/// How the pages of a list follow each other.
///
/// ```no_run
/// use openapi_build::{Builder, Pagination};
///
/// Builder::new("openapi.yaml").pagination(Pagination::cursor("page[after]", "/meta/page/next")).build();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    pub(crate) parameter: String,
    pub(crate) property: String,
}

impl Pagination {
    /// Every operation that has the query parameter `parameter`, and whose success has `property` (a name, or a JSON
    /// pointer to it), is walked by the value of one in the other. Both become the runtime's opaque `Cursor`.
    pub fn cursor(parameter: impl Into<String>, property: impl Into<String>) -> Self {
        Self { parameter: parameter.into(), property: property.into() }
    }
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
