//! What the client sends and what the sandbox answers, judged by the document itself: read as it is, not through the
//! generator.

#[path = "support/calls.rs"]
mod calls;
#[path = "support/document.rs"]
mod document;
mod support;

use std::sync::{Arc, Mutex};

use aigenstudio::{Cursor, mock::Sandbox};
use calls::{CURSORS, STATUSES, combinations};
use document::Document;
use futures_util::TryStreamExt as _;
use httpmock::{HttpMockRequest, MockServer};
use support::{client, header, page, serve};

fn document() -> Document {
    Document::load(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.yaml"))
}

fn recorder(server: &MockServer) -> Arc<Mutex<Vec<HttpMockRequest>>> {
    serve(server, |_| (200, page([], None)))
}

fn check(document: &Document, request: &HttpMockRequest, case: &str) {
    let problems = document.check_request(request);
    assert!(problems.is_empty(), "{case}: {problems:#?}");
}

#[tokio::test]
async fn every_request_is_one_of_the_document_and_says_what_was_asked() {
    let document = document();
    let server = MockServer::start();
    let requests = recorder(&server);
    let calls = combinations(&client(server.base_url()));
    let count = calls.len();
    for (call, want, id) in calls {
        let case = format!("{call:?}");
        call.send().await.unwrap();
        let request = requests.lock().unwrap().pop().unwrap();
        check(&document, &request, &case);
        assert_eq!(request.query_params(), want, "{case}");
        let sent = header(&request, "x-request-id").unwrap();
        assert_eq!(id.unwrap_or_else(|| sent.clone()), sent, "{case}");
    }
    assert_eq!(count, 525);
}

#[tokio::test]
async fn every_request_of_a_walk_is_one_of_the_document() {
    let document = document();
    let server = MockServer::start();
    let requests = serve(&server, |request| {
        let at = support::query(request, "cursor").and_then(|at| CURSORS.iter().position(|cursor| *cursor == at));
        (200, page([0], CURSORS.get(at.map_or(0, |at| at + 1)).copied()))
    });
    let walk = client(server.base_url()).list_product_photo_jobs().limit(7).status("failed");
    let jobs: Vec<_> = walk.items().try_collect().await.unwrap();
    assert_eq!(jobs.len(), 5);
    for (index, request) in requests.lock().unwrap().iter().enumerate() {
        check(&document, request, &format!("page {index}"));
        assert_eq!(support::query(request, "cursor").as_deref(), index.checked_sub(1).map(|index| CURSORS[index]));
        assert_eq!(support::query(request, "limit").as_deref(), Some("7"), "page {index}");
        assert_eq!(support::query(request, "status").as_deref(), Some("failed"), "page {index}");
    }
}

#[tokio::test]
async fn what_the_document_forbids_is_not_sent() {
    let server = MockServer::start();
    let requests = recorder(&server);
    let list = || client(server.base_url()).list_product_photo_jobs();
    for (case, call) in [
        ("below the minimum", list().limit(0)),
        ("above the maximum", list().limit(101)),
        ("below zero", list().limit(i64::MIN)),
        ("no 64-bit number", list().limit(u64::MAX)),
        ("id too long", list().request_id("x".repeat(161))),
        ("id of none", list().request_id("")),
    ] {
        call.send().await.unwrap_err();
        assert!(requests.lock().unwrap().is_empty(), "{case}");
    }
}

/// A judge that finds nothing is none: what it must not let through.
#[tokio::test]
async fn the_judge_finds_what_is_wrong() {
    let document = document();
    let server = MockServer::start();
    let requests = recorder(&server);
    let http = reqwest::Client::new();
    let key = ("authorization", "Bearer key");
    for (case, method, target, headers, found) in [
        ("path", "GET", "/jobs", vec![key], "the document has no GET /jobs"),
        ("method", "PUT", "/product-photo-jobs", vec![key], "the document has no PUT"),
        ("key", "GET", "/product-photo-jobs", vec![], "expected a bearer key but found None"),
        ("bare key", "GET", "/product-photo-jobs", vec![("authorization", "key")], "expected a bearer key"),
        ("limit", "GET", "/product-photo-jobs?limit=0", vec![key], "query limit: 0 is less than the minimum"),
        ("number", "GET", "/product-photo-jobs?limit=many", vec![key], "query limit: \"many\" is not of type"),
        ("twice", "GET", "/product-photo-jobs?limit=1&limit=2", vec![key], "the query limit is there 2 times"),
        ("cursor", "GET", "/product-photo-jobs?cursor=2026-01-02+03:04:05", vec![key], "is not a \"date-time\""),
        ("status", "GET", "/product-photo-jobs?status=archived", vec![key], "query status: \"archived\" is not one"),
        ("name", "GET", "/product-photo-jobs?state=failed", vec![key], "the query parameter state is not declared"),
        ("header", "GET", "/product-photo-jobs", vec![key, ("api-version", "1")], "the header api-version is not"),
    ] {
        let mut request = http.request(method.parse().unwrap(), format!("{}{target}", server.base_url()));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request.send().await.unwrap();
        let problems = document.check_request(&requests.lock().unwrap().pop().unwrap());
        assert!(problems.iter().any(|problem| problem.contains(found)), "{case}: {problems:?}");
    }

    let operation = document.operation("GET", "/product-photo-jobs").unwrap();
    let json = Some("application/json");
    for (case, status, kind, body, found) in [
        ("status", 404, json, "{}", "status 404 is not documented"),
        ("type", 200, Some("text/html"), "{}", "the answer is said to be Some(\"text/html\")"),
        ("no JSON", 200, json, "<html>", "the answer is no JSON"),
        ("missing", 200, json, r#"{"jobs":[]}"#, "\"request_id\" is a required property"),
        ("cursor", 200, json, r#"{"jobs":[],"request_id":"","next_cursor":"x"}"#, "is not a \"date-time\""),
        ("error", 400, json, r#"{"error":{}}"#, "\"code\" is a required property"),
    ] {
        let problems = operation.check_answer(status, kind, body.as_bytes());
        assert!(problems.iter().any(|problem| problem.contains(found)), "{case}: {problems:?}");
    }
}

#[tokio::test]
async fn every_answer_of_the_sandbox_is_one_of_the_document() {
    let document = document();
    let sandbox = Sandbox::builder().jobs(45).start();
    let operation = document.operation("GET", "/product-photo-jobs").unwrap();
    let key = format!("Bearer {}", sandbox.api_key());
    let second = sandbox.client().list_product_photo_jobs().send().await.unwrap();
    let second = second.next_cursor().map(Cursor::to_string).unwrap();
    let long = "x".repeat(161);
    let mut targets = vec![
        ("the first page".to_owned(), String::new(), 200),
        ("the smallest page".to_owned(), "limit=1".to_owned(), 200),
        ("the largest page".to_owned(), "limit=100".to_owned(), 200),
        ("the second page".to_owned(), format!("cursor={second}"), 200),
        ("the second page, filtered".to_owned(), format!("cursor={second}&status=completed&limit=2"), 200),
        ("limit too small".to_owned(), "limit=0".to_owned(), 400),
        ("limit too large".to_owned(), "limit=101".to_owned(), 400),
        ("limit no number".to_owned(), "limit=many".to_owned(), 400),
        ("unknown status".to_owned(), "status=archived".to_owned(), 400),
        ("a time before all jobs".to_owned(), "cursor=2020-01-01T00:00:00Z".to_owned(), 200),
        ("cursor no time".to_owned(), "cursor=x".to_owned(), 400),
    ];
    targets.extend(STATUSES.map(|status| (format!("all {status}"), format!("status={status}"), 200)));
    for (case, query, status) in &targets {
        for (case, key, id, status) in [
            (case.as_str(), Some(key.as_str()), None, *status),
            ("with an id", Some(&*key), Some("order-4711"), *status),
            ("with an id too long", Some(&*key), Some(&*long), 400),
            ("without a key", None, None, 401),
            ("with another key", Some("Bearer other"), None, 401),
        ] {
            let mut request = reqwest::Client::new().get(format!("{}/product-photo-jobs?{query}", sandbox.base_url()));
            for (name, value) in [("authorization", key), ("x-request-id", id)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let response = request.send().await.unwrap();
            let found = response.status().as_u16();
            let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
            let body = response.bytes().await.unwrap();
            assert_eq!(found, status, "{case}, {query}: {body:?}");
            let problems = operation.check_answer(found, kind.as_deref(), &body);
            assert!(problems.is_empty(), "{case}, {query}: {problems:#?}\n{body:?}");
        }
    }
}
