//! The typed mocks take what the document has and answer what it documents.

mod support;

use aigenstudio::{
    Cursor, ErrorKind,
    mock::MockServerExt as _,
    types::{
        ErrorResponse, ErrorResponseError, ProductPhotoJobListResponse, ProductPhotoJobStatus as Status,
        ProductPhotoJobSummary,
    },
};
use futures_util::TryStreamExt as _;
use httpmock::MockServer;
use support::client;

fn page(jobs: usize, next_cursor: Option<&str>) -> ProductPhotoJobListResponse {
    let job = |number: usize| ProductPhotoJobSummary::new(support::job_id(number), "archived", 1, 2, true);
    let mut page = ProductPhotoJobListResponse::new((0..jobs).map(job), "req");
    page.next_cursor = next_cursor.map(Cursor::from);
    page
}

#[tokio::test]
async fn a_walk_is_mocked_page_by_page() {
    let server = MockServer::start();
    let first = server.list_product_photo_jobs(|when, then| {
        when.cursor(None).limit(2).status(&Status::from("archived"));
        then.ok(&page(2, Some("2026-01-02T03:04:05+05:30")));
    });
    let second = server.list_product_photo_jobs(|when, then| {
        when.cursor(&Cursor::from("2026-01-02T03:04:05+05:30")).limit(2).status(&Status::from("archived"));
        then.ok(&page(1, None));
    });
    let walk = client(server.base_url()).list_product_photo_jobs().limit(2).status("archived");
    let jobs: Vec<_> = walk.items().try_collect().await.unwrap();
    assert!(jobs.len() == 3 && jobs[0].status.as_str() == "archived", "{jobs:?}");
    first.assert();
    second.assert();
}

#[tokio::test]
async fn a_request_that_differs_is_not_answered() {
    let server = MockServer::start();
    server.list_product_photo_jobs(|when, then| {
        when.limit(2).status(None).cursor(None).request_id("mine");
        then.ok(&page(0, None));
    });
    let list = || client(server.base_url()).list_product_photo_jobs();
    for (case, call, is_answered) in [
        ("as expected", list().limit(2).request_id("mine"), true),
        ("another limit", list().limit(3).request_id("mine"), false),
        ("no limit", list().request_id("mine"), false),
        ("a status", list().limit(2).status("failed").request_id("mine"), false),
        ("a cursor", list().limit(2).cursor("x").request_id("mine"), false),
        ("another id", list().limit(2).request_id("other"), false),
    ] {
        assert_eq!(call.send().await.is_ok(), is_answered, "{case}");
    }
}

#[tokio::test]
async fn every_documented_error_can_be_answered() {
    let body = |code: &str| ErrorResponse::new(ErrorResponseError::new(code, "No.", "req"));
    for (status, code) in [(400, "invalid_payload"), (401, "invalid_api_key"), (429, "rate_limit_exceeded")] {
        let server = MockServer::start();
        server.list_product_photo_jobs(|_, then| {
            match status {
                400 => then.bad_request(&body(code)),
                401 => then.unauthorized(&body(code)),
                _ => then.too_many_requests(&body(code)),
            };
        });
        let error = client(server.base_url()).list_product_photo_jobs().send().await.unwrap_err();
        assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Api, Some(status)));
        assert_eq!((error.code(), error.message(), error.request_id()), (Some(code), Some("No."), Some("req")));
    }
}
