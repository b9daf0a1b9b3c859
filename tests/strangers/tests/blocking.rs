//! Calls from code that is not async, and from code that is and does not wait.

mod loopback;

use std::{
    future::Future as _,
    pin::pin,
    task::{Context, Waker},
};

use loopback::Loopback;
use openapi_runtime::{ErrorKind, RetryPolicy};
use strangers::pages::Client;

fn server() -> Loopback {
    Loopback::new(|sent, _| {
        let (status, body) = match sent.line.as_str() {
            "GET /cursor" => (200, r#"{"data":[{"id":1},{"id":2}],"meta":{"nextCursor":7,"hasMore":true}}"#),
            "GET /cursor?after=7" => (200, r#"{"data":[{"id":3}],"meta":{"nextCursor":null}}"#),
            _ => (404, r#"{"message":"nothing"}"#),
        };
        (status, Vec::new(), body.to_owned())
    })
}

fn client(server: &Loopback) -> Client {
    Client::builder().base_url(&server.url).retry(RetryPolicy::none()).build().unwrap()
}

fn walk(client: &Client) {
    let page = client.by_cursor().send_blocking().unwrap();
    assert_eq!(page.data.len(), 2);
    let ids: Vec<_> = client.by_cursor().items_blocking().map(|row| row.unwrap().id).collect();
    assert_eq!(ids, [1, 2, 3]);
    let sizes: Vec<_> = client.by_cursor().prefetch(true).pages_blocking().map(|it| it.unwrap().data.len()).collect();
    assert_eq!(sizes, [2, 1]);
    let error = client.by_cursor().color("red").send_blocking().unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    let mut failed = client.by_cursor().color("red").items_blocking();
    assert_eq!((failed.next().map(|it| it.is_err()), failed.next().is_none()), (Some(true), true));
}

#[test]
fn without_a_runtime() {
    walk(&client(&server()));
}

#[tokio::test]
async fn within_a_runtime() {
    walk(&client(&server()));
}

#[test]
fn awaiting_without_a_runtime_is_an_error() {
    let client = client(&server());
    let call = pin!(client.by_cursor().send());
    let std::task::Poll::Ready(result) = call.poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("expected an error at once");
    };
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("expected a Tokio runtime but found none"), "{error}");
}
