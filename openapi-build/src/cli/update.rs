//! Replaces the vendored document and its pin.

use std::path::PathBuf;

use openapi_build::{Builder, printable};
use sha2::{Digest as _, Sha256};

use super::{
    replace::{Replacement, holds},
    say, shown, source,
};

pub(super) struct Update {
    pub(super) spec: PathBuf,
    pub(super) sources: Vec<String>,
    /// Written even if it is not there yet.
    pub(super) pin: Option<PathBuf>,
    pub(super) is_dry_run: bool,
    pub(super) is_markdown: bool,
}

impl Update {
    /// The changes go to the standard output, all else to the standard error.
    pub(super) fn run(&self, builder: &Builder) -> Result<(), String> {
        let mut pages = Vec::new();
        let mut unread = Vec::new();
        for name in &self.sources {
            match source::read(name) {
                Ok(page) => pages.push(page),
                Err(message) => unread.push(message),
            }
        }
        if !unread.is_empty() {
            return Err(unread.join("\n"));
        }
        let update = builder.update(&pages).map_err(|errors| errors.to_string())?;
        for warning in update.warnings() {
            eprintln!("{warning}");
        }
        let spec = printable(&self.spec.display().to_string()).to_string();
        if holds(&self.spec, update.text()) {
            eprintln!("{spec}: unchanged");
            return self.new_pin(update.text())?.map_or(Ok(()), Replacement::finish);
        }
        match update.diff() {
            Some(diff) => {
                say(&shown(diff, self.is_markdown));
                eprintln!("next version: {}", diff.bump());
            }
            None => eprintln!("{spec}: there was no document that the new one could be compared with"),
        }
        if self.is_dry_run {
            eprintln!("{spec}: left as it is");
            return Ok(());
        }
        // The pin goes last: until it is there, the test that compares it fails, and the same command again writes it.
        let document = Replacement::prepare(&self.spec, update.text())?;
        let pin = self.new_pin(update.text())?;
        document.finish()?;
        pin.map_or(Ok(()), Replacement::finish)
    }

    /// The pin of a document, where there is to be one and it is another than before.
    fn new_pin(&self, document: &str) -> Result<Option<Replacement>, String> {
        let default = self.default_pin();
        let pin = match &self.pin {
            Some(pin) => pin,
            None if default.exists() => &default,
            None => return Ok(None),
        };
        let line = format!("{:x}\n", Sha256::digest(document));
        if self.is_dry_run || holds(pin, &line) {
            return Ok(None);
        }
        Replacement::prepare(pin, &line).map(Some)
    }

    /// `tests/openapi.yaml.sha256` beside `openapi.yaml`.
    fn default_pin(&self) -> PathBuf {
        let mut name = self.spec.file_name().unwrap_or_default().to_owned();
        name.push(".sha256");
        self.spec.with_file_name("tests").join(name)
    }
}
