//! The build script's side of the generator.

use std::{
    env,
    path::{Path, PathBuf},
    process,
};

use crate::{
    diagnostic::{Diagnostic, Errors},
    diff::Diff,
    document::Document,
    files,
    generate::{self, Report},
    lowered,
    pagination::Pagination,
    panics,
    settings::{Choice, Settings, Unsupported},
    suggest::Suggestion,
    update::{Page, Update},
};

/// Generates a client from an OpenAPI document.
///
/// ```no_run
/// openapi_build::Builder::new("openapi.yaml")
///     .output("jobs")
///     .pagination(openapi_build::Pagination::cursor("cursor", "next_cursor"))
///     .request_id_header("X-Request-Id")
///     .build();
/// ```
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` or `generate` is called"]
pub struct Builder {
    spec: PathBuf,
    text: Option<String>,
    /// The file that is written, without its extension.
    output: Option<String>,
    settings: Settings,
}

impl Builder {
    /// A generator for the document at `spec` (YAML or JSON, OpenAPI 3.0 or 3.1).
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self { spec: spec.into(), text: None, output: None, settings: Settings::default() }
    }

    /// A generator for a document that is in memory. `name` is what diagnostics call it, and where references to other
    /// files start from: they are looked for as if it were a file of that name.
    pub fn from_text(name: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { spec: name.into(), text: Some(text.into()), output: None, settings: Settings::default() }
    }

    /// Gives every operation that the pagination fits the methods `pages` and `items`. More than one may be given: of
    /// several, the first that fits an operation is its. One that fits none is an error.
    pub fn pagination(mut self, pagination: Pagination) -> Self {
        self.settings.paginations.push(pagination);
        self
    }

    /// Short for [`pagination`](Self::pagination) with [`Pagination::cursor`].
    pub fn cursor_pagination(self, parameter: impl Into<String>, property: impl Into<String>) -> Self {
        self.pagination(Pagination::cursor(parameter, property))
    }

    /// Writes `$OUT_DIR/name.rs`, for `openapi_runtime::include_client!("name")`; `client` unless this says otherwise.
    pub fn output(mut self, name: impl Into<String>) -> Self {
        self.output = Some(name.into());
        self
    }

    /// Where the document was published, which servers with a relative URL stand on (OpenAPI 3.1, section 4.8.5). Unless said,
    /// a client of such a document has to be told its base URL.
    ///
    /// ```no_run
    /// // `servers: [{url: /v1}]`
    /// openapi_build::Builder::new("openapi.yaml").document_url("https://api.example.com/openapi.yaml").build();
    /// ```
    pub fn document_url(mut self, url: impl Into<String>) -> Self {
        self.settings.document_url = Some(url.into());
        self
    }

    /// Leaves the header `header` to the runtime, which sends one id with every request.
    pub fn request_id_header(mut self, header: impl Into<String>) -> Self {
        self.settings.request_id_header = Some(header.into());
        self
    }

    /// Lets `ClientBuilder::build` refuse a client without any credential, where the API has nothing for one. Unless said so,
    /// such a client calls what needs none, and each other call is refused.
    pub fn requires_credential(mut self) -> Self {
        self.settings.requires_credential = true;
        self
    }

    /// Generates these operations only, given by their ids or tags, and the types that they need. A name that is neither is an
    /// error.
    pub fn only(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.settings.choice = Choice::Only(names.into_iter().map(Into::into).collect());
        self
    }

    /// Generates all operations but these, given by their ids or tags, and the types that the others need. A name that is
    /// neither is an error.
    pub fn except(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.settings.choice = Choice::Except(names.into_iter().map(Into::into).collect());
        self
    }

    /// Generates the component schemas as types, and no client.
    pub fn types_only(mut self) -> Self {
        self.settings.choice = Choice::TypesOnly;
        self
    }

    /// Adds typed mocks of every operation for the crate `httpmock`: `mod mock` with a `MockServerExt`, behind the
    /// feature `feature` of the crate that includes the output.
    pub fn httpmock(mut self, feature: impl Into<String>) -> Self {
        self.settings.httpmock = Some(feature.into());
        self
    }

    /// Implements `schemars::JsonSchema` (schemars 1) for the types, behind the feature `feature` of the crate that
    /// includes the output.
    pub fn json_schema(mut self, feature: impl Into<String>) -> Self {
        self.settings.json_schema = Some(feature.into());
        self
    }

    /// Makes texts of a format the type at a path, such as `::jiff::Timestamp`, instead of one that keeps the text. It decides
    /// what decodes and how it is written: it has to be `Clone`, `Debug`, `PartialEq`, `Serialize` and `Deserialize`.
    ///
    /// ```no_run
    /// openapi_build::Builder::new("openapi.yaml").format("date-time", "::jiff::Timestamp").build();
    /// ```
    pub fn format(mut self, format: impl Into<String>, ty: impl Into<String>) -> Self {
        let ty = ty.into();
        // A name of another crate is one from its root.
        let ty = if ty.starts_with("::") || ty.starts_with("crate::") { ty } else { format!("::{ty}") };
        self.settings.formats.insert(format.into(), ty);
        self
    }

    /// What to do about an operation that cannot be expressed. An error unless said otherwise.
    pub fn on_unsupported(mut self, unsupported: Unsupported) -> Self {
        self.settings.on_unsupported = unsupported;
        self
    }

    /// Lets the document refer to files anywhere in `folder`. Unless said otherwise they have to be in the folder that
    /// the document is in, or below it: that of the path given to [`Builder::new`], also where a symbolic link stands
    /// there.
    ///
    /// A document is not trusted with more. Its references to files are paths relative to the file they stand in,
    /// percent-encoded as in a URL; no address is fetched, and only regular files are read. Where a symbolic link
    /// leads is where a file is.
    ///
    /// ```no_run
    /// // `$ref: ../schemas/pet.yaml`
    /// openapi_build::Builder::new("api/v1/openapi.yaml").references_within("api").build();
    /// ```
    pub fn references_within(mut self, folder: impl Into<PathBuf>) -> Self {
        self.settings.references_within = Some(folder.into());
        self
    }

    /// The formatted Rust code, without side effects. Warnings are dropped; [`report`](Self::report) has them.
    ///
    /// # Errors
    ///
    /// Every problem of the document that keeps code from being generated.
    pub fn generate(&self) -> Result<String, Errors> {
        let report = self.report();
        report.code.ok_or(Errors(report.diagnostics))
    }

    /// The code, if any, with every finding and the counts.
    pub fn report(&self) -> Report {
        generate::run(&self.spec, self.text.as_deref(), &self.settings)
    }

    /// Paginations that would fit operations which look like pages and have none, in the order that they are to stand in.
    ///
    /// # Errors
    ///
    /// Every problem of the document that keeps code from being generated.
    pub fn suggestions(&self) -> Result<Vec<Suggestion>, Errors> {
        let settings = Settings { suggests: true, ..self.settings.clone() };
        panics::on_own_stack(&self.spec.display().to_string(), || {
            let document = match &self.text {
                Some(text) => {
                    files::name(&self.spec).map_err(|found| vec![found]).and_then(|name| Document::parse(name, text))
                }
                None => Document::load(&self.spec),
            };
            let (_, mut context) = lowered::run(document.map_err(Errors)?, &settings);
            if context.failed() { Err(Errors(context.take_findings())) } else { Ok(context.suggested) }
        })
    }

    /// What changes in the code where the document at `new` takes the place of this one.
    ///
    /// # Errors
    ///
    /// Every problem of either document that keeps code from being generated.
    pub fn diff(&self, new: impl AsRef<Path>) -> Result<Diff, Errors> {
        let new = new.as_ref();
        panics::on_own_stack(&new.display().to_string(), || match (Document::load(&self.spec), Document::load(new)) {
            (Ok(old), Ok(new)) => Diff::between(old, new, &self.settings),
            (old, new) => Err(Errors([old.err(), new.err()].into_iter().flatten().flatten().collect())),
        })
    }

    /// What the document becomes where it is published anew as `pages`, which have to be of one document. Nothing is
    /// written.
    ///
    /// # Errors
    ///
    /// Every problem of a page, every disagreement between pages, and every problem of the document that keeps code
    /// from being generated.
    pub fn update(&self, pages: &[Page]) -> Result<Update, Errors> {
        panics::on_own_stack(&self.spec.display().to_string(), || Update::prepare(&self.spec, pages, &self.settings))
    }

    /// Writes `$OUT_DIR/client.rs`, or as [`output`](Self::output) says, from a build script.
    ///
    /// Tells cargo which files to watch and passes warnings on. Where the document has errors, they are printed
    /// and the process ends with status 1.
    pub fn build(&self) {
        let report = self.report();
        for line in directives(&report) {
            println!("{line}");
        }
        let written = match report.code {
            Some(code) => write(self.output.as_deref().unwrap_or("client"), &code).map_err(Errors::from),
            None => Err(Errors(report.diagnostics)),
        };
        if let Err(errors) = written {
            eprintln!("{errors}");
            process::exit(1);
        }
    }
}

/// What cargo is told, a line each: whatever a document holds, none of it becomes a directive of its own.
fn directives(report: &Report) -> Vec<String> {
    // A name that cargo would read as several lines is an error, which is told as such.
    let names = report.files.iter().filter_map(|file| files::name(file).ok());
    let watched = names.map(|name| format!("cargo::rerun-if-changed={name}"));
    let warnings = report.warnings().map(|warning| {
        // The hint stands on a line of its own.
        format!("cargo::warning={}", warning.to_string().replace('\n', " "))
    });
    watched.chain(warnings).collect()
}

/// Leaves a file that says the same already alone, so that cargo does not compile it again.
fn write(name: &str, code: &str) -> Result<(), Diagnostic> {
    let directory = env::var_os("OUT_DIR").ok_or_else(|| {
        Diagnostic::error("OUT_DIR", "expected the environment variable `OUT_DIR` but found none")
            .with_help("`build` is for build scripts; `generate` returns the code anywhere else")
    })?;
    let path = Path::new(&directory).join(name).with_extension("rs");
    if std::fs::read(&path).is_ok_and(|old| old == code.as_bytes()) {
        return Ok(());
    }
    std::fs::write(&path, code).map_err(|error| {
        Diagnostic::error(path.display().to_string(), format!("expected a writable file but found: {error}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_document_is_a_directive() {
        let text = "a\ncargo::rustc-env=A=b\r\u{1b}[2J";
        let document = serde_json::json!({
            "openapi": "3.1.0",
            "info": {"title": "t", "version": "1"},
            "paths": {},
            "components": {"schemas": {text: {"type": "object", "properties": {text: {"not": {"const": text}}}}}}
        });
        let mut report = Builder::from_text("api.json", document.to_string()).report();
        assert_eq!(report.warnings().count(), 1);
        report.files.push(PathBuf::from(text));
        let lines = directives(&report);
        let starts = ["cargo::rerun-if-changed=api.json", "cargo::warning=api.json:"];
        assert_eq!(lines.len(), starts.len(), "{lines:?}");
        for (line, start) in lines.iter().zip(starts) {
            assert!(line.starts_with(start) && !line.contains(char::is_control), "{line:?}");
        }
    }
}
