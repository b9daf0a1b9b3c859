//! What an error body tells, however little of it is as documented.

use serde::Deserialize;
use serde_json::Value;

use crate::{
    ApiKey,
    error::{one_line, prefix},
};

const EXCERPT_LEN: usize = 512;

#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct ErrorBody {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl ErrorBody {
    /// Reads `{"error": {"code", "message", "request_id"}}`, or the same fields at the top, or `{"error": "text"}`.
    pub(crate) fn read(body: &[u8], key: &ApiKey) -> Self {
        let Ok(top) = serde_json::from_slice::<Value>(body) else {
            return Self::default();
        };
        let error = top.get("error");
        let field = |name: &str| {
            let nested = error.and_then(|error| error.get(name)).and_then(text);
            nested.or_else(|| top.get(name).and_then(text)).map(|text| key.redact(&text).into_owned())
        };
        let bare = || error.and_then(Value::as_str).map(|text| key.redact(text).into_owned());
        Self { code: field("code"), message: field("message").or_else(bare), request_id: field("request_id") }
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The server's id at the top of a body that is a success.
pub(crate) fn request_id(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Top {
        request_id: Option<String>,
    }
    serde_json::from_slice::<Top>(body).ok()?.request_id
}

/// The beginning of a body, fit for a log.
pub(crate) fn excerpt(body: &[u8], key: &ApiKey) -> Option<String> {
    if body.is_empty() {
        return None;
    }
    // A key that begins within the excerpt is whole within this slice, so that no part of it is left.
    let start = &body[..body.len().min(EXCERPT_LEN + key.len())];
    let text = one_line(&key.redact(&String::from_utf8_lossy(start)));
    Some(prefix(&text, EXCERPT_LEN).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_there_is_read() {
        for (body, code, message, request_id) in [
            (r#"{"error":{"code":"c","message":"m","request_id":"r"}}"#, Some("c"), Some("m"), Some("r")),
            (r#"{"error":{"code":"c","message":"m"}}"#, Some("c"), Some("m"), None),
            (r#"{"error":{"message":"m"},"request_id":"r"}"#, None, Some("m"), Some("r")),
            (r#"{"error":{"code":42,"message":null}}"#, Some("42"), None, None),
            (r#"{"code":"c","message":"m","request_id":"r"}"#, Some("c"), Some("m"), Some("r")),
            (r#"{"error":"m","code":"c"}"#, Some("c"), Some("m"), None),
            (r#"{"error":{"code":{},"message":["m"],"request_id":""}}"#, None, None, None),
            ("[]", None, None, None),
            ("null", None, None, None),
            ("<html>", None, None, None),
            ("", None, None, None),
        ] {
            let read = ErrorBody::read(body.as_bytes(), &"aigen_test_key".into());
            let found = (read.code.as_deref(), read.message.as_deref(), read.request_id.as_deref());
            assert_eq!(found, (code, message, request_id), "{body}");
        }
    }

    #[test]
    fn an_echoed_key_is_in_neither() {
        let key = ApiKey::from("aigen_test_key");
        let body = br#"{"error":{"code":"aigen_test_key","message":"bad key aigen_test_key!"}}"#;
        let read = ErrorBody::read(body, &key);
        assert_eq!(read.code.as_deref(), Some("[redacted]"));
        assert_eq!(read.message.as_deref(), Some("bad key [redacted]!"));

        for padding in 490..530 {
            let body = format!("{}aigen_test_key", ".".repeat(padding));
            let excerpt = excerpt(body.as_bytes(), &key).unwrap();
            assert!(!excerpt.contains("aig"), "{padding}: {excerpt}");
        }
    }

    #[test]
    fn an_excerpt_is_short_and_fit_for_a_log() {
        let key = ApiKey::from("aigen_test_key");
        assert_eq!(excerpt(b"", &key), None);
        assert_eq!(excerpt(b"a\r\nb\x00\xff", &key).as_deref(), Some("a\\r\\nb\\u{0}\u{fffd}"));
        assert!(excerpt(&[b'\n'; 10_000], &key).unwrap().len() <= EXCERPT_LEN);
    }
}
