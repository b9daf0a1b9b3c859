//! Answers as HTTP and the document have them (RFC 9110; OpenAPI 3.1, section 4.8.16): what comes of each.

mod support;

use std::fmt::Debug;

use openapi_runtime::{Bytes, Error, ErrorKind, Response, RetryPolicy};
use strangers::answers::{Client, types::*};
use support::Server;

fn client(server: &Server) -> Client {
    Client::builder().base_url(&server.url).retry(RetryPolicy::none()).build().unwrap()
}

fn answer(status: u16, media_type: &str, body: &str) -> String {
    let length = body.len();
    let kind = if media_type.is_empty() { String::new() } else { format!("content-type: {media_type}\r\n") };
    format!("HTTP/1.1 {status} x\r\n{kind}content-length: {length}\r\n\r\n{body}")
}

fn shown<T: Debug>(answer: Result<Response<T>, Error>) -> String {
    match answer {
        Ok(answer) => format!("{:?}", *answer),
        Err(error) => {
            assert!(error.headers().is_some() && error.sent_request_id().is_some(), "{error:?}");
            format!("{:?} {}", error.kind(), error.status().map_or(0, |status| status.as_u16()))
        }
    }
}

/// What a call of the operation brings: the value, or the kind of the error and its status.
async fn call(server: &Server, operation: &str, accept: &str) -> String {
    macro_rules! call {
        ($($name:ident)*) => {
            match operation {
                $(stringify!($name) => {
                    let call = client(server).$name();
                    shown(if accept.is_empty() { call } else { call.accept(accept) }.send().await)
                })*
                other => panic!("{other}"),
            }
        };
    }
    call!(head json vendor any range file anything created success nothing report versions parameters open mixed same cached errors)
}

const PET: &str = r#"{"name":"Rex"}"#;
const REX: &str = r#"Pet { name: "Rex" }"#;

#[tokio::test]
async fn successes() {
    let json = "application/json";
    for (case, operation, (status, media_type, body), want) in [
        ("to HEAD there is no content", "head", (200, json, ""), "()"),
        ("JSON", "json", (200, json, PET), REX),
        ("JSON by another name", "json", (200, "text/plain", PET), REX),
        ("JSON without a name", "json", (200, "", PET), REX),
        ("no JSON", "json", (200, "text/html", "<html>"), "Decode 200"),
        ("nothing where there is something", "json", (200, json, ""), "Decode 200"),
        ("no content where there is something", "json", (204, "", ""), "Api 204"),
        ("vendor JSON", "vendor", (200, "application/vnd.api+json", PET), REX),
        ("anything, which is an object", "any", (200, json, PET), REX),
        ("a range, which is a list", "range", (200, json, "[]"), "[]"),
        ("a file", "file", (200, "application/pdf", "%PDF"), "b\"%PDF\""),
        ("another file", "file", (200, "image/png", "PNG"), "b\"PNG\""),
        ("a file without a name", "file", (200, "", "x"), "b\"x\""),
        ("a page for people", "file", (200, "text/html; charset=utf-8", "<html>"), "Decode 200"),
        ("anything at all", "anything", (200, "text/html", "<html>"), "b\"<html>\""),
        ("the first status", "created", (201, json, PET), r#"Status201(Pet { name: "Rex" })"#),
        (
            "the second status",
            "created",
            (202, json, r#"{"job":"j"}"#),
            r#"Status202(CreatedResponse202 { job: "j" })"#,
        ),
        ("the empty status", "created", (204, "", ""), "Status204"),
        ("a status that is not listed", "created", (200, json, PET), "Api 200"),
        ("a range of statuses", "success", (207, json, PET), r#"Status2xx(Pet { name: "Rex" })"#),
        ("a status before a range", "success", (204, "", ""), "Status204"),
        ("nothing", "nothing", (204, "", ""), "()"),
        ("nothing, of another status", "nothing", (200, json, PET), "()"),
        ("one of several", "report", (200, json, PET), r#"Json(Pet { name: "Rex" })"#),
        ("another of several", "report", (200, "application/pdf", "%PDF"), "Pdf(b\"%PDF\")"),
        ("a third of several", "report", (200, "text/csv; charset=utf-8", "a,b"), "Csv(b\"a,b\")"),
        ("one without a name", "report", (200, "", PET), r#"Json(Pet { name: "Rex" })"#),
        ("one by another name of JSON", "report", (200, "application/hal+json", PET), r#"Json(Pet { name: "Rex" })"#),
        ("one that is not documented", "report", (200, "text/html", "<html>"), "Decode 200"),
        (
            "JSON of a version",
            "versions",
            (200, "application/vnd.v2+json", r#"{"other":1}"#),
            "Status200V2(Other { other: 1 })",
        ),
        (
            "JSON of a parameter",
            "parameters",
            (200, "application/json; v=2", r#"{"other":1}"#),
            "Json2(Other { other: 1 })",
        ),
        ("no content of what may be null", "open", (204, "", ""), "Null"),
        ("nothing of what may be null", "open", (200, json, ""), "Null"),
        ("anything or a file", "mixed", (200, "application/pdf", "%PDF"), "Pdf(b\"%PDF\")"),
        ("anything of anything or a file", "mixed", (200, json, "[1]"), "Json(MixedResponse200(Array [Number(1)]))"),
        ("no version", "versions", (202, "", ""), "Status202"),
        ("of one schema", "same", (200, "text/plain", PET), REX),
        ("not modified", "cached", (304, "", ""), "Api 304"),
    ] {
        let server = Server::answering(answer(status, media_type, body));
        assert_eq!(call(&server, operation, "").await, want, "{case}");
    }
}

#[tokio::test]
async fn heads() {
    // The head of an answer to HEAD says how long the answer to GET would be.
    for (status, want) in [(200, "()"), (404, "Api 404"), (500, "Api 500")] {
        let head = format!("HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n");
        assert_eq!(call(&Server::answering(head), "head", "").await, want);
    }
    // Neither has a body: one that ends with its connection is not cut short.
    for (operation, status, want) in
        [("json", 200, "Transport 200"), ("success", 204, "Status204"), ("cached", 304, "Api 304")]
    {
        let head = format!("HTTP/1.1 {status} x\r\ncontent-type: application/json\r\n\r\n");
        assert_eq!(call(&Server::answering(head), operation, "").await, want, "{operation} {status}");
    }
}

#[tokio::test]
async fn what_is_asked_for() {
    let server = Server::answering(answer(200, "application/json", PET));
    for (case, operation, accept, want) in [
        ("JSON", "json", "", Some("application/json, text/plain, application/problem+json")),
        ("vendor JSON", "vendor", "", Some("application/vnd.api+json")),
        ("anything", "any", "", Some("*/*")),
        ("several", "report", "", Some("application/json, application/pdf, text/csv, application/problem+json")),
        ("one of several", "report", "application/pdf", Some("application/pdf")),
        ("JSON first, as it is read", "same", "", Some("application/json, text/json, text/plain")),
        ("one of a range", "anything", "image/webp", Some("image/webp")),
        ("nothing", "nothing", "", None),
    ] {
        call(&server, operation, accept).await;
        assert_eq!(server.one().header("accept"), want.or(Some("*/*")), "{case}");
    }
    for accept in ["image/png", "a\nb"] {
        let error = client(&server).report().accept(accept).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    }
    assert!(server.sent().is_empty());
}

#[tokio::test]
async fn the_enum_is_written_as_what_it_holds() {
    let pet: Pet = serde_json::from_str(PET).unwrap();
    assert_eq!(serde_json::to_string(&ReportResponse::Json(pet)).unwrap(), PET);
    assert_eq!(serde_json::to_string(&ReportResponse::Pdf(Bytes::from_static(b"a"))).unwrap(), "[97]");
    assert_eq!(serde_json::to_string(&CreatedResponse::Status204).unwrap(), "null");
}

#[tokio::test]
async fn errors() {
    let (json, problem) = ("application/json", "application/problem+json");
    let fault = || Some("Fault");
    for (case, operation, (status, media_type, body), want) in [
        ("a listed status without a type", "json", (404, json, r#"{"fault":"f","other":1,"title":"t"}"#), None),
        ("a listed status that is a text", "json", (409, "text/plain", "taken"), Some("String")),
        ("the same as JSON", "json", (409, json, r#"{"fault":"f"}"#), None),
        ("a listed status", "json", (422, problem, r#"{"title":"t"}"#), Some("Problem")),
        ("a listed status by another name of JSON", "json", (422, json, r#"{"title":"t"}"#), Some("Problem")),
        ("a range", "json", (418, json, r#"{"fault":"f"}"#), fault()),
        ("a range, of another media type", "json", (418, "text/html", "<html>"), None),
        ("a range, not as documented", "json", (418, json, r#"{"other":1}"#), None),
        ("the default", "json", (503, json, r#"{"other":1}"#), Some("Other")),
        ("anything", "any", (404, json, r#"{"title":"t"}"#), Some("Problem")),
        ("nothing of that status", "any", (500, json, r#"{"title":"t"}"#), None),
        ("one of several", "errors", (400, json, r#"{"fault":"f","title":"t"}"#), fault()),
        ("another of several", "errors", (400, problem, r#"{"fault":"f","title":"t"}"#), Some("Problem")),
        ("a text of several", "errors", (400, "text/plain; charset=utf-8", "no"), Some("String")),
        ("a range of several", "errors", (502, json, r#"{"other":2}"#), Some("Other")),
        ("a page of a proxy", "errors", (502, "text/html", "<html>"), None),
        ("nothing", "errors", (500, "", ""), None),
    ] {
        let server = Server::answering(answer(status, media_type, body));
        let error = match operation {
            "json" => client(&server).json().send().await.map(drop).unwrap_err(),
            "any" => client(&server).any().send().await.map(drop).unwrap_err(),
            _ => client(&server).errors().send().await.map(drop).unwrap_err(),
        };
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, status), "{case}: {error}");
        let decoded = [
            error.body_as::<Problem>().map(|_| "Problem"),
            error.body_as::<Fault>().map(|_| "Fault"),
            error.body_as::<Other>().map(|_| "Other"),
            error.body_as::<String>().map(|text| {
                assert_eq!(text, body, "{case}");
                "String"
            }),
            error.body_as::<serde_json::Value>().map(|_| "Value"),
        ];
        assert_eq!(decoded.into_iter().flatten().collect::<Vec<_>>(), Vec::from_iter(want), "{case}");
        assert_eq!(error.body().map(|body| &body[..]), Some(body.as_bytes()).filter(|body| !body.is_empty()), "{case}");
        assert_eq!(error.headers().unwrap().get("content-length").unwrap(), &body.len().to_string(), "{case}");
    }
}

#[tokio::test]
async fn codes_and_messages() {
    for (body, code, message) in [
        (r#"{"error":{"code":"c","type":"t","message":"m"},"message":"n"}"#, Some("c"), Some("m")),
        (r#"{"code":7,"message":"m","detail":"d"}"#, Some("7"), Some("m")),
        (r#"{"error":{"type":"t"},"title":"n"}"#, Some("t"), Some("n")),
        (r#"{"type":"about:blank","title":"t","detail":"d"}"#, None, Some("d")),
        (r#"{"type":"https://p/x","title":"t"}"#, Some("https://p/x"), Some("t")),
        (r#"{"error":"invalid_grant","error_description":"d"}"#, Some("invalid_grant"), Some("d")),
        (r#"{"errors":[{"message":"first"},{"message":"second"}]}"#, None, Some("first")),
    ] {
        let server = Server::answering(answer(400, "application/json", body));
        let error = client(&server).vendor().send().await.unwrap_err();
        assert_eq!((error.code(), error.message()), (code, message), "{body}");
    }
}
