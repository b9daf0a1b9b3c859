//! References to files, as URIs (RFC 3986).

use std::path::{Component, Path, PathBuf};

use crate::{
    pointer::percent_decode,
    printable::{is_hidden_in_prose, piece},
};

/// Longer paths are none on any system.
const MAX_PATH: usize = 4096;

/// Why a reference leads to no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

impl Refused {
    pub(crate) fn new(message: impl Into<String>, help: &'static str) -> Self {
        Self { message: message.into(), help }
    }
}

/// A reference's path, from the folder of the file that it stands in.
pub(crate) fn join(folder: &Path, path: &str) -> Result<PathBuf, Refused> {
    let refused = |found: &str, help| Refused::new(format!("expected a path into a file but found {found}"), help);
    if is_address(path) {
        let message = format!("expected a reference into a file but found the address `{}`", piece(path));
        return Err(Refused::new(message, "addresses are not fetched; put the file beside the document"));
    }
    if path.len() > MAX_PATH {
        return Err(refused(&format!("one of {} bytes", path.len()), ""));
    }
    if matches!(path.as_bytes(), [drive, b':', ..] if drive.is_ascii_alphabetic()) {
        return Err(refused(
            &format!("the drive of `{}`", piece(path)),
            "a path starts from the file that it stands in",
        ));
    }
    let mut target = if path.starts_with('/') { PathBuf::from("/") } else { folder.to_path_buf() };
    for segment in path.split('/') {
        let Some(segment) = percent_decode(segment) else {
            return Err(refused(&format!("`{}`, which is no UTF-8", piece(path)), ""));
        };
        if let Some(character) = segment.chars().find(|character| is_hidden_in_prose(*character)) {
            let found = format!("the character U+{:04X} in it", u32::from(character));
            return Err(refused(&found, "rename the file to printable characters"));
        }
        // Windows has more of these: `a.yaml:stream`.
        if segment.contains(['/', '\\']) || cfg!(windows) && segment.contains(':') {
            let found = format!("`{}`, with a separator in a name", piece(path));
            return Err(refused(&found, "folders are separated by `/`, which stands as it is"));
        }
        match segment.as_str() {
            "" | "." => {}
            ".." if matches!(target.components().next_back(), Some(Component::Normal(_))) => {
                target.pop();
            }
            segment => target.push(segment),
        }
    }
    Ok(target)
}

/// `https://...`, `urn:...`, `//host/...`. A single letter is the drive of a path.
fn is_address(path: &str) -> bool {
    let scheme = path.split('/').next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
    };
    path.starts_with("//") || scheme.is_some_and(is_scheme)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::join;

    #[test]
    fn paths_start_from_the_folder_they_stand_in() {
        for (folder, path, want) in [
            ("", "a.yaml", "a.yaml"),
            ("", "./a.yaml", "a.yaml"),
            ("", "b/./../a.yaml", "a.yaml"),
            ("", "../a.yaml", "../a.yaml"),
            ("", "b/../../../a.yaml", "../../a.yaml"),
            ("x/y", "../a.yaml", "x/a.yaml"),
            ("x/y", "..//a.yaml", "x/a.yaml"),
            ("/x", "../../a.yaml", "/../a.yaml"),
            ("..", "../a.yaml", "../../a.yaml"),
            ("", "a%20b.yaml", "a b.yaml"),
            ("x", "%2e%2E/a.yaml", "a.yaml"),
            ("", "%C3%BC.yaml", "ü.yaml"),
            ("", "100%.yaml", "100%.yaml"),
            ("", "%252e%252e/a.yaml", "%2e%2e/a.yaml"),
            ("", "a?b.yaml", "a?b.yaml"),
            ("x", "/y/../a%20b.yaml", "/a b.yaml"),
        ] {
            assert_eq!(join(Path::new(folder), path).unwrap(), Path::new(want), "{folder} {path}");
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        let long = "a/".repeat(3000);
        for (path, want) in [
            ("https://a.example/b.yaml", "the address `https://a.example/b.yaml`"),
            ("file:///etc/passwd", "the address"),
            ("file:a.yaml", "the address"),
            ("urn:example:a", "the address"),
            ("//host/share/a.yaml", "the address"),
            ("C:/a.yaml", "the drive of `C:/a.yaml`"),
            ("c:a.yaml", "the drive of `c:a.yaml`"),
            ("..\\a.yaml", "with a separator in a name"),
            ("\\\\host\\share\\a.yaml", "with a separator in a name"),
            ("..%5ca.yaml", "with a separator in a name"),
            ("..%2fa.yaml", "with a separator in a name"),
            ("%2Fetc%2Fpasswd", "with a separator in a name"),
            ("a%00.yaml", "U+0000"),
            ("a\n.yaml", "U+000A"),
            ("a%0d.yaml", "U+000D"),
            ("a%1b[2J.yaml", "U+001B"),
            ("a\u{202e}.yaml", "U+202E"),
            ("a\u{2028}.yaml", "U+2028"),
            ("a%C2%9B.yaml", "U+009B"),
            ("%ff.yaml", "no UTF-8"),
            (&long, "6000 bytes"),
        ] {
            let message = join(Path::new("x"), path).unwrap_err().message;
            assert!(message.contains(want), "{path}: expected {want:?} but found {message:?}");
        }
    }
}
