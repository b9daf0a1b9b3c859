//! Streams cut anywhere, by the examples of WHATWG HTML (section 9.2.6) and RFC 7464.

use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use tokio::time::{Sleep, sleep};

use super::{BodyStream, Cut, Framing, Raw};
use crate::{ErrorKind, RequestId, Response, redact::Redactor, response::Meta};

fn cut(framing: Framing, text: &str, size: usize) -> Vec<String> {
    let mut cut = Cut::new(framing, 1000);
    let mut pieces = VecDeque::new();
    for chunk in text.as_bytes().chunks(size) {
        cut.push(Bytes::copy_from_slice(chunk), &mut pieces).unwrap();
    }
    pieces.extend(cut.finish());
    let shown = |piece: super::Piece| {
        let data = String::from_utf8_lossy(&piece.data).into_owned();
        format!("{data}|{}|{}", piece.event.unwrap_or_default(), piece.id.unwrap_or_default())
    };
    pieces.into_iter().map(shown).collect()
}

#[test]
fn pieces() {
    use Framing::{Events, Lines, Sequence};
    for (case, framing, text, want) in [
        ("a stock", Events, "data: YHOO\ndata: +2\ndata: 10\n\n", &["YHOO\n+2\n10||"][..]),
        (
            "ids, which stay until they change",
            Events,
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            &["first event||1", "second event||", " third event||"],
        ),
        ("an id that stays", Events, "id: 7\ndata: a\n\ndata: b\n\n", &["a||7", "b||7"]),
        ("an id with a null", Events, "id: 7\0\ndata: a\n\n", &["a||"]),
        ("data of nothing", Events, "data\n\ndata\ndata\n\ndata:", &["||", "\n||"]),
        ("a space or none", Events, "data:test\n\ndata: test\n\n", &["test||", "test||"]),
        (
            "a kind",
            Events,
            "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n",
            &["73857293|add|", "2153|remove|"],
        ),
        ("a kind without data", Events, "event: ping\n\ndata: a\n\n", &["a||"]),
        ("returns", Events, "data: a\rdata: b\r\rdata: c\r\n\r\n", &["a\nb||", "c||"]),
        ("a mark of the order of bytes", Events, "\u{feff}data: a\n\n", &["a||"]),
        ("no end", Events, "data: a\n\ndata: b\n", &["a||"]),
        ("unknown fields", Events, "retry: 10\nfoo: bar\n:\ndata: é漢\n\n", &["é漢||"]),
        ("a colon in data", Events, "data: {\"a\":1}\n\n", &["{\"a\":1}||"]),
        ("lines", Lines, "{\"a\":1}\n{\"a\":2}\r\n\n  \n{\"a\":3}", &["{\"a\":1}||", "{\"a\":2}||", "{\"a\":3}||"]),
        ("a sequence", Sequence, "\u{1e}{\"a\":1}\n\u{1e}[\n2]\n\u{1e}3", &["{\"a\":1}||", "[\n2]||", "3||"]),
    ] {
        for size in [1, 2, 3, 1000] {
            assert_eq!(cut(framing, text, size), want, "{case}, in pieces of {size}");
        }
    }
}

#[test]
fn no_piece_is_larger_than_it_may_be() {
    for (framing, text) in [(Framing::Events, "data: aaaa\ndata: bbbb\n"), (Framing::Lines, "aaaaaaaaaaaaaaaaa")] {
        let mut cut = Cut::new(framing, 12);
        let mut pieces = VecDeque::new();
        let push = |chunk| cut.push(Bytes::copy_from_slice(chunk), &mut pieces);
        assert_eq!(text.as_bytes().chunks(1).map(push).find_map(Result::err), Some(12), "{framing:?}");
        // Many small ones are none.
        let mut cut = Cut::new(framing, 12);
        let small = Bytes::from("data: a\n\n".repeat(1000));
        cut.push(small, &mut pieces).unwrap();
        assert_eq!(pieces.len(), 1000, "{framing:?}");
        pieces.clear();
    }
}

/// Pieces, each after some time.
struct Slow(VecDeque<Duration>, Option<Pin<Box<Sleep>>>);

impl Stream for Slow {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.1.is_none() {
            let Some(wait) = self.0.pop_front() else { return Poll::Ready(None) };
            self.1 = Some(Box::pin(sleep(wait)));
        }
        let waiting = self.1.as_mut().map(|sleep| sleep.as_mut().poll(cx).is_pending());
        if waiting == Some(true) {
            return Poll::Pending;
        }
        self.1 = None;
        Poll::Ready(Some(Ok(Bytes::from_static(b"x"))))
    }
}

#[tokio::test(start_paused = true)]
async fn the_timeout_is_of_silence() {
    for (case, waits, pieces, want) in [
        ("long, and never silent", vec![9; 100], 100, None),
        ("silent", vec![9, 9, 11, 9], 2, Some(ErrorKind::Timeout)),
        ("silent at once", vec![11], 0, Some(ErrorKind::Timeout)),
    ] {
        let waits = waits.into_iter().map(Duration::from_secs).collect();
        let body = reqwest::Body::wrap_stream(Slow(waits, None));
        let response = http::Response::new(body).into();
        let meta = Meta::new(http::StatusCode::OK, HeaderMap::new(), RequestId::random(), 1, Redactor::new(&[]));
        let (cut, silence) = (Cut::new(Framing::Raw, 10), Duration::from_secs(10));
        let mut stream = BodyStream::new::<Raw>(response, cut, silence, Response::new((), meta), "get", true);
        let mut next = async || std::future::poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await;
        let (mut came, mut failed) = (0, None);
        while let Some(item) = next().await {
            match item {
                Ok(_) => came += 1,
                Err(error) => failed = Some((error.kind(), error.is_retryable(), error.attempts())),
            }
        }
        assert_eq!((came, failed), (pieces, want.map(|kind| (kind, true, 1))), "{case}");
    }
}
