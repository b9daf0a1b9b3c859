//! What is retried, when, and with what.

mod support;

use std::time::{Duration, UNIX_EPOCH};

use aigenstudio::{Client, ErrorKind, RetryPolicy, mock::VirtualClock};
use futures_util::TryStreamExt as _;
use support::{KEY, RawServer, raw, raw_page};

const TOO_MANY: &str = "429 Too Many Requests";

const fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn policy() -> RetryPolicy {
    RetryPolicy::default().max_attempts(4).base_delay(s(1)).max_delay(s(8)).max_elapsed(s(60))
}

/// A client that waits by a clock of its own, which starts at 2026-01-02 03:04:05 GMT.
fn client(server: &RawServer, policy: RetryPolicy) -> (Client, VirtualClock) {
    let clock = VirtualClock::starting_at(UNIX_EPOCH + s(1_767_323_045));
    let builder = Client::builder().api_key(KEY).base_url(&server.base_url).retry(policy).clock(&clock);
    (builder.build().unwrap(), clock)
}

fn sent_ids(server: &RawServer) -> Vec<String> {
    let id = |request: &String| request.lines().find_map(|line| line.strip_prefix("x-request-id: ")).map(str::to_owned);
    server.requests().iter().filter_map(id).collect()
}

#[tokio::test]
async fn transient_faults_are_retried_with_the_same_id() {
    let page = raw_page([1], None);
    let half = &page[..page.len() - 40];
    for (case, fault) in [
        ("408", raw("408 Request Timeout", "", "")),
        ("429", raw(TOO_MANY, "", "")),
        ("500", raw("500 Internal Server Error", "", "")),
        ("502", raw("502 Bad Gateway", "", "<html>")),
        ("503", raw("503 Service Unavailable", "", "")),
        ("504", raw("504 Gateway Timeout", "", "")),
        ("closed at once", String::new()),
        ("cut within the headers", "HTTP/1.1 200".to_owned()),
        ("cut within the body", half.to_owned()),
        ("cut within a body of unknown length", "HTTP/1.1 200 OK\r\n\r\n{\"jobs\":[".to_owned()),
    ] {
        let server = RawServer::start([fault.clone(), fault, page.clone()]).await;
        let (client, clock) = client(&server, policy());
        let page = client.list_product_photo_jobs().send().await.unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!(page.attempts(), 3, "{case}");
        let id = page.sent_request_id().as_str();
        assert_eq!(sent_ids(&server), [id, id, id], "{case}");
        let waits = clock.waits();
        assert!(waits.len() == 2 && waits[0] <= s(1) && waits[1] <= s(2), "{case}: {waits:?}");
    }
}

#[tokio::test]
async fn what_would_fail_again_is_not_retried() {
    for (case, answer, kind) in [
        ("400", raw("400 Bad Request", "retry-after: 1\r\n", ""), ErrorKind::Api),
        ("401", raw("401 Unauthorized", "", ""), ErrorKind::Api),
        ("403", raw("403 Forbidden", "", ""), ErrorKind::Api),
        ("404", raw("404 Not Found", "", ""), ErrorKind::Api),
        ("409", raw("409 Conflict", "", ""), ErrorKind::Api),
        ("422", raw("422 Unprocessable Content", "", ""), ErrorKind::Api),
        ("501", raw("501 Not Implemented", "", ""), ErrorKind::Api),
        ("302", raw("302 Found", "location: https://127.0.0.1/\r\n", ""), ErrorKind::Api),
        ("not the document's", raw("200 OK", "", "{}"), ErrorKind::Decode),
    ] {
        let server = RawServer::start([answer, raw_page([], None)]).await;
        let (client, clock) = client(&server, policy());
        let error = client.list_product_photo_jobs().send().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), error.is_retryable()), (kind, 1, false), "{case}");
        assert!(server.requests().len() == 1 && clock.waits().is_empty(), "{case}");
    }
}

#[tokio::test]
async fn attempts_are_bounded_and_counted() {
    for (policy, attempts) in [(policy(), 4), (policy().max_attempts(2), 2), (RetryPolicy::none(), 1)] {
        let server = RawServer::start([raw("503 Service Unavailable", "x-request-id: theirs\r\n", "")]).await;
        let (client, clock) = client(&server, policy);
        let error = client.list_product_photo_jobs().request_id("ours").send().await.unwrap_err();
        assert_eq!((error.attempts() as usize, server.requests().len()), (attempts, attempts));
        assert_eq!(clock.waits().len(), attempts - 1);
        assert_eq!((error.request_id(), error.sent_request_id().unwrap().as_str()), (Some("theirs"), "ours"));
        assert!(error.is_retryable() && sent_ids(&server).iter().all(|id| id == "ours"));
        assert_eq!(error.to_string().contains("attempts"), attempts > 1, "{error}");
    }
}

#[tokio::test]
async fn refused_connections_are_retried() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let clock = VirtualClock::new();
    let builder = Client::builder().api_key(KEY).base_url(format!("http://127.0.0.1:{port}")).retry(policy());
    let error = builder.clock(&clock).build().unwrap().list_product_photo_jobs().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), clock.waits().len()), (ErrorKind::Connect, 4, 3));
}

#[tokio::test]
async fn timeouts_are_retried() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let builder = Client::builder().api_key(KEY).base_url(format!("http://{}", listener.local_addr().unwrap()));
    let clock = VirtualClock::new();
    let client =
        builder.timeout(Duration::from_millis(20)).retry(policy().max_attempts(3)).clock(&clock).build().unwrap();
    // The system accepts the connections, and nobody answers.
    let error = client.list_product_photo_jobs().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), clock.waits().len()), (ErrorKind::Timeout, 3, 2));
}

#[tokio::test]
async fn retry_after_is_never_cut_short() {
    for (case, headers, least) in [
        ("seconds", "retry-after: 20\r\n", s(20)),
        ("date by our clock", "retry-after: Fri, 02 Jan 2026 03:04:25 GMT\r\n", s(20)),
        (
            "date by a server's clock that is hours ahead",
            "date: Fri, 02 Jan 2026 10:00:00 GMT\r\nretry-after: Fri, 02 Jan 2026 10:00:20 GMT\r\n",
            s(20),
        ),
        ("date that is past", "retry-after: Fri, 02 Jan 2020 00:00:00 GMT\r\n", s(0)),
        ("nonsense", "retry-after: soon\r\n", s(0)),
        ("none", "", s(0)),
        ("twice", "retry-after: 3\r\nretry-after: 20\r\n", s(20)),
    ] {
        for status in [TOO_MANY, "503 Service Unavailable"] {
            let server = RawServer::start([raw(status, headers, ""), raw_page([], None)]).await;
            let (client, clock) = client(&server, policy());
            let page = client.list_product_photo_jobs().send().await.unwrap();
            assert_eq!(page.attempts(), 2, "{case}");
            let wait = clock.waits()[0];
            assert!(wait >= least && wait <= least + s(1), "{case}: {wait:?}");
        }
    }
}

#[tokio::test]
async fn a_retry_after_beyond_the_time_left_comes_back_at_once() {
    for (case, answers, attempts, asked, waits) in [
        ("at first", vec![raw(TOO_MANY, "retry-after: 61\r\n", "")], 1, s(61), 0),
        (
            "after another",
            vec![raw(TOO_MANY, "retry-after: 40\r\n", ""), raw(TOO_MANY, "retry-after: 30\r\n", "")],
            2,
            s(30),
            1,
        ),
        ("for ever", vec![raw(TOO_MANY, "retry-after: 99999999999999999999999\r\n", "")], 1, s(u64::MAX), 0),
    ] {
        let server = RawServer::start(answers).await;
        let (client, clock) = client(&server, policy());
        let error = client.list_product_photo_jobs().send().await.unwrap_err();
        assert_eq!((error.attempts(), error.retry_after()), (attempts, Some(asked)), "{case}");
        assert_eq!((clock.waits().len(), error.is_retryable()), (waits, true), "{case}");
    }
}

#[tokio::test]
async fn no_attempt_begins_after_the_elapsed_limit() {
    let server = RawServer::start([raw(TOO_MANY, "retry-after: 9\r\n", "")]).await;
    let (client, clock) = client(&server, policy().max_attempts(100).base_delay(s(0)));
    let error = client.list_product_photo_jobs().send().await.unwrap_err();
    assert_eq!((error.attempts(), clock.elapsed()), (7, s(54)));
}

#[tokio::test]
async fn each_page_of_a_walk_has_attempts_of_its_own_and_one_id() {
    let fault = raw("503 Service Unavailable", "", "");
    let answers = [
        fault.clone(),
        raw_page([1], Some("a")),
        fault.clone(),
        fault.clone(),
        raw_page([2], Some("b")),
        fault,
        raw_page([3], None),
    ];
    let server = RawServer::start(answers).await;
    let (client, _) = client(&server, policy().max_attempts(3));
    let pages: Vec<_> = client.list_product_photo_jobs().pages().try_collect().await.unwrap();
    assert_eq!(pages.iter().map(aigenstudio::Response::attempts).collect::<Vec<_>>(), [2, 3, 2]);
    let ids: Vec<_> = pages.iter().map(|page| page.sent_request_id().as_str()).collect();
    let [a, b, c] = ids[..] else { panic!("{ids:?}") };
    assert!(a != b && b != c && a != c);
    assert_eq!(sent_ids(&server), [a, a, b, b, b, c, c]);
}

#[tokio::test(start_paused = true)]
async fn the_real_clock_waits() {
    let clock = tokio::time::Instant::now();
    // Refused at once, so that nothing but the waits moves the paused clock.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let builder = Client::builder().api_key(KEY).base_url(format!("http://127.0.0.1:{port}"));
    let client = builder.retry(policy().base_delay(s(1000)).max_delay(s(50))).build().unwrap();
    let error = client.list_product_photo_jobs().send().await.unwrap_err();
    assert!(error.attempts() > 1 && clock.elapsed() > s(1), "{error} after {:?}", clock.elapsed());
}
