//! A server that notes what it was sent, and a client of it.

use std::sync::{Arc, Mutex};

use aigenstudio_hostile::Client;
use openapi_runtime::RetryPolicy;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

pub struct Server {
    pub client: Client,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = Vec::new();
                let mut chunk = [0; 4096];
                while !head.windows(4).any(|end| end == b"\r\n\r\n") {
                    match stream.read(&mut chunk).await {
                        Ok(0) | Err(_) => break,
                        Ok(length) => head.extend_from_slice(&chunk[..length]),
                    }
                }
                seen.lock().unwrap().push(String::from_utf8_lossy(&head).into_owned());
                let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await;
            }
        });
        let client = Client::builder().bearer_api_key("aigen_test_key").base_url(&base_url).retry(RetryPolicy::none());
        Self { client: client.build().unwrap(), requests }
    }

    /// What was sent since this was asked last.
    pub fn sent(&self) -> Vec<String> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }

    /// The target of each request.
    pub fn targets(&self) -> Vec<String> {
        self.sent().iter().map(|head| head.split(' ').nth(1).unwrap_or_default().to_owned()).collect()
    }
}
