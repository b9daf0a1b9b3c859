//! What to do with a document, apart from its text.

use openapi_build::{Builder, Diff, Errors, Report, Unsupported};
use serde::{Deserialize, Serialize};

use crate::paginated;

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Plan {
    /// Its name, as the builder is told.
    pub(crate) spec: String,
    /// Its name in its folder.
    pub(crate) name: String,
    /// Whether it is compared with what it becomes later.
    pub(crate) is_compared: bool,
    pub(crate) is_runtime: bool,
    pub(crate) is_strict: bool,
    pub(crate) bytes: usize,
    pub(crate) neighbours: Vec<String>,
    pub(crate) tricks: Vec<String>,
}

impl Plan {
    fn builder(&self) -> Builder {
        let mut builder = Builder::new(&self.spec);
        if !self.is_strict {
            builder = builder.on_unsupported(Unsupported::Skip);
        }
        if self.is_runtime {
            builder = builder.request_id_header("X-Request-Id").httpmock("mock").json_schema("schemars");
        }
        builder
    }

    /// What changes where it is published anew.
    pub(crate) fn diff(&self) -> Result<Diff, Errors> {
        let builder = self.builder();
        let builder = if self.is_runtime { builder.cursor_pagination("cursor", "next_cursor") } else { builder };
        builder.diff(self.later())
    }

    pub(crate) fn report(&self) -> Report {
        if self.is_runtime { paginated::report(&self.builder()) } else { self.builder().report() }
    }

    /// The document as it is published later.
    pub(crate) fn later(&self) -> String {
        format!("later-{}", self.name)
    }

    pub(crate) fn about(&self) -> String {
        let way = if self.is_runtime { "runtime" } else { "plain" };
        let strict = if self.is_strict { ", strict" } else { "" };
        let diff = if self.is_compared { ", diff" } else { "" };
        let tricks = if self.tricks.is_empty() { "no trick".to_owned() } else { self.tricks.join(" + ") };
        format!("{}, {} bytes, {way}{strict}{diff}: {tricks}", self.spec, self.bytes)
    }
}
