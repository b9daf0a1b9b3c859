//! The folder of the documents, what stands in it, and what stands outside of it.

use std::{
    env, fs, io,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use super::check::CANARY;

const NEAR: &str = "components:\n  schemas:\n    Near: {type: object, properties: {a: {type: string}}}\n";
const ROUND: &str = "components:\n  schemas:\n    Round: {$ref: 'round.yaml#/components/schemas/Round'}\n";

/// Is gone when this is.
pub(crate) struct Place {
    pub(crate) outside: PathBuf,
    pub(crate) folder: PathBuf,
}

impl Place {
    pub(crate) fn new(number: usize) -> io::Result<Self> {
        let temporary = fs::canonicalize(env::temp_dir())?;
        let outside = temporary.join(format!("mutate-{:08}-{number}", std::process::id()));
        let folder = outside.join("documents");
        let place = Self { outside, folder };
        place.fill()?;
        Ok(place)
    }

    /// A text with what may not come out, where it is read.
    pub(crate) fn canary(&self) -> PathBuf {
        self.outside.join("outside.yaml")
    }

    fn fill(&self) -> io::Result<()> {
        let folder = &self.folder;
        fs::create_dir_all(folder.join("sub"))?;
        let schema = format!("{{type: object, description: {CANARY}, properties: {{{CANARY}: {{enum: [{CANARY}]}}}}}}");
        fs::write(self.canary(), format!("a: {CANARY}\ncomponents:\n  schemas:\n    Canary: {schema}\n"))?;
        for (name, text) in [
            ("near.yaml", NEAR),
            ("sub/near.yaml", NEAR),
            ("a b.yaml", NEAR),
            ("%2e%2e.yaml", NEAR),
            ("round.yaml", ROUND),
            ("broken.yaml", "{[\n\u{1b}[31m: }"),
            ("bom.yaml", &format!("\u{feff}{NEAR}")),
            ("wide.yaml", &format!("[{}]", "a, ".repeat(10_000))),
        ] {
            fs::write(folder.join(name), text)?;
        }
        fs::write(folder.join("binary.yaml"), [0, 159, 146, 150])?;
        for (to, name) in [
            ("../outside.yaml", "link.yaml"),
            ("..", "folder"),
            ("loop.yaml", "loop.yaml"),
            (".", "round"),
            ("/dev/zero", "zero.yaml"),
        ] {
            symlink(to, folder.join(name))?;
        }
        let pipe = Command::new("mkfifo").arg(folder.join("pipe.yaml")).status()?;
        if pipe.success() { Ok(()) } else { Err(io::Error::other("expected `mkfifo` to make a pipe but it did not")) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.outside);
    }
}

/// Writes a document to keep it, with the reason.
pub(crate) fn keep(folder: &Path, index: u64, made: &super::document::Made, reason: &str) -> io::Result<()> {
    let folder = folder.join(index.to_string());
    fs::create_dir_all(&folder)?;
    super::written::write(made, &folder)?;
    fs::write(folder.join("reason.txt"), reason)
}
