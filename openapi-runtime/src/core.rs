//! What all clients have in common.

use std::{fmt, sync::Arc, time::Duration};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{Credential, RequestId, RetryPolicy, auth::Scheme, clock::Clock, redact::Redactor};

/// What a generated client stands on. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

pub(crate) struct Inner {
    /// Without a slash at the end; empty where only operations have servers.
    pub(crate) base_url: String,
    /// Whether the caller chose it, so that it is over the servers of operations.
    pub(crate) is_base_chosen: bool,
    pub(crate) document_url: Option<&'static str>,
    pub(crate) allow_plain_http: bool,
    /// Whether the HTTP client is the caller's.
    pub(crate) is_own_client: bool,
    pub(crate) http: reqwest::Client,
    pub(crate) schemes: &'static [Scheme],
    /// By the numbers of the schemes.
    pub(crate) credentials: Vec<Option<Credential>>,
    pub(crate) redactor: Redactor,
    pub(crate) user_agent: HeaderValue,
    /// What goes with every call that sets nothing else.
    pub(crate) default_headers: HeaderMap,
    /// The header that carries the client's ids; without one they are made and not sent.
    pub(crate) request_id_header: Option<HeaderName>,
    pub(crate) make_request_id: MakeRequestId,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    /// The limits as they were set, for calls that have one of their own.
    pub(crate) configured: (RetryPolicy, Option<Duration>),
    pub(crate) max_response_bytes: usize,
    pub(crate) clock: Clock,
}

pub(crate) type MakeRequestId = Arc<dyn Fn() -> RequestId + Send + Sync>;

impl Core {
    /// Where requests go, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    pub(crate) fn from_inner(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

/// As the generated client that it is the whole of.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Client");
        shown.field("base_url", &self.base_url());
        let set = self.0.schemes.iter().zip(&self.0.credentials).filter(|(_, credential)| credential.is_some());
        shown.field("credentials", &set.map(|(scheme, _)| scheme.name).collect::<Vec<_>>());
        shown
            .field("timeout", &self.0.timeout)
            .field("retry", &self.0.retry)
            .field("max_response_bytes", &self.0.max_response_bytes)
            .finish_non_exhaustive()
    }
}
