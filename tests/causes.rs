//! One row per cause of failure: what an error tells of each.

mod support;

use std::{future::pending, net::TcpListener as StdListener, time::Duration};

use aigenstudio::{Client, ErrorKind, RetryPolicy, mock::VirtualClock};
use reqwest::dns::{Name, Resolve, Resolving};
use support::{KEY, raw};
use tokio::{
    io::AsyncWriteExt as _,
    net::{TcpListener, TcpStream},
    time::sleep,
};

/// What becomes of a connection.
#[derive(Clone, Copy)]
enum Server {
    Answers(&'static str, &'static str, &'static str),
    /// These bytes, and then no more for ever.
    Stalls(&'static str),
    /// These bytes, and then a reset.
    Resets(&'static str),
    /// These bytes, and then the end.
    Ends(&'static str),
    Refuses,
    HasNoName,
    /// Its name takes for ever to resolve.
    IsSlowToName,
    SpeaksNoTls,
}

use Server::*;

/// Resolves no name, or never.
struct Names(bool);

impl Resolve for Names {
    fn resolve(&self, _: Name) -> Resolving {
        let for_ever = self.0;
        Box::pin(async move { if for_ever { pending().await } else { Err("no such name".into()) } })
    }
}

async fn serve(mut stream: TcpStream, server: Server) {
    if !matches!(server, SpeaksNoTls) {
        support::read_head(&mut stream).await;
    }
    let bytes = match server {
        Answers(status, headers, body) => raw(status, headers, body),
        Stalls(bytes) | Resets(bytes) | Ends(bytes) => bytes.to_owned(),
        _ => "220 no TLS here\r\n".to_owned(),
    };
    let _ = stream.write_all(bytes.as_bytes()).await;
    match server {
        Stalls(_) => sleep(Duration::from_secs(3600)).await,
        Resets(_) => stream.set_zero_linger().unwrap(),
        _ => stream.shutdown().await.unwrap_or_default(),
    }
}

async fn client(server: Server, clock: &VirtualClock) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut builder = Client::builder().api_key(KEY).clock(clock).max_response_bytes(1000).timeout(s(10));
    builder = match server {
        Refuses => {
            let unused = StdListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
            builder.base_url(format!("http://{unused}"))
        }
        HasNoName | IsSlowToName => {
            let names = std::sync::Arc::new(Names(matches!(server, IsSlowToName)));
            let http = reqwest::Client::builder().no_proxy().dns_resolver(names).connect_timeout(s(5));
            builder.base_url("https://name.invalid").http_client(http.build().unwrap())
        }
        SpeaksNoTls => builder.base_url(format!("https://{address}")),
        _ => builder.base_url(format!("http://{address}")),
    };
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, server));
        }
    });
    builder.retry(RetryPolicy::default().max_attempts(3)).build().unwrap()
}

/// Case, server, kind, what it says, status, whether it is tried again, and the beginning of the body.
type Row = (&'static str, Server, ErrorKind, &'static str, Option<u16>, bool, Option<&'static str>);

const fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const OK: &str = "200 OK";
const ID: &str = "x-request-id: theirs\r\ncontent-type: application/json\r\n";
const HTML: &str = "x-request-id: theirs\r\ncontent-type: text/html\r\n";
const START: &str = "HTTP/1.1 200 OK\r\nx-request-id: theirs\r\ncontent-length: 90\r\n\r\n{\"jobs\":[";

#[tokio::test(start_paused = true)]
async fn every_cause_is_named() {
    use ErrorKind::{Api, Connect, Decode, Timeout, Transport};

    let large: &str = Box::leak("x".repeat(1001).into_boxed_str());
    let table: [Row; 17] = [
        ("refused", Refuses, Connect, "no connection to 127.0.0.1", None, true, None),
        ("DNS", HasNoName, Connect, "the host name name.invalid does not resolve", None, true, None),
        ("no TLS", SpeaksNoTls, Connect, "no connection to 127.0.0.1", None, true, None),
        ("timeout, connecting", IsSlowToName, Timeout, "timed out while connecting to name", None, true, None),
        ("timeout, no answer", Stalls(""), Timeout, "no answer within 10s", None, true, None),
        ("timeout, within headers", Stalls("HTTP/1.1 200 OK\r\n"), Timeout, "no answer within 10s", None, true, None),
        ("timeout, body", Stalls(START), Timeout, "the body with status 200 OK was not", Some(200), true, None),
        ("reset", Resets(""), Transport, "the connection broke before an answer", None, true, None),
        ("reset, body", Resets(START), Transport, "broke before the body was complete", Some(200), true, None),
        ("truncated", Ends(START), Transport, "broke before the body was complete", Some(200), true, None),
        ("too large", Answers(OK, ID, large), Decode, "at most 1000 bytes but found", Some(200), false, None),
        ("HTML from a proxy", Answers("502 Bad Gateway", HTML, "<h1>"), Api, "502", Some(502), true, Some("<h1>")),
        ("HTML, and 200", Answers(OK, HTML, "<h1>"), Decode, "body of `text/html`", Some(200), false, Some("<h1>")),
        ("undocumented error", Answers("418 Tea", ID, "tea"), Api, "418", Some(418), false, Some("tea")),
        (
            "undocumented success",
            Answers("202 Accepted", ID, "{}"),
            Api,
            "expected status 200",
            Some(202),
            false,
            Some("{}"),
        ),
        ("documented error, other body", Answers("401 No", ID, "[1]"), Api, "401", Some(401), false, Some("[1]")),
        (
            "documented success, other body",
            Answers(OK, ID, "[1]"),
            Decode,
            "is not the documented one",
            Some(200),
            false,
            Some("[1]"),
        ),
    ];
    for (case, server, kind, what, status, retried, excerpt) in table {
        let clock = VirtualClock::new();
        let client = client(server, &clock).await;
        let error = client.list_product_photo_jobs().request_id("sent-1").send().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{case}: {error:?}");
        assert!(error.to_string().contains(what), "{case}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), status, "{case}");
        assert_eq!((error.is_retryable(), error.attempts()), (retried, if retried { 3 } else { 1 }), "{case}");
        assert_eq!(error.body_excerpt(), excerpt, "{case}");
        // Ours on every error; theirs, and the headers, once there was an answer.
        assert_eq!(error.sent_request_id().unwrap().as_str(), "sent-1", "{case}");
        assert_eq!(error.request_id(), status.map(|_| "theirs"), "{case}");
        assert_eq!(error.headers().is_some(), status.is_some(), "{case}");
        assert!(error.to_string().contains("sent as sent-1") && !format!("{error:?}").contains(KEY), "{case}");
    }
}
