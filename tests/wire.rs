//! What goes over the wire, and where to.

mod support;

use aigenstudio::{ErrorKind, types::ProductPhotoJobStatus};
use futures_util::TryStreamExt as _;
use httpmock::MockServer;
use support::{KEY, RawServer, header, page, query, raw, raw_page, serve};

#[tokio::test]
async fn only_what_the_document_says_is_sent() {
    for own_http_client in [false, true] {
        let server = RawServer::start([raw_page([], None)]).await;
        let mut builder = support::builder(format!("{}/api/v1/", server.base_url));
        if own_http_client {
            builder = builder.http_client(reqwest::Client::new());
        }
        let call = builder.build().unwrap().list_product_photo_jobs();
        call.limit(7).status(ProductPhotoJobStatus::Queued).cursor("a b&c=d").request_id("id-1").send().await.unwrap();

        let request = &server.requests()[0];
        let mut lines = request.trim_end().split("\r\n");
        let expected = "GET /api/v1/product-photo-jobs?limit=7&cursor=a%20b%26c%3Dd&status=queued HTTP/1.1";
        assert_eq!(lines.next(), Some(expected));
        let mut headers: Vec<_> = lines.collect();
        headers.sort_unstable();
        let host = server.base_url.trim_start_matches("http://");
        assert_eq!(
            headers,
            [
                "accept-encoding: gzip".to_owned(),
                "accept: application/json".to_owned(),
                format!("authorization: Bearer {KEY}"),
                format!("host: {host}"),
                concat!("user-agent: aigenstudio/", env!("CARGO_PKG_VERSION")).to_owned(),
                "x-request-id: id-1".to_owned(),
            ]
        );
    }
}

#[tokio::test]
async fn a_parameter_that_is_not_set_is_not_sent() {
    let server = RawServer::start([raw_page([], None)]).await;
    support::client(&server.base_url).list_product_photo_jobs().send().await.unwrap();
    assert!(server.requests()[0].starts_with("GET /product-photo-jobs HTTP/1.1\r\n"), "{:?}", server.requests());
}

#[tokio::test]
async fn a_cursor_travels_byte_for_byte() {
    for text in [
        "2026-01-02T03:04:05.123456789Z",
        "2026-01-02T03:04:05+02:00",
        "2026-01-02T03:04:05-00:00",
        "2026-01-02T03:04:05.100000Z",
        "2026-01-02t03:04:05z",
        "2016-12-31T23:59:60Z",
        "2026-01-02 03:04:05",
        "opaque/+=%20&cursor=other#x?y",
        " leading and trailing ",
        "é\u{1f600}\"\\",
        "line\r\nX-Evil: 1",
        "\u{0}",
    ] {
        let server = MockServer::start();
        let next = text.to_owned();
        let requests = serve(&server, move |request| match query(request, "cursor") {
            None => (200, page([1], Some(&next))),
            Some(_) => (200, page([2], None)),
        });
        let client = support::client(server.base_url());
        let jobs: Vec<_> = client.list_product_photo_jobs().items().try_collect().await.unwrap();
        assert_eq!(jobs.len(), 2, "{text:?}");
        client.list_product_photo_jobs().cursor(text).send().await.unwrap();

        let requests = requests.lock().unwrap();
        for request in &requests[1..] {
            assert_eq!(request.query_params(), [("cursor".to_owned(), text.to_owned())]);
            assert_eq!(header(request, "x-evil"), None);
        }
    }
}

#[tokio::test]
async fn a_status_that_the_document_does_not_list_is_kept() {
    let server = MockServer::start();
    let requests = serve(&server, |_| {
        let mut body = page([1], None);
        body["jobs"][0]["status"] = "Awaiting review!".into();
        (200, body)
    });
    let client = support::client(server.base_url());
    let page = client.list_product_photo_jobs().status("archived & gone").send().await.unwrap();
    let status = &page.jobs[0].status;
    assert_eq!(*status, ProductPhotoJobStatus::Unknown("Awaiting review!".to_owned()));
    assert_eq!(status.to_string(), "Awaiting review!");
    assert_eq!(serde_json::to_value(status).unwrap(), "Awaiting review!");
    assert_eq!(query(&requests.lock().unwrap()[0], "status").as_deref(), Some("archived & gone"));
}

#[tokio::test]
async fn a_number_out_of_bounds_does_not_cost_a_page() {
    let server = MockServer::start();
    serve(&server, |_| {
        let mut body = page([1, 2], None);
        body["jobs"][0]["total_items"] = 0.into();
        body["jobs"][0]["credits_reserved"] = (-1).into();
        body["jobs"][1]["credits_reserved"] = i64::MAX.into();
        body["jobs"][1]["added_later"] = "ignored".into();
        (200, body)
    });
    let page = support::client(server.base_url()).list_product_photo_jobs().send().await.unwrap();
    assert_eq!((page.jobs[0].total_items, page.jobs[0].credits_reserved), (0, -1));
    assert_eq!(page.jobs[1].credits_reserved, i64::MAX);
}

#[tokio::test]
async fn a_redirect_within_the_origin_is_followed_with_the_key() {
    let moved = raw("307 Temporary Redirect", "location: /elsewhere?cursor=c\r\n", "");
    let server = RawServer::start([moved, raw_page([1], None)]).await;
    let page = support::client(&server.base_url).list_product_photo_jobs().send().await.unwrap();
    assert_eq!(page.jobs.len(), 1);
    let requests = server.requests();
    assert!(requests[1].starts_with("GET /elsewhere?cursor=c "), "{requests:?}");
    assert!(requests[1].contains(KEY) && !requests[1].to_lowercase().contains("referer"), "{requests:?}");
}

#[tokio::test]
async fn a_redirect_elsewhere_is_an_error_and_nothing_is_sent_there() {
    let other = RawServer::start([raw_page([1], None)]).await;
    for location in
        [other.base_url.clone(), other.base_url.replace("127.0.0.1", "localhost"), "https://127.0.0.1/".to_owned()]
    {
        let moved = raw("302 Found", &format!("location: {location}\r\n"), "");
        let server = RawServer::start([moved]).await;
        let error = support::client(&server.base_url).list_product_photo_jobs().send().await.unwrap_err();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 302), "{location}");
        assert_eq!(error.headers().unwrap()["location"], location);
        assert!(error.to_string().contains("expected status 200 but the server answered 302 Found"), "{error}");
        assert!(!error.is_retryable());
    }
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn redirects_in_a_circle_end() {
    let server = RawServer::start([raw("302 Found", "location: /again\r\n", "")]).await;
    let error = support::client(&server.base_url).list_product_photo_jobs().send().await.unwrap_err();
    assert_eq!((error.kind(), server.requests().len()), (ErrorKind::Api, 6));
}

#[tokio::test]
async fn ids_are_random_or_as_the_client_makes_them() {
    let server = MockServer::start();
    let requests = serve(&server, |_| (200, page([], None)));
    let client = support::client(server.base_url());
    for _ in 0..3 {
        let page = client.list_product_photo_jobs().send().await.unwrap();
        assert_eq!(
            header(requests.lock().unwrap().last().unwrap(), "x-request-id").unwrap(),
            page.sent_request_id().as_str()
        );
    }
    let own = support::builder(server.base_url()).request_id(|| "mine".parse().unwrap()).build().unwrap();
    own.list_product_photo_jobs().send().await.unwrap();

    let sent: Vec<_> = requests.lock().unwrap().iter().filter_map(|request| header(request, "x-request-id")).collect();
    assert_eq!(sent[3], "mine");
    assert!(sent[0] != sent[1] && sent[1] != sent[2] && sent[0].len() == 36, "{sent:?}");
}

#[tokio::test]
async fn compressed_bodies_are_read() {
    let body = support::page([], None).to_string();
    let mut answer = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for chunk in gzip_stored(body.as_bytes()).chunks(7) {
        answer.extend(format!("{:x}\r\n", chunk.len()).bytes());
        answer.extend(chunk);
        answer.extend(b"\r\n");
    }
    answer.extend(b"0\r\n\r\n");
    let server = RawServer::start([answer]).await;
    let page = support::client(&server.base_url).list_product_photo_jobs().send().await.unwrap();
    assert_eq!(page.request_id, "req_page");
}

/// `data` as a gzip file that does not compress.
fn gzip_stored(data: &[u8]) -> Vec<u8> {
    let crc = !data.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    });
    let length = u16::try_from(data.len()).unwrap();
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    file.extend(length.to_le_bytes());
    file.extend((!length).to_le_bytes());
    file.extend(data);
    file.extend(crc.to_le_bytes());
    file.extend(u32::from(length).to_le_bytes());
    file
}
