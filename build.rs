//! Generates the client and its types from the vendored document.

fn main() {
    openapi_build::Builder::new("openapi.yaml")
        .cursor_pagination("cursor", "next_cursor")
        .requires_credential()
        .request_id_header("X-Request-Id")
        .httpmock("mock")
        .json_schema("schemars")
        .build();
}
