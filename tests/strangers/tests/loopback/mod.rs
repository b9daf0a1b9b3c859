//! A server on loopback that keeps what it was sent. It is a proxy, too: what is meant for another host arrives here with its
//! whole URL.

#![allow(dead_code)] // each test takes of it what it needs

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// What was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// `GET /path?query`.
    pub line: String,
    headers: Vec<(String, String)>,
}

impl Sent {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// Status, headers and body of an answer.
pub type Answer = (u16, Vec<(&'static str, String)>, String);

pub struct Loopback {
    pub url: String,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl Loopback {
    /// A server that answers the requests, which it is told with their numbers.
    pub fn new(answer: impl Fn(&Sent, usize) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let sent = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (sent.clone(), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (log.clone(), answer.clone());
                thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { url, sent }
    }

    /// One that answers everything with 204.
    pub fn empty() -> Self {
        Self::new(|_, _| (204, Vec::new(), String::new()))
    }

    /// An HTTP client that sends everything here, whatever host it is for.
    pub fn as_proxy(&self) -> openapi_runtime::reqwest::Client {
        let proxy = openapi_runtime::reqwest::Proxy::all(&self.url).unwrap();
        openapi_runtime::reqwest::Client::builder().proxy(proxy).build().unwrap()
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }

    /// The lines of all requests.
    pub fn lines(&self) -> Vec<String> {
        self.sent().into_iter().map(|sent| sent.line).collect()
    }
}

fn serve(stream: TcpStream, log: &Mutex<Vec<Sent>>, answer: &dyn Fn(&Sent, usize) -> Answer) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut stream = stream;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let line = line.trim_end().strip_suffix(" HTTP/1.1")?.to_owned();
        let mut headers = Vec::new();
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).ok()?;
            let Some((name, value)) = header.trim_end().split_once(':') else { break };
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        let sent = Sent { line, headers };
        let length = sent.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        reader.read_exact(&mut vec![0; length]).ok()?;
        let number = {
            let mut log = log.lock().ok()?;
            log.push(sent.clone());
            log.len() - 1
        };
        let (status, headers, body) = answer(&sent, number);
        let mut text = format!("HTTP/1.1 {status} .\r\n");
        for (name, value) in headers {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        if status != 204 {
            let _ = write!(text, "content-type: application/json\r\ncontent-length: {}\r\n", body.len());
        }
        stream.write_all(format!("{text}\r\n{body}").as_bytes()).ok()?;
    }
}
