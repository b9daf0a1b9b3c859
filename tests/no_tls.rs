//! Without TLS no request for an `https` address goes out at all.
//!
//! `cargo test --no-default-features --test no_tls`: with TLS there is nothing to see here.
#![cfg(not(any(feature = "rustls", feature = "native-tls")))]

mod support;

use std::process::Command;

use aigenstudio::{Client, ErrorKind};
use support::{KEY, RawServer, raw_page};

#[test]
fn a_client_of_an_https_address_is_not_built() {
    for (case, builder) in [
        ("the document's server", Client::builder().api_key(KEY)),
        ("another", Client::builder().api_key(KEY).base_url("https://localhost:8443/v1")),
        ("in upper case", Client::builder().api_key(KEY).base_url("HTTPS://localhost:8443/v1")),
    ] {
        let error = builder.allow_plain_http(true).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{case}");
        let want = "expected the feature `rustls` or `native-tls`, or an `http_client`, for an `https` base URL";
        assert!(error.to_string().starts_with(want), "{case}: {error}");
    }
    Client::builder().api_key(KEY).base_url("http://127.0.0.1:4010/v1").build().unwrap();
    // Whoever brings a client brings its TLS.
    Client::builder().api_key(KEY).http_client(reqwest::Client::new()).build().unwrap();
}

#[tokio::test]
#[ignore = "run by `a_proxy_sees_nothing` in a process with a proxy"]
async fn proxy_child() {
    match Client::new(KEY) {
        Ok(client) => println!("sent: {:?}", client.list_product_photo_jobs().send().await.map(|_| ())),
        Err(error) => println!("not built: {error}"),
    }
}

#[tokio::test]
async fn a_proxy_sees_nothing() {
    let proxy = RawServer::start([raw_page([1], None)]).await;
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "proxy_child", "--ignored", "--nocapture"]);
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"] {
        child.env(name, &proxy.base_url);
    }
    child.env_remove("NO_PROXY").env_remove("no_proxy");
    let output = tokio::task::spawn_blocking(move || child.output().unwrap()).await.unwrap();
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(proxy.requests().is_empty(), "{:?}", proxy.requests());
    assert!(output.contains("not built: expected the feature"), "{output}");
}
