//! The client of a document whose arguments could do harm.

fn main() {
    openapi_build::Builder::new("../fixtures/hostile.yaml").request_id_header("X-Request-Id").build();
}
