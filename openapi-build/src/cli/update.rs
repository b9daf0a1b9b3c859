//! Replaces the vendored document and its pin.

use std::{
    fs,
    path::{Path, PathBuf},
};

use openapi_build::{Builder, Page, printable};
use sha2::{Digest as _, Sha256};

use super::{say, shown, source};

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
                Ok(text) => pages.push(Page::new(name, text)),
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
        if fs::read(&self.spec).is_ok_and(|old| old == update.text().as_bytes()) {
            eprintln!("{spec}: unchanged");
            return self.write_pin(update.text());
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
        write(&self.spec, update.text())?;
        self.write_pin(update.text())
    }

    fn write_pin(&self, document: &str) -> Result<(), String> {
        let default = self.default_pin();
        let pin = match &self.pin {
            Some(pin) => pin,
            None if default.exists() => &default,
            None => return Ok(()),
        };
        let line = format!("{:x}\n", Sha256::digest(document));
        if self.is_dry_run || fs::read(pin).is_ok_and(|old| old == line.as_bytes()) {
            return Ok(());
        }
        write(pin, &line)
    }

    /// `tests/openapi.yaml.sha256` beside `openapi.yaml`.
    fn default_pin(&self) -> PathBuf {
        let mut name = self.spec.file_name().unwrap_or_default().to_owned();
        name.push(".sha256");
        self.spec.with_file_name("tests").join(name)
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text)
        .map_err(|error| format!("{}: expected a writable file but found: {error}", path.display()))?;
    eprintln!("{}: written", printable(&path.display().to_string()));
    Ok(())
}
