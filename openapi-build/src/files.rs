//! Reading files: the document, which the caller names, and those that it refers to, which it names itself. It is
//! trusted with none but regular ones of one folder.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::{diagnostic::Diagnostic, limits::MAX_BYTES, printable::is_hidden_in_prose};

/// A path as diagnostics and cargo are told it, each of which has a line for it.
pub(crate) fn name(path: &Path) -> Result<String, Diagnostic> {
    let name = path.display().to_string();
    match name.chars().find(|character| is_hidden_in_prose(*character)) {
        None => Ok(name),
        Some(character) => Err(Diagnostic::error(
            name.as_str(),
            format!("expected a name of printable characters but found U+{:04X}", u32::from(character)),
        )
        .with_help("rename the file, or the folder that it is in")),
    }
}

/// The text of a file that the caller names: it may be anywhere, also behind a symbolic link.
pub(crate) fn read(path: &Path) -> Result<String, Diagnostic> {
    let name = name(path)?;
    let text = if is_descriptor(path) { File::open(path).map_err(unreadable) } else { open(path) }
        .and_then(|file| text_of(file, MAX_BYTES));
    text.map_err(|message| match Diagnostic::error(name, message) {
        found if path.exists() => found,
        found => found.with_help("the path is relative to the directory of the package that is built"),
    })
}

/// Whether a path is that of an open file, as a shell writes it for `<(command)`: a pipe with somebody at its other end.
fn is_descriptor(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
}

/// The folder that a document's references have to stay in, and how much of it they may still read.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    bytes: usize,
}

impl Folder {
    /// That of the document at `document`, which has a size already, or the one that the caller names in its stead.
    pub(crate) fn of(document: &Path, size: usize, within: Option<&Path>) -> Result<Self, String> {
        let beside = document.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let path = within.unwrap_or(beside);
        match fs::canonicalize(path).and_then(|path| fs::metadata(&path).map(|found| (path, found.is_dir()))) {
            Ok((path, true)) => Ok(Self { path, bytes: MAX_BYTES.saturating_sub(size) }),
            Ok((_, false)) => Err(format!("expected a folder at `{}` but found a file", path.display())),
            Err(error) => Err(format!("expected a folder at `{}` but found: {error}", path.display())),
        }
    }

    /// The one name of a file, whatever links lead to it; `None` if it is not in the folder.
    pub(crate) fn find(&self, path: &Path) -> Result<Option<PathBuf>, String> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let path = fs::canonicalize(path).map_err(unreadable)?;
        Ok(path.starts_with(&self.path).then_some(path))
    }

    /// The text of a file that was found here.
    pub(crate) fn read(&mut self, path: &Path) -> Result<String, String> {
        let text = open(path).and_then(|file| text_of(file, self.bytes))?;
        self.bytes -= text.len();
        Ok(text)
    }
}

/// Looks before it opens, since a pipe opens when somebody writes to it, and after, since it may be another file by then.
fn open(path: &Path) -> Result<File, String> {
    let regular = |found: io::Result<Metadata>| match found {
        Ok(found) if found.is_file() => Ok(()),
        Ok(found) if found.is_dir() => Err("expected a file but found a folder".to_owned()),
        Ok(_) => Err("expected a regular file but found a device, a pipe or the like".to_owned()),
        Err(error) => Err(unreadable(error)),
    };
    regular(fs::metadata(path))?;
    let file = File::open(path).map_err(unreadable)?;
    regular(file.metadata())?;
    Ok(file)
}

/// All of a file, if it is no longer than `most` bytes.
fn text_of(file: File, most: usize) -> Result<String, String> {
    let too_long = || format!("expected at most {MAX_BYTES} bytes in a document with all its files but found more");
    // What a file says of its length need not be so, but saves reading what is too long anyway.
    let length = file.metadata().ok().and_then(|found| usize::try_from(found.len()).ok()).unwrap_or(usize::MAX);
    if length > most {
        return Err(too_long());
    }
    let mut bytes = Vec::with_capacity(length + 1);
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > most {
        return Err(too_long());
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        format!("expected UTF-8 text but found a broken character at byte {valid}")
    })
}

#[allow(clippy::needless_pass_by_value)] // for `map_err`
fn unreadable(error: io::Error) -> String {
    format!("expected a readable file but found: {error}")
}
