//! Clients of a few documents, each as its module.

/// The document that is vendored, with more in it.
#[allow(missing_docs)]
pub mod updated {
    openapi_runtime::include_client!("updated");
}

/// What values become.
#[allow(missing_docs)]
pub mod values {
    openapi_runtime::include_client!("values");
}

/// Several servers, with variables, and some of operations alone.
#[allow(missing_docs)]
pub mod servers {
    openapi_runtime::include_client!("servers");
}

/// Credentials of several schemes.
#[allow(missing_docs)]
pub mod credentials {
    openapi_runtime::include_client!("credentials");
}

/// Pages of every style.
#[allow(missing_docs)]
pub mod pages {
    openapi_runtime::include_client!("pages");
}

/// No servers but of operations.
#[allow(missing_docs)]
pub mod no_servers {
    openapi_runtime::include_client!("no_servers");
}

/// Parameters of every place and style.
#[allow(missing_docs)]
pub mod parameters {
    openapi_runtime::include_client!("parameters");
}

/// Bodies of every kind.
#[allow(missing_docs)]
pub mod bodies {
    openapi_runtime::include_client!("bodies");
}

/// Answers of every kind.
#[allow(missing_docs)]
pub mod answers {
    openapi_runtime::include_client!("answers");
}

/// Answers that come piece by piece.
#[allow(missing_docs)]
pub mod streams {
    openapi_runtime::include_client!("streams");
}
