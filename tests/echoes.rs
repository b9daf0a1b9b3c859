//! Whatever a server echoes, and however it writes it: the key is in nothing that is shown, and nothing that is shown is
//! long or hides something.

mod support;

use std::error::Error as _;

use aigenstudio::{Client, Error};
use futures_util::TryStreamExt as _;
use serde_json::json;
use support::{KEY, RawServer, raw};

const JSON: &str = "content-type: application/json\r\n";

/// What is left of the key in whatever is taken for it: no test may find the middle of it.
const MIDDLE: &str = "test_0123";

fn each(encode: impl Fn(u32) -> String) -> String {
    KEY.chars().map(|c| encode(c.into())).collect()
}

/// The key as servers write it, fit for a text of JSON.
fn encodings() -> Vec<(&'static str, String)> {
    vec![
        ("as it is", KEY.to_owned()),
        ("in upper case", KEY.to_uppercase()),
        ("JSON", each(|c| format!("\\u{c:04x}"))),
        ("JSON, upper case", each(|c| format!("\\u{c:04X}"))),
        ("JSON in JSON", each(|c| format!("\\\\u{c:04x}"))),
        ("a URL", KEY.replace('_', "%5F")),
        ("a URL, lower case", KEY.replace('_', "%5f")),
        ("a URL in a URL", each(|c| format!("%25{c:02x}"))),
        ("HTML", each(|c| format!("&#{c};"))),
        ("a mixture", KEY.replace("ai", "\\u0061%69").replace('_', "&lowbar;")),
        ("base64", "YWlnZW5fdGVzdF8wMTIzNDU2Nzg5".to_owned()),
        ("base64 of a header", "QXV0aG9yaXphdGlvbjogQmVhcmVyIGFpZ2VuX3Rlc3RfMDEyMzQ1Njc4OQ==".to_owned()),
        ("hexadecimal", each(|c| format!("{c:02x}"))),
    ]
}

/// Everything of an error that somebody may look at.
fn all(error: &Error) -> String {
    let mut shown = vec![format!("{error} {error:?} {error:#?} {:?}", error.headers())];
    let texts = [error.code(), error.message(), error.request_id(), error.path(), error.body_excerpt()];
    shown.extend(texts.into_iter().flatten().map(str::to_owned));
    for (name, value) in error.headers().into_iter().flatten() {
        shown.push(format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())));
    }
    let mut next = error.source();
    while let Some(source) = next {
        shown.push(format!("{source} {source:?}"));
        next = source.source();
    }
    shown.join("\n")
}

async fn fail(answer: impl Into<Vec<u8>>) -> Error {
    let server = RawServer::start([answer]).await;
    support::client(&server.base_url).list_product_photo_jobs().send().await.unwrap_err()
}

fn check(case: &str, encoded: &str, shown: &str) {
    for text in [encoded, KEY, MIDDLE, &KEY.to_uppercase(), "YWlnZW5fdGVzdF8w", "GFpZ2VuX3Rlc3R"] {
        assert!(!shown.contains(text), "{case}: {text} in {shown}");
    }
}

#[tokio::test]
async fn the_key_is_in_nothing_of_an_error() {
    for (encoding, key) in encodings() {
        let error = json!({ "error": { "code": "CODE", "message": "bad KEY!", "request_id": "ID" } }).to_string();
        let body = |place: &str| error.replace(place, &key);
        let decoy = format!(r#"{{"jobs":[],"request_id":"r","{key}":1}}"#);
        let page = support::page([1], None).to_string();
        let in_header = key.replace("\\\\", "\\");
        for (place, answer) in [
            ("code", raw("400 Bad Request", JSON, &body("CODE"))),
            ("message", raw("400 Bad Request", JSON, &body("KEY"))),
            ("id", raw("401 Unauthorized", JSON, &body("ID"))),
            ("id in a header", raw("401 Unauthorized", &format!("x-request-id: {in_header}\r\n"), "")),
            ("another header", raw("400 Bad Request", &format!("x-echo: Bearer {in_header}\r\n"), "")),
            ("Location", raw("302 Found", &format!("location: https://h/?k={in_header}\r\n"), "")),
            ("content type", raw("200 OK", &format!("content-type: text/{in_header}\r\n"), "<html>")),
            ("HTML", raw("502 Bad Gateway", "content-type: text/html\r\n", &format!("<h1>{key}</h1>"))),
            ("a bare text", raw("500 Internal Server Error", JSON, &format!(r#"{{"error":"{key}"}}"#))),
            ("a text for a number", raw("200 OK", JSON, &page.replace("items\":1", &format!("items\":\"{key}\"")))),
            ("a value of a wrong type", raw("200 OK", JSON, &page.replace(":true", &format!(":\"{key}\"")))),
            ("a member in the way", raw("200 OK", JSON, &page.replace("\"jobs\"", &format!("\"{key}\"")))),
            ("what follows", raw("200 OK", JSON, &(decoy + &key))),
        ] {
            let error = fail(answer).await;
            check(&format!("{encoding}, {place}"), &key, &all(&error));
            if ["code", "message", "id"].contains(&place) {
                let found = [error.code(), error.message(), error.request_id()].map(Option::unwrap_or_default);
                assert!(found.concat().contains("[redacted]"), "{encoding}, {place}: {error}");
            }
        }
    }
}

#[tokio::test]
async fn the_key_is_in_no_debug_of_an_answer() {
    for (encoding, key) in encodings() {
        let in_header = key.replace("\\\\", "\\");
        let headers = format!("{JSON}x-echo: Bearer {in_header}\r\nx-other: kept\r\n");
        let body = format!(r#"{{"jobs":[],"next_cursor":"{key}","request_id":"for {key}"}}"#);
        let server = RawServer::start([raw("200 OK", &headers, &body)]).await;
        let page = support::client(&server.base_url).list_product_photo_jobs().send().await.unwrap();
        let shown = format!("{page:?} {page:#?} {:?}", page.headers());
        check(encoding, &key, &shown);
        assert!(shown.contains("[redacted]") && shown.contains("status: 200"), "{encoding}: {shown}");
        assert_eq!(page.headers()["x-other"], "kept");
        // What the server says is what the caller gets.
        assert!(page.request_id.starts_with("for ") && !page.request_id.contains("redacted"), "{encoding}");
    }
}

#[tokio::test]
async fn a_walk_that_fails_shows_its_cursor_without_the_key_and_keeps_it() {
    let looping = raw("200 OK", JSON, &support::page([1], Some(KEY)).to_string());
    let server = RawServer::start([looping]).await;
    let client = support::client(&server.base_url);
    let error = client.list_product_photo_jobs().cursor("start").pages().try_collect::<Vec<_>>().await.unwrap_err();
    check("a loop", KEY, &all(&error));
    assert_eq!(error.cursor().map(aigenstudio::Cursor::as_str), Some(KEY));
}

#[tokio::test]
async fn what_a_server_writes_is_short_and_hides_nothing() {
    let wild = "\u{1b}[31m\r\n\u{202e}\u{200b}\u{2028}\u{85}x".repeat(200_000);
    let text = json!(wild).to_string();
    let text = text.trim_matches('"');
    let error = format!(
        r#"{{"error":{{"code":"{}","message":"{}","request_id":"{}"}}}}"#,
        &text[..9000],
        &text[..9000],
        &text[..9000]
    );
    let page = support::page([1], None).to_string();
    for (case, answer) in [
        ("an error", raw("400 Bad Request", JSON, &error)),
        ("a text", raw("500 Internal Server Error", "", &wild)),
        ("a text for a number", raw("200 OK", JSON, &page.replace("items\":1", &format!("items\":\"{text}\"")))),
        ("a text for a number, short", raw("200 OK", JSON, &page.replace("items\":1", "items\":\"\\u001b[2J\\n\""))),
        ("a value of a wrong type", raw("200 OK", JSON, &page.replace(":true", &format!(":\"{text}\"")))),
        ("a member in the way", raw("200 OK", JSON, &format!(r#"{{"{text}":1}}"#))),
        ("a media type", raw("200 OK", &format!("content-type: {}\r\n", "x".repeat(8000)), "<html>")),
        ("an id in a header", raw("400 Bad Request", &format!("x-request-id: {}\r\n", "é\u{9b}".repeat(2000)), "")),
    ] {
        let error = fail(answer).await;
        let shown =
            [error.to_string(), format!("{error:?}"), error.source().map(ToString::to_string).unwrap_or_default()];
        for text in shown {
            assert!(text.len() <= 8 * 1024, "{case}: {} bytes", text.len());
            let hidden = text.chars().find(|c| c.is_control() || "\u{202e}\u{200b}\u{2028}".contains(*c));
            assert_eq!(hidden, None, "{case}: {text}");
        }
        for text in [error.code(), error.message(), error.request_id(), error.path(), error.body_excerpt()] {
            assert!(text.unwrap_or_default().len() <= 1024, "{case}");
        }
    }
}

#[test]
fn no_base_url_shows_its_password() {
    for url in [
        "https://user:hush@host:99999/v1",
        "https://user:hush@ho st/v1",
        "https://user:hu/sh?hush#hush@host:x/v1",
        "https://user:hush%40host/v1",
        "https://user:hush",
        "https://user:hush@",
        "user:hush@host",
        "//user:hush@host",
        "https://host:99999/v1?token=hush",
        "https://user:hush@host/v1",
        "ftp://user:hush@host/v1",
        "http://user:hush@example.com/v1",
        "https://host/v1?token=hush",
        "https://host/v1#hush",
    ] {
        let builder = Client::builder().api_key(KEY).base_url(url);
        let shown = format!("{builder:?}");
        let error = builder.build().unwrap_err();
        let shown = format!("{shown} {}", all(&error));
        assert!(!shown.contains("hush"), "{url}: {shown}");
        assert!(error.to_string().starts_with("expected a base URL such as `https://host/path` but found"), "{error}");
    }
}
