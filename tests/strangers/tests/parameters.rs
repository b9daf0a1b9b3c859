//! Parameters of every place, style and media type (OpenAPI 3.1, section 4.8.12; RFC 6570): what is sent.

mod support;

use openapi_runtime::{Error, ErrorKind, Response, RetryPolicy};
use strangers::parameters::{Client, types::*};
use support::Server;

fn color() -> Color {
    Color::new().b(150).g(200).r("a b")
}

/// What came of a call.
type Answered = Result<Response<()>, Error>;

fn client(server: &Server) -> Client {
    Client::builder().base_url(&server.url).retry(RetryPolicy::none()).build().unwrap()
}

#[tokio::test]
async fn targets() {
    let server = Server::start();
    let client = client(&server);
    let simple = |value: &str| client.simple().value(value).list(["a,b", "c/d"]).map(color());
    let query = || client.query();
    let content = || client.content();
    let filter = Filter::new().name("a&b").tags(["x", "y z"]).price(FilterPrice::new().max(1.5).min(1));
    let no_tags = Filter::new().tags(Vec::<String>::new());
    let rows: [(&str, Answered, &str); 30] = [
        ("simple", simple("a/b").send().await, "/simple/a%2Fb/a%2Cb,c%2Fd/B=150,G=200,R=a%20b"),
        ("label", client.label().value(5).list(["a.b", "c"]).send().await, "/label/.5/.a.b.c"),
        (
            "matrix",
            client.matrix().value("x;y").list([1, 2]).map(color()).send().await,
            "/matrix/;value=x%3By/;list=1,2/;B=150;G=200;R=a%20b",
        ),
        ("nothing", query().send().await, "/query"),
        ("a text", query().value("a b+c&d=e/é").send().await, "/query?value=a%20b%2Bc%26d%3De%2F%C3%A9"),
        ("an empty text", query().value("").send().await, "/query?value="),
        ("a number", query().number(1.5).flag(true).send().await, "/query?number=1.5&flag=true"),
        ("each", query().each(["a,b", "c d"]).send().await, "/query?each=a%2Cb&each=c%20d"),
        ("each of none", query().each(Vec::<String>::new()).send().await, "/query"),
        ("joined", query().joined(["a,b", "c"]).send().await, "/query?joined=a%2Cb,c"),
        ("joined of none", query().joined(Vec::<String>::new()).send().await, "/query"),
        ("spaced", query().spaced(["a", "b,c"]).send().await, "/query?spaced=a%20b%2Cc"),
        ("piped", query().piped([1, 2]).send().await, "/query?piped=1%7C2"),
        ("a form", query().form(color()).send().await, "/query?B=150&G=200&R=a%20b"),
        ("a form of none", query().form(Color::new()).send().await, "/query"),
        ("flat", query().flat(color()).send().await, "/query?flat=B,150,G,200,R,a%20b"),
        (
            "deep",
            query().deep(filter).send().await,
            "/query?deep%5Bname%5D=a%26b&deep%5Btags%5D=x&deep%5Btags%5D=y%20z&deep%5Bprice%5D%5Bmax%5D=1.5&deep%5Bprice%5D%5Bmin%5D=1",
        ),
        ("deep of none", query().deep(no_tags).send().await, "/query"),
        ("reserved", query().reserved("/a?b=c:d e&f").send().await, "/query?reserved=/a?b=c:d%20e%26f"),
        ("an enum", query().kind("big").send().await, "/query?kind=big"),
        ("an unknown one", query().kind("a/b").send().await, "/query?kind=a%2Fb"),
        ("a name", query().page_size(3).send().await, "/query?page%20size=3"),
        (
            "JSON",
            content().json(color()).send().await,
            "/content?json=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A%22a%20b%22%7D",
        ),
        ("vendor JSON", content().vendor([1, 2]).send().await, "/content?vendor=%5B1%2C2%5D"),
        ("text", content().text("t \"u\"").send().await, "/content?text=t%20%22u%22"),
        ("XML", content().xml("<a/>").send().await, "/content?xml=%3Ca%2F%3E"),
        ("a form in one", content().form(color()).send().await, "/content?form=B%3D150%26G%3D200%26R%3Da%2Bb"),
        (
            "places",
            client.places().value("p").value_query("q").value_header("h").sid("s").send().await,
            "/tags/p?value=q",
        ),
        ("the whole query", client.whole().all(color()).send().await, "/whole?B=150&G=200&R=a%20b"),
        ("places, one", client.places().value(".a").send().await, "/tags/.a"),
    ];
    let mut targets = server.sent().into_iter();
    for (case, sent, want) in rows {
        assert!(sent.is_ok(), "{case}: {sent:?}");
        let target = targets.next().unwrap();
        let sorted = |target: &str| {
            let (path, query) = target.split_once('?').unwrap_or((target, ""));
            let mut pairs: Vec<_> = query.split('&').map(str::to_owned).collect();
            pairs.sort();
            (path.to_owned(), pairs)
        };
        assert_eq!(sorted(target.target()), sorted(want), "{case}: {}", target.target());
    }
}

#[tokio::test]
async fn headers_and_cookies() {
    let server = Server::start();
    let client = client(&server);
    client.headers().x_value("a b").x_list(["a", "b,c"]).x_map(color()).x_flat(color()).send().await.unwrap();
    let sent = server.one();
    for (name, want) in [
        ("x-value", Some("a b")),
        ("x-list", Some("a,b%2Cc")),
        ("x-map", Some("B=150,G=200,R=a b")),
        ("x-flat", Some("B,150,G,200,R,a b")),
    ] {
        assert_eq!(sent.header(name), want, "{name}");
    }
    client.headers().x_list(Vec::<String>::new()).x_map(Color::new()).send().await.unwrap();
    let sent = server.one();
    assert_eq!((sent.header("x-list"), sent.header("x-map"), sent.header("x-value")), (None, None, None));
    client.places().value("p").value_header("h").sid("a;b").crumbs(["c", "d e"]).send().await.unwrap();
    let sent = server.one();
    assert_eq!(sent.header("cookie"), Some("sid=a%3Bb; crumbs=c; crumbs=d%20e"));
    assert_eq!(sent.header("value"), Some("h"));
    client.content().x_json(color()).session(Color::new().b(1)).send().await.unwrap();
    let sent = server.one();
    assert_eq!(sent.header("x-json"), Some(r#"{"B":150,"G":200,"R":"a b"}"#));
    assert_eq!(sent.header("cookie"), Some("session=%7B%22B%22%3A1%7D"));
}

#[tokio::test]
async fn what_cannot_be_said_is_not_sent() {
    let server = Server::start();
    let client = client(&server);
    for (case, sent, name) in [
        ("not there", client.places().send().await, "`value`"),
        (
            "a path of nothing",
            client.simple().value("a").list(Vec::<String>::new()).map(color()).send().await,
            "`list`",
        ),
        ("an item with the separator", client.query().spaced(["a b"]).send().await, "`spaced`"),
        ("no integer of 64 bits", client.query().piped([u64::MAX]).send().await, "`piped`"),
        ("no number", client.query().number(f64::NAN).send().await, "`number`"),
        ("a line's end", client.headers().x_value("a\nb").send().await, "`X-Value`"),
    ] {
        let error = sent.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{case}: {error}");
        assert!(error.to_string().contains(name), "{case}: {error}");
    }
    assert!(server.sent().is_empty());
}
