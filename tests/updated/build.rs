//! The build script of `aigenstudio` with another document.

fn main() {
    openapi_build::Builder::new("../fixtures/updated.yaml")
        .cursor_pagination("cursor", "next_cursor")
        .request_id_header("X-Request-Id")
        .httpmock("mock")
        .json_schema("schemars")
        .build();
}
