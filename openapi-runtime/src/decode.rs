//! From a body to what the document says it is.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::{
    redact::{MAX_READ, Redactor},
    shown::start,
};

/// How much is kept of what an error says, so that whoever reads the beginning sees that there is more.
const MOST: usize = 2 * MAX_READ;

/// Why a body is not what the document says.
#[derive(Debug)]
pub struct DecodeError {
    path: Option<String>,
    message: String,
    ends_early: bool,
}

impl DecodeError {
    fn new(path: Option<&str>, error: &serde_json::Error) -> Self {
        let message = start(error, MOST);
        Self { path: path.and_then(|path| full_path(path, &message)), message, ends_early: error.is_eof() }
    }

    /// For an answer whose status the document does not list.
    pub fn undocumented(status: u16) -> Self {
        Self { path: None, message: format!("the document does not list status {status}"), ends_early: false }
    }

    /// For a body that is another one as a whole.
    pub(crate) fn whole(message: String) -> Self {
        Self { path: None, message, ends_early: false }
    }

    /// The field that would not decode, such as `jobs[3].status`; `None` is the body as a whole.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Whether the body stops before its value does.
    pub(crate) fn ends_early(&self) -> bool {
        self.ends_early
    }

    /// Without the secret, bounded, and on one line: what is wrong may be quoted, in any length.
    pub(crate) fn sealed(self, redactor: &Redactor) -> Self {
        let line = |text: &str| redactor.line(text);
        Self { path: self.path.as_deref().map(line), message: line(&self.message), ends_early: self.ends_early }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

/// Decodes a JSON body.
pub(crate) fn decode_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    // Tracking the path costs time on every field, so only a body that failed is read again with it.
    serde_json::from_slice(body).map_err(|error| {
        let untracked = DecodeError::new(None, &error);
        // It may quote most of the body, and so may the next.
        drop(error);
        let mut reader = serde_json::Deserializer::from_slice(body);
        match serde_path_to_error::deserialize::<_, T>(&mut reader) {
            Err(tracked) => DecodeError::new(Some(&start(tracked.path(), MOST)), tracked.inner()),
            // The value is fine; something follows it.
            Ok(_) => untracked,
        }
    })
}

/// The path of what would not decode. A missing field is reported at its parent and named only in the message.
fn full_path(path: &str, message: &str) -> Option<String> {
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    match (path, missing) {
        (".", None) => None,
        (".", Some(field)) => Some(field.to_owned()),
        (path, None) => Some(path.to_owned()),
        (path, Some(field)) => Some(format!("{path}.{field}")),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct List {
        jobs: Vec<Job>,
        request_id: String,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Job {
        id: uuid::Uuid,
        sandbox: bool,
    }

    #[test]
    fn the_path_names_the_field() {
        let job = r#"{"id":"00000000-0000-4000-8000-000000000000"}"#;
        for (case, body, path, ends_early) in [
            ("missing at the top", r#"{"jobs":[]}"#.to_owned(), Some("request_id"), false),
            ("missing deeper", format!(r#"{{"jobs":[{job}],"request_id":""}}"#), Some("jobs[0].sandbox"), false),
            ("wrong type", r#"{"jobs":3,"request_id":""}"#.to_owned(), Some("jobs"), false),
            ("cut short", r#"{"jobs":[{"id":"#.to_owned(), Some("jobs[0].id"), true),
            ("no JSON", "<html>".to_owned(), None, false),
            ("empty", String::new(), None, true),
            ("more than one value", r#"{"jobs":[],"request_id":""} {}"#.to_owned(), None, false),
        ] {
            let error = decode_json::<List>(body.as_bytes()).unwrap_err();
            assert_eq!((error.path(), error.ends_early()), (path, ends_early), "{case}: {error}");
        }
    }

    #[test]
    fn no_more_is_kept_of_a_text_than_an_error_shows() {
        for (case, sign) in [("as it is", "x"), ("escaped", "\u{7f}"), ("of several bytes", "漢")] {
            let body = format!(r#"{{"jobs":"{}","request_id":""}}"#, sign.repeat(100_000));
            let error = decode_json::<List>(body.as_bytes()).unwrap_err();
            assert_eq!(error.path(), Some("jobs"), "{case}");
            let length = error.to_string().len();
            assert!((MAX_READ..=MOST + "jobs: ".len()).contains(&length), "{case}: {length}");
        }
    }
}
