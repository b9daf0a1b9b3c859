//! TLS: whom the client trusts, and what it does where it does not.
// Where both are built in, reqwest takes the system's library, which does not tell a bad certificate apart.
#![cfg(all(feature = "rustls", not(feature = "native-tls")))]

mod support;

use std::{
    process::Command,
    sync::{Arc, Mutex},
};

use aigenstudio::{Client, ClientBuilder, Error, ErrorKind, RetryPolicy, mock::VirtualClock};
use support::{KEY, RawServer, raw, raw_page};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    },
};

/// A certificate for `localhost` that nobody trusts, and its key.
const PEM: &[u8] = include_bytes!("support/localhost.pem");

/// A server that answers each request the same, over TLS.
struct TlsServer {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl TlsServer {
    async fn start(answer: String) -> Self {
        let certificate = CertificateDer::from_pem_slice(PEM).unwrap();
        let key = PrivateKeyDer::from_pem_slice(PEM).unwrap();
        // Another crate of the build may bring a second provider: rustls then wants to be told which.
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that does not trust the certificate goes away here.
                if let Ok(mut stream) = acceptor.accept(stream).await {
                    let head = support::read_head(&mut stream).await;
                    seen.lock().unwrap().push(head);
                    let _ = stream.write_all(answer.as_bytes()).await;
                    let _ = stream.shutdown().await;
                }
            }
        });
        Self { port, requests }
    }
}

fn trusting() -> reqwest::Client {
    let certificate = reqwest::Certificate::from_pem(PEM).unwrap();
    reqwest::Client::builder().no_proxy().tls_certs_only([certificate]).build().unwrap()
}

fn builder(base_url: String, clock: &VirtualClock) -> ClientBuilder {
    Client::builder().api_key(KEY).base_url(base_url).retry(RetryPolicy::default().max_attempts(3)).clock(clock)
}

async fn fail(builder: ClientBuilder) -> Error {
    builder.build().unwrap().list_product_photo_jobs().request_id("sent-1").send().await.unwrap_err()
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_not_tried_again() {
    let server = TlsServer::start(raw_page([1], None)).await;
    let clock = VirtualClock::new();
    let [by_name, by_address] =
        ["localhost", "127.0.0.1"].map(|host| builder(format!("https://{host}:{}", server.port), &clock));
    for (case, builder) in
        [("signed by nobody", by_name.clone()), ("for another name", by_address.http_client(trusting()))]
    {
        let error = fail(builder).await;
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1), "{case}: {error:?}");
        assert!(!error.is_retryable() && clock.waits().is_empty(), "{case}");
        assert_eq!(error.sent_request_id().unwrap().as_str(), "sent-1", "{case}");
        assert!(error.to_string().contains(" is not to be trusted (sent as sent-1)"), "{case}: {error}");
    }
    assert!(server.requests.lock().unwrap().is_empty());

    let client = by_name.http_client(trusting()).build().unwrap();
    assert_eq!(client.list_product_photo_jobs().send().await.unwrap().jobs.len(), 1);
}

#[tokio::test]
async fn a_handshake_that_breaks_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            // Not before the client has said something, so that it is not the connection that fails.
            let _ = stream.read(&mut [0; 16]).await;
        }
    });
    let clock = VirtualClock::new();
    let error = fail(builder(base_url, &clock)).await;
    assert_eq!((error.kind(), error.attempts(), clock.waits().len()), (ErrorKind::Connect, 3, 2), "{error:?}");
}

#[tokio::test]
#[ignore = "run by `a_redirect_to_plain_http_is_not_followed` in a process that trusts the certificate"]
async fn redirect_child() {
    let plain = RawServer::start([raw_page([1], None)]).await;
    let moved = raw("307 Temporary Redirect", &format!("location: {}\r\n", plain.base_url), "");
    let server = TlsServer::start(moved).await;
    let error = fail(builder(format!("https://localhost:{}", server.port), &VirtualClock::new())).await;
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 307), "{error:?}");
    assert!(server.requests.lock().unwrap()[0].contains(KEY));
    assert!(plain.requests().is_empty());
    println!("not followed");
}

#[cfg(target_os = "linux")] // elsewhere the system has no such variable
#[test]
fn a_redirect_to_plain_http_is_not_followed() {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "redirect_child", "--ignored", "--nocapture"]);
    child.env("SSL_CERT_FILE", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/localhost.pem"));
    let output = child.output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("not followed"), "{output:?}");
}
