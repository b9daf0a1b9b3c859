//! Answers that come piece by piece: what they are cut into, how they end, and what is held of them.

mod support;

use std::{io::Write as _, time::Duration};

use futures_util::{StreamExt as _, TryStreamExt as _};
use openapi_runtime::{BodyStream, Error, ErrorKind, RetryPolicy};
use strangers::streams::{Client, types::*};
use support::Server;

fn client(server: &Server) -> Client {
    Client::builder().base_url(&server.url).retry(RetryPolicy::none()).build().unwrap()
}

fn answer(media_type: &str, body: &str) -> String {
    format!("HTTP/1.1 200 x\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

async fn items<T: std::fmt::Debug>(stream: Result<BodyStream<T>, Error>) -> Vec<String> {
    let Ok(stream) = stream else { return vec![format!("{:?}", stream.unwrap_err().kind())] };
    let items: Vec<_> = stream.collect().await;
    let shown = |item: Result<T, Error>| match item {
        Ok(item) => format!("{item:?}"),
        Err(error) => {
            assert!(error.sent_request_id().is_some() && error.status().is_some(), "{error:?}");
            format!("{:?}", error.kind())
        }
    };
    items.into_iter().map(shown).collect()
}

#[tokio::test]
async fn what_comes_of_a_stream() {
    let (events, lines) = ("text/event-stream", "application/x-ndjson");
    let (a, b) = (r#"Delta { delta: "a" }"#, r#"Delta { delta: "b" }"#);
    let done = "data: {\"delta\":\"a\"}\n\n: ping\n\ndata: {\"delta\":\ndata: \"b\"}\n\ndata: [DONE]\n\ndata: no\n\n";
    for (case, operation, (media_type, body), want) in [
        ("events", "chat", (events, done), &[a, b][..]),
        ("events that say what they are written in", "chat", ("text/event-stream; charset=utf-8", done), &[a, b]),
        ("events without a name", "chat", ("", done), &[a, b]),
        (
            "no JSON",
            "chat",
            (events, "data: {\"delta\":\"a\"}\n\ndata: x\n\ndata: {\"delta\":\"a\"}\n\n"),
            &[a, "Decode"],
        ),
        ("something else", "chat", ("application/json", r#"{"text":"t"}"#), &["Decode"]),
        ("a page for people", "chat", ("text/html", "<html>"), &["Decode"]),
        ("an event that does not end", "chat", (events, "data: {\"delta\":\"a\"}\n"), &[]),
        ("texts", "texts", (events, "data: a\n\ndata: [DONE]\n\n"), &["\"a\"", "\"[DONE]\""]),
        ("items", "items", (events, "event: x\ndata: {\"delta\":\"a\"}\n\n"), &[a]),
        (
            "items of several kinds",
            "kinds",
            (events, "event: add\ndata: {\"delta\":\"a\"}\n\nevent: end\ndata: {\"text\":\"t\"}\n\n"),
            &[r#"Delta(Delta { delta: "a" })"#, r#"Whole(Whole { text: "t" })"#],
        ),
        ("lines", "lines", (lines, "{\"delta\":\"a\"}\n\n{\"delta\":\"b\"}"), &[a, b]),
        ("lines by another name", "lines", ("application/json", "{\"delta\":\"a\"}\n"), &[a]),
        (
            "a sequence",
            "sequence",
            ("application/json-seq", "\u{1e}{\"delta\":\n\"a\"}\n\u{1e}{\"delta\":\"b\"}\n"),
            &[a, b],
        ),
        ("bytes", "download", ("application/octet-stream", "x"), &["b\"x\""]),
        ("bytes of what is no stream", "whole", ("application/json", "{}"), &["b\"{}\""]),
        ("nothing", "download", ("application/octet-stream", ""), &[]),
    ] {
        let server = Server::answering(answer(media_type, body));
        let client = client(&server);
        let found = match operation {
            "chat" => items(client.chat().body(ChatBody::new().stream(true)).stream().await).await,
            "texts" => items(client.texts().stream().await).await,
            "items" => items(client.items().stream().await).await,
            "kinds" => items(client.kinds().stream().await).await,
            "lines" => items(client.lines().stream().await).await,
            "sequence" => items(client.sequence().stream().await).await,
            "download" => items(client.download().stream().await).await,
            _ => items(client.whole().stream().await).await,
        };
        assert_eq!(found, want, "{case}");
    }
}

#[tokio::test]
async fn what_is_asked_for() {
    let server = Server::answering(answer("text/event-stream", ""));
    let client = client(&server);
    let body = || ChatBody::new().stream(true);
    client.chat().body(body()).stream().await.unwrap();
    let _ = client.chat().body(body()).send().await;
    client.texts().send().await.unwrap();
    client.download().stream().await.unwrap();
    let accepts: Vec<_> = server.sent().iter().map(|sent| sent.header("accept").unwrap().to_owned()).collect();
    let want =
        ["text/event-stream, application/json", "application/json", "text/event-stream", "application/octet-stream"];
    assert_eq!(accepts, want);
}

#[tokio::test]
async fn events_have_names_and_ids() {
    let body = "id: 1\nevent: add\ndata: {\"delta\":\"a\"}\n\ndata: {\"delta\":\"b\"}\n\n";
    let server = Server::answering(answer("text/event-stream", body));
    let mut stream = client(&server).chat().stream().await.unwrap();
    assert_eq!((stream.status().as_u16(), stream.attempts()), (200, 1));
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert!(stream.try_next().await.unwrap().is_some());
    assert_eq!(stream.last_event_id(), Some("1"));
    let events: Vec<_> = client(&server).chat().stream().await.unwrap().events().try_collect().await.unwrap();
    let found: Vec<_> =
        events.iter().map(|it| (it.data.delta.as_str(), it.event.as_deref(), it.id.as_deref())).collect();
    assert_eq!(found, [("a", Some("add"), Some("1")), ("b", None, Some("1"))]);
}

#[tokio::test]
async fn an_error_comes_before_the_stream() {
    let body = r#"{"title":"slow"}"#;
    let head =
        format!("HTTP/1.1 429 x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let error = client(&Server::answering(head)).chat().stream().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 429));
    assert_eq!(error.body_as::<Problem>().unwrap().title, "slow");
}

#[tokio::test]
async fn what_came_before_a_break_is_there() {
    let server = Server::writing(|_, stream| {
        let head = "HTTP/1.1 200 x\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
        let _ = write!(stream, "{head}16\r\ndata: {{\"delta\":\"a\"}}\n\nd\r\n");
    });
    let mut stream = client(&server).chat().stream().await.unwrap();
    assert_eq!(stream.try_next().await.unwrap().unwrap().delta, "a");
    let error = stream.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert!(stream.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn no_head_in_time_is_an_error() {
    let server = Server::writing(|_, _| std::thread::park());
    let error = client(&server).chat().timeout(Duration::from_millis(50)).stream().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Timeout, None), "{error}");
    let call = client(&server).chat().timeout(Duration::from_millis(50));
    let error =
        call.retry(RetryPolicy::default().max_attempts(2)).header("Idempotency-Key", "k").stream().await.unwrap_err();
    assert_eq!(error.attempts(), 2, "{error}");
}

#[tokio::test]
async fn a_large_body_is_never_held() {
    const CHUNKS: usize = 3200;
    let server = Server::writing(|_, stream| {
        let _ = write!(stream, "HTTP/1.1 200 x\r\ncontent-length: {}\r\n\r\n", CHUNKS * 65536);
        let chunk = vec![b'x'; 65536];
        for _ in 0..CHUNKS {
            let _ = stream.write_all(&chunk);
        }
    });
    let mut stream = client(&server).download().stream().await.unwrap();
    let mut length = 0;
    while let Some(chunk) = stream.try_next().await.unwrap() {
        length += chunk.len();
    }
    assert_eq!(length, CHUNKS * 65536);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<usize>().ok());
    assert!(peak.is_none_or(|peak| peak < 100_000), "{peak:?} kB");
}
