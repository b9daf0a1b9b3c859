//! Writing a file so that whoever reads it, whenever that is, finds the old one or the new one.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

/// A file's new text, on the disk already, beside the old one.
pub(super) struct Replacement {
    path: PathBuf,
    /// What `path` is, or where it leads as a symbolic link, which stays one.
    target: PathBuf,
    new: NamedTempFile,
}

impl Replacement {
    /// All that may fail for the sake of the text: room, permissions, the kind of the file.
    pub(super) fn prepare(path: &Path, text: &str) -> Result<Self, String> {
        let failed =
            |error: &dyn std::fmt::Display| format!("{}: expected a writable file but found: {error}", path.display());
        let target = match fs::symlink_metadata(path) {
            Ok(found) if found.is_symlink() => fs::canonicalize(path).map_err(|error| failed(&error))?,
            _ => path.to_path_buf(),
        };
        let old = match fs::metadata(&target) {
            Ok(found) if !found.is_file() => return Err(failed(&"no regular file")),
            Ok(found) if found.permissions().readonly() => return Err(failed(&"one that may only be read")),
            Ok(found) => Some(found.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(&error)),
        };
        let name = target.file_name().ok_or_else(|| failed(&"a path without a name"))?;
        let mut prefix = name.to_owned();
        prefix.push(".");
        let mut builder = Builder::new();
        builder.prefix(&prefix).suffix(".new");
        // As any new file: less what the user's mask takes away.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let write = || {
            let mut new = builder.tempfile_in(folder(&target))?;
            if let Some(old) = old {
                new.as_file().set_permissions(old)?;
            }
            new.write_all(text.as_bytes())?;
            new.as_file().sync_all()?;
            Ok(new)
        };
        let new = write().map_err(|error: io::Error| failed(&error))?;
        Ok(Self { path: path.to_path_buf(), target, new })
    }

    /// Puts the new file in the old one's place, in one step.
    pub(super) fn finish(self) -> Result<(), String> {
        let Self { path, target, new } = self;
        let path = path.display();
        new.persist(&target).map_err(|error| format!("{path}: expected a writable file but found: {}", error.error))?;
        // The name is in the folder, which some systems write later than what is renamed after it; others cannot be asked.
        if let Ok(folder) = File::open(folder(&target)) {
            let _ = folder.sync_all();
        }
        eprintln!("{path}: written");
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether a file holds that text and no more.
pub(super) fn holds(path: &Path, text: &str) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == text.len() as u64)
        && fs::read(path).is_ok_and(|old| old == text.as_bytes())
}
