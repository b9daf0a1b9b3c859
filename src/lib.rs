//! Client for the AI Gen Studio Product Photo API: typed, paginated, traceable by request id.
//!
//! ```no_run
//! use aigenstudio::{Client, types::ProductPhotoJobStatus};
//! use futures_util::TryStreamExt as _;
//!
//! # async fn run() -> Result<(), aigenstudio::Error> {
//! let client = Client::from_env()?; // AIGENSTUDIO_API_KEY, optional AIGENSTUDIO_BASE_URL
//!
//! // One page. `Response<T>` derefs to the generated `T`.
//! let page = client
//!     .list_product_photo_jobs()
//!     .limit(50)
//!     .status(ProductPhotoJobStatus::Completed)
//!     .send()
//!     .await?;
//! println!("{} jobs, request {}", page.jobs.len(), page.request_id);
//!
//! // Every job, one request a page.
//! let mut jobs = client.list_product_photo_jobs().limit(100).items();
//! while let Some(job) = jobs.try_next().await? {
//!     println!("{} {}", job.id, job.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Tracing a request
//!
//! Each request carries an [`X-Request-Id`](RequestId): one that the caller sets for a call, or one made afresh
//! for each page. It stays the same across the retries of that page. A [`Response`] and an [`Error`] tell it as
//! `sent_request_id()`, beside the server's own `request_id`.
//!
//! # Errors and retries
//!
//! Everything that can go wrong is one [`Error`] with a [`kind`](Error::kind) and whatever is known about the
//! failure. Transient faults are retried as the [`RetryPolicy`] says; an error that comes back has outlived it. A
//! failed walk names the page to resume from as [`Error::cursor`].
//!
//! # Features
//!
//! - `rustls` (default): TLS by rustls with the system's roots.
//! - `native-tls`: TLS by the system's own library. With neither there are clients of `http` addresses alone, or with an
//!   [`http_client`](ClientBuilder::http_client) of your own.
//! - `tracing`: a span per call and one per attempt, named as OpenTelemetry names HTTP fields.
//! - `schemars`: `schemars::JsonSchema` for the types.
//! - `mock`: [`mock::Sandbox`](https://docs.rs/aigenstudio/latest/aigenstudio/mock/struct.Sandbox.html), an
//!   in-process server that behaves as the API document says, for tests.

#![deny(missing_docs)]

mod environment;
mod generated;
#[cfg(feature = "mock")]
pub mod mock;

pub use generated::{Client, ClientBuilder, OPERATIONS, builder, operations, request, types};
pub use openapi_runtime::{
    ApiKey, Cursor, DecodeError, Error, ErrorKind, InvalidRequestId, Items, Operation, OperationInfo, Page, Pages,
    Paginated, RateLimit, RequestId, Response, RetryPolicy,
};

/// The HTTP library, for [`ClientBuilder::http_client`] and for the types of status and headers.
pub use openapi_runtime::reqwest;

// The README's code compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
