//! What the tests share.

#![allow(dead_code)] // each test file uses a part

use std::sync::{Arc, Mutex};

use aigenstudio::{Client, ClientBuilder, RetryPolicy};
use httpmock::{HttpMockRequest, HttpMockResponse, MockServer};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

pub const KEY: &str = "aigen_test_0123456789";
pub const PATH: &str = "/product-photo-jobs";

/// A client of `base_url` that sends each request once.
pub fn builder(base_url: impl Into<String>) -> ClientBuilder {
    Client::builder().api_key(KEY).base_url(base_url).retry(RetryPolicy::none())
}

pub fn client(base_url: impl Into<String>) -> Client {
    builder(base_url).build().unwrap()
}

pub fn job_id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

pub fn job(number: usize) -> Value {
    json!({
        "id": job_id(number), "status": "completed", "total_items": 1, "credits_reserved": 2, "sandbox": true,
    })
}

pub fn page(jobs: impl IntoIterator<Item = usize>, next_cursor: Option<&str>) -> Value {
    json!({
        "jobs": jobs.into_iter().map(job).collect::<Vec<_>>(), "next_cursor": next_cursor, "request_id": "req_page",
    })
}

/// A mock that answers with what `answer` computes from the query, and notes all requests.
pub fn serve(
    server: &MockServer,
    answer: impl Fn(&HttpMockRequest) -> (u16, Value) + Send + Sync + 'static,
) -> Arc<Mutex<Vec<HttpMockRequest>>> {
    let requests = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&requests);
    server.mock(|when, then| {
        when.any_request();
        then.respond_with(move |request: &HttpMockRequest| {
            seen.lock().unwrap().push(request.clone());
            let (status, body) = answer(request);
            HttpMockResponse::builder()
                .status(status)
                .header("content-type", "application/json")
                .body(body.to_string())
                .build()
        });
    });
    requests
}

pub fn query(request: &HttpMockRequest, name: &str) -> Option<String> {
    request.query_params().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

pub fn header(request: &HttpMockRequest, name: &str) -> Option<String> {
    request.headers_vec().iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
}

/// A server that hands out these bytes, one text a connection, and notes what it was sent.
pub struct RawServer {
    pub base_url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl RawServer {
    /// The last answer is repeated for ever.
    pub async fn start<A: Into<Vec<u8>>>(answers: impl IntoIterator<Item = A>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let answers: Vec<Vec<u8>> = answers.into_iter().map(Into::into).collect();
        tokio::spawn(async move {
            let mut next = 0;
            while let Ok((mut stream, _)) = listener.accept().await {
                let head = read_head(&mut stream).await;
                seen.lock().unwrap().push(head);
                let _ = stream.write_all(&answers[next]).await;
                let _ = stream.shutdown().await;
                next = (next + 1).min(answers.len() - 1);
            }
        });
        Self { base_url, requests }
    }

    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

pub async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut head = Vec::new();
    let mut chunk = [0; 4096];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => break,
            Ok(length) => head.extend_from_slice(&chunk[..length]),
        }
    }
    String::from_utf8(head).unwrap()
}

/// An HTTP/1.1 answer with its length.
pub fn raw(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}", body.len())
}

pub fn raw_page(jobs: impl IntoIterator<Item = usize>, next_cursor: Option<&str>) -> String {
    raw("200 OK", "content-type: application/json\r\n", &page(jobs, next_cursor).to_string())
}
