//! Every failure can be named to support.

mod support;

use std::{error::Error as _, net::TcpListener as StdListener, time::Duration};

use aigenstudio::{Error, ErrorKind};
use serde_json::json;
use support::{RawServer, raw};

const JSON: &str = "content-type: application/json\r\n";

async fn fail(answer: impl Into<Vec<u8>>) -> Error {
    let server = RawServer::start([answer]).await;
    support::client(&server.base_url).list_product_photo_jobs().request_id("sent-1").send().await.unwrap_err()
}

#[tokio::test]
async fn error_bodies_yield_what_is_there() {
    let html = "<html><h1>Bad Gateway</h1>\r\n</html>";
    for (case, status, headers, body, code, message, request_id, retryable) in [
        (
            "as documented",
            "400 Bad Request",
            "x-request-id: header-id\r\n",
            r#"{"error":{"code":"invalid_payload","message":"no","request_id":"body-id"}}"#,
            Some("invalid_payload"),
            Some("no"),
            Some("body-id"),
            false,
        ),
        ("no id", "401 Unauthorized", "", r#"{"error":{"code":"c","message":"m"}}"#, Some("c"), Some("m"), None, false),
        (
            "id in header",
            "401 Unauthorized",
            "x-request-id: h\r\n",
            r#"{"error":{"code":"c"}}"#,
            Some("c"),
            None,
            Some("h"),
            false,
        ),
        (
            "bare text",
            "429 Too Many Requests",
            "",
            r#"{"error":"slow down"}"#,
            Some("slow down"),
            Some("slow down"),
            None,
            true,
        ),
        ("HTML", "502 Bad Gateway", "x-request-id: h\r\n", html, None, None, Some("h"), true),
        ("empty", "503 Service Unavailable", "", "", None, None, None, true),
        ("request timeout", "408 Request Timeout", "", "", None, None, None, true),
        ("internal", "500 Internal Server Error", "", "", None, None, None, true),
        ("gateway timeout", "504 Gateway Timeout", "", "", None, None, None, true),
        ("undocumented", "418 I'm a teapot", "", r#"{"message":"tea"}"#, None, Some("tea"), None, false),
        ("forbidden", "403 Forbidden", "", "", None, None, None, false),
        ("other server error", "501 Not Implemented", "", "", None, None, None, false),
    ] {
        let error = fail(raw(status, headers, body)).await;
        assert_eq!(error.kind(), ErrorKind::Api, "{case}");
        assert_eq!(error.status().unwrap().as_str(), &status[..3], "{case}");
        assert_eq!((error.code(), error.message(), error.request_id()), (code, message, request_id), "{case}");
        assert_eq!(error.sent_request_id().unwrap().as_str(), "sent-1", "{case}");
        assert_eq!((error.attempts(), error.is_retryable()), (1, retryable), "{case}");
        assert!(error.headers().unwrap().contains_key("content-length"), "{case}");
        assert_eq!(error.body_excerpt().is_some(), !body.is_empty(), "{case}");
        let text = error.to_string();
        for part in [Some(&status[..3]), code, message, request_id, Some("sent-1")].into_iter().flatten() {
            assert!(text.contains(part), "{case}: {part} in {text}");
        }
        assert!(!text.contains('\n') && !text.contains('\r'), "{case}: {text}");
    }
}

#[tokio::test]
async fn successes_that_are_none_say_where() {
    let job = support::job(1);
    let mut no_status = job.clone();
    no_status.as_object_mut().unwrap().remove("status");
    let mut bad_count = job.clone();
    bad_count["total_items"] = "nonsense".into();
    let list = |jobs: serde_json::Value| json!({ "jobs": jobs, "request_id": "body-id" }).to_string();
    let cut = list(json!([job]))[..40].to_owned();
    for (case, body, path, request_id) in [
        ("missing field", list(json!([job, job, job, no_status])), Some("jobs[3].status"), Some("body-id")),
        ("wrong type", list(json!([bad_count])), Some("jobs[0].total_items"), Some("body-id")),
        ("null", list(json!(null)), Some("jobs"), Some("body-id")),
        ("missing at the top", r#"{"jobs":[]}"#.to_owned(), Some("request_id"), None),
        ("another object", r#"{"ok":true}"#.to_owned(), Some("jobs"), None),
        ("HTML", "<html>maintenance</html>".to_owned(), None, None),
        ("empty", String::new(), None, None),
        ("two values", format!("{} 1", list(json!([]))), None, None),
        ("cut short by the server", cut, Some("jobs[0].id"), None),
    ] {
        let error = fail(raw("200 OK", JSON, &body)).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{case}: {error}");
        assert_eq!((error.path(), error.request_id()), (path, request_id), "{case}: {error}");
        assert_eq!((error.status().unwrap().as_u16(), error.is_retryable()), (200, false), "{case}");
        assert_eq!(error.sent_request_id().unwrap().as_str(), "sent-1", "{case}");
        assert!(path.is_none_or(|path| error.to_string().contains(path)), "{case}: {error}");
        assert!(error.source().is_some() && error.headers().is_some(), "{case}");
    }
    let error = fail(raw("200 OK", "content-type: text/html; charset=utf-8\r\n", "<html>maintenance</html>")).await;
    assert!(error.to_string().contains("body of `text/html` with status 200 OK is not the documented one"), "{error}");
    assert_eq!(error.body_excerpt(), Some("<html>maintenance</html>"));
}

#[tokio::test]
async fn invalid_utf_8_is_a_decode_error() {
    let mut answer = raw("200 OK", JSON, r#"{"jobs":[],"request_id":"?"}"#).into_bytes();
    let at = answer.len() - 3;
    answer[at] = 0xff;
    let error = fail(answer).await;
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("request_id")), "{error}");
}

#[tokio::test]
async fn other_successes_are_errors_that_say_what_was_expected() {
    for status in ["201 Created", "202 Accepted", "204 No Content", "304 Not Modified"] {
        let error = fail(format!("HTTP/1.1 {status}\r\n\r\n")).await;
        assert_eq!(error.kind(), ErrorKind::Api);
        assert!(
            error.to_string().contains(&format!("expected status 200 but the server answered {status}")),
            "{error}"
        );
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn broken_answers_are_told_from_wrong_ones() {
    let whole = support::page([1], None).to_string();
    let half = &whole[..whole.len() / 2];
    for (case, answer, status) in [
        ("closed at once", String::new(), None),
        ("within the headers", "HTTP/1.1 200 OK\r\ncontent-le".to_owned(), None),
        ("no HTTP", "220 smtp ready\r\n\r\n".to_owned(), None),
        (
            "within a body of known length",
            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{half}", whole.len()),
            Some(200),
        ),
        ("within a chunk", format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfff\r\n{half}"), Some(200)),
        (
            "before the last chunk",
            format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{half}\r\n", half.len()),
            Some(200),
        ),
        ("within a body of unknown length", format!("HTTP/1.1 200 OK\r\n\r\n{half}"), Some(200)),
        ("before a body of unknown length", "HTTP/1.1 200 OK\r\n\r\n".to_owned(), Some(200)),
        ("broken gzip", raw("200 OK", "content-encoding: gzip\r\n", "no gzip"), Some(200)),
    ] {
        let error = fail(answer).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{case}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), status, "{case}: {error}");
        assert!(error.is_retryable() && error.source().is_some(), "{case}");
        assert_eq!(error.sent_request_id().unwrap().as_str(), "sent-1", "{case}");
    }
    // The end of the connection is an end as good as any if the value is whole.
    let server = RawServer::start([format!("HTTP/1.1 200 OK\r\n\r\n{whole}")]).await;
    support::client(&server.base_url).list_product_photo_jobs().send().await.unwrap();
}

#[tokio::test]
async fn an_error_body_that_breaks_does_not_hide_the_status() {
    let error = fail("HTTP/1.1 401 Unauthorized\r\ncontent-length: 100\r\nx-request-id: h\r\n\r\n{\"error\":").await;
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 401));
    assert_eq!((error.request_id(), error.body_excerpt()), (Some("h"), Some("{\"error\":")));
}

/// No name has an address.
struct NoNames;

impl reqwest::dns::Resolve for NoNames {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async { Err("no such name".into()) })
    }
}

#[tokio::test]
async fn no_connection() {
    let port = StdListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let refused = support::builder(format!("http://127.0.0.1:{port}"));
    let http_client = reqwest::Client::builder().dns_resolver(NoNames).no_proxy().build().unwrap();
    let no_name = support::builder("https://name.invalid").http_client(http_client);
    for (builder, what) in
        [(refused, "no connection to 127.0.0.1"), (no_name, "the host name name.invalid does not resolve")]
    {
        let call = builder.build().unwrap().list_product_photo_jobs().request_id("sent-1");
        let error = call.send().await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Connect, None), "{error:?}");
        assert_eq!(error.sent_request_id().unwrap().as_str(), "sent-1");
        assert!(error.to_string().contains(what) && error.is_retryable() && error.source().is_some(), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_speaks_no_tls() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = support::client(format!("https://{}", listener.local_addr().unwrap()));
    let (error, _open) = tokio::join!(client.list_product_photo_jobs().send(), async {
        let (mut stream, _) = listener.accept().await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        stream
    });
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Connect);
}

#[tokio::test]
async fn a_timeout_says_in_which_phase() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let client = support::builder(&base_url).timeout(Duration::from_millis(100)).build().unwrap();
    let (error, _open) = tokio::join!(client.list_product_photo_jobs().request_id("sent-1").send(), listener.accept());
    let error = error.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Timeout, None));
    assert!(error.to_string().contains("no answer within 100ms (sent as sent-1)"), "{error}");
    assert!(error.is_retryable());

    let client = support::builder(&base_url).timeout(Duration::from_millis(400)).build().unwrap();
    let (error, _open) = tokio::join!(client.list_product_photo_jobs().send(), async {
        let (mut stream, _) = listener.accept().await.unwrap();
        support::read_head(&mut stream).await;
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\nx-request-id: h\r\n\r\n{";
        tokio::io::AsyncWriteExt::write_all(&mut stream, head).await.unwrap();
        stream
    });
    let error = error.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Timeout, Some(reqwest::StatusCode::OK)), "{error:?}");
    assert_eq!(error.request_id(), Some("h"));
    assert!(error.to_string().contains("the body with status 200 OK was not complete within 400ms"), "{error}");
}

#[tokio::test]
async fn a_body_has_a_size_limit() {
    let body = support::page([1], None).to_string();
    let chunked =
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let huge = "HTTP/1.1 200 OK\r\ncontent-length: 9223372036854775807\r\n\r\n".to_owned();
    for (case, answer) in [("declared", raw("200 OK", JSON, &body)), ("chunked", chunked), ("never sent", huge)] {
        let server = RawServer::start([answer]).await;
        let client = support::builder(&server.base_url).max_response_bytes(body.len() - 1).build().unwrap();
        let error = client.list_product_photo_jobs().send().await.unwrap_err();
        assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Decode, false), "{case}: {error}");
        let limit = format!("expected a body of at most {} bytes but found a larger one", body.len() - 1);
        assert!(error.to_string().contains(&limit), "{case}: {error}");
    }
    let server = RawServer::start([raw("200 OK", JSON, &body)]).await;
    let client = support::builder(&server.base_url).max_response_bytes(body.len()).build().unwrap();
    client.list_product_photo_jobs().send().await.unwrap();
}

#[tokio::test]
async fn a_huge_error_body_is_not_read_to_its_end() {
    let body = "x".repeat(10_000_000);
    let server = RawServer::start([raw("500 Internal Server Error", "", &body)]).await;
    let client = support::builder(&server.base_url).max_response_bytes(10).build().unwrap();
    let error = client.list_product_photo_jobs().send().await.unwrap_err();
    assert_eq!((error.kind(), error.body_excerpt().unwrap().len()), (ErrorKind::Api, 512));
}

#[tokio::test]
async fn rate_limits_are_readable() {
    let headers = "x-ratelimit-limit: 60\r\nx-ratelimit-remaining: 0\r\nx-ratelimit-reset: soon\r\nretry-after: 7\r\n";
    let error = fail(raw("429 Too Many Requests", headers, "")).await;
    let limit = error.rate_limit().unwrap();
    assert_eq!((limit.limit, limit.remaining, limit.reset), (Some(60), Some(0), None));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));

    let server =
        RawServer::start([raw("200 OK", "x-ratelimit-remaining: 59\r\n", &support::page([], None).to_string())]).await;
    let page = support::client(&server.base_url).list_product_photo_jobs().send().await.unwrap();
    assert_eq!(page.rate_limit().unwrap().remaining, Some(59));
    assert_eq!(fail(raw("500 Internal Server Error", "", "")).await.rate_limit(), None);
}
