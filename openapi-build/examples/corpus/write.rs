//! Writing of files.

use std::{fs, path::Path};

/// Leaves a file alone that says the same already, so that cargo does not check it again.
pub(crate) fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("a writable file");
}
