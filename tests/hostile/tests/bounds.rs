//! Checking a bound takes time in proportion to the value, and its message is short.

use std::time::{Duration, Instant};

use aigenstudio_hostile::types;
use openapi_runtime::ErrorKind;
use serde_json::{Value, json};

use crate::server::Server;

/// What an argument is refused with, `None` where it is sent.
async fn refused(server: &Server, case: &str, body: Value) -> Option<String> {
    let body: types::Texts = serde_json::from_value(body).unwrap();
    let error = server.client.post_texts().body(body).send().await.err()?;
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{case}: {error}");
    let text = error.to_string();
    Some(text.strip_prefix("postTexts: ").map(str::to_owned).unwrap_or(text))
}

#[tokio::test]
async fn patterns() {
    let server = Server::start().await;
    let a = |count: usize| "a".repeat(count);
    for (case, body, want) in [
        ("as it should be", json!({"slow": a(24)}), None),
        (
            "what backtracks",
            json!({"slow": a(24) + "!"}),
            Some("`body.slow` to match the pattern \"^(a+)+$\" but found"),
        ),
        ("what backtracks, long", json!({"slow": a(50_000) + "!"}), Some("`body.slow` to match the pattern")),
        ("letters", json!({"letters": "Zoë Ångström-Łuk"}), None),
        ("no letters", json!({"letters": "7"}), Some("`body.letters`")),
        ("a dash beside a class", json!({"dotted": "a-b.c"}), None),
        ("what is not in it", json!({"dotted": "a b"}), Some("`body.dotted`")),
        ("megabytes", json!({"coded": "QUJD".repeat(250_000)}), None),
        ("as long as it is asked of", json!({"wide": a(800) + "!"}), None),
        ("longer than it is asked of", json!({"wide": a(30_000)}), Some("`body.wide` to have at most 8006 characters")),
    ] {
        let start = Instant::now();
        let found = refused(&server, case, body).await;
        assert_eq!(found.is_some(), want.is_some(), "{case}: {found:?}");
        let found = found.unwrap_or_default();
        assert!(found.contains(want.unwrap_or_default()) && found.len() <= 1024, "{case}: {found}");
        assert!(start.elapsed() < Duration::from_secs(15), "{case}: {:?}", start.elapsed());
    }
}

#[tokio::test]
async fn items_that_have_to_differ() {
    let server = Server::start().await;
    for (case, set, found) in [
        ("none", json!([]), None),
        ("all differ", json!([1, "1", true, null, [1], {"a": 1}, [], {}]), None),
        ("a text", json!(["a", "b", "a"]), Some("found \"a\" a second time")),
        ("one as another number", json!([1, 1.0]), Some("found 1.0 a second time")),
        ("zeros", json!([0, -0.0]), Some("found -0.0 a second time")),
        ("beyond doubles", json!([9_007_199_254_740_993_u64, 9_007_199_254_740_992_u64]), None),
        ("large", json!([1e20, 100_000_000_000_000_000_000_f64]), Some("a second time")),
        ("fractions", json!([0.5, 0.25, 0.5]), Some("found 0.5 a second time")),
        ("members in another order", json!([{"a": 1, "b": 2}, {"b": 2.0, "a": 1}]), Some("a second time")),
        ("lists in another order", json!([[1, 2], [2, 1]]), None),
        ("what looks alike", json!([["a,b"], ["a", "b"], ["1\"a"], [1, "a"], {"a": "b"}, ["a:b"]]), None),
        ("deep", json!([[[{"a": [1]}]], [[{"a": [1.0]}]]]), Some("a second time")),
    ] {
        let refused = refused(&server, case, json!({"set": set})).await;
        assert_eq!(refused.is_some(), found.is_some(), "{case}: {refused:?}");
        assert!(refused.unwrap_or_default().contains(found.unwrap_or_default()), "{case}");
    }
    let many: Vec<_> = (0..40_000).map(|number| json!({ "id": number, "name": format!("item {number}") })).collect();
    let start = Instant::now();
    assert_eq!(refused(&server, "many", json!({"set": many})).await, None);
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_message_is_short_and_of_one_line() {
    let server = Server::start().await;
    let long = "\u{1b}\n\u{202e}x".repeat(300_000);
    for (case, body) in [
        ("a value", json!({"dotted": long})),
        ("a member's name and its value", json!({"names": {long.clone(): "long"}})),
        ("an item", json!({"set": [long, long]})),
    ] {
        let found = refused(&server, case, body).await.unwrap();
        assert!(found.len() <= 1024, "{case}: {}", found.len());
        assert!(!found.contains(|c: char| c.is_control() || c == '\u{202e}'), "{case}: {found}");
    }
}

#[tokio::test]
async fn a_type_that_contains_itself_is_checked_at_every_depth() {
    let server = Server::start().await;
    let mut tree = json!({"label": "a"});
    for _ in 0..60 {
        tree = json!({"label": "a", "left": tree});
    }
    assert_eq!(refused(&server, "deep", json!({"tree": tree})).await, None);
    let tree = json!({"left": {"right": {"label": "A"}}});
    let found = refused(&server, "wrong", json!({"tree": tree})).await.unwrap();
    assert!(found.starts_with("expected `body.tree.left.right.label` to match the pattern"), "{found}");
}
