//! A document from a URL.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::support::{Folder, OLD, page};

/// An answer: what stands in its head behind `HTTP/1.1`, and its body.
type Answer = (String, Vec<u8>);

/// A server that answers each request by its path, and how many there were.
fn server(answer: impl Fn(&str) -> Answer + Send + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                request.push(byte[0]);
            }
            counted.fetch_add(1, Ordering::SeqCst);
            let request = String::from_utf8(request).unwrap();
            let (head, body) = answer(request.split(' ').nth(1).unwrap());
            let head = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            // Who has read enough closes the connection.
            let _ = stream.write_all(&[head.as_bytes(), &body].concat());
        }
    });
    (address, count)
}

/// Answers every request alike, and says where.
fn serve(status: &'static str, body: String) -> String {
    server(move |_| (status.to_owned(), body.clone().into_bytes())).0
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

#[test]
fn redirects_are_followed_and_the_last_address_is_named() {
    let new = OLD.replace("title: t", "title: Other");
    let document = new.clone();
    let (address, count) = server(move |path| {
        let to = |location: &str| (format!("302 Found\r\nlocation: {location}"), Vec::new());
        match path {
            "/new" => to("/docs/old?a=b#c"),
            "/docs/old?a=b" => to("../document.yaml?key=secret"),
            "/broken" => to("/broken.yaml?key=secret"),
            "/document.yaml?key=secret" => ("200 OK".to_owned(), document.clone().into_bytes()),
            "/broken.yaml?key=secret" => ("200 OK".to_owned(), b"openapi: [".to_vec()),
            "/lost" => to("/nowhere"),
            "/endless" => to("/endless"),
            "/file" => to("file:///etc/passwd"),
            "/nothing" => ("304 Not Modified".to_owned(), Vec::new()),
            _ => ("404 Not Found".to_owned(), Vec::new()),
        }
    });
    let folder = Folder::new("redirects");
    let with_password = address.replace("http://", "http://user:secret@");
    for (path, want) in [
        ("/broken", "/broken.yaml:"),
        ("/lost", "/nowhere: expected a document but found: the status 404"),
        ("/endless", "/endless: expected a document but found more than 10 redirects"),
        ("/file", "/file: expected a redirect to an address but found one to file:///etc/passwd, of file"),
        ("/nothing", "/nothing: expected a document but found: the status 304"),
    ] {
        let before = count.load(Ordering::SeqCst);
        let run = folder.update(&["--from", &(with_password.clone() + path)]);
        assert_eq!(run.status, 1, "{path}: {}", run.err);
        assert!(run.err.starts_with(&(address.clone() + want)), "{path}: {}", run.err);
        assert!(!run.err.contains("secret"), "{path}: {}", run.err);
        assert!(count.load(Ordering::SeqCst) - before <= 11, "{path}");
        assert_eq!(folder.read("openapi.yaml"), OLD, "{path}");
    }
    let run = folder.update(&["--from", &(address + "/new")]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(folder.read("openapi.yaml"), new);
}

#[test]
fn an_answer_without_end_is_ended() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..65 {
        packed.write_all(&vec![b'#'; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    let (address, _) = server(move |path| match path {
        "/packed" => ("200 OK\r\ncontent-encoding: gzip".to_owned(), packed.clone()),
        _ => ("200 OK".to_owned(), vec![b'#'; 65 << 20]),
    });
    let folder = Folder::new("endless");
    for path in ["/packed", "/plain"] {
        let run = folder.update(&["--from", &(address.clone() + path)]);
        assert_eq!(run.status, 1, "{path}: {}", run.err);
        assert!(run.err.contains("67108864"), "{path}: {}", run.err);
    }
}
