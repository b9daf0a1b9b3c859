//! The one error type.

use std::{any::TypeId, error::Error as StdError, fmt, time::Duration};

use bytes::Bytes;
use reqwest::{
    StatusCode,
    header::{CONTENT_TYPE, HeaderMap},
};
use serde::de::{DeserializeOwned, IntoDeserializer as _, value::StrDeserializer};

use crate::{
    Cursor, RateLimit, RequestId, media_type,
    operation::ErrorForm,
    rate_limit,
    redact::Redactor,
    shown::{MAX_TEXT, Quoted, line, prefix},
    source::{self, Source},
};

/// Why a call failed, with whatever is known about it.
///
/// `Display` names the operation, the status, the server's code and message, and both request ids, on one line and
/// never with the API key. It leaves out the [`source`](StdError::source), which error reporters print themselves.
///
/// Whatever the server wrote is without the API key, in whichever encoding it came, and of each text there is at most a
/// kilobyte.
pub struct Error(Box<Inner>);

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be built as configured.
    Config,
    /// An argument is not one that the document allows. Nothing was sent.
    InvalidRequest,
    /// No connection: the name did not resolve, the connection was refused, or TLS failed.
    Connect,
    /// The attempt took longer than its timeout.
    Timeout,
    /// The connection broke before the answer was complete.
    Transport,
    /// The server answered with an error, or with a status that the document does not list.
    Api,
    /// The status is a documented success, but its body is not the documented one, or is over the size limit.
    Decode,
    /// The server sent a cursor that this walk had already used. The page that carried it was not delivered;
    /// [`Error::cursor`] is where it starts.
    PaginationLoop,
}

#[derive(Default)]
pub(crate) struct Inner {
    /// What happened, in words.
    what: String,
    pub(crate) operation: Option<&'static str>,
    pub(crate) status: Option<StatusCode>,
    pub(crate) headers: Option<HeaderMap>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) sent_request_id: Option<RequestId>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) retryable: bool,
    pub(crate) attempts: u32,
    cursor: Option<Cursor>,
    /// The cursor as it may be shown; itself it has to stay as it is.
    cursor_shown: Option<String>,
    pub(crate) body_excerpt: Option<String>,
    /// The beginning of the body, without the secret.
    pub(crate) body: Option<Bytes>,
    /// How the document has the errors of the operation.
    pub(crate) documented: &'static [ErrorForm],
    pub(crate) path: Option<String>,
    pub(crate) source: Option<Source>,
    kind: Option<ErrorKind>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self(Box::new(Inner { kind: Some(kind), what: what.into(), ..Inner::default() }))
    }

    /// A client that cannot be built: what was expected, and what was found. For crates that add settings of their own
    /// to a generated client.
    pub fn config(expected: &str, found: &str) -> Self {
        Self::new(ErrorKind::Config, format!("expected {expected} but found {found}"))
    }

    /// Adds what is known.
    pub(crate) fn with(mut self, set: impl FnOnce(&mut Inner)) -> Self {
        set(&mut self.0);
        self
    }

    pub(crate) fn with_source(self, source: impl Into<Source>) -> Self {
        self.with(|inner| inner.source = Some(source.into()))
    }

    /// Takes the secret out of all texts and bounds them, whoever wrote them. Every error passes here before it is seen.
    pub(crate) fn sealed(self, redactor: &Redactor) -> Self {
        self.with(|inner| {
            inner.what = redactor.line(&inner.what);
            for text in [&mut inner.code, &mut inner.message, &mut inner.request_id].into_iter().flatten() {
                *text = redactor.start(text, MAX_TEXT).into_owned();
            }
            inner.path = inner.path.as_deref().map(|path| redactor.line(path));
            inner.source = inner.source.take().map(|source| source::sealed(source, redactor));
            if let Some(headers) = inner.headers.as_ref().and_then(|headers| redactor.headers(headers)) {
                inner.headers = Some(headers);
            }
        })
    }

    /// Adds where the page that failed starts.
    pub(crate) fn at_cursor(self, cursor: Option<&Cursor>, redactor: &Redactor) -> Self {
        self.with(|inner| {
            inner.cursor_shown = cursor.map(|cursor| redactor.line(cursor.as_str()));
            inner.cursor = cursor.cloned();
        })
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind.unwrap_or(ErrorKind::Transport) // `new` always sets it
    }

    /// Whether an attempt took longer than its timeout.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether there was no connection.
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether the server answered with an error or an undocumented status.
    pub fn is_api(&self) -> bool {
        self.kind() == ErrorKind::Api
    }

    /// Whether the body of a success is not the documented one.
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }

    /// The HTTP status, if there was an answer.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The server's error code: the first text or number of `error.code`, `code`, `error.type`, `type` (RFC 9457, if it is
    /// not `about:blank`) and `error` of the body, of which the first 64 KiB are read.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The server's error message: the first of `error.message`, `message`, `detail`, `title` (RFC 9457),
    /// `error_description` (RFC 6749, section 5.2) and `errors[0].message` of the body.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The server's id of the request: from the body, else from the response header `X-Request-Id`.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The client's id of the request. Present on every error that concerns a request, also a timeout or a refused
    /// connection.
    pub fn sent_request_id(&self) -> Option<&RequestId> {
        self.0.sent_request_id.as_ref()
    }

    /// How long the server asked to wait, by its header `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether the same call may succeed later and does no harm twice: a transient fault of an operation that is
    /// idempotent or has an idempotency key.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// How many times the request was sent; 0 if it never was.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The response headers, if there was an answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.headers.as_ref()
    }

    /// The rate limit as the response headers tell it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.headers().and_then(rate_limit::read)
    }

    /// On a failed walk, where the page that failed starts: a walk from this cursor goes on with nothing lost and
    /// nothing repeated. `None` is the first page, or a call that was no walk.
    pub fn cursor(&self) -> Option<&Cursor> {
        self.0.cursor.as_ref()
    }

    /// The beginning of the response body, if there was one: at most 512 bytes, control characters escaped, without
    /// the API key.
    pub fn body_excerpt(&self) -> Option<&str> {
        self.0.body_excerpt.as_deref()
    }

    /// The response body, of which the first 64 KiB are read. Where the server echoes the API key in it, `[redacted]` stands
    /// in its place.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }

    /// The error that the document has for the operation, this status and the answer's media type, decoded. `None` if `T` is
    /// not its type, or the body is not of it.
    pub fn body_as<T: DeserializeOwned + 'static>(&self) -> Option<T> {
        let status = self.status().filter(|_| self.is_api())?.as_u16();
        let fits = |form: &&ErrorForm| (form.statuses.0..=form.statuses.1).contains(&status);
        // What is said of a status goes before what is said of a range of them.
        let statuses = self.0.documented.iter().find(fits)?.statuses;
        let documented = self.0.documented.iter().filter(|form| form.statuses == statuses);
        let found = self.headers().and_then(|headers| headers.get(CONTENT_TYPE)).and_then(|it| it.to_str().ok());
        let is_json = found.is_none_or(media_type::is_json);
        let named = documented.clone().flat_map(|form| form.media.iter().map(move |media| (*media, form.ty)));
        let named: Vec<_> = named.collect();
        let best = found.and_then(|found| media_type::best(named.iter().map(|(media, _)| *media), found));
        let is_it = |ty: Option<fn() -> TypeId>| ty.is_some_and(|ty| ty() == TypeId::of::<T>());
        let is_documented = match best {
            Some(best) => is_it(named[best].1),
            // JSON is JSON, whatever the document calls it.
            None => documented.into_iter().any(|form| {
                let may_be_json =
                    form.media.is_empty() || form.media.iter().any(|media| media_type::may_be_json(media));
                is_json && may_be_json && is_it(form.ty)
            }),
        };
        if !is_documented {
            return None;
        }
        let body = self.body()?;
        if is_json || found.is_some_and(|found| found.contains("json")) {
            return serde_json::from_slice(body).ok();
        }
        // As a text, if that is what it is.
        let text: StrDeserializer<'_, serde::de::value::Error> = std::str::from_utf8(body).ok()?.into_deserializer();
        T::deserialize(text).ok().or_else(|| serde_json::from_slice(body).ok())
    }

    /// The field that would not decode, such as `jobs[3].status`.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }
}

/// How much of the body `Display` shows where the server gave no message.
const SHOWN_EXCERPT: usize = 160;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = inner.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&inner.what)?;
        if let Some(code) = &inner.code {
            write!(f, ", code {}", line(code))?;
        }
        match (&inner.message, &inner.body_excerpt) {
            (Some(message), _) => write!(f, ": {}", line(message))?,
            (None, Some(excerpt)) => {
                let shown = prefix(excerpt, SHOWN_EXCERPT);
                write!(f, ": {shown}{}", if shown.len() < excerpt.len() { "…" } else { "" })?;
            }
            (None, None) => {}
        }
        let mut notes = Vec::new();
        if let Some(id) = &inner.request_id {
            notes.push(format!("request id {}", line(id)));
        }
        if let Some(id) = &inner.sent_request_id {
            notes.push(format!("sent as {id}"));
        }
        if inner.attempts > 1 {
            notes.push(format!("{} attempts", inner.attempts));
        }
        if let Some(wait) = inner.retry_after {
            notes.push(format!("retry after {} s", wait.as_secs()));
        }
        if notes.is_empty() { Ok(()) } else { write!(f, " ({})", notes.join(", ")) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        // Headers are left out: they are many, and a server may echo there what it was sent.
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("operation", &inner.operation)
            .field("what", &Quoted(&inner.what))
            .field("status", &inner.status)
            .field("code", &quoted(inner.code.as_ref()))
            .field("message", &quoted(inner.message.as_ref()))
            .field("request_id", &quoted(inner.request_id.as_ref()))
            .field("sent_request_id", &inner.sent_request_id)
            .field("retry_after", &inner.retry_after)
            .field("is_retryable", &inner.retryable)
            .field("attempts", &inner.attempts)
            .field("cursor", &quoted(inner.cursor_shown.as_ref()))
            .field("path", &quoted(inner.path.as_ref()))
            .field("body_excerpt", &quoted(inner.body_excerpt.as_ref()))
            .field("source", &inner.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

fn quoted(text: Option<&String>) -> Option<Quoted<'_>> {
    text.map(|text| Quoted(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_is_one_line_with_everything_for_support() {
        let error = Error::new(ErrorKind::Api, "the server answered 429 Too Many Requests").with(|inner| {
            inner.operation = Some("listProductPhotoJobs");
            inner.code = Some("rate_limited".to_owned());
            inner.message = Some("slow\ndown\u{1b}[31m".to_owned());
            inner.request_id = Some("req_1".to_owned());
            inner.sent_request_id = "order-4711".parse().ok();
            inner.attempts = 4;
            inner.retry_after = Some(Duration::from_secs(30));
        });
        assert_eq!(
            error.to_string(),
            "listProductPhotoJobs: the server answered 429 Too Many Requests, code rate_limited: \
             slow\\ndown\\u{1b}[31m (request id req_1, sent as order-4711, 4 attempts, retry after 30 s)"
        );
    }

    #[test]
    fn a_body_stands_in_for_a_missing_message() {
        let error = Error::new(ErrorKind::Api, "the server answered 502 Bad Gateway")
            .with(|inner| inner.body_excerpt = Some("é".repeat(100)));
        assert_eq!(error.to_string(), format!("the server answered 502 Bad Gateway: {}…", "é".repeat(80)));
    }
}
