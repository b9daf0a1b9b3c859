//! What the clients that `openapi-build` generates stand on: configuration, request ids, retries, pagination, one error
//! type, decoding, spans.
//!
//! ```ignore
//! mod pets {
//!     openapi_runtime::include_client!("pets"); // what `Builder::output("pets")` wrote
//! }
//!
//! let client = pets::Client::builder().base_url("http://127.0.0.1:4010/v1").build()?;
//! let pet = client.get_pet().pet_id("a/b").send().await?;
//! ```
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
//! - `native-tls`: TLS by the system's own library.
//! - `tracing`: a span per call and one per attempt, named as OpenTelemetry names HTTP fields.
//! - `schemars`: what generated types need to implement `schemars::JsonSchema`.
//! - `chrono`, `jiff`, `time`: conversions of [`DateTime`], [`Date`] and [`Time`] from and to the types of these crates.
//! - `mock`: what generated mocks need, and [`mock::VirtualClock`](https://docs.rs/openapi-runtime).

#![deny(missing_docs)]

mod answer;
mod auth;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod body_form;
mod call;
mod check;
mod choice;
mod client;
mod clock;
mod config;
mod core;
mod cursor;
mod decode;
mod encode;
mod error;
mod error_body;
mod execute;
mod file_part;
mod format;
mod media_type;
#[cfg(feature = "mock")]
pub mod mock;
mod newtype;
mod number;
mod object;
mod open_enum;
mod operation;
mod page;
mod paginate;
mod payload;
mod prepare;
mod rate_limit;
mod redact;
mod request;
mod request_id;
mod response;
mod retry;
mod retry_after;
mod server;
mod shown;
mod source;
mod stream;
mod tls;
mod trace;
mod union;
mod used_cursors;

pub(crate) use call::Call;
pub(crate) use core::Core;
pub(crate) use execute::send;

pub use auth::{ApiKey, Credential, CredentialProvider, IntoCredential};
#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use bytes::Bytes;
pub use cursor::{Cursor, IntoCursor};
pub use decode::DecodeError;
pub use error::{Error, ErrorKind};
pub use file_part::FilePart;
pub use format::{Base64, Date, DateTime, Time, Uuid};
pub use number::Number;
pub use operation::{Operation, OperationInfo, Page, Paginated};
pub use paginate::{Items, Pages};
pub use rate_limit::RateLimit;
pub use request_id::{InvalidRequestId, RequestId};
pub use response::Response;
pub use retry::RetryPolicy;
pub use stream::{BodyStream, Event, EventStream};

/// HTTP's own types: statuses, headers, methods.
pub use http;
/// The HTTP library, for `ClientBuilder::http_client`.
pub use reqwest;
/// JSON, for values that the document leaves open.
pub use serde_json;

/// What generated code refers to. No part of the public interface: it changes with `openapi-build`.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "blocking")]
    pub use crate::blocking::send as send_blocking;
    #[cfg(feature = "mock")]
    pub use crate::mock::expect as mock;
    #[cfg(feature = "schemars")]
    pub use crate::{__object_schema as object_schema, object::json_schema};
    #[cfg(feature = "mock")]
    pub use httpmock;
    #[cfg(feature = "schemars")]
    pub use schemars;
    pub use {serde, serde_json, uuid};

    pub use crate::{
        __answers as answers, __bodies as bodies, __members as members, __newtype as newtype, __object as object,
        __open_enum as open_enum, __open_union as open_union,
    };
    pub use crate::{
        Number,
        answer::Answer,
        auth::{Place, Scheme},
        body_form::{Body, BodyKind, Media, Part},
        call::{BodyChoice, Call},
        check::{Bound, Pattern, Rule},
        config::{Config, Facts},
        core::Core,
        encode::Encoding,
        execute::{send, stream},
        object::{
            Blank, Integer, Member, Null, Object, OrNull, Plain, Room, blank, held, kind, more, name, nullable,
            nullable_integer, optional, optional_integer, read, required, required_integer, there, write,
        },
        open_enum::read_text,
        operation::{ErrorForm, Location, Parameter, RequestForm},
        page::{PageForm, PageStyle, Turn, cursor},
        server::{Server, ServerForm, Variable},
        stream::{Framing, Json, Raw, StreamForm, StreamItem, Text},
        union::{Alternative, Kind, Union, alternatives_of, blank_union, members_of, read_union},
    };
}
