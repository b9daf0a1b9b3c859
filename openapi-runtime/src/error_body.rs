//! What an error body tells, however little of it is as documented.

use std::{borrow::Cow, fmt};

use bytes::Bytes;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

use crate::{redact::Redactor, shown};

/// How much of a body an error reads. More of it tells nothing.
pub(crate) const MAX_ERROR_BODY: usize = 64 * 1024;

const EXCERPT_LEN: usize = 512;

/// What is read for an excerpt: a secret of so many bytes may stand in less.
const EXCERPT_READ: usize = 4 * 1024;

#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct ErrorBody {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl ErrorBody {
    /// Reads `{"error": {"code", "message", "request_id"}}`, or the same fields at the top, or what other APIs and RFC 9457
    /// call them, from the beginning of the body. What stands in front of a fault, or of the end, is kept.
    pub(crate) fn read(body: &[u8]) -> Self {
        let mut found = Found::default();
        let mut reader = serde_json::Deserializer::from_slice(start(body));
        let read = Members { found: &mut found, level: Level::Top }.deserialize(&mut reader);
        // Of two values neither is the body.
        if read.is_ok() && reader.end().is_err() {
            return Self::default();
        }
        let Found { top, nested, listed, bare } = found;
        // Of a problem without a type, `about:blank` says nothing (RFC 9457, section 4.2.1).
        let ty = top.ty.filter(|ty| ty != "about:blank");
        let message = nested.message.or(top.message).or(top.detail).or(top.title).or(top.description);
        Self {
            code: nested.code.or(top.code).or(nested.ty).or(ty).or_else(|| bare.clone()),
            message: message.or(listed.message).or(bare),
            request_id: nested.request_id.or(top.request_id),
        }
    }
}

fn start(body: &[u8]) -> &[u8] {
    &body[..body.len().min(MAX_ERROR_BODY)]
}

#[derive(Default)]
struct Found {
    top: Texts,
    /// Of `error`.
    nested: Texts,
    /// Of the first of `errors`.
    listed: Texts,
    /// `error` itself, if it is a text.
    bare: Option<String>,
}

/// The members of an object that tell something.
#[derive(Default)]
struct Texts {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    ty: Option<String>,
    detail: Option<String>,
    title: Option<String>,
    description: Option<String>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Level {
    Top,
    /// In `error`.
    Nested,
    /// In `errors`.
    Listed,
}

/// Notes the members of the body, of its `error` or of the first of its `errors`, as they come.
struct Members<'f> {
    found: &'f mut Found,
    level: Level,
}

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let Found { top, nested, listed, .. } = &mut *self.found;
            let here = match self.level {
                Level::Top => top,
                Level::Nested => nested,
                Level::Listed => listed,
            };
            let member = match name.as_str() {
                "code" => &mut here.code,
                "message" => &mut here.message,
                "request_id" => &mut here.request_id,
                "type" => &mut here.ty,
                "detail" => &mut here.detail,
                "title" => &mut here.title,
                "error_description" => &mut here.description,
                "error" | "errors" if self.level == Level::Top => {
                    let level = if name == "error" { Level::Nested } else { Level::Listed };
                    map.next_value_seed(Members { found: &mut *self.found, level })?;
                    continue;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            *member = text(&map.next_value()?);
        }
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if self.level == Level::Nested {
            self.found.bare = Some(text.to_owned()).filter(|text| !text.is_empty());
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        if self.level == Level::Listed {
            seq.next_element_seed(Members { found: self.found, level: Level::Listed })?;
        }
        IgnoredAny.visit_seq(seq).map(drop)
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
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
pub(crate) fn excerpt(body: &[u8], redactor: &Redactor) -> Option<String> {
    if body.is_empty() {
        return None;
    }
    let text = String::from_utf8_lossy(start(body));
    let line = shown::line(&redactor.start(&text, EXCERPT_READ));
    Some(shown::prefix(&line, EXCERPT_LEN).to_owned())
}

/// The beginning of a body without the secret, for whoever reads it.
pub(crate) fn kept(body: &[u8], redactor: &Redactor) -> Option<Bytes> {
    if body.is_empty() {
        return None;
    }
    let text = String::from_utf8_lossy(start(body));
    // Cut off, it may end in some of the secret.
    let is_whole = body.len() < MAX_ERROR_BODY;
    let clean = if is_whole { redactor.redact(&text) } else { redactor.start(&text, MAX_ERROR_BODY) };
    Some(match clean {
        Cow::Borrowed(_) => Bytes::copy_from_slice(start(body)),
        Cow::Owned(clean) => clean.into(),
    })
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
            (r#"{"error":"invalid_grant","error_description":"m"}"#, Some("invalid_grant"), Some("m"), None),
            (r#"{"type":"about:blank","title":"t","detail":"d"}"#, None, Some("d"), None),
            (r#"{"type":"urn:no","title":"t"}"#, Some("urn:no"), Some("t"), None),
            (r#"{"error":{"type":"c","message":"m"}}"#, Some("c"), Some("m"), None),
            (r#"{"errors":[{"message":"m","code":"c"},{"message":"n"}]}"#, None, Some("m"), None),
            (r#"{"error":{"code":{},"message":["m"],"request_id":""}}"#, None, None, None),
            (r#"{"error":true,"code":1.5,"message":"m"}"#, Some("1.5"), Some("m"), None),
            (r#"{"error":null,"message":"m"}"#, None, Some("m"), None),
            (r#"{"error":[{"code":"c"}],"message":"m"}"#, None, Some("m"), None),
            (r#"{"error":{"error":{"code":"c"},"message":"m"}}"#, None, Some("m"), None),
            (r#"{"error":{"code":"c","message":"m","detail":"#, Some("c"), Some("m"), None),
            (r#"{"request_id":"r","error":{"code":"c","message":"cut"#, Some("c"), None, Some("r")),
            (r#"{"code":"c","message":"m","request_id":"r"} {}"#, None, None, None),
            ("{\"code\":\"c\",\"message\":\"\u{1}\",\"request_id\":\"r\"}", Some("c"), None, None),
            ("[]", None, None, None),
            ("null", None, None, None),
            ("\"text\"", None, None, None),
            ("<html>", None, None, None),
            ("", None, None, None),
        ] {
            let read = ErrorBody::read(body.as_bytes());
            let found = (read.code.as_deref(), read.message.as_deref(), read.request_id.as_deref());
            assert_eq!(found, (code, message, request_id), "{body}");
        }
    }

    #[test]
    fn only_the_beginning_is_read() {
        let body = |padding: usize| format!(r#"{{"code":"c","padding":"{}","message":"m"}}"#, "x".repeat(padding));
        let read = |padding| ErrorBody::read(body(padding).as_bytes());
        assert_eq!(read(MAX_ERROR_BODY / 2).message.as_deref(), Some("m"));
        let read = read(MAX_ERROR_BODY);
        assert_eq!((read.code.as_deref(), read.message), (Some("c"), None));
    }

    #[test]
    fn an_excerpt_is_short_and_fit_for_a_log() {
        let redactor = Redactor::new(&["aigen_test_key"]);
        assert_eq!(excerpt(b"", &redactor), None);
        assert_eq!(excerpt(b"a\r\nb\x00\xff", &redactor).as_deref(), Some("a\\r\\nb\\u{0}\u{fffd}"));
        assert!(excerpt("\n".repeat(100_000).as_bytes(), &redactor).unwrap().len() <= EXCERPT_LEN);
        for padding in 490..530 {
            let body = format!("{}aigen_test_key", ".".repeat(padding));
            let excerpt = excerpt(body.as_bytes(), &redactor).unwrap();
            assert!(!excerpt.contains("aig"), "{padding}: {excerpt}");
        }
    }
}
