//! Spans, or nothing at all without the feature `tracing`.

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{AttemptSpan, CallSpan};
#[cfg(feature = "tracing")]
pub(crate) use on::{AttemptSpan, CallSpan};

#[cfg(feature = "tracing")]
mod on {
    use std::time::Duration;

    use reqwest::{Request, StatusCode, Url};
    use tracing::{Instrument as _, Span, field};

    use crate::{Error, ErrorKind, OperationInfo, RequestId, shown};

    /// One call, all its attempts included.
    pub(crate) struct CallSpan {
        span: Span,
        info: OperationInfo,
        id: String,
    }

    impl CallSpan {
        pub(crate) fn new(info: &OperationInfo, url: &Url, id: &RequestId) -> Self {
            let span = tracing::info_span!(
                "openapi.call",
                otel.kind = "client",
                otel.name = info.id,
                operation = info.id,
                http.request.method = info.method,
                url.template = info.path,
                server.address = url.host_str(),
                server.port = url.port_or_known_default(),
                sent_request_id = %id,
                request_id = field::Empty,
                attempts = field::Empty,
                http.response.status_code = field::Empty,
                error.r#type = field::Empty,
            );
            Self { span, info: *info, id: id.to_string() }
        }

        pub(crate) async fn run<F: Future>(&self, future: F) -> F::Output {
            future.instrument(self.span.clone()).await
        }

        pub(crate) fn waits(&self, wait: Duration, error: &Error) {
            tracing::warn!(
                parent: &self.span,
                attempt = error.attempts(),
                retry_delay_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
                error.r#type = error_type(error),
                "the attempt failed and will be made again"
            );
        }

        pub(crate) fn failed(&self, error: &Error) {
            record_failure(&self.span, error);
            self.span.record("attempts", error.attempts());
        }
    }

    /// One attempt, from connecting to the last byte.
    pub(crate) struct AttemptSpan {
        span: Span,
        call: Span,
        number: u32,
    }

    impl AttemptSpan {
        pub(crate) fn new(call: &CallSpan, number: u32, request: &Request) -> Self {
            let url = request.url();
            let span = tracing::info_span!(
                parent: &call.span,
                "openapi.attempt",
                otel.kind = "client",
                otel.name = format_args!("{} {}", call.info.method, call.info.path),
                operation = call.info.id,
                http.request.method = call.info.method,
                http.request.resend_count = (number > 1).then_some(number - 1),
                url.template = call.info.path,
                url.scheme = url.scheme(),
                url.path = &*shown::bounded(url.path(), shown::MAX_TEXT),
                server.address = url.host_str(),
                server.port = url.port_or_known_default(),
                sent_request_id = call.id,
                attempt = number,
                request_id = field::Empty,
                http.response.status_code = field::Empty,
                error.r#type = field::Empty,
            );
            Self { span, call: call.span.clone(), number }
        }

        pub(crate) async fn run<F: Future>(&self, future: F) -> F::Output {
            future.instrument(self.span.clone()).await
        }

        /// Whether somebody looks on.
        pub(crate) fn is_on(&self) -> bool {
            !self.span.is_disabled()
        }

        pub(crate) fn succeeded(&self, status: StatusCode, request_id: Option<&str>) {
            for span in [&self.span, &self.call] {
                span.record("http.response.status_code", status.as_u16());
                span.record("request_id", request_id);
            }
            self.call.record("attempts", self.number);
        }

        pub(crate) fn failed(&self, error: &Error) {
            record_failure(&self.span, error);
        }
    }

    fn record_failure(span: &Span, error: &Error) {
        if let Some(status) = error.status() {
            span.record("http.response.status_code", status.as_u16());
        }
        if let Some(id) = error.request_id() {
            span.record("request_id", shown::line(id));
        }
        span.record("error.type", error_type(error));
    }

    /// OpenTelemetry wants the status where that is the failure, else a name of few values.
    fn error_type(error: &Error) -> String {
        match (error.kind(), error.status()) {
            (ErrorKind::Api, Some(status)) => status.as_u16().to_string(),
            (kind, _) => format!("{kind:?}"),
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    #![allow(clippy::unused_self)]

    use std::time::Duration;

    use reqwest::{Request, StatusCode, Url};

    use crate::{Error, OperationInfo, RequestId};

    pub(crate) struct CallSpan;

    impl CallSpan {
        pub(crate) fn new(_info: &OperationInfo, _url: &Url, _id: &RequestId) -> Self {
            Self
        }

        pub(crate) fn run<F: Future>(&self, future: F) -> F {
            future
        }

        pub(crate) fn waits(&self, _wait: Duration, _error: &Error) {}

        pub(crate) fn failed(&self, _error: &Error) {}
    }

    pub(crate) struct AttemptSpan;

    impl AttemptSpan {
        pub(crate) fn new(_call: &CallSpan, _number: u32, _request: &Request) -> Self {
            Self
        }

        pub(crate) fn run<F: Future>(&self, future: F) -> F {
            future
        }

        pub(crate) fn is_on(&self) -> bool {
            false
        }

        pub(crate) fn succeeded(&self, _status: StatusCode, _request_id: Option<&str>) {}

        pub(crate) fn failed(&self, _error: &Error) {}
    }
}
