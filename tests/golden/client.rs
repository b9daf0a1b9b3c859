/// Types used as operation parameters and responses.
#[allow(clippy::all, clippy::pedantic, missing_docs)]
pub mod types {
    /// `ErrorResponse`
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ErrorResponse {
        pub error: ErrorResponseError,
    }
    ::openapi_runtime::__private::object! {
        ErrorResponse { 0 error required }
    }
    ::openapi_runtime::__private::members! {
        ErrorResponse new(error(into ErrorResponseError)) { ..blank } {}
    }
    #[cfg(feature = "schemars")]
    ::openapi_runtime::__private::object_schema! {
        ErrorResponse { 0 error required }
    }
    /// `ErrorResponseError`
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ErrorResponseError {
        pub code: String,
        pub message: String,
        pub request_id: String,
    }
    ::openapi_runtime::__private::object! {
        ErrorResponseError { 0 code required 1 message required 2 request_id required }
    }
    ::openapi_runtime::__private::members! {
        ErrorResponseError new(code(text) message(text) request_id(text)) { ..blank } {}
    }
    #[cfg(feature = "schemars")]
    ::openapi_runtime::__private::object_schema! {
        ErrorResponseError { 0 code required 1 message required 2 request_id required }
    }
    /// `ProductPhotoJobListResponse`
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ProductPhotoJobListResponse {
        pub jobs: Vec<ProductPhotoJobSummary>,
        pub next_cursor: Option<::openapi_runtime::Cursor>,
        pub request_id: String,
    }
    ::openapi_runtime::__private::object! {
        ProductPhotoJobListResponse { 0 jobs required 1 next_cursor optional 2 request_id
        required }
    }
    ::openapi_runtime::__private::members! {
        ProductPhotoJobListResponse new(jobs(list into ProductPhotoJobSummary)
        request_id(text)) { ..blank } {}
    }
    #[cfg(feature = "schemars")]
    ::openapi_runtime::__private::object_schema! {
        ProductPhotoJobListResponse { 0 jobs required 1 next_cursor optional 2 request_id
        required }
    }
    /// `ProductPhotoJobSummary`
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ProductPhotoJobSummary {
        pub id: ::openapi_runtime::Uuid,
        pub status: ProductPhotoJobStatus,
        pub total_items: i64,
        pub credits_reserved: i64,
        pub sandbox: bool,
    }
    ::openapi_runtime::__private::object! {
        ProductPhotoJobSummary { 0 id required 1 status required 2 total_items
        required_integer 3 credits_reserved required_integer 4 sandbox required }
    }
    ::openapi_runtime::__private::members! {
        ProductPhotoJobSummary new(id(into::openapi_runtime::Uuid) status(into
        ProductPhotoJobStatus) total_items(integer) credits_reserved(integer)
        sandbox(flag)) { ..blank } {}
    }
    #[cfg(feature = "schemars")]
    ::openapi_runtime::__private::object_schema! {
        ProductPhotoJobSummary { 0 id required 1 status required 2 total_items
        required_integer 3 credits_reserved required_integer 4 sandbox required }
    }
    /// `ProductPhotoJobStatus`
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    #[non_exhaustive]
    pub enum ProductPhotoJobStatus {
        /// `queued`
        Queued,
        /// `processing`
        Processing,
        /// `completed`
        Completed,
        /// `partially_completed`
        PartiallyCompleted,
        /// `failed`
        Failed,
        /// `cancelled`
        Cancelled,
        /// A value that the document does not list, kept verbatim.
        Unknown(String),
    }
    ::openapi_runtime::__private::open_enum! {
        ProductPhotoJobStatus Unknown { Queued "queued" Processing "processing" Completed
        "completed" PartiallyCompleted "partially_completed" Failed "failed" Cancelled
        "cancelled" }
    }
    #[cfg(feature = "schemars")]
    impl ::openapi_runtime::__private::schemars::JsonSchema for ProductPhotoJobStatus {
        fn schema_name() -> ::std::borrow::Cow<'static, str> {
            "ProductPhotoJobStatus".into()
        }
        fn json_schema(
            _: &mut ::openapi_runtime::__private::schemars::SchemaGenerator,
        ) -> ::openapi_runtime::__private::schemars::Schema {
            ::openapi_runtime::__private::schemars::json_schema!(
                { "type" : "string", "examples" : ["queued", "processing", "completed",
                "partially_completed", "failed", "cancelled"] }
            )
        }
    }
}
#[allow(unused_imports)]
use ::openapi_runtime::{self as __r, __private as __p};
/// Client for AI Gen Studio Product Photo API
///
/// The Product Photo API turns raw product photos into cleaner ecommerce visuals while preserving the real product, packaging, labels, logos, proportions, and color identity. Use sandbox keys for integration tests and live keys for paid catalog processing.
///
/// Version: 1.0.0
///
/// One method per operation of the document. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client(__p::Core);
::openapi_runtime::__client!(
    facts : __p::Facts { servers : & [__p::ServerForm { url :
    "https://aigenstudio.app/api/v1", variables : & [] }], has_other_servers : false,
    document_url : ::std::option::Option::None, request_id_header :
    ::std::option::Option::Some("X-Request-Id"), user_agent :
    ::std::concat!(::std::env!("CARGO_PKG_NAME"), "/", ::std::env!("CARGO_PKG_VERSION")),
    schemes : & [__p::Scheme { name : "bearerApiKey", place : __p::Place::Bearer }],
    needs_credential : true, }, credentials : [bearer_api_key : text 0 "bearerApiKey"]
);
/// One of the document's servers, its variables at their defaults unless they are set.
///
/// What a variable may not be is an error of \[`ClientBuilder::build`\].
#[derive(Clone, Debug)]
#[must_use = "a server does nothing until a client's builder is told of it"]
pub struct Server(__p::Server);
impl Server {
    /// The server `https://aigenstudio.app/api/v1`.
    ///
    /// Production
    pub fn production() -> Self {
        Self(__p::Server::new(0))
    }
}
impl ClientBuilder {
    /// Where all requests go: one of the document's servers. A base URL is over it.
    pub fn server(self, server: Server) -> Self {
        Self(self.0.server(server.0))
    }
}
/// Every operation of the document.
pub const OPERATIONS: &[__r::OperationInfo] = &[
    <operations::ListProductPhotoJobs as __r::Operation>::INFO,
];
/// The operations of the document, as types without values.
#[allow(clippy::all, clippy::pedantic)]
pub mod operations {
    #[allow(unused_imports)]
    use super::{__p, __r, rules, types};
    /// Sends a `GET` request to `/product-photo-jobs`.
    #[derive(Debug)]
    pub enum ListProductPhotoJobs {}
    impl __r::Operation for ListProductPhotoJobs {
        type Output = types::ProductPhotoJobListResponse;
        type Stream = __p::Raw;
        const INFO: __r::OperationInfo = __r::OperationInfo::new(
            "listProductPhotoJobs",
            "GET",
            "/product-photo-jobs",
            &[(200, 200)],
            true,
        );
        fn form() -> &'static __p::RequestForm {
            static FORM: __p::RequestForm = __p::RequestForm {
                parameters: &[
                    __p::Parameter::new(
                            "limit",
                            __p::Location::Query,
                            __p::Encoding::Repeated,
                        )
                        .rule(&rules::OF_LIST_PRODUCT_PHOTO_JOBS__LIMIT),
                    __p::Parameter::new(
                        "cursor",
                        __p::Location::Query,
                        __p::Encoding::Repeated,
                    ),
                    __p::Parameter::new(
                        "status",
                        __p::Location::Query,
                        __p::Encoding::Repeated,
                    ),
                ],
                page: ::std::option::Option::Some(
                    __p::PageForm::of(__p::PageStyle::Cursor, 1),
                ),
                accept: "application/json",
                security: &[&[0]],
                errors: &[
                    __p::ErrorForm::new::<types::ErrorResponse>(400, 400),
                    __p::ErrorForm::new::<types::ErrorResponse>(401, 401),
                    __p::ErrorForm::new::<types::ErrorResponse>(429, 429),
                ],
                ..__p::RequestForm::EMPTY
            };
            &FORM
        }
        fn decode(
            answer: &__p::Answer<'_>,
        ) -> ::std::result::Result<Self::Output, __r::DecodeError> {
            answer.json()
        }
        fn turn(page: &Self::Output) -> __p::Turn {
            __p::Turn {
                next: ::std::option::Option::Some(page)
                    .and_then(|it| it.next_cursor.as_ref())
                    .cloned(),
                ..::std::default::Default::default()
            }
        }
    }
    impl __r::Paginated for ListProductPhotoJobs {
        type Item = types::ProductPhotoJobSummary;
    }
}
/// The document's bounds on what is sent, checked before it is sent.
#[allow(clippy::all, clippy::pedantic, unused_imports)]
mod rules {
    use super::__p::{Bound, Pattern, Rule};
    pub(super) static OF_LIST_PRODUCT_PHOTO_JOBS__LIMIT: Rule = Rule {
        minimum: Some(Bound::Integer(1)),
        maximum: Some(Bound::Integer(100)),
        ..Rule::NONE
    };
}
/// The type of all requests that are not sent yet.
pub mod request {
    ::openapi_runtime::__request!();
}
/// The types of the request builders, one an operation.
pub mod builder {
    /// The builder of requests that `Client::list_product_photo_jobs` makes.
    pub type ListProductPhotoJobs = super::request::Request<
        super::operations::ListProductPhotoJobs,
    >;
}
impl Client {
    /// List Product Photo jobs
    ///
    /// Returns recent Product Photo jobs created by the current API key.
    ///
    /// Sends a `GET` request to `/product-photo-jobs`.
    pub fn list_product_photo_jobs(&self) -> builder::ListProductPhotoJobs {
        request::Request::new(&self.0)
    }
}
#[allow(clippy::all, clippy::pedantic)]
impl builder::ListProductPhotoJobs {
    /// The query parameter `limit`.
    pub fn limit(
        mut self,
        value: impl TryInto<i64> + Clone + ::std::fmt::Display,
    ) -> Self {
        self.0.integer(0, value);
        self
    }
    /// The query parameter `status`.
    pub fn status(
        mut self,
        value: impl TryInto<types::ProductPhotoJobStatus, Error: ::std::fmt::Display>,
    ) -> Self {
        self.0.value::<types::ProductPhotoJobStatus>(2, value);
        self
    }
    /// Where the walk starts: a saved cursor, its text, or none, which is the first page.
    pub fn cursor(mut self, cursor: impl ::openapi_runtime::IntoCursor) -> Self {
        self.0.cursor(cursor.into_cursor());
        self
    }
}
#[allow(clippy::all, clippy::pedantic)]
impl __r::Page for types::ProductPhotoJobListResponse {
    type Item = types::ProductPhotoJobSummary;
    fn items(&self) -> &[Self::Item] {
        &self.jobs
    }
    fn into_items(self) -> ::std::vec::Vec<Self::Item> {
        self.jobs
    }
}
/// Typed mocks of the document's operations.
#[cfg(feature = "mock")]
#[allow(clippy::all, clippy::pedantic)]
pub mod mock {
    /// What a mock expects and answers, by operation. `into_inner` gives the untyped one, for what the
    /// document does not allow.
    #[allow(unused_imports, unused_variables)]
    pub mod operations {
        use super::super::{__p, __r, types};
        /// What a mock of `listProductPhotoJobs` expects.
        pub struct ListProductPhotoJobsWhen(
            ::openapi_runtime::__private::httpmock::When,
        );
        impl ListProductPhotoJobsWhen {
            /// Expects the operation's method and path.
            pub fn new(inner: ::openapi_runtime::__private::httpmock::When) -> Self {
                Self(inner.method("GET").path_matches("^\\/product\\-photo\\-jobs$"))
            }
            /// The untyped one.
            pub fn into_inner(self) -> ::openapi_runtime::__private::httpmock::When {
                self.0
            }
            /// The query parameter `limit`. `None` is a request without it.
            pub fn limit<T>(self, value: T) -> Self
            where
                T: Into<Option<i64>>,
            {
                Self(
                    match value.into() {
                        Some(value) => {
                            __p::mock::query(
                                self.0,
                                "limit",
                                &value,
                                __p::Encoding::Repeated,
                            )
                        }
                        None => self.0.query_param_missing("limit"),
                    },
                )
            }
            /// The query parameter `cursor`. `None` is a request without it.
            pub fn cursor<'a, T>(self, value: T) -> Self
            where
                T: Into<Option<&'a ::openapi_runtime::Cursor>>,
            {
                Self(
                    match value.into() {
                        Some(value) => {
                            __p::mock::query(
                                self.0,
                                "cursor",
                                &value,
                                __p::Encoding::Repeated,
                            )
                        }
                        None => self.0.query_param_missing("cursor"),
                    },
                )
            }
            /// The query parameter `status`. `None` is a request without it.
            pub fn status<'a, T>(self, value: T) -> Self
            where
                T: Into<Option<&'a types::ProductPhotoJobStatus>>,
            {
                Self(
                    match value.into() {
                        Some(value) => {
                            __p::mock::query(
                                self.0,
                                "status",
                                &value,
                                __p::Encoding::Repeated,
                            )
                        }
                        None => self.0.query_param_missing("status"),
                    },
                )
            }
            /// The client's id of the request.
            pub fn request_id(self, value: &str) -> Self {
                Self(self.0.header("X-Request-Id", value))
            }
        }
        /// What a mock of `listProductPhotoJobs` answers.
        pub struct ListProductPhotoJobsThen(
            ::openapi_runtime::__private::httpmock::Then,
        );
        impl ListProductPhotoJobsThen {
            /// Answers nothing yet.
            pub fn new(inner: ::openapi_runtime::__private::httpmock::Then) -> Self {
                Self(inner)
            }
            /// The untyped one.
            pub fn into_inner(self) -> ::openapi_runtime::__private::httpmock::Then {
                self.0
            }
            /// Status 200.
            pub fn ok(self, value: &types::ProductPhotoJobListResponse) -> Self {
                Self(
                    self
                        .0
                        .status(200u16)
                        .header("content-type", "application/json")
                        .json_body_obj(value),
                )
            }
            /// Status 400.
            pub fn bad_request(self, value: &types::ErrorResponse) -> Self {
                Self(
                    self
                        .0
                        .status(400u16)
                        .header("content-type", "application/json")
                        .json_body_obj(value),
                )
            }
            /// Status 401.
            pub fn unauthorized(self, value: &types::ErrorResponse) -> Self {
                Self(
                    self
                        .0
                        .status(401u16)
                        .header("content-type", "application/json")
                        .json_body_obj(value),
                )
            }
            /// Status 429.
            pub fn too_many_requests(self, value: &types::ErrorResponse) -> Self {
                Self(
                    self
                        .0
                        .status(429u16)
                        .header("content-type", "application/json")
                        .json_body_obj(value),
                )
            }
        }
    }
    /// A typed `mock` for each operation.
    pub trait MockServerExt {
        /// Mocks `listProductPhotoJobs`.
        fn list_product_photo_jobs<F>(
            &self,
            config_fn: F,
        ) -> ::openapi_runtime::__private::httpmock::Mock<'_>
        where
            F: FnOnce(
                operations::ListProductPhotoJobsWhen,
                operations::ListProductPhotoJobsThen,
            );
    }
    impl MockServerExt for ::openapi_runtime::__private::httpmock::MockServer {
        fn list_product_photo_jobs<F>(
            &self,
            config_fn: F,
        ) -> ::openapi_runtime::__private::httpmock::Mock<'_>
        where
            F: FnOnce(
                operations::ListProductPhotoJobsWhen,
                operations::ListProductPhotoJobsThen,
            ),
        {
            self.mock(|when, then| {
                config_fn(
                    operations::ListProductPhotoJobsWhen::new(when),
                    operations::ListProductPhotoJobsThen::new(then),
                );
            })
        }
    }
}
