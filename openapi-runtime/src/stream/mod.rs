//! Answers that come piece by piece.

mod cut;
mod item;
#[cfg(test)]
mod tests;

use std::{
    collections::VecDeque,
    fmt,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use futures_core::{FusedStream, Stream};
use http::HeaderMap;
use reqwest::StatusCode;
use tokio::time::{Instant, Sleep};

pub(crate) use cut::Cut;
pub use {
    cut::{Framing, StreamForm},
    item::{Json, Raw, StreamItem, Text},
};

use crate::{DecodeError, Error, ErrorKind, RequestId, Response};
use cut::Piece;

/// An answer that comes piece by piece: the data of server-sent events, the values of JSON lines, or bytes. What is held of
/// it is never more than one piece.
///
/// It ends after an error, and where the server sends nothing for as long as an attempt may take.
pub struct BodyStream<T> {
    body: Body,
    head: Box<Response<()>>,
    /// The `operationId`.
    operation: &'static str,
    is_idempotent: bool,
    decode: fn(Bytes) -> Result<Option<T>, DecodeError>,
}

/// The server-sent events of a stream, each with its name and id: [`BodyStream::events`].
pub struct EventStream<T>(BodyStream<T>);

/// A server-sent event (WHATWG HTML, section 9.2).
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What it says, decoded.
    pub data: T,
    /// What kind of event it is; none where the server does not say.
    pub event: Option<String>,
    /// The id of the last event that had one.
    pub id: Option<String>,
}

struct Body {
    chunks: Option<Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>>,
    cut: Cut,
    pieces: VecDeque<Piece>,
    silence: Duration,
    sleep: Pin<Box<Sleep>>,
    last_event_id: Option<String>,
}

impl<T> BodyStream<T> {
    pub(crate) fn new<I: StreamItem<Item = T>>(
        response: reqwest::Response,
        cut: Cut,
        silence: Duration,
        head: Response<()>,
        operation: &'static str,
        is_idempotent: bool,
    ) -> Self {
        let body = Body {
            chunks: Some(Box::pin(response.bytes_stream())),
            cut,
            pieces: VecDeque::new(),
            silence,
            sleep: Box::pin(tokio::time::sleep(silence)),
            last_event_id: None,
        };
        Self { body, head: Box::new(head), operation, is_idempotent, decode: I::decode }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.head.status()
    }

    /// The response headers.
    pub fn headers(&self) -> &HeaderMap {
        self.head.headers()
    }

    /// The client's id of the request.
    pub fn sent_request_id(&self) -> &RequestId {
        self.head.sent_request_id()
    }

    /// How many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.head.attempts()
    }

    /// The id of the last event that had one: where a stream that broke is to go on, as the header `Last-Event-ID`.
    pub fn last_event_id(&self) -> Option<&str> {
        self.body.last_event_id.as_deref()
    }

    /// The same with the name and id of each event.
    pub fn events(self) -> EventStream<T> {
        EventStream(self)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        let next = std::task::ready!(self.body.poll(cx));
        let next = next.map(|piece| {
            let Piece { data, event, id } = piece?;
            let excerpt = data.clone();
            match (self.decode)(data) {
                Ok(Some(data)) => Ok(Some(Event { data, event, id })),
                Ok(None) => Ok(None),
                Err(error) => {
                    let redactor = self.head.redactor();
                    let error = error.sealed(redactor);
                    let what = format!("a piece of the stream is not the documented one: {error}");
                    Err(Error::new(ErrorKind::Decode, what).with(|inner| {
                        inner.path = error.path().map(str::to_owned);
                        inner.body_excerpt = crate::error_body::excerpt(&excerpt, redactor);
                        inner.source = Some(error.into());
                    }))
                }
            }
        });
        Poll::Ready(match next {
            Some(Ok(Some(event))) => Some(Ok(event)),
            Some(Ok(None)) | None => {
                self.body.end();
                None
            }
            Some(Err(error)) => {
                self.body.end();
                Some(Err(self.describe(error)))
            }
        })
    }

    fn describe(&self, error: Error) -> Error {
        let head = &self.head;
        let error = error.with(|error| {
            error.operation = Some(self.operation);
            error.status = Some(head.status());
            error.headers = Some(head.headers().clone());
            error.sent_request_id = Some(head.sent_request_id().clone());
            error.attempts = head.attempts();
            error.retryable &= self.is_idempotent;
        });
        error.sealed(head.redactor())
    }
}

impl Body {
    fn end(&mut self) {
        self.chunks = None;
        self.pieces.clear();
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Piece, Error>>> {
        loop {
            if let Some(piece) = self.pieces.pop_front() {
                if piece.id.is_some() {
                    self.last_event_id.clone_from(&piece.id);
                }
                return Poll::Ready(Some(Ok(piece)));
            }
            let Some(chunks) = &mut self.chunks else { return Poll::Ready(None) };
            match chunks.as_mut().poll_next(cx) {
                Poll::Ready(Some(Ok(chunk))) => {
                    self.sleep.as_mut().reset(Instant::now() + self.silence);
                    if let Err(limit) = self.cut.push(chunk, &mut self.pieces) {
                        let what = format!("expected a piece of at most {limit} bytes but found a larger one");
                        return Poll::Ready(Some(Err(Error::new(ErrorKind::Decode, what))));
                    }
                }
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(broken(error))));
                }
                Poll::Ready(None) => {
                    self.chunks = None;
                    self.pieces.extend(self.cut.finish());
                }
                Poll::Pending => {
                    if self.sleep.as_mut().poll(cx).is_pending() {
                        return Poll::Pending;
                    }
                    let what = format!("the server sent nothing more for {:?}", self.silence);
                    let error = Error::new(ErrorKind::Timeout, what).with(|inner| inner.retryable = true);
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

fn broken(error: reqwest::Error) -> Error {
    Error::new(ErrorKind::Transport, "the connection broke before the stream was complete")
        .with(|inner| inner.retryable = true)
        .with_source(error.without_url())
}

impl<T> Stream for BodyStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx).map(|next| next.map(|event| event.map(|event| event.data)))
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll(cx)
    }
}

impl<T> FusedStream for BodyStream<T> {
    fn is_terminated(&self) -> bool {
        self.body.chunks.is_none() && self.body.pieces.is_empty()
    }
}

impl<T> FusedStream for EventStream<T> {
    fn is_terminated(&self) -> bool {
        self.0.is_terminated()
    }
}

impl<T> EventStream<T> {
    /// The id of the last event that had one.
    pub fn last_event_id(&self) -> Option<&str> {
        self.0.last_event_id()
    }
}

// Nothing is pinned in place: the body and the clock are boxed.
impl<T> Unpin for BodyStream<T> {}
impl<T> Unpin for EventStream<T> {}

impl<T> fmt::Debug for BodyStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyStream")
            .field("status", &self.head.status())
            .field("sent_request_id", self.head.sent_request_id())
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EventStream").field(&self.0).finish()
    }
}
