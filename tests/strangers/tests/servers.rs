//! Where requests go: the document's servers, those of paths and operations, and what the caller says.

mod loopback;

use loopback::Loopback;
use openapi_runtime::ErrorKind;
use strangers::{no_servers, servers as api};

fn builder(server: &Loopback) -> api::ClientBuilder {
    api::Client::builder().http_client(server.as_proxy())
}

#[tokio::test]
async fn requests_go_where_the_document_or_the_caller_says() {
    let server = Loopback::empty();
    let client = builder(&server).build().unwrap();
    assert_eq!(client.base_url(), "http://us.api.example.com/v1");
    client.plain().send().await.unwrap();
    client.files().send().await.unwrap();
    client.upload().send().await.unwrap();
    client.relative().send().await.unwrap();
    client.same().send().await.unwrap();
    let eu = api::Server::production().region_variable("eu").version("v2");
    let client = builder(&server).server(eu.clone()).build().unwrap();
    client.plain().send().await.unwrap();
    client.files().send().await.unwrap();
    let client = builder(&server).server(api::Server::clone_server()).build().unwrap();
    client.upload().send().await.unwrap();
    builder(&server).server(api::Server::region()).build().unwrap().plain().send().await.unwrap();
    let client = builder(&server).server(eu).base_url("http://own.example.com/").build().unwrap();
    client.files().send().await.unwrap();
    client.plain().send().await.unwrap();
    assert_eq!(
        server.lines(),
        [
            "GET http://us.api.example.com/v1/plain",
            "GET http://files.example.com/store/files",
            "POST http://uploads.example.com/up/files",
            "DELETE http://docs.example.com/api/other/files",
            "PATCH http://us.api.example.com/v1/files",
            "GET http://eu.api.example.com/v2/plain",
            "GET http://eu.api.example.com/v2/files",
            "POST http://clone.example.com/files",
            "GET http://region.example.com/plain",
            "GET http://own.example.com/files",
            "GET http://own.example.com/plain",
        ]
    );
}

#[test]
fn servers_become_base_urls() {
    for (case, server, want) in [
        ("defaults", api::Server::of_a_tenant(), Ok("https://demo.example.com:8443")),
        ("set", api::Server::of_a_tenant().tenant("acme").port("9000"), Ok("https://acme.example.com:9000")),
        ("relative", api::Server::beside_the_document(), Ok("http://docs.example.com/relative")),
        ("not allowed", api::Server::production().region_variable("mars"), Err("one of `us` `eu` but found `mars`")),
        ("another host", api::Server::of_a_tenant().tenant("evil.com/"), Err("a part of a URL but found '/' in it")),
        ("no port", api::Server::of_a_tenant().port("http"), Err("expected a base URL such as `https://host/path`")),
        ("another's variable", api::Server::region().tenant("a"), Err("expected no variable of the server")),
    ] {
        match (api::Client::builder().server(server).build(), want) {
            (Ok(client), Ok(want)) => assert_eq!(client.base_url(), want, "{case}"),
            (Err(error), Err(want)) => {
                assert_eq!(error.kind(), ErrorKind::Config, "{case}");
                assert!(error.to_string().contains(want), "{case}: {error}");
            }
            (got, want) => panic!("{case}: {got:?}, not {want:?}"),
        }
    }
}

#[tokio::test]
async fn credentials_go_over_plain_http_only_where_they_may() {
    let server = Loopback::empty();
    let error = builder(&server).key("hush").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("`allow_plain_http(true)`"), "{error}");
    // A server of its own is asked for when the operation is called.
    let client = builder(&server).key("hush").server(api::Server::of_a_tenant()).build().unwrap();
    assert_eq!(client.base_url(), "https://demo.example.com:8443");
    let own = no_servers::Client::builder().http_client(server.as_proxy()).key("hush").build().unwrap();
    let error = own.own_secret().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("plain `http`") && error.sent_request_id().is_none(), "{error}");
    own.own().send().await.unwrap();
    assert_eq!(server.lines(), ["GET http://own.example.com/own"]);
    let client = builder(&server).key("hush").allow_plain_http(true).build().unwrap();
    client.secret().send().await.unwrap();
    client.secret_files().send().await.unwrap();
    client.files().send().await.unwrap();
    let keys: Vec<_> = server.sent()[1..].iter().map(|sent| sent.header("x-key").map(str::to_owned)).collect();
    assert_eq!(keys, [Some("hush".to_owned()), Some("hush".to_owned()), None]);
}

#[tokio::test]
async fn a_document_without_servers_needs_a_base_url_where_one_is_used() {
    let server = Loopback::empty();
    let client = no_servers::Client::builder().http_client(server.as_proxy()).build().unwrap();
    let error = client.plain().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("expected a base URL"), "{error}");
    client.own().send().await.unwrap();
    let client = no_servers::Client::builder().base_url(&server.url).build().unwrap();
    client.plain().send().await.unwrap();
    client.own().send().await.unwrap();
    assert_eq!(server.lines(), ["GET http://own.example.com/own", "GET /plain", "GET /own"]);
}
