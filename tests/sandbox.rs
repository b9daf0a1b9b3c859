//! The sandbox behaves as the document says, seen without this crate's client where that hides something.

mod support;

use aigenstudio::{Client, ErrorKind, mock::Sandbox, types::ProductPhotoJobStatus as Status};
use futures_util::TryStreamExt as _;
use serde_json::Value;

#[tokio::test]
async fn all_jobs_are_listed_in_order() {
    for (count, limit, pages) in [(0, 10, 1), (1, 10, 1), (10, 10, 1), (11, 10, 2), (250, 100, 3), (7, 1, 7)] {
        let sandbox = Sandbox::builder().jobs(count).start();
        let jobs: Vec<_> = sandbox.client().list_product_photo_jobs().limit(limit).items().try_collect().await.unwrap();
        assert_eq!(jobs, sandbox.jobs(), "{count} by {limit}");
        assert_eq!((jobs.len(), sandbox.requests()), (count, pages));
    }
    assert_eq!(Sandbox::start().jobs().len(), 250);
    assert_eq!(Sandbox::start().jobs(), Sandbox::start().jobs());
}

#[tokio::test]
async fn each_status_can_be_asked_for() {
    let sandbox = Sandbox::start();
    let mut total = 0;
    for status in ["queued", "processing", "completed", "partially_completed", "failed", "cancelled"].map(Status::from)
    {
        let call = sandbox.client().list_product_photo_jobs().status(status.clone()).limit(7);
        let jobs: Vec<_> = call.items().try_collect().await.unwrap();
        let want: Vec<_> = sandbox.jobs().iter().filter(|job| job.status == status).cloned().collect();
        assert!(jobs == want && !jobs.is_empty(), "{status}");
        total += jobs.len();
    }
    assert_eq!(total, 250);
}

#[tokio::test]
async fn refusals_are_as_documented() {
    let sandbox = Sandbox::builder().jobs(30).start();
    let long = "x".repeat(161);
    let key = format!("Bearer {}", sandbox.api_key());
    for (case, query, headers, status, code) in [
        ("no limit", "", vec![("authorization", &*key)], 200, None),
        ("limit 1", "?limit=1", vec![("authorization", &*key)], 200, None),
        ("limit 0", "?limit=0", vec![("authorization", &*key)], 400, Some("invalid_payload")),
        ("limit 101", "?limit=101", vec![("authorization", &*key)], 400, Some("invalid_payload")),
        ("limit text", "?limit=many", vec![("authorization", &*key)], 400, Some("invalid_payload")),
        ("status", "?status=archived", vec![("authorization", &*key)], 400, Some("invalid_payload")),
        ("cursor", "?cursor=yesterday", vec![("authorization", &*key)], 400, Some("invalid_payload")),
        ("any time", "?cursor=2020-01-01T00:00:00Z", vec![("authorization", &*key)], 200, None),
        ("id", "", vec![("authorization", &*key), ("x-request-id", &*long)], 400, Some("invalid_payload")),
        ("no key", "", vec![], 401, Some("invalid_api_key")),
        ("other key", "", vec![("authorization", "Bearer other")], 401, Some("invalid_api_key")),
        ("other path", "/x", vec![("authorization", &*key)], 404, Some("not_found")),
    ] {
        for id in [None, Some("mine")] {
            let mut request = reqwest::Client::new().get(format!("{}/product-photo-jobs{query}", sandbox.base_url()));
            for (name, value) in &headers {
                request = request.header(*name, *value);
            }
            if let Some(id) = id.filter(|_| case != "id") {
                request = request.header("x-request-id", id);
            }
            let response = request.send().await.unwrap();
            assert_eq!(response.status().as_u16(), status, "{case}");
            let echoed = response.headers()["x-request-id"].to_str().unwrap().to_owned();
            let body: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
            let told = if status == 200 { &body["request_id"] } else { &body["error"]["request_id"] };
            assert_eq!(*told, echoed, "{case}");
            assert_eq!(echoed == "mine", id.is_some() && case != "id", "{case}");
            assert_eq!(body["error"]["code"].as_str(), code, "{case}");
            if case == "no limit" {
                assert_eq!(body["jobs"].as_array().unwrap().len(), 20);
            }
        }
    }
}

#[tokio::test]
async fn cursors_are_timestamps_and_the_clients_errors_carry_the_codes() {
    let sandbox = Sandbox::start();
    let page = sandbox.client().list_product_photo_jobs().send().await.unwrap();
    assert!(page.next_cursor().unwrap().timestamp().is_some(), "{page:?}");

    let stranger = Client::builder().api_key("another").base_url(sandbox.base_url()).build().unwrap();
    let error = stranger.list_product_photo_jobs().request_id("mine").send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code(), error.request_id()),
        (ErrorKind::Api, Some("invalid_api_key"), Some("mine"))
    );
}
