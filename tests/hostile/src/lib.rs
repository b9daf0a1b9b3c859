//! The client on the runtime.

#![allow(missing_docs)]

openapi_runtime::include_client!();
