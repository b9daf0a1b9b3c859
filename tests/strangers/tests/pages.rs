//! Walks over pages of every style, by the same rules.

mod loopback;

use std::future::Future;

use futures_util::{StreamExt as _, TryStreamExt as _};
use loopback::{Loopback, Sent};
use openapi_runtime::{Cursor, Error, ErrorKind, RetryPolicy};
use strangers::pages::{Client, types::Row};

/// A server that answers with these bodies in turn, and with headers of its own; `U` in either is its own address.
fn serve(answers: &'static [(u16, &'static str, &'static str)]) -> Loopback {
    Loopback::new(move |sent: &Sent, number| {
        let (status, link, body) = answers[number.min(answers.len() - 1)];
        let own = format!("http://{}", sent.header("host").unwrap_or_default());
        let links = if link.is_empty() { Vec::new() } else { vec![("Link", link.replace('U', &own))] };
        (status, links, body.replace('U', &own))
    })
}

fn client(server: &Loopback) -> Client {
    Client::builder().base_url(format!("{}/v1", server.url)).retry(RetryPolicy::none()).build().unwrap()
}

async fn ids(items: impl Future<Output = Result<Vec<Row>, Error>>) -> Vec<i64> {
    items.await.unwrap().iter().map(|row| row.id).collect()
}

macro_rules! walk {
    ($server:expr, $call:ident $(.$set:ident($value:expr))*) => {
        ids(client($server).$call()$(.$set($value))*.items().try_collect())
    };
}

#[tokio::test]
async fn a_cursor_may_be_a_number_with_a_flag_beside_it() {
    let server = serve(&[
        (200, "", r#"{"data":[{"id":1},{"id":2}],"meta":{"nextCursor":7,"hasMore":true}}"#),
        (200, "", r#"{"data":[],"meta":{"nextCursor":8}}"#),
        (200, "", r#"{"data":[{"id":3}],"meta":{"nextCursor":9,"hasMore":false}}"#),
    ]);
    assert_eq!(walk!(&server, by_cursor.color("red").limit(2)).await, [1, 2, 3]);
    let lines = ["?limit=2&color=red", "?after=7&limit=2&color=red", "?after=8&limit=2&color=red"];
    assert_eq!(server.lines(), lines.map(|query| format!("GET /v1/cursor{query}")));
}

#[tokio::test]
async fn an_offset_goes_on_by_the_items_that_came() {
    let page = |ids: &str| format!(r#"{{"rows":[{ids}]}}"#);
    assert_eq!(page(""), r#"{"rows":[]}"#);
    for (case, start, want) in [
        ("the default", None, ["", "&offset=2", "&offset=3"]),
        ("set", Some(10), ["&offset=10", "&offset=12", "&offset=13"]),
    ] {
        let server = serve(&[
            (200, "", r#"{"rows":[{"id":1},{"id":2}]}"#),
            (200, "", r#"{"rows":[{"id":3}]}"#),
            (200, "", r#"{"rows":[]}"#),
        ]);
        let call = client(&server).by_offset().color("red").prefetch(true);
        let call = if let Some(start) = start { call.offset(start) } else { call };
        assert_eq!(ids(call.items().try_collect()).await, [1, 2, 3], "{case}");
        // The parameters stand as in the document; the largest page is asked for, as nobody said another.
        let want = want.map(|offset| {
            format!(
                "GET /v1/offset?{}limit=50&color=red",
                offset.trim_start_matches('&').to_owned() + if offset.is_empty() { "" } else { "&" }
            )
        });
        assert_eq!(server.lines(), want, "{case}");
    }
    let server = serve(&[(200, "", r#"{"rows":[]}"#)]);
    let _ = walk!(&server, by_offset.limit(7)).await;
    client(&server).by_offset().send().await.unwrap();
    assert_eq!(server.lines(), ["GET /v1/offset?limit=7", "GET /v1/offset"], "what the caller says, and no walk");
}

#[tokio::test]
async fn pages_are_counted_from_where_the_walk_starts() {
    const PAGES: &[(u16, &str, &str)] = &[(200, "", r#"[{"id":1}]"#), (200, "", r#"[{"id":2}]"#), (200, "", "[]")];
    let server = serve(PAGES);
    assert_eq!(walk!(&server, by_page).await, [1, 2]);
    assert_eq!(server.lines(), ["GET /v1/page", "GET /v1/page?page=2", "GET /v1/page?page=3"]);
    let server = serve(PAGES);
    assert_eq!(walk!(&server, by_page.page(5).cursor_param("x")).await, [1, 2]);
    let lines = ["?page=5&cursor=x", "?page=6&cursor=x", "?page=7&cursor=x"];
    assert_eq!(server.lines(), lines.map(|query| format!("GET /v1/page{query}")));
    let server = serve(&[(200, "", r#"{"result":{"items":[{"id":1}]}}"#), (200, "", r#"{"result":{"items":null}}"#)]);
    assert_eq!(walk!(&server, zero).await, [1]);
    assert_eq!(server.lines(), ["GET /v1/zero", "GET /v1/zero?page=1"]);
}

#[tokio::test]
async fn urls_are_followed_within_the_origin() {
    let server = serve(&[
        (200, "", r#"{"results":[{"id":1}],"next":"U/v1/next?color=red&page=2&key=old#x"}"#),
        (200, "", r#"{"results":[],"next":"?page=3"}"#),
        (200, "", r#"{"results":[{"id":3}],"next":"/other"}"#),
        (200, "", r#"{"results":[{"id":4}],"next":null}"#),
    ]);
    let client = Client::builder().base_url(format!("{}/v1", server.url)).key("k 1").build().unwrap();
    assert_eq!(ids(client.by_url().color("red").items().try_collect()).await, [1, 3, 4]);
    let lines = ["/v1/next?color=red&key=k%201", "/v1/next?color=red&page=2&key=k%201", "/v1/next?page=3&key=k%201"];
    assert_eq!(server.lines()[..3], lines.map(|target| format!("GET {target}")));
    assert_eq!(server.lines()[3], "GET /other?key=k%201");
}

#[tokio::test]
async fn a_page_elsewhere_is_asked_for_nothing() {
    for next in ["https://evil.example/x", "//evil.example/x", "https://["] {
        let body: &'static str = Box::leak(format!(r#"{{"results":[{{"id":1}}],"next":"{next}"}}"#).into());
        let server = serve(Box::leak(vec![(200, "", body)].into()));
        let error = client(&server).by_url().items().try_next().await.unwrap_err();
        assert_eq!((error.kind(), error.cursor()), (ErrorKind::Decode, None), "{next}");
        assert!(error.status().is_some() && error.sent_request_id().is_some() && error.headers().is_some(), "{next}");
        let text = error.to_string();
        let own = text.contains(&format!("expected a page of `{}`", server.url)) && text.contains("evil.example");
        assert!(own || next == "https://[", "{text}");
        // One page alone is what it is; to go on from it is refused.
        let page = client(&server).by_url().send().await.unwrap();
        let cursor = page.next_cursor().unwrap().clone();
        let error = client(&server).by_url().cursor(cursor).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{next}");
        assert_eq!(server.lines().len(), 2, "{next}");
    }
}

#[tokio::test]
async fn links_are_followed() {
    let server = serve(&[
        (200, "<U/v1/link?a=1>; rel=\"prev\", <U/v1/link?a=2>; rel=\"last next\"", r#"[{"id":1}]"#),
        (200, "<?a=3>; rel=next", "[]"),
        (200, "<?a=1>; rel=prev", r#"[{"id":2}]"#),
    ]);
    let pages: Vec<_> = client(&server).by_link().color("red").pages().try_collect().await.unwrap();
    let next: Vec<_> = pages.iter().map(|page| page.next_cursor().map(Cursor::to_string)).collect();
    let url = |query: &str| Some(format!("{}/v1/link{query}", server.url));
    assert_eq!(next, [url("?a=2"), url("?a=3"), None]);
    assert_eq!(pages[0].items().len() + pages[1].items().len(), 1);
    assert_eq!(server.lines(), ["GET /v1/link?color=red", "GET /v1/link?a=2", "GET /v1/link?a=3"]);
}

#[tokio::test]
async fn the_last_id_asks_for_the_next_page() {
    let server = serve(&[
        (200, "", r#"{"data":[{"id":3},{"id":9}],"has_more":true}"#),
        (200, "", r#"{"data":[{"id":11}],"has_more":false}"#),
    ]);
    assert_eq!(walk!(&server, by_last_id.color("red")).await, [3, 9, 11]);
    assert_eq!(server.lines(), ["GET /v1/last?color=red", "GET /v1/last?starting_after=9&color=red"]);
}

#[tokio::test]
async fn a_walk_in_a_circle_ends() {
    const URL: &[(u16, &str, &str)] =
        &[(200, "", r#"{"results":[],"next":"?p=2"}"#), (200, "", r#"{"results":[],"next":"/v1/next"}"#)];
    const LAST: &[(u16, &str, &str)] = &[(200, "", r#"{"data":[{"id":3}],"has_more":true}"#)];
    for (case, error, requests) in [
        ("URLs", client(&serve(URL)).by_url().items().try_next().await.unwrap_err(), 2),
        ("ids", last_error(client(&serve(LAST)).by_last_id().items()).await, 2),
    ] {
        assert_eq!(error.kind(), ErrorKind::PaginationLoop, "{case}");
        assert!(error.cursor().is_some() && requests == 2, "{case}");
    }
}

async fn last_error<T>(mut stream: impl futures_util::Stream<Item = Result<T, Error>> + Unpin) -> Error {
    loop {
        if let Err(error) = stream.next().await.unwrap() {
            assert!(stream.next().await.is_none());
            return error;
        }
    }
}

#[tokio::test]
async fn a_walk_goes_on_where_it_failed() {
    macro_rules! resume {
        ($call:ident, $answers:expr, $at:expr) => {
            let server = serve($answers);
            let client = client(&server);
            let mut items = client.$call().items();
            assert_eq!(items.try_next().await.unwrap().unwrap().id, 1, stringify!($call));
            let error = items.try_next().await.unwrap_err();
            let saved: String = error.cursor().unwrap().to_string();
            assert_eq!(saved.replace(&server.url, ""), $at, stringify!($call));
            let rest = ids(client.$call().cursor(saved).items().try_collect()).await;
            assert_eq!(rest, [2], stringify!($call));
            let lines = server.lines();
            assert_eq!(lines[1], lines[2], stringify!($call));
        };
    }
    const WRONG: (u16, &str, &str) = (400, "", "{}");
    resume!(
        by_offset,
        &[(200, "", r#"{"rows":[{"id":1}]}"#), WRONG, (200, "", r#"{"rows":[{"id":2}]}"#), (200, "", r#"{"rows":[]}"#)],
        "1"
    );
    resume!(by_page, &[(200, "", r#"[{"id":1}]"#), WRONG, (200, "", r#"[{"id":2}]"#), (200, "", "[]")], "2");
    resume!(by_link, &[(200, "<?a=2>; rel=next", r#"[{"id":1}]"#), WRONG, (200, "", r#"[{"id":2}]"#)], "/v1/link?a=2");
    resume!(
        by_url,
        &[(200, "", r#"{"results":[{"id":1}],"next":"?a=2"}"#), WRONG, (200, "", r#"{"results":[{"id":2}]}"#)],
        "/v1/next?a=2"
    );
    resume!(
        by_last_id,
        &[
            (200, "", r#"{"data":[{"id":1}],"has_more":true}"#),
            WRONG,
            (200, "", r#"{"data":[{"id":2}],"has_more":false}"#)
        ],
        "1"
    );
}

#[tokio::test]
async fn a_start_that_is_none_is_sent_nowhere() {
    let server = serve(&[(200, "", "[]")]);
    let error = client(&server).by_page().cursor("abc").items().try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("expected a page to start at a whole number but found `abc`"), "{error}");
    let error = client(&server).by_page().max_pages(-1).pages().try_next().await.unwrap_err();
    assert!(error.to_string().contains("expected `max_pages` to be a number of them but found -1"), "{error}");
    assert_eq!(server.lines().len(), 0);
}

#[tokio::test]
async fn a_walk_ends_where_it_was_told_to() {
    const ENDLESS: &[(u16, &str, &str)] = &[(200, "", r#"[{"id":1},{"id":2}]"#)];
    for prefetch in [false, true] {
        for (case, pages, items, want, requests) in [
            ("pages", Some(2), None, 4, 2),
            ("items", None, Some(3), 3, 2),
            ("a whole page of items", None, Some(2), 2, 1),
            ("both", Some(1), Some(9), 2, 1),
            ("no pages", Some(0), None, 0, 0),
            ("no items", None, Some(0), 0, 0),
        ] {
            let server = serve(ENDLESS);
            let mut call = client(&server).by_page().prefetch(prefetch);
            if let Some(pages) = pages {
                call = call.max_pages(pages);
            }
            if let Some(items) = items {
                call = call.max_items(items);
            }
            let pages = call.clone().pages();
            assert_eq!(ids(call.items().try_collect()).await.len(), want, "{case}");
            assert_eq!(server.lines().len(), requests, "{case}");
            let pages: Vec<_> = pages.try_collect().await.unwrap();
            assert_eq!(pages.len(), requests, "{case}");
            assert!(pages.last().is_none_or(|page| page.next_cursor().is_some()), "{case}: where to go on");
        }
    }
}
