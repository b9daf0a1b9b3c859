//! A document that has more in it than the published one, with the sources of `aigenstudio` as they are.

#[path = "../../support/document.rs"]
mod document;

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use document::Document;
use futures_util::TryStreamExt as _;
use httpmock::{HttpMockRequest, HttpMockResponse, MockServer};
use openapi_runtime::{ErrorKind, RequestId, RetryPolicy, mock::VirtualClock};
use serde_json::{Value, json};
use strangers::updated::{
    Client, OPERATIONS,
    types::{ProductPhotoJobCreateRequest, ProductPhotoJobItemState},
};

const JOB: &str = "00000000-0000-4000-8000-000000000001";
const KEY: &str = "aigen_test_0123456789";

/// The server of a test: what it was sent, and a client of it.
struct Api {
    client: Client,
    clock: VirtualClock,
    requests: Arc<Mutex<Vec<HttpMockRequest>>>,
    _server: MockServer,
}

impl Api {
    /// Answers with 503 as often as `faults` says before it answers as documented.
    fn start(faults: usize) -> Self {
        let server = MockServer::start();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, left) = (Arc::clone(&requests), AtomicUsize::new(faults));
        server.mock(|when, then| {
            when.any_request();
            then.respond_with(move |request: &HttpMockRequest| {
                seen.lock().unwrap().push(request.clone());
                let fault = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
                let (status, body) = if fault.is_ok() { (503, None) } else { answer(request) };
                let answer = HttpMockResponse::builder().status(status).header("content-type", "application/json");
                answer.body(body.map(|body| body.to_string()).unwrap_or_default()).build()
            });
        });
        let clock = VirtualClock::new();
        let client = Client::builder().bearer_api_key(KEY).base_url(server.base_url()).clock(&clock);
        let client = client.retry(RetryPolicy::default().max_attempts(3)).build().unwrap();
        Self { client, clock, requests, _server: server }
    }

    /// What was sent: all of it as the document has it.
    fn sent(&self) -> Vec<HttpMockRequest> {
        let document = Document::load(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/updated.yaml"));
        let requests = self.requests.lock().unwrap().clone();
        for request in &requests {
            let problems = document.check_request(request);
            assert!(problems.is_empty(), "{} {}: {problems:#?}", request.method_str(), request.uri());
        }
        requests
    }
}

fn answer(request: &HttpMockRequest) -> (u16, Option<Value>) {
    let job = json!({ "id": JOB, "status": "queued", "total_items": 1, "credits_reserved": 2, "sandbox": true });
    match (request.method_str(), request.uri().path()) {
        ("POST", "/product-photo-jobs") => (202, Some(json!({ "job": job, "request_id": "req" }))),
        ("GET", "/product-photo-jobs") => (200, Some(json!({ "jobs": [job], "request_id": "req" }))),
        ("DELETE", path) if path.ends_with(JOB) => (204, None),
        ("GET", path) if path.ends_with(JOB) => (200, Some(json!({ "job": job, "request_id": "req" }))),
        ("GET", path) if path.ends_with("/items") => {
            let cursor = request.query_params().into_iter().find(|(name, _)| name == "cursor");
            let start: usize = cursor.map_or(0, |(_, at)| at.trim_start_matches("after ").parse().unwrap());
            let item = |index: usize| json!({ "index": index, "state": if index == 4 { "lost" } else { "done" } });
            let next = (start < 4).then(|| format!("after {}", start + 2));
            let items = [item(start), item(start + 1)];
            (200, Some(json!({ "items": items, "next_cursor": next, "request_id": "req" })))
        }
        ("GET", path) if path.starts_with("/product-photo-presets/") => (200, Some(json!({ "slug": "white" }))),
        _ => (404, None),
    }
}

fn header(request: &HttpMockRequest, name: &str) -> Option<String> {
    request.headers_vec().iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
}

fn body() -> ProductPhotoJobCreateRequest {
    ProductPhotoJobCreateRequest::new(["https://shop.example/1.jpg"], "white-background").priority(9)
}

#[test]
fn every_operation_is_there() {
    let found: Vec<_> = OPERATIONS
        .iter()
        .map(|it| (it.method, it.path, it.idempotent, it.authenticated, it.success))
        .collect::<Vec<_>>();
    let (jobs, job) = ("/product-photo-jobs", "/product-photo-jobs/{job_id}");
    assert_eq!(
        found,
        [
            ("GET", jobs, true, true, &[(200, 200)][..]),
            ("POST", jobs, false, true, &[(202, 202)]),
            ("GET", job, true, true, &[(200, 200)]),
            ("DELETE", job, true, true, &[(204, 204)]),
            ("GET", "/product-photo-jobs/{job_id}/items", true, true, &[(200, 200)]),
            ("GET", "/product-photo-presets/{slug}", true, false, &[(200, 200)]),
        ]
    );
}

#[tokio::test]
async fn every_operation_is_sent_as_documented() {
    let api = Api::start(0);
    let client = &api.client;
    let created = client.create_product_photo_job().idempotency_key("order-4711").body(body()).send().await.unwrap();
    assert_eq!((created.status().as_u16(), created.job.id.to_string().as_str()), (202, JOB));
    let job = client.get_product_photo_job().job_id(JOB).send().await.unwrap();
    assert_eq!(job.job, created.job);
    let (): () = client.cancel_product_photo_job().job_id(&created.job.id).send().await.unwrap().into_inner();
    assert_eq!(client.get_product_photo_preset().slug("white / black").send().await.unwrap().slug, "white");
    assert_eq!(client.list_product_photo_jobs().send().await.unwrap().jobs, std::slice::from_ref(&created.job));

    let sent = api.sent();
    let targets: Vec<_> =
        sent.iter().map(|request| format!("{} {}", request.method_str(), request.uri().path())).collect();
    assert_eq!(
        targets,
        [
            "POST /product-photo-jobs".to_owned(),
            format!("GET /product-photo-jobs/{JOB}"),
            format!("DELETE /product-photo-jobs/{JOB}"),
            "GET /product-photo-presets/white%20%2F%20black".to_owned(),
            "GET /product-photo-jobs".to_owned(),
        ]
    );
    assert_eq!(header(&sent[0], "idempotency-key").as_deref(), Some("order-4711"));
    let sent_body: Value = serde_json::from_slice(sent[0].body_ref()).unwrap();
    let want = json!({ "images": ["https://shop.example/1.jpg"], "preset": "white-background", "priority": 9 });
    assert_eq!(sent_body, want);
    for (index, request) in sent.iter().enumerate() {
        // The public operation is not told who asks.
        let key = (index != 3).then(|| format!("Bearer {KEY}"));
        assert_eq!(header(request, "authorization"), key, "{}", targets[index]);
        assert!(header(request, "x-request-id").is_some_and(|id| id.parse::<RequestId>().is_ok()));
    }
}

#[tokio::test]
async fn an_id_of_the_callers_own_reaches_every_operation() {
    let api = Api::start(0);
    let client = &api.client;
    client.create_product_photo_job().body(body()).request_id("mine").send().await.unwrap();
    client.get_product_photo_job().job_id(JOB).request_id("mine").send().await.unwrap();
    client.cancel_product_photo_job().job_id(JOB).request_id("mine").send().await.unwrap();
    client.get_product_photo_preset().slug("white").request_id("mine").send().await.unwrap();
    for request in api.sent() {
        assert_eq!(header(&request, "x-request-id").as_deref(), Some("mine"), "{}", request.uri());
    }
}

#[tokio::test]
async fn a_post_is_made_again_only_with_its_key() {
    for (case, key, attempts, succeeds) in
        [("with a key", Some("order-4711"), 3, true), ("without a key", None, 1, false)]
    {
        let api = Api::start(2);
        let mut call = api.client.create_product_photo_job().body(body());
        if let Some(key) = key {
            call = call.idempotency_key(key);
        }
        let result = call.send().await;
        assert_eq!(result.is_ok(), succeeds, "{case}");
        let sent = api.sent();
        assert_eq!((sent.len(), api.clock.waits().len()), (attempts, attempts - 1), "{case}");
        // Each attempt is the same request.
        for request in &sent {
            assert_eq!(header(request, "idempotency-key").as_deref(), key, "{case}");
            assert_eq!(header(request, "x-request-id"), header(&sent[0], "x-request-id"), "{case}");
            assert_eq!(request.body_ref(), sent[0].body_ref(), "{case}");
        }
    }
    let api = Api::start(2);
    let answer = api.client.cancel_product_photo_job().job_id(JOB).send().await.unwrap();
    assert_eq!((answer.attempts(), api.sent().len()), (3, 3), "a DELETE needs no key");
}

#[tokio::test]
async fn the_second_list_is_walked_like_the_first() {
    let api = Api::start(0);
    let list = || api.client.list_product_photo_job_items().job_id(JOB).limit(2);
    let items: Vec<_> = list().items().try_collect().await.unwrap();
    assert_eq!(items.iter().map(|item| item.index).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    assert_eq!(items[4].state, ProductPhotoJobItemState::Unknown("lost".to_owned()));
    let cursors: Vec<_> = api.sent().iter().map(|request| request.uri().query().unwrap().to_owned()).collect();
    assert_eq!(cursors, ["limit=2", "limit=2&cursor=after%202", "limit=2&cursor=after%204"]);

    let pages: Vec<_> = list().cursor("after 2").prefetch(true).pages().try_collect().await.unwrap();
    assert_eq!(pages.iter().map(|page| page.items().len()).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(pages[0].items()[0].index, 2);
}

#[tokio::test]
async fn what_the_document_forbids_is_not_sent() {
    let api = Api::start(0);
    let client = &api.client;
    let create = |change: fn(&mut ProductPhotoJobCreateRequest)| {
        let mut it = body();
        change(&mut it);
        client.create_product_photo_job().body(it)
    };
    for (case, call, found) in [
        ("no image", create(|it| it.images.clear()), "images"),
        ("too many images", create(|it| it.images = vec![it.images[0].clone(); 4]), "images"),
        ("long image", create(|it| it.images.push(format!("https://shop.example/{}", "x".repeat(60)))), "images[1]"),
        ("preset", create(|it| it.preset = "White".to_owned()), "preset"),
        ("priority", create(|it| it.priority = Some(10)), "priority"),
        ("note", create(|it| it.note = Some(Some("x".repeat(21)))), "note"),
        ("short key", create(|_| ()).idempotency_key("1234567"), "Idempotency-Key"),
        ("long key", create(|_| ()).idempotency_key("x".repeat(65)), "Idempotency-Key"),
        ("no body", client.create_product_photo_job(), "body"),
    ] {
        let error = call.send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{case}: {error}");
        assert!(error.to_string().contains(found), "{case}: {error}");
    }
    for (case, error) in [
        ("no id", client.get_product_photo_job().send().await.unwrap_err()),
        ("limit", client.list_product_photo_job_items().job_id(JOB).limit(51).send().await.unwrap_err()),
        ("slug", client.get_product_photo_preset().slug("x".repeat(41)).send().await.unwrap_err()),
    ] {
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{case}: {error}");
    }
    assert!(api.sent().is_empty());
}
