//! Bodies of every kind (OpenAPI 3.1, sections 4.8.13 to 4.8.15): what is sent.

mod support;

use futures_util::stream;
use openapi_runtime::{Bytes, Error, ErrorKind, FilePart, Response, RetryPolicy};
use strangers::bodies::{Client, types::*};
use support::Server;

/// What came of a call.
type Answered = Result<Response<()>, Error>;

fn client(server: &Server) -> Client {
    Client::builder().base_url(&server.url).retry(RetryPolicy::none()).build().unwrap()
}

fn pet() -> Pet {
    Pet::new().age(3).name("Rex")
}

const PET: &str = r#"{"age":3,"name":"Rex"}"#;

#[tokio::test]
async fn what_is_given_decides_the_media_type() {
    let server = Server::start();
    let client = client(&server);
    let several = || client.several();
    let bytes = || vec![0xff, 0];
    let rows: [(&str, Answered, Option<&str>, &str); 22] = [
        ("vendor JSON", client.json().body(pet()).send().await, Some("application/vnd.pets.v1+json"), PET),
        ("none", client.optional().send().await, None, ""),
        ("one that may be none", client.optional().body(pet()).send().await, Some("application/json"), PET),
        ("a suffix", client.suffix().body(pet()).send().await, Some("application/json"), PET),
        (
            "a suffix, said",
            client.suffix().body(pet()).content_type("application/x+json").send().await,
            Some("application/x+json"),
            PET,
        ),
        ("anything", client.any().body(pet()).send().await, Some("application/json"), PET),
        (
            "a list",
            client.patch().body(vec![Op::new("add")]).send().await,
            Some("application/json-patch+json"),
            r#"[{"op":"add"}]"#,
        ),
        ("an object", client.patch().body(pet()).send().await, Some("application/merge-patch+json"), PET),
        (
            "of several JSON",
            several().body(SeveralBodyJson::new().name("a")).send().await,
            Some("application/json"),
            r#"{"name":"a"}"#,
        ),
        ("of several text", several().body("a\nb").send().await, Some("text/plain"), "a\nb"),
        ("of several text, owned", several().body("c".to_owned()).send().await, Some("text/plain"), "c"),
        ("of several bytes", several().body(vec![97u8]).send().await, Some("application/octet-stream"), "a"),
        (
            "of several bytes, shared",
            several().body(Bytes::from("b")).send().await,
            Some("application/octet-stream"),
            "b",
        ),
        (
            "the variant",
            several().body(SeveralBody::Bytes("d".into())).send().await,
            Some("application/octet-stream"),
            "d",
        ),
        ("of one type the first", client.same().body(pet()).send().await, Some("application/json"), PET),
        (
            "of one type another form",
            client.same().body(pet()).content_type("application/x-www-form-urlencoded").send().await,
            Some("application/x-www-form-urlencoded"),
            "age=3&name=Rex",
        ),
        (
            "said before the body",
            client.same().content_type("application/vnd.pets+json; v=2").body(pet()).send().await,
            Some("application/vnd.pets+json; v=2"),
            PET,
        ),
        ("a range, said", client.image().body("x").content_type("image/webp").send().await, Some("image/webp"), "x"),
        ("the first that is no range", client.images().body("x").send().await, Some("image/png"), "x"),
        ("another of them", client.images().content_type("image/jpeg").body("x").send().await, Some("image/jpeg"), "x"),
        ("bytes", client.bytes().body(bytes()).send().await, Some("application/octet-stream"), "\u{fffd}\0"),
        ("text", client.text().body("a,b").send().await, Some("text/csv"), "a,b"),
    ];
    let mut sent = server.sent().into_iter();
    for (case, result, media_type, body) in rows {
        assert!(result.is_ok(), "{case}: {result:?}");
        let sent = sent.next().unwrap();
        assert_eq!((sent.header("content-type"), sent.text().as_str()), (media_type, body), "{case}");
    }
}

#[tokio::test]
async fn what_the_document_does_not_have_is_not_sent() {
    let server = Server::start();
    let client = client(&server);
    for (case, result, name) in [
        ("no body", client.json().send().await, "body"),
        ("none of several", client.several().send().await, "body"),
        ("another media type", client.same().body(pet()).content_type("text/plain").send().await, "`text/plain`"),
        (
            "that of another type",
            client.several().body("a").content_type("application/json").send().await,
            "`text/plain`",
        ),
        ("no range", client.image().body("x").send().await, "`image/*`"),
        ("out of the range", client.image().body("x").content_type("text/plain").send().await, "`image/*`"),
        ("no header", client.image().body("x").content_type("image/\n").send().await, "content_type"),
        ("over a bound", client.several().body(SeveralBodyJson::new().name("abcd")).send().await, "body.name"),
        (
            "a file that is not there",
            client.parts().body(PartsBody::new("n").file(FilePart::open("/nowhere/at/all"))).send().await,
            "/nowhere/at/all",
        ),
    ] {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{case}: {error}");
        assert!(error.to_string().contains(name), "{case}: {error}");
    }
    assert!(server.sent().is_empty());
}

#[tokio::test]
async fn forms() {
    let server = Server::start();
    let body = FormBody::new("a b&c=é")
        .count(2)
        .tags(["x", "y z"])
        .joined(["p", "q,r"])
        .pets([pet()])
        .pet(pet())
        .deep(pet())
        .url("http://h/?a=b&c d")
        .json([1, 2]);
    client(&server).form().body(body).send().await.unwrap();
    let sent = server.one();
    assert_eq!(sent.header("content-type"), Some("application/x-www-form-urlencoded"));
    let text = sent.text();
    let pairs: Vec<_> = text.split('&').collect();
    assert_eq!(
        pairs,
        [
            "name=a+b%26c%3D%C3%A9",
            "count=2",
            "tags=x",
            "tags=y+z",
            "joined=p,q%2Cr",
            "pets=%5B%7B%22age%22%3A3%2C%22name%22%3A%22Rex%22%7D%5D",
            "pet=%7B%22age%22%3A3%2C%22name%22%3A%22Rex%22%7D",
            "deep%5Bage%5D=3",
            "deep%5Bname%5D=Rex",
            "url=http://h/?a=b%26c+d",
            "json=%5B1%2C2%5D",
        ]
    );
}

#[tokio::test]
async fn parts() {
    let server = Server::start();
    let client = client(&server);
    let file = || FilePart::new("F").file_name("f.txt");
    let body = PartsBody::new("a\"b")
        .count(2)
        .tags(["x", "y"])
        .pets([pet(), pet()])
        .pet(pet())
        .file(FilePart::new("1"))
        .files([file(), FilePart::new("2").header("X-Own", "o")])
        .named(file().content_type("text/x"))
        .either(vec![FilePart::new("3")])
        .ids([1, 2])
        .rows("a,b")
        .thumb(FilePart::new("4"))
        .deep(pet())
        .joined(["p", "q"])
        .note("n");
    client.parts().body(body).send().await.unwrap();
    let sent = server.one();
    assert!(sent.header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
    let mut parts = sent.parts();
    parts.sort_unstable();
    let octets = "Content-Type: application/octet-stream";
    assert_eq!(
        parts,
        [
            "name=\"count\" | 2".to_owned(),
            "name=\"deep[age]\" | 3".to_owned(),
            "name=\"deep[name]\" | Rex".to_owned(),
            format!("name=\"either\"; filename=\"either\"; {octets} | 3"),
            format!("name=\"file\"; filename=\"file\"; {octets} | 1"),
            format!("name=\"files\"; filename=\"f.txt\"; {octets} | F"),
            format!("name=\"files\"; filename=\"files\"; {octets}; X-Own: o | 2"),
            "name=\"ids\"; Content-Type: application/json | [1,2]".to_owned(),
            "name=\"joined\" | p,q".to_owned(),
            "name=\"name\" | a\"b".to_owned(),
            "name=\"named\"; filename=\"f.txt\"; Content-Type: text/x | F".to_owned(),
            "name=\"note\"; Content-Type: text/plain; X-Kind: note | n".to_owned(),
            format!("name=\"pet\"; Content-Type: application/json | {PET}"),
            format!("name=\"pets\"; Content-Type: application/json | [{PET},{PET}]"),
            "name=\"rows\"; Content-Type: text/csv | a,b".to_owned(),
            "name=\"tags\" | x".to_owned(),
            "name=\"tags\" | y".to_owned(),
            "name=\"thumb\"; filename=\"thumb\"; Content-Type: image/png | 4".to_owned(),
        ]
    );
    // One file of either, and nothing of what is not set.
    client.parts().body(PartsBody::new("n").either(file())).send().await.unwrap();
    assert_eq!(
        server.one().parts(),
        ["name=\"name\" | n".to_owned(), format!("name=\"either\"; filename=\"f.txt\"; {octets} | F")]
    );
}

#[tokio::test]
async fn files_and_streams() {
    let server = Server::start();
    let client = client(&server);
    let path = std::env::temp_dir().join(format!("strangers-{}.bin", std::process::id()));
    let content = "0123456789".repeat(30_000);
    std::fs::write(&path, &content).unwrap();
    let opened = FilePart::open(&path).await.unwrap();
    client.parts().body(PartsBody::new("n").file(opened)).send().await.unwrap();
    let sent = server.one();
    let length = sent.body.len().to_string();
    assert_eq!(sent.header("content-length"), Some(length.as_str()));
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(sent.parts()[1].starts_with(&format!("name=\"file\"; filename=\"{name}\";")), "{:.200}", sent.parts()[1]);
    assert!(sent.parts()[1].ends_with(&format!(" | {content}")));
    std::fs::remove_file(&path).unwrap();
    assert!(FilePart::open(&path).await.is_err());

    let pieces = || stream::iter(["ab", "cd"].map(|piece| Ok::<_, std::io::Error>(Bytes::from(piece))));
    client.parts().body(PartsBody::new("n").file(FilePart::stream(pieces()))).send().await.unwrap();
    let sent = server.one();
    assert_eq!(sent.header("transfer-encoding"), Some("chunked"));
    assert!(sent.parts()[1].ends_with(" | abcd"));
    let known = FilePart::stream(pieces()).length(4).file_name("s");
    client.parts().body(PartsBody::new("n").file(known)).send().await.unwrap();
    let sent = server.one();
    assert!(sent.header("transfer-encoding").is_none() && sent.parts()[1].ends_with(" | abcd"));
    let broken = stream::iter([Err::<Bytes, _>(std::io::Error::other("no more"))]);
    let error = client.parts().body(PartsBody::new("n").file(FilePart::stream(broken))).send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1), "{error}");
}

#[tokio::test]
async fn what_can_be_read_again_is_sent_again() {
    let server = Server::answering("HTTP/1.1 503 Later\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n");
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let call = |file| client.parts().body(PartsBody::new("n").file(file)).header("Idempotency-Key", "k");
    let pieces = stream::iter([Ok::<_, std::io::Error>("ab")]);
    let big = FilePart::new(vec![b'x'; 100_000]);
    for (case, file, attempts) in [("bytes", big, 3), ("a stream", FilePart::stream(pieces), 1)] {
        let retry = RetryPolicy::default().max_attempts(3);
        let error = call(file).retry(retry).send().await.unwrap_err();
        let sent = server.sent();
        assert_eq!((error.attempts(), sent.len()), (attempts, attempts as usize), "{case}: {error}");
        assert!(sent.iter().all(|sent| sent.body.len() == sent.body.len()), "{case}");
        assert!(sent.windows(2).all(|two| two[0].parts() == two[1].parts()), "{case}");
    }
}
