//! What a caller adds to all calls of a client, and to one.

mod loopback;

use loopback::Loopback;
use openapi_runtime::{ErrorKind, RetryPolicy, reqwest};
use strangers::{
    credentials::Client,
    pages,
    servers::{self, ClientBuilder},
};

#[tokio::test]
async fn headers_of_the_client_go_with_every_call_that_sets_no_other() {
    let server = Loopback::empty();
    let client = Client::builder().base_url(&server.url).token("t").user_agent_suffix("my-app/1.0");
    let client = client.default_header("X-Tenant", "7").default_header("authorization", "none");
    let client = client.default_header("x-tenant", "8").build().unwrap();
    client.token().send().await.unwrap();
    client.token().header("X-Tenant", "9").send().await.unwrap();
    client.open().send().await.unwrap();
    let sent = server.sent();
    let header = |name: &str| sent.iter().map(|sent| sent.header(name).unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(header("x-tenant"), ["8", "9", "8"]);
    assert_eq!(header("authorization"), ["Bearer t", "Bearer t", "none"]);
    let agent = format!("{}/{} my-app/1.0", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    assert_eq!(header("user-agent"), [agent.as_str(); 3]);
    assert!(!format!("{client:?} {:?}", client.token()).contains("none"));
}

#[tokio::test]
async fn a_pair_of_the_query_goes_with_one_call() {
    let server = Loopback::new(|_, number| (200, Vec::new(), ["[{\"id\":1}]", "[]"][number.min(1)].to_owned()));
    let client = pages::Client::builder().base_url(&server.url).build().unwrap();
    let call = client.by_page().query_pair("a b", "c&d=é").query_pair("a b", "");
    let rows: Vec<_> = futures_util::TryStreamExt::try_collect(call.items()).await.unwrap();
    assert_eq!(rows.len(), 1);
    client.by_page().page(1).query_pair("x", "y").send().await.unwrap();
    let pairs = "a%20b=c%26d%3D%C3%A9&a%20b=";
    assert_eq!(
        server.lines(),
        [format!("GET /page?{pairs}"), format!("GET /page?page=2&{pairs}"), "GET /page?page=1&x=y".to_owned()]
    );
}

#[tokio::test]
async fn the_http_client_may_be_changed_and_keeps_the_rest() {
    let server = Loopback::new(|_, _| (307, vec![("Location", "http://other.example/x".to_owned())], String::new()));
    let url = server.url.clone();
    let builder = servers::Client::builder()
        .configure_http(move |http| http.proxy(reqwest::Proxy::all(&url).unwrap()))
        .retry(RetryPolicy::none());
    let error = builder.build().unwrap().plain().send().await.unwrap_err();
    // The redirect to another host is still not followed.
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    assert_eq!(server.lines(), ["GET http://us.api.example.com/v1/plain"]);
}

#[test]
fn what_cannot_be_sent_is_told_where_the_client_is_built() {
    let builder = servers::Client::builder;
    let cases: [(&str, ClientBuilder, &str); 4] = [
        (
            "a name",
            builder().default_header("a b", "hush"),
            "a default header's name (RFC 9110, section 5.6.2) but found `a b`",
        ),
        ("a value", builder().default_header("a", "hush\n"), "the default header `a` to have a value that can be sent"),
        (
            "an agent",
            builder().user_agent_suffix("a\nb"),
            "expected a user agent that a header can hold but found another",
        ),
        (
            "two clients",
            builder().http_client(reqwest::Client::new()).configure_http(|http| http),
            "expected `http_client` or `configure_http` but found both",
        ),
    ];
    for (case, builder, want) in cases {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{case}");
        assert!(error.to_string().contains(want) && !error.to_string().contains("hush"), "{case}: {error}");
    }
}
