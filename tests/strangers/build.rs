//! Each document by its own call.

fn main() {
    openapi_build::Builder::new("../fixtures/updated.yaml")
        .output("updated")
        .cursor_pagination("cursor", "next_cursor")
        .request_id_header("X-Request-Id")
        .httpmock("mock")
        .json_schema("schemars")
        .build();
    openapi_build::Builder::new("documents/values.yaml").output("values").build();
}
