//! Clients of a few documents, each as its module.

/// The document that is vendored, with more in it.
#[allow(missing_docs)]
pub mod updated {
    openapi_runtime::include_client!("updated");
}

/// What values become.
pub mod values {
    openapi_runtime::include_client!("values");
}
