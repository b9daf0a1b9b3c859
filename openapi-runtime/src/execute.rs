//! Sending a request until it succeeds or the policy gives up.

use std::{borrow::Cow, time::Duration};

use bytes::Bytes;
use reqwest::{Method, Request, StatusCode, Version, header::HeaderMap};
use tokio::runtime::Handle;

use crate::{
    Call, Core, DecodeError, Error, ErrorKind, Operation, OperationInfo, RequestId, Response, RetryPolicy,
    answer::Answer,
    auth::{self, Learned},
    body::{self, ReadError},
    error_body::{self, ErrorBody, MAX_ERROR_BODY},
    media_type,
    operation::RequestForm,
    page::Place,
    payload::Payload,
    prepare,
    redact::Redactor,
    response::Meta,
    retry_after,
    shown::bounded,
    stream::{BodyStream, Cut, Framing, StreamItem},
    tls,
    trace::{AttemptSpan, CallSpan},
};

/// Sends a call, again where its policy says so.
///
/// # Errors
///
/// What was set and cannot be sent, and every answer that is no success of the document.
pub async fn send<O: Operation>(call: Call) -> Result<Response<O::Output>, Error> {
    let mut value = None;
    let mut decode = |answer: &Answer<'_>| O::decode(answer).map(|decoded| value = Some(decoded));
    let accept = call.form().accept;
    let (meta, place, _) = run(call, &O::INFO, accept, &mut Taking::Whole(&mut decode)).await?;
    let nothing = || Error::new(ErrorKind::Decode, "the body was not decoded");
    let value = value.ok_or_else(nothing)?;
    let next = place.and_then(|place| place.next(&O::turn(&value), meta.headers()));
    Ok(Response::new(value, meta.followed_by(next)))
}

/// The same up to the head of the answer, whose body comes as a stream.
///
/// # Errors
///
/// As of [`send`].
pub async fn stream<O: Operation>(call: Call) -> Result<BodyStream<<O::Stream as StreamItem>::Item>, Error> {
    let (core, form) = (call.core().clone(), call.form());
    let accept = form.stream.as_ref().map_or(form.accept, |stream| stream.accept);
    let mut taken = None;
    let (meta, _, silence) = run(call, &O::INFO, accept, &mut Taking::Stream(&mut taken)).await?;
    let Some(Taken { response, framing }) = taken else {
        return Err(Error::new(ErrorKind::Transport, "the answer has no body"));
    };
    let cut = Cut::new(framing, core.inner().max_response_bytes);
    Ok(BodyStream::new::<O::Stream>(response, cut, silence, Response::new((), meta), O::INFO.id, O::INFO.idempotent))
}

/// So that the code below is there once, and not once an operation.
async fn run(
    call: Call,
    info: &'static OperationInfo,
    accept: &'static str,
    taking: &mut Taking<'_>,
) -> Result<(Meta, Option<Place>, Duration), Error> {
    if Handle::try_current().is_err() {
        let found = "none: the call is awaited outside of one; with the feature `blocking`, `send_blocking` needs none";
        return Err(Error::config("a Tokio runtime", found).with(|inner| inner.operation = Some(info.id)));
    }
    let core = call.core().clone();
    let id = call.own_request_id().cloned().unwrap_or_else(|| (core.inner().make_request_id)());
    let prepared = prepare(&call, info, &id, accept).map_err(|error| error.sealed(&core.inner().redactor))?;
    let place = Place::of(&call, &prepared.request);
    drop(call);
    let timeout = prepared.timeout;
    let span = CallSpan::new(info, prepared.request.url(), &id);
    let meta = span.run(repeat(&core, info, prepared, &id, &span, taking)).await?;
    Ok((meta, place, timeout))
}

/// Decodes a body and keeps what comes of it.
type Decode<'d> = dyn FnMut(&Answer<'_>) -> Result<(), DecodeError> + Send + 'd;

/// What becomes of the body of a success.
enum Taking<'d> {
    /// It is read and decoded.
    Whole(&'d mut Decode<'d>),
    /// It is handed on.
    Stream(&'d mut Option<Taken>),
}

struct Taken {
    response: reqwest::Response,
    framing: Framing,
}

struct Prepared {
    request: Request,
    payload: Option<Payload>,
    form: &'static RequestForm,
    /// Whether it may be sent again after a fault.
    repeatable: bool,
    retry: RetryPolicy,
    timeout: Duration,
}

fn prepare(call: &Call, info: &OperationInfo, id: &RequestId, accept: &'static str) -> Result<Prepared, Error> {
    let (retry, timeout) = call
        .limits()
        .map_err(|what| Error::new(ErrorKind::InvalidRequest, what).with(|inner| inner.operation = Some(info.id)))?;
    let (request, payload, repeatable) = prepare::request(call, info, id, accept)?;
    Ok(Prepared { request, payload, form: call.form(), repeatable, retry, timeout })
}

async fn repeat(
    core: &Core,
    info: &'static OperationInfo,
    prepared: Prepared,
    id: &RequestId,
    span: &CallSpan,
    taking: &mut Taking<'_>,
) -> Result<Meta, Error> {
    let Prepared { request, payload, form, repeatable, retry, timeout } = prepared;
    let inner = core.inner();
    let start = inner.clock.now();
    // A body that is a stream is there once.
    let is_lasting = payload.as_ref().is_none_or(Payload::is_repeatable);
    let mut attempts = 0;
    // What the server refused, until whoever gave it was asked for another, which happens once.
    let (mut renewal, mut is_renewed) = (None, false);
    loop {
        let Some(mut this) = request.try_clone() else {
            return Err(Error::new(ErrorKind::InvalidRequest, "the request can be sent only once"));
        };
        if let Some(payload) = &payload {
            *this.body_mut() = Some(payload.body());
        }
        if matches!(taking, Taking::Whole(_)) {
            *this.timeout_mut() = Some(timeout);
        }
        let applied = auth::apply(&mut this, form.security, inner.schemes, &inner.credentials).await;
        // Whoever has nothing newer has said all there is to say.
        if let (Some((refused, error)), Ok(learned)) = (renewal.take_if(|_| !is_renewed), &applied) {
            if refused == *learned {
                span.failed(&error);
                return Err(error);
            }
            is_renewed = true;
        }
        attempts += 1;
        let attempt_span = AttemptSpan::new(span, attempts, &this);
        let mut redactor = inner.redactor.clone();
        let (result, learned) = match applied {
            Ok(learned) => {
                if !learned.is_empty() {
                    redactor = redactor.and(&learned.iter().flat_map(Learned::secrets).collect::<Vec<_>>());
                }
                let attempt = attempt(core, &redactor, info, form, this, timeout, &attempt_span, taking);
                (attempt_span.run(attempt).await, learned)
            }
            Err(error) => (Err(error), Vec::new()),
        };
        let error = match result {
            Ok(Success { status, headers, request_id }) => {
                attempt_span.succeeded(status, request_id.as_deref());
                return Ok(Meta::new(status, headers, id.clone(), attempts, redactor));
            }
            Err(error) => error.sealed(&redactor).with(|error| {
                error.operation = Some(info.id);
                error.sent_request_id = Some(id.clone());
                error.attempts = attempts;
                error.retryable &= repeatable;
            }),
        };
        attempt_span.failed(&error);
        if error.status() == Some(StatusCode::UNAUTHORIZED) && !learned.is_empty() && !is_renewed && is_lasting {
            auth::refused(&learned, &inner.credentials);
            renewal = Some((learned, error));
            continue;
        }
        let elapsed = inner.clock.now().saturating_duration_since(start);
        let wait = (error.is_retryable() && is_lasting)
            .then(|| retry.wait(attempts, elapsed, error.retry_after(), fastrand::f64()));
        let Some(wait) = wait.flatten() else {
            span.failed(&error);
            return Err(error);
        };
        span.waits(wait, &error);
        inner.clock.sleep(wait).await;
    }
}

struct Success {
    status: StatusCode,
    headers: HeaderMap,
    /// The server's id, for the span if there is one.
    request_id: Option<String>,
}

#[allow(clippy::too_many_arguments)] // one place calls it
async fn attempt(
    core: &Core,
    redactor: &Redactor,
    info: &OperationInfo,
    form: &'static RequestForm,
    request: Request,
    timeout: Duration,
    span: &AttemptSpan,
    taking: &mut Taking<'_>,
) -> Result<Success, Error> {
    let inner = core.inner();
    let is_head = request.method() == Method::HEAD;
    let head = inner.http.execute(request);
    let head = match taking {
        Taking::Whole(_) => head.await,
        Taking::Stream(_) => tokio::time::timeout(timeout, head).await.map_err(|_| late(timeout))?,
    };
    let mut response = head.map_err(|error| transport(error, timeout, None))?;
    let status = response.status();
    // HTTP has no body in these (RFC 9110, sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5).
    let is_bodiless = is_head || matches!(status.as_u16(), 204 | 205 | 304);
    let version = response.version();
    let headers = match taking {
        Taking::Whole(_) => std::mem::take(response.headers_mut()),
        Taking::Stream(_) => response.headers().clone(),
    };
    let answer = Head { core, redactor, status, version, headers, is_bodiless };
    if !info.is_success(status.as_u16()) {
        let body = body::read_start(&mut response, MAX_ERROR_BODY);
        let body = tokio::time::timeout(timeout, body).await.unwrap_or_default();
        return Err(answer.api_error(info, form, &body));
    }
    let decode = match taking {
        Taking::Whole(decode) => decode,
        Taking::Stream(taken) => {
            let framing = answer.framing(form)?;
            **taken = Some(Taken { response, framing });
            let request_id = answer.request_id(None).map(|id| redactor.line(&id));
            return Ok(Success { status, headers: answer.headers, request_id });
        }
    };
    let body = match body::read(&mut response, inner.max_response_bytes).await {
        Ok(body) => body,
        Err(_) if is_bodiless => Bytes::new(),
        Err(ReadError::TooLarge(start)) => return Err(answer.too_large(&start)),
        Err(ReadError::Http(error)) => {
            return Err(answer.describe(transport(error, timeout, Some(status)), &[]));
        }
    };
    match decode(&Answer::new(status, &answer.headers, &body, form.accept, is_bodiless)) {
        Ok(()) => {
            let request_id = if span.is_on() { answer.request_id(error_body::request_id(&body)) } else { None };
            let request_id = request_id.map(|id| redactor.line(&id));
            Ok(Success { status, headers: answer.headers, request_id })
        }
        Err(error) => Err(answer.undecodable(error, &body)),
    }
}

/// What is known once the headers have arrived.
struct Head<'a> {
    core: &'a Core,
    redactor: &'a Redactor,
    status: StatusCode,
    version: Version,
    headers: HeaderMap,
    is_bodiless: bool,
}

impl Head<'_> {
    /// The server's id: the one from the body, else the one from the headers.
    fn request_id(&self, in_body: Option<String>) -> Option<String> {
        let inner = self.core.inner();
        let in_headers = || {
            let id = self.headers.get(inner.request_id_header.as_ref()?)?;
            Some(String::from_utf8_lossy(id.as_bytes()).into_owned())
        };
        in_body.or_else(in_headers).filter(|id| !id.is_empty())
    }

    /// Adds to `error` what the answer tells.
    fn describe(&self, error: Error, body: &[u8]) -> Error {
        let inner = self.core.inner();
        let read = ErrorBody::read(body);
        let is_api = error.is_api();
        error.with(|error| {
            if is_api {
                (error.code, error.message) = (read.code, read.message);
            }
            error.status = Some(self.status);
            error.request_id = self.request_id(read.request_id);
            error.retry_after = retry_after::read(&self.headers, inner.clock.wall());
            error.body_excerpt = error_body::excerpt(body, self.redactor);
            error.body = error_body::kept(body, self.redactor);
            error.headers = Some(self.headers.clone());
        })
    }

    fn api_error(&self, info: &OperationInfo, form: &'static RequestForm, body: &[u8]) -> Error {
        let mut what = format!("the server answered {}", self.status);
        if !(self.status.is_client_error() || self.status.is_server_error()) {
            what = format!("expected status {} but {what}", info.expected());
        }
        self.describe(Error::new(ErrorKind::Api, what), body).with(|error| {
            error.documented = form.errors;
            error.retryable = matches!(self.status.as_u16(), 408 | 425 | 429 | 500 | 502..=504 | 520..=524 | 529 | 530);
        })
    }

    fn undecodable(&self, error: DecodeError, body: &Bytes) -> Error {
        let error = error.sealed(self.redactor);
        if error.ends_early() && !self.is_bodiless && body::ends_with_connection(self.version, &self.headers) {
            let cut = Error::new(ErrorKind::Transport, "the connection ended before the body was complete");
            return self.describe(cut, body).with(|inner| inner.retryable = true).with_source(error);
        }
        let found = match self.headers.get("content-type").and_then(|kind| kind.to_str().ok()) {
            Some(kind) if !kind.contains("json") => Cow::Owned(format!(" of `{}`", essence(kind))),
            _ => Cow::Borrowed(""),
        };
        let what = format!("the body{found} with status {} is not the documented one: {error}", self.status);
        self.describe(Error::new(ErrorKind::Decode, what), body).with(|inner| {
            inner.path = error.path().map(str::to_owned);
            inner.source = Some(error.into());
        })
    }

    /// How a stream is cut: as it says itself, or as the document does where it says something that is no stream.
    ///
    /// # Errors
    ///
    /// It is no stream but something else.
    fn framing(&self, form: &RequestForm) -> Result<Framing, Error> {
        let Some(stream) = form.stream else { return Ok(Framing::Raw) };
        let found = self.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if media_type::is_of("text/event-stream", found) {
            return Ok(Framing::Events);
        }
        let is_other =
            media_type::is_of("text/html", found) || (stream.framing == Framing::Events && media_type::is_json(found));
        if !is_other {
            return Ok(stream.framing);
        }
        let what = format!("expected a stream ({}) but found a body of `{}`", stream.accept, essence(found));
        Err(self.describe(Error::new(ErrorKind::Decode, what), &[]))
    }

    fn too_large(&self, start: &[u8]) -> Error {
        let limit = self.core.inner().max_response_bytes;
        let what = format!("expected a body of at most {limit} bytes but found a larger one");
        self.describe(Error::new(ErrorKind::Decode, what), start)
    }
}

/// A media type without its parameters, and not longer than any is (RFC 6838, section 4.2).
fn essence(kind: &str) -> Cow<'_, str> {
    bounded(kind.split(';').next().unwrap_or(kind).trim(), 255)
}

/// No head of an answer in time.
fn late(timeout: Duration) -> Error {
    Error::new(ErrorKind::Timeout, format!("no answer within {timeout:?}")).with(|inner| inner.retryable = true)
}

/// What reqwest reports, by cause. `status` is there once the headers have arrived.
fn transport(error: reqwest::Error, timeout: Duration, status: Option<StatusCode>) -> Error {
    let host = error.url().and_then(|url| url.host_str()).unwrap_or("the server");
    let (kind, what, retryable) = if error.is_builder() {
        (ErrorKind::InvalidRequest, Cow::Borrowed("the request cannot be sent"), false)
    } else if error.is_timeout() {
        let what = match status {
            _ if error.is_connect() => Cow::Owned(format!("timed out while connecting to {host}")),
            None => Cow::Owned(format!("no answer within {timeout:?}")),
            Some(status) => Cow::Owned(format!("the body with status {status} was not complete within {timeout:?}")),
        };
        (ErrorKind::Timeout, what, true)
    } else if error.is_dns() {
        (ErrorKind::Connect, Cow::Owned(format!("the host name {host} does not resolve")), true)
    } else if error.is_connect() && tls::is_untrusted(&error) {
        (ErrorKind::Connect, Cow::Owned(format!("the certificate of {host} is not to be trusted")), false)
    } else if error.is_connect() {
        (ErrorKind::Connect, Cow::Owned(format!("no connection to {host}")), true)
    } else if error.is_redirect() {
        (ErrorKind::Transport, Cow::Borrowed("the redirect cannot be followed"), false)
    } else if status.is_some() {
        (ErrorKind::Transport, Cow::Borrowed("the connection broke before the body was complete"), true)
    } else {
        (ErrorKind::Transport, Cow::Borrowed("the connection broke before an answer"), true)
    };
    // The URL would be in every message of the chain.
    Error::new(kind, what).with(|inner| inner.retryable = retryable).with_source(error.without_url())
}
