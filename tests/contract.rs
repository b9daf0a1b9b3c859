//! The code that the design promises: it compiles as written, and does what it says.

mod support;

use std::time::Duration;

use aigenstudio::{Client, Cursor, Error, ErrorKind, RequestId, RetryPolicy, types::ProductPhotoJobStatus};
use futures_core::FusedStream;
use futures_util::TryStreamExt as _;
use httpmock::MockServer;
use support::{KEY, header, job_id, page, query, serve};

fn save(_: Option<&Cursor>) {}

#[allow(dead_code, unused_variables, unused_must_use, clippy::no_effect, path_statements)]
async fn as_written(saved: Cursor) -> Result<(), Error> {
    let client = Client::from_env()?;
    let client = Client::new("aigen_test_...")?;
    let client = Client::builder()
        .api_key("aigen_test_...")
        .base_url("http://127.0.0.1:4010/api/v1")
        .timeout(Duration::from_secs(10))
        .retry(RetryPolicy::default().max_attempts(4).max_elapsed(Duration::from_secs(60)))
        .request_id(RequestId::random)
        .http_client(reqwest::Client::new())
        .build()?;

    let page = client.list_product_photo_jobs().limit(50).status(ProductPhotoJobStatus::Completed).send().await?;
    let _ = &page.jobs;
    let _: &Option<Cursor> = &page.next_cursor;
    let _: &String = &page.request_id;
    let _: &RequestId = page.sent_request_id();
    let _: reqwest::StatusCode = page.status();
    page.headers();
    page.attempts();
    page.into_inner();

    let mut jobs = client.list_product_photo_jobs().limit(100).items();
    while let Some(job) = jobs.try_next().await? {
        println!("{} {}", job.id, job.status);
    }
    let mut pages = client.list_product_photo_jobs().limit(100).pages();
    while let Some(page) = pages.try_next().await? {
        for job in page.items() {}
        save(page.next_cursor());
    }
    client.list_product_photo_jobs().cursor(saved).items();
    client.list_product_photo_jobs().prefetch(true).items();

    client.list_product_photo_jobs().request_id("order-4711").send().await?;
    Ok(())
}

#[allow(dead_code, clippy::no_effect, clippy::match_same_arms)]
fn accessors(err: &Error) {
    match err.kind() {
        ErrorKind::Config
        | ErrorKind::InvalidRequest
        | ErrorKind::Connect
        | ErrorKind::Timeout
        | ErrorKind::Transport
        | ErrorKind::Api
        | ErrorKind::Decode
        | ErrorKind::PaginationLoop => {}
        _ => {}
    }
    let _: (Option<reqwest::StatusCode>, Option<&str>, Option<&str>) = (err.status(), err.code(), err.message());
    let _: Option<&str> = err.request_id();
    let _: Option<&RequestId> = err.sent_request_id();
    let _: (Option<Duration>, bool) = (err.retry_after(), err.is_retryable());
    err.attempts();
    err.headers();
    let _: Option<&Cursor> = err.cursor();
}

#[test]
fn everything_can_cross_threads_and_be_kept() {
    fn stream<T: FusedStream + Send + Unpin + 'static>(_: &T) {}
    fn future<T: Send + 'static>(_: &T) {}
    fn builder<T: Clone + Send + Sync + 'static>(_: &T) {}
    fn owned<T: Send + Sync + 'static>() {}

    let client = Client::new(KEY).unwrap();
    stream(&client.list_product_photo_jobs().items());
    stream(&client.list_product_photo_jobs().pages());
    future(&client.list_product_photo_jobs().send());
    builder(&client.list_product_photo_jobs());
    builder(&client);
    owned::<Error>();
    owned::<aigenstudio::Response<aigenstudio::types::ProductPhotoJobListResponse>>();
}

#[tokio::test]
async fn one_page() {
    let server = MockServer::start();
    let requests = serve(&server, |_| (200, page([1, 2], Some("next"))));
    let client = support::client(server.base_url());

    let page = client
        .list_product_photo_jobs()
        .limit(50_u8)
        .status(ProductPhotoJobStatus::Completed)
        .cursor("here")
        .request_id("order-4711")
        .send()
        .await
        .unwrap();

    assert_eq!(page.jobs.len(), 2);
    assert_eq!(page.items()[1].id.to_string(), job_id(2));
    assert_eq!(page.next_cursor().map(Cursor::as_str), Some("next"));
    assert_eq!(page.request_id, "req_page");
    assert_eq!(page.sent_request_id().as_str(), "order-4711");
    assert_eq!((page.status().as_u16(), page.attempts()), (200, 1));
    assert_eq!(page.headers()["content-type"], "application/json");
    assert_eq!(page.into_inner().jobs.len(), 2);

    let request = &requests.lock().unwrap()[0];
    assert_eq!((request.method_str(), request.uri().path()), ("GET", support::PATH));
    for (name, value) in [("limit", "50"), ("status", "completed"), ("cursor", "here")] {
        assert_eq!(query(request, name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(header(request, "x-request-id").as_deref(), Some("order-4711"));
    assert_eq!(header(request, "authorization"), Some(format!("Bearer {KEY}")));
}

#[tokio::test]
async fn ids_are_taken_as_text_or_ready_made() {
    let server = MockServer::start();
    let requests = serve(&server, |_| (200, page([], None)));
    let client = support::client(server.base_url());
    let list = || client.list_product_photo_jobs();
    let id: RequestId = "c".parse().unwrap();
    for call in
        [list().request_id("a"), list().request_id("b".to_owned()), list().request_id(&id), list().request_id(id)]
    {
        call.send().await.unwrap();
    }
    let sent: Vec<_> = requests.lock().unwrap().iter().filter_map(|request| header(request, "x-request-id")).collect();
    assert_eq!(sent, ["a", "b", "c", "c"]);
}

#[tokio::test]
async fn nothing_secret_is_in_any_debug() {
    let server = MockServer::start();
    serve(&server, |_| (401, serde_json::json!({ "error": { "code": "invalid", "message": format!("no {KEY}") } })));
    let builder = support::builder(server.base_url());
    let client = builder.clone().build().unwrap();
    let call = client.list_product_photo_jobs();
    let error = call.clone().send().await.unwrap_err();
    for text in [
        format!("{builder:?} {builder:#?}"),
        format!("{client:?} {client:#?}"),
        format!("{call:?} {:?} {:?}", call.clone().pages(), call.clone().items()),
        format!("{error:?} {error} {:?} {:?}", error.message(), error.body_excerpt()),
    ] {
        assert!(!text.contains(KEY), "{text}");
    }
    assert_eq!(error.message(), Some("no [redacted]"));
}
