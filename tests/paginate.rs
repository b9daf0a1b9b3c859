//! Walks.

mod support;

use std::{collections::HashSet, sync::Arc};

use aigenstudio::{Client, Cursor, ErrorKind, types::ProductPhotoJobStatus};
use futures_core::FusedStream as _;
use futures_util::{StreamExt as _, TryStreamExt as _};
use httpmock::{HttpMockRequest, MockServer};
use serde_json::{Value, json};
use support::{header, job_id, page, query, serve};
use tokio::sync::{Notify, Semaphore};

/// Pages by the cursor that asks for them; "" is the first.
fn pages(
    table: &'static [(&'static str, &'static [usize], Option<&'static str>)],
) -> impl Fn(&HttpMockRequest) -> (u16, Value) {
    move |request| {
        let cursor = query(request, "cursor").unwrap_or_default();
        let found = table.iter().find(|(asked, ..)| *asked == cursor);
        let missing = json!({ "error": { "code": "invalid_payload", "message": cursor, "request_id": "r" } });
        found.map_or((400, missing), |(_, jobs, next)| (200, page(jobs.iter().copied(), *next)))
    }
}

#[tokio::test]
async fn walks_end_as_they_should() {
    type Table = &'static [(&'static str, &'static [usize], Option<&'static str>)];
    let cases: [(&str, Table, &[usize], Option<&str>); 9] = [
        ("one page", &[("", &[1, 2], None)], &[1, 2], None),
        ("no jobs", &[("", &[], None)], &[], None),
        ("three pages", &[("", &[1], Some("a")), ("a", &[2, 3], Some("b")), ("b", &[4], None)], &[1, 2, 3, 4], None),
        (
            "empty pages that go on",
            &[
                ("", &[], Some("a")),
                ("a", &[], Some("b")),
                ("b", &[1], Some("c")),
                ("c", &[], Some("d")),
                ("d", &[2], None),
            ],
            &[1, 2],
            None,
        ),
        ("an empty cursor ends", &[("", &[1], Some(""))], &[1], None),
        ("the same cursor again", &[("", &[1], Some("a")), ("a", &[2], Some("a"))], &[1], Some("a")),
        (
            "a cycle",
            &[("", &[1], Some("a")), ("a", &[2], Some("b")), ("b", &[3], Some("c")), ("c", &[4], Some("b"))],
            &[1, 2, 3],
            Some("c"),
        ),
        (
            "a cycle of empty pages",
            &[("", &[], Some("a")), ("a", &[], Some("b")), ("b", &[], Some("a"))],
            &[],
            Some("b"),
        ),
        (
            "a cursor that differs in case",
            &[("", &[1], Some("a")), ("a", &[2], Some("A")), ("A", &[3], None)],
            &[1, 2, 3],
            None,
        ),
    ];
    for prefetch in [false, true] {
        for (case, table, want, looping) in cases {
            let server = MockServer::start();
            let requests = serve(&server, pages(table));
            let mut items = support::client(server.base_url()).list_product_photo_jobs().prefetch(prefetch).items();
            let mut jobs = Vec::new();
            let error = loop {
                match items.next().await {
                    Some(Ok(job)) => jobs.push(job.id.to_string()),
                    Some(Err(error)) => break Some(error),
                    None => break None,
                }
            };
            assert_eq!(jobs, want.iter().map(|&number| job_id(number)).collect::<Vec<_>>(), "{case}");
            assert!(items.is_terminated() && items.next().await.is_none() && items.next().await.is_none(), "{case}");
            assert_eq!(requests.lock().unwrap().len(), table.len(), "{case}");
            assert_eq!(error.as_ref().and_then(|error| error.cursor()).map(Cursor::as_str), looping, "{case}");
            if let Some(error) = error {
                assert_eq!(error.kind(), ErrorKind::PaginationLoop, "{case}");
                assert!(error.sent_request_id().is_some() && !error.is_retryable(), "{case}");
            }
        }
    }
}

#[tokio::test]
async fn a_next_cursor_that_is_absent_ends_the_walk() {
    let server = MockServer::start();
    serve(&server, |_| (200, json!({ "jobs": [support::job(1)], "request_id": "r" })));
    let pages: Vec<_> =
        support::client(server.base_url()).list_product_photo_jobs().pages().try_collect().await.unwrap();
    assert_eq!((pages.len(), pages[0].next_cursor()), (1, None));
}

#[tokio::test]
async fn the_starting_cursor_counts_as_used() {
    let server = MockServer::start();
    let requests = serve(&server, pages(&[("a", &[1], Some("b")), ("b", &[2], Some("a"))]));
    let mut pages = support::client(server.base_url()).list_product_photo_jobs().cursor("a").pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().items().len(), 1);
    // The page that leads back failed: it is not delivered, and the walk may be taken up there.
    let error = pages.try_next().await.unwrap_err();
    assert_eq!((error.kind(), error.cursor().unwrap().as_str()), (ErrorKind::PaginationLoop, "b"));
    assert!(error.to_string().contains("the server sent the cursor `a` again"), "{error}");
    assert_eq!(requests.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn filter_and_limit_go_with_every_page_and_the_id_is_fresh_unless_set() {
    for own in [None, Some("order-4711")] {
        let server = MockServer::start();
        let requests = serve(&server, pages(&[("", &[1], Some("a")), ("a", &[], Some("b")), ("b", &[3], None)]));
        let client = support::client(server.base_url());
        let mut call = client.list_product_photo_jobs().limit(3).status(ProductPhotoJobStatus::Failed);
        if let Some(id) = own {
            call = call.request_id(id);
        }
        let pages: Vec<_> = call.pages().try_collect().await.unwrap();
        let requests = requests.lock().unwrap();
        for (request, page) in requests.iter().zip(&pages) {
            assert_eq!(query(request, "limit").as_deref(), Some("3"));
            assert_eq!(query(request, "status").as_deref(), Some("failed"));
            assert_eq!(header(request, "x-request-id").unwrap(), page.sent_request_id().as_str());
        }
        let ids: HashSet<_> = pages.iter().map(|page| page.sent_request_id().clone()).collect();
        assert_eq!((pages.len(), ids.len()), (3, if own.is_some() { 1 } else { 3 }));
        assert!(own.is_none_or(|own| ids.iter().all(|id| id.as_str() == own)));
    }
}

#[tokio::test]
async fn a_failed_walk_says_where_to_resume_and_ends() {
    for prefetch in [false, true] {
        let server = MockServer::start();
        let mut up = server.mock(|when, then| {
            when.query_param("cursor", "b");
            then.status(500).body("oops");
        });
        serve(&server, pages(&[("", &[1, 2], Some("a")), ("a", &[3], Some("b")), ("b", &[4, 5], None)]));
        let client = support::client(server.base_url());
        let mut items = client.list_product_photo_jobs().prefetch(prefetch).items();
        let mut jobs = Vec::new();
        let error = loop {
            match items.next().await.expect("the walk fails before it ends") {
                Ok(job) => jobs.push(job.id),
                Err(error) => break error,
            }
        };
        assert_eq!((error.kind(), error.cursor().map(Cursor::as_str)), (ErrorKind::Api, Some("b")));
        assert!(items.next().await.is_none() && items.is_terminated());

        up.delete();
        let rest: Vec<_> =
            client.list_product_photo_jobs().cursor(error.cursor().unwrap()).items().try_collect().await.unwrap();
        jobs.extend(rest.into_iter().map(|job| job.id));
        assert_eq!(jobs.iter().map(ToString::to_string).collect::<Vec<_>>(), (1..=5).map(job_id).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_first_page_that_fails_has_no_cursor() {
    let server = MockServer::start();
    serve(&server, |_| (500, json!({})));
    let error = support::client(server.base_url()).list_product_photo_jobs().pages().try_next().await.unwrap_err();
    assert!(error.cursor().is_none());
}

#[tokio::test]
async fn a_stream_sends_nothing_before_it_is_polled_and_one_page_at_a_time() {
    let server = MockServer::start();
    let requests = serve(&server, pages(&[("", &[1], Some("a")), ("a", &[2], None)]));
    let count = || requests.lock().unwrap().len();
    let mut items = support::client(server.base_url()).list_product_photo_jobs().items();
    assert_eq!(count(), 0);
    items.try_next().await.unwrap();
    assert_eq!(count(), 1);
    items.try_next().await.unwrap();
    assert_eq!(count(), 2);
}

/// A server in the test's own runtime: it says which page was asked for, and answers when it may.
struct Gated {
    client: Client,
    asked: Arc<Notify>,
    may_answer: Arc<Semaphore>,
    gone: Arc<Notify>,
}

impl Gated {
    async fn start() -> Self {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = support::client(format!("http://{}", listener.local_addr().unwrap()));
        let (asked, may_answer) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(0)));
        let gone = Arc::new(Notify::new());
        let this = Self { client, asked: asked.clone(), may_answer: may_answer.clone(), gone: gone.clone() };
        tokio::spawn(async move {
            for number in 1.. {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut buffer = [0; 4096];
                let _ = stream.read(&mut buffer).await;
                asked.notify_one();
                tokio::select! {
                    permit = may_answer.acquire() => permit.unwrap().forget(),
                    _ = stream.read(&mut buffer) => {
                        gone.notify_one();
                        continue;
                    }
                }
                let answer = support::raw_page([number], Some(&number.to_string()));
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        this
    }
}

/// What never happens fails the test long before a request times out.
async fn soon(event: impl Future<Output = ()>) {
    tokio::time::timeout(std::time::Duration::from_secs(10), event).await.expect("it happens");
}

#[tokio::test]
async fn prefetch_fetches_while_the_page_is_consumed() {
    let server = Gated::start().await;
    server.may_answer.add_permits(1);
    let mut items = server.client.list_product_photo_jobs().prefetch(true).items();
    items.try_next().await.unwrap();
    server.asked.notified().await;
    // Nobody polls the stream here, and the second page is asked for all the same.
    soon(server.asked.notified()).await;
    server.may_answer.add_permits(1);
    tokio::task::yield_now().await;
    assert_eq!(items.try_next().await.unwrap().unwrap().id.to_string(), job_id(2));
}

#[tokio::test]
async fn dropping_a_stream_that_prefetches_cancels_the_request() {
    let server = Gated::start().await;
    server.may_answer.add_permits(1);
    let mut items = server.client.list_product_photo_jobs().prefetch(true).items();
    items.try_next().await.unwrap();
    server.asked.notified().await;
    soon(server.asked.notified()).await;
    drop(items);
    soon(server.gone.notified()).await;
}
