//! What is refused before anything is sent.

mod support;

use std::{process::Command, time::Duration};

use aigenstudio::{Client, ClientBuilder, ErrorKind, RetryPolicy};
use futures_util::{StreamExt as _, TryStreamExt as _};
use httpmock::MockServer;
use support::{KEY, page, serve};

#[test]
fn what_cannot_be_built_says_why() {
    let with_url = |url: &str| Client::builder().api_key(KEY).base_url(url);
    let key = || Client::builder().api_key(KEY);
    let s = Duration::from_secs;
    let cases: [(&str, ClientBuilder, &str); 17] = [
        ("no key", Client::builder(), "expected an API key but found none"),
        ("empty key", Client::builder().api_key(""), "visible ASCII characters but found an empty text"),
        ("newline in key", Client::builder().api_key("aigen\n"), "but found a control character at byte 5"),
        ("no URL", with_url("not a url"), "expected a base URL such as `https://host/path` but found `not a url`"),
        ("empty URL", with_url(""), "but found ``"),
        ("the key as URL", with_url(KEY), "but found `[redacted]`"),
        ("query", with_url("https://h/v1?a=b"), "but found one with a query"),
        ("fragment", with_url("https://h/v1#a"), "but found one with a fragment"),
        ("password", with_url("https://u:hush@h/v1"), "but found one with a user name or password"),
        ("scheme", with_url("ftp://h/v1"), "but found one with the scheme `ftp`"),
        ("plain http", with_url("http://example.com/v1"), "but found plain `http` to another machine"),
        ("looks like loopback", with_url("http://127.0.0.1.example.com"), "but found plain `http`"),
        ("names loopback as user", with_url("http://localhost@example.com"), "but found one with a user name"),
        ("no attempts", key().retry(RetryPolicy::default().max_attempts(0)), "at least 1 but found 0"),
        ("no time", key().timeout(Duration::ZERO), "expected `timeout` to be longer than zero but found zero"),
        (
            "below one attempt",
            key().timeout(s(10)).retry(RetryPolicy::default().max_elapsed(s(5))),
            "to be at least the timeout of one attempt, 10s, but found 5s",
        ),
        ("no elapsed time", key().retry(RetryPolicy::default().max_elapsed(s(0))), "longer than zero but found zero"),
    ];
    for (case, builder, message) in cases {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{case}");
        let text = error.to_string();
        assert!(text.starts_with("expected ") && text.contains(message), "{case}: {text}");
        assert!(!format!("{error:?}{text}").contains(KEY) && !text.contains("hush"), "{case}: {text}");
        assert!(error.sent_request_id().is_none() && error.attempts() == 0, "{case}");
    }
}

#[test]
fn what_can_be_built() {
    for (url, allow_plain_http, base_url) in [
        ("https://example.com", false, "https://example.com"),
        ("https://example.com/v1//", false, "https://example.com/v1"),
        ("http://localhost:8080/v1/", false, "http://localhost:8080/v1"),
        ("http://127.8.9.1", false, "http://127.8.9.1"),
        ("http://[::1]:4010/api", false, "http://[::1]:4010/api"),
        ("http://example.com/v1", true, "http://example.com/v1"),
    ] {
        let builder = Client::builder().api_key(KEY).base_url(url).allow_plain_http(allow_plain_http);
        assert_eq!(builder.build().unwrap().base_url(), base_url);
    }
    assert_eq!(Client::new(KEY).unwrap().base_url(), "https://aigenstudio.app/api/v1");
    for seconds in [10, 300] {
        Client::builder().api_key(KEY).timeout(Duration::from_secs(seconds)).build().unwrap();
    }
}

#[test]
#[ignore = "run by `environment` in a process of its own"]
fn environment_child() {
    match Client::from_env() {
        Ok(client) => println!("client of {}", client.base_url()),
        Err(error) => println!("{:?}: {error}", error.kind()),
    }
}

#[test]
fn environment() {
    const NO_KEY: &str = "Config: expected an API key in the environment variable `AIGENSTUDIO_API_KEY` but found none";
    for (key, base_url, want) in [
        (None, None, NO_KEY),
        (Some(""), None, NO_KEY),
        (
            Some("a b"),
            None,
            "Config: expected an API key of visible ASCII characters but found another character at byte 1",
        ),
        (Some(KEY), None, "client of https://aigenstudio.app/api/v1"),
        (Some(KEY), Some(""), "client of https://aigenstudio.app/api/v1"),
        (Some(KEY), Some("http://localhost:1/x/"), "client of http://localhost:1/x"),
        (Some(KEY), Some("x"), "Config: expected a base URL such as `https://host/path` but found `x`"),
    ] {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "environment_child", "--ignored", "--nocapture"]);
        for (name, value) in [("AIGENSTUDIO_API_KEY", key), ("AIGENSTUDIO_BASE_URL", base_url)] {
            match value {
                Some(value) => child.env(name, value),
                None => child.env_remove(name),
            };
        }
        let output = String::from_utf8(child.output().unwrap().stdout).unwrap();
        assert!(output.lines().any(|line| line.ends_with(want)), "{want}: {output}");
    }
}

#[tokio::test]
async fn arguments_that_the_document_does_not_allow_are_not_sent() {
    let server = MockServer::start();
    let requests = serve(&server, |_| (200, page([], None)));
    let client = support::client(server.base_url());
    let list = || client.list_product_photo_jobs();
    let long = "x".repeat(161);
    for (case, call, message) in [
        ("limit 0", list().limit(0), "expected `limit` to be at least 1 but found 0"),
        ("limit 101", list().limit(101), "expected `limit` to be at most 100 but found 101"),
        ("limit -1", list().limit(-1), "expected `limit` to be at least 1 but found -1"),
        ("limit too large", list().limit(u64::MAX), "a 64-bit integer but found 18446744073709551615"),
        ("the first counts", list().limit(u64::MAX).request_id(""), "a 64-bit integer but found"),
        ("valid later", list().limit(u64::MAX).limit(1), "a 64-bit integer but found"),
        ("empty id", list().request_id(""), "1 to 160 visible ASCII characters but found an empty text"),
        ("long id", list().request_id(long), "but found 161 of them"),
        ("header in id", list().request_id("a\r\nX-Evil: 1"), "but found '\\r' at byte 1"),
        ("id not ASCII", list().request_id("é"), "but found 'é' at byte 0"),
    ] {
        let sent = call.clone().send().await.unwrap_err();
        let paged = call.clone().pages().try_next().await.unwrap_err();
        let mut items = call.prefetch(true).items();
        let item = items.try_next().await.unwrap_err();
        assert!(items.next().await.is_none(), "{case}");
        for error in [sent, paged, item] {
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{case}");
            assert!(error.to_string().contains(message), "{case}: {error}");
            assert!(!error.is_retryable() && error.attempts() == 0, "{case}");
        }
    }
    assert!(requests.lock().unwrap().is_empty());
    list().limit(1).request_id("x".repeat(160)).send().await.unwrap();
    list().limit(100_u64).send().await.unwrap();
}
