//! A loopback server that notes what it is sent, and answers what it is told to.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

#[allow(dead_code)] // each test needs some of it
impl Sent {
    /// Of the request line what is between method and version.
    pub fn target(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A body of parts without its boundary: each part in a line, its head and then its content.
    pub fn parts(&self) -> Vec<String> {
        let boundary = self.header("content-type").and_then(|it| it.split("boundary=").nth(1)).unwrap_or("?");
        let text = self.text();
        let delimiter = format!("--{boundary}");
        let parts = text.split(&delimiter).skip(1).filter(|part| !part.starts_with("--"));
        let part = |part: &str| {
            let part = part.trim_start_matches("\r\n").strip_suffix("\r\n").unwrap_or(part);
            part.replacen("\r\n\r\n", " | ", 1).replace("\r\n", "; ").replace("Content-Disposition: form-data; ", "")
        };
        parts.map(part).collect()
    }
}

/// What a server writes.
type Write = dyn Fn(&Sent, &mut TcpStream) + Send + Sync;

#[allow(dead_code)]
pub struct Server {
    pub url: String,
    sent: Arc<Mutex<Vec<Sent>>>,
}

#[allow(dead_code)]
impl Server {
    /// One that answers 204.
    pub fn start() -> Self {
        Self::answering("HTTP/1.1 204 No Content\r\n\r\n")
    }

    /// One that answers every request by this.
    pub fn answering(answer: impl AsRef<[u8]> + Send + Sync + 'static) -> Self {
        Self::writing(move |_, stream| {
            let answer = answer.as_ref();
            let line = answer.iter().position(|byte| *byte == b'\r').unwrap_or_default();
            let _ = stream.write_all(&[&answer[..line], b"\r\nconnection: close", &answer[line..]].concat());
        })
    }

    /// One that writes what it likes, and closes the connection behind it.
    pub fn writing(write: impl Fn(&Sent, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sent, write): (_, Arc<Write>) = (Arc::default(), Arc::new(write));
        let server = Self { url, sent: Arc::clone(&sent) };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (sent, write) = (Arc::clone(&sent), Arc::clone(&write));
                std::thread::spawn(move || serve(stream, &sent, &*write));
            }
        });
        server
    }

    /// What was sent since this was asked last.
    pub fn sent(&self) -> Vec<Sent> {
        std::mem::take(&mut self.sent.lock().unwrap())
    }

    /// The one request that was sent since this was asked last.
    pub fn one(&self) -> Sent {
        let mut sent = self.sent();
        assert_eq!(sent.len(), 1, "{sent:?}");
        sent.remove(0)
    }
}

fn serve(mut stream: TcpStream, sent: &Mutex<Vec<Sent>>, write: &Write) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut request = Sent::default();
    reader.read_line(&mut request.line).ok()?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        request.headers.push((name.to_owned(), value.to_owned()));
    }
    if request.header("transfer-encoding").is_some() {
        loop {
            let mut size = String::new();
            reader.read_line(&mut size).ok()?;
            let size = usize::from_str_radix(size.trim(), 16).ok()?;
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk).ok()?;
            request.body.extend_from_slice(&chunk[..size]);
            if size == 0 {
                break;
            }
        }
    } else {
        let length = request.header("content-length").map_or(Some(0), |length| length.parse().ok())?;
        request.body = vec![0; length];
        reader.read_exact(&mut request.body).ok()?;
    }
    request.line.truncate(request.line.trim_end().len());
    sent.lock().unwrap().push(request.clone());
    write(&request, &mut stream);
    stream.shutdown(std::net::Shutdown::Both).ok()
}
