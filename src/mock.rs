//! For tests of code that uses this client.
//!
//! [`Sandbox`] behaves as the API document says. Where a test needs an answer of its own, [`MockServerExt`] gives
//! httpmock's server a typed mock for each operation: a `When` that takes the parameters, and a `Then` with a method
//! for each documented status.
//!
//! ```
//! use aigenstudio::{
//!     Client, Error,
//!     mock::MockServerExt as _,
//!     types::{ErrorResponse, ErrorResponseError, ProductPhotoJobListResponse, ProductPhotoJobStatus, ProductPhotoJobSummary},
//! };
//! use httpmock::MockServer;
//!
//! /// The code under test.
//! async fn has_failed_jobs(client: &Client) -> Result<bool, Error> {
//!     let failed = client.list_product_photo_jobs().status(ProductPhotoJobStatus::Failed).limit(1).send().await?;
//!     Ok(!failed.jobs.is_empty())
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let server = MockServer::start();
//! let client = Client::builder().api_key("aigen_test_key").base_url(server.base_url()).build()?;
//!
//! let mut mock = server.list_product_photo_jobs(|when, then| {
//!     when.status(&ProductPhotoJobStatus::Failed).limit(1).cursor(None);
//!     then.ok(&ProductPhotoJobListResponse::new(Vec::<ProductPhotoJobSummary>::new(), "req_1"));
//! });
//! assert!(!has_failed_jobs(&client).await?);
//! mock.assert();
//! mock.delete();
//!
//! server.list_product_photo_jobs(|_, then| {
//!     let error = ErrorResponseError::new("invalid_api_key", "The API key has expired.", "req_2");
//!     then.unauthorized(&ErrorResponse::new(error));
//! });
//! assert_eq!(has_failed_jobs(&client).await.unwrap_err().code(), Some("invalid_api_key"));
//! # Ok(())
//! # }
//! ```

mod sandbox;

pub use openapi_runtime::mock::VirtualClock;
pub use sandbox::{Sandbox, SandboxBuilder};

pub use crate::generated::mock::{MockServerExt, operations};
