//! The client.

use std::{fmt, sync::Arc, time::Duration};

use reqwest::header::{HeaderName, HeaderValue};

use crate::{
    ApiKey, ClientBuilder, Error, RequestId, RetryPolicy, clock::Clock, generated::Requests, redact::Redactor,
};

/// A client of the API: one method per operation of the document. Cheap to clone; clones share connections.
///
/// ```no_run
/// # async fn run() -> Result<(), aigenstudio::Error> {
/// let client = aigenstudio::Client::new("aigen_test_...")?;
/// let page = client.list_product_photo_jobs().limit(10).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) requests: Requests,
    pub(crate) api_key: ApiKey,
    pub(crate) redactor: Redactor,
    pub(crate) authorization: HeaderValue,
    pub(crate) user_agent: HeaderValue,
    pub(crate) request_id_header: HeaderName,
    pub(crate) make_request_id: MakeRequestId,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) max_response_bytes: usize,
    pub(crate) clock: Clock,
}

pub(crate) type MakeRequestId = Arc<dyn Fn() -> RequestId + Send + Sync>;

impl Client {
    /// A client with this key and the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the key is empty or not visible ASCII.
    pub fn new(api_key: impl Into<ApiKey>) -> Result<Self, Error> {
        Self::builder().api_key(api_key).build()
    }

    /// A client with the key in `AIGENSTUDIO_API_KEY` and, if set and not empty, the base URL in
    /// `AIGENSTUDIO_BASE_URL`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the key is missing or not visible ASCII, or the base URL is
    /// not one that [`ClientBuilder::base_url`] takes.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }

    /// A builder for a client that differs from the defaults.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Where requests go, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.0.requests.baseurl
    }

    pub(crate) fn from_inner(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("api_key", &self.0.api_key)
            .field("timeout", &self.0.timeout)
            .field("retry", &self.0.retry)
            .field("max_response_bytes", &self.0.max_response_bytes)
            .finish_non_exhaustive()
    }
}
