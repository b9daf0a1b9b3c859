//! What the build script generates from `openapi.yaml`.

openapi_runtime::include_client!();
