//! A document from a URL.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

use super::support::{Folder, OLD, page};

/// Answers one request, and says where.
fn serve(status: &str, body: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            request.push(byte[0]);
        }
        stream.write_all((head + &body).as_bytes()).unwrap();
    });
    format!("http://{address}")
}

#[test]
fn a_url_is_fetched() {
    let new = OLD.replace("title: t", "title: Other");
    for (name, path, body) in [
        ("a page", "/list.md", page(&new)),
        ("a page by its text", "/list", page(&new)),
        ("a document", "/", new.clone()),
    ] {
        let folder = Folder::new(&format!("fetch-{}", name.replace(' ', "-")));
        let run = folder.update(&["--from", &(serve("200 OK", body) + path)]);
        assert_eq!(run.status, 0, "{name}: {}", run.err);
        assert_eq!(folder.read("openapi.yaml"), new, "{name}");
    }
}

#[test]
fn an_answer_that_is_no_document_is_an_error() {
    let html = "<html><body>Sign in</body></html>".to_owned();
    for (name, status, want) in
        [("missing", "404 Not Found", "404"), ("a page of another kind", "200 OK", "expected a fenced block")]
    {
        let folder = Folder::new(&format!("fetch-{}", name.replace(' ', "-")));
        let run = folder.update(&["--from", &serve(status, html.clone())]);
        assert_eq!(run.status, 1, "{name}: {}", run.err);
        assert!(run.err.contains(want), "{name}: {}", run.err);
        assert_eq!(folder.read("openapi.yaml"), OLD, "{name}");
    }
}
