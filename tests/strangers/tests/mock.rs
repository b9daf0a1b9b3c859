//! Typed mocks of operations with a path, a body, a header of their own, and no answer.

use httpmock::MockServer;
use openapi_runtime::RetryPolicy;
use strangers::updated::{
    Client,
    mock::MockServerExt as _,
    types::{ProductPhotoJobCreateRequest, ProductPhotoPreset},
};

const JOB: &str = "00000000-0000-4000-8000-000000000001";
const OTHER: &str = "00000000-0000-4000-8000-000000000002";

fn body(preset: &str) -> ProductPhotoJobCreateRequest {
    ProductPhotoJobCreateRequest::new(["https://shop.example/1.jpg"], preset)
}

#[tokio::test]
async fn what_differs_is_not_answered() {
    let server = MockServer::start();
    server.cancel_product_photo_job(|when, then| {
        when.job_id(&JOB.parse().unwrap());
        then.no_content();
    });
    server.get_product_photo_preset(|when, then| {
        when.slug("a.b (c)/d");
        then.ok(&ProductPhotoPreset::new("found"));
    });
    server.create_product_photo_job(|when, then| {
        when.body(&body("white")).idempotency_key("order-4711");
        then.too_many_requests(&serde_json::from_value(error()).unwrap());
    });
    let client =
        Client::builder().bearer_api_key("aigen_test_key").base_url(server.base_url()).retry(RetryPolicy::none());
    let client = client.build().unwrap();
    let create = || client.create_product_photo_job();
    for (case, status, want) in [
        ("this job", status(client.cancel_product_photo_job().job_id(JOB).send().await), 204),
        ("another job", status(client.cancel_product_photo_job().job_id(OTHER).send().await), 404),
        ("this slug", status(client.get_product_photo_preset().slug("a.b (c)/d").send().await), 200),
        ("another slug", status(client.get_product_photo_preset().slug("axb (c)/d").send().await), 404),
        ("this body", status(create().body(body("white")).idempotency_key("order-4711").send().await), 429),
        ("another body", status(create().body(body("black")).idempotency_key("order-4711").send().await), 404),
        ("another key", status(create().body(body("white")).idempotency_key("order-4712").send().await), 404),
        ("no key", status(create().body(body("white")).send().await), 404),
    ] {
        assert_eq!(status, want, "{case}");
    }
}

fn error() -> serde_json::Value {
    serde_json::json!({ "error": { "code": "rate_limit_exceeded", "message": "", "request_id": "req" } })
}

fn status<T>(result: Result<openapi_runtime::Response<T>, openapi_runtime::Error>) -> u16 {
    result.map_or_else(|error| error.status().unwrap().as_u16(), |answer| answer.status().as_u16())
}
