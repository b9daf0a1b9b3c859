//! An answer.

use std::{fmt, ops::Deref, sync::OnceLock};

use reqwest::{StatusCode, header::HeaderMap};

use crate::{Cursor, Page, RateLimit, RequestId, rate_limit, redact::Redactor};

/// A success of the document: `T`, and what is known about the request that brought it.
pub struct Response<T> {
    inner: T,
    meta: Box<Meta>,
}

pub(crate) struct Meta {
    status: StatusCode,
    headers: HeaderMap,
    /// The headers without the secret, if it is in them; looked at when somebody asks for them.
    clean_headers: OnceLock<Option<HeaderMap>>,
    sent_request_id: RequestId,
    attempts: u32,
    redactor: Redactor,
    /// Where the next page starts, if this is a page that another one follows.
    next: Option<Cursor>,
}

impl Meta {
    pub(crate) fn new(
        status: StatusCode,
        headers: HeaderMap,
        sent_request_id: RequestId,
        attempts: u32,
        redactor: Redactor,
    ) -> Self {
        Self { status, headers, clean_headers: OnceLock::new(), sent_request_id, attempts, redactor, next: None }
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) fn followed_by(self, next: Option<Cursor>) -> Self {
        Self { next, ..self }
    }
}

impl<T> Response<T> {
    pub(crate) fn new(inner: T, meta: Meta) -> Self {
        Self { inner, meta: Box::new(meta) }
    }

    pub(crate) fn redactor(&self) -> &Redactor {
        &self.meta.redactor
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.meta.status
    }

    /// The response headers. Where the server echoes the API key in them, `[redacted]` stands in its place.
    pub fn headers(&self) -> &HeaderMap {
        let Meta { headers, clean_headers, redactor, .. } = &*self.meta;
        clean_headers.get_or_init(|| redactor.headers(headers)).as_ref().unwrap_or(headers)
    }

    /// The client's id of the request. The server's is in the body or in the headers.
    pub fn sent_request_id(&self) -> &RequestId {
        &self.meta.sent_request_id
    }

    /// How many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.meta.attempts
    }

    /// The rate limit as the response headers tell it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        rate_limit::read(&self.meta.headers)
    }

    /// What the body says.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: Page> Response<T> {
    /// The items of this page.
    pub fn items(&self) -> &[T::Item] {
        self.inner.items()
    }

    /// The items of this page, owned.
    pub fn into_items(self) -> Vec<T::Item> {
        self.inner.into_items()
    }

    /// Where the next page starts, whatever says so in the answer; `None` on the last one.
    pub fn next_cursor(&self) -> Option<&Cursor> {
        self.meta.next.as_ref()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A server may echo the key anywhere.
        let inner = if f.alternate() { format!("{:#?}", self.inner) } else { format!("{:?}", self.inner) };
        let inner = self.meta.redactor.redact(&inner);
        f.debug_struct("Response")
            .field("status", &self.meta.status)
            .field("sent_request_id", &self.meta.sent_request_id)
            .field("attempts", &self.meta.attempts)
            .field("inner", &format_args!("{inner}"))
            .finish_non_exhaustive()
    }
}
