//! Prism, a mock server and a validating proxy made by others, judges the client and the sandbox by the document.
//!
//! `tests/judges/run` starts it and runs these tests.

#[path = "support/calls.rs"]
mod calls;
mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
};

use aigenstudio::{Client, ErrorKind, RetryPolicy};
use calls::{STATUSES, combinations};
use futures_util::TryStreamExt as _;
use reqwest::header::{HeaderMap, HeaderValue};
use support::{KEY, builder};

/// What a run of the script says, such as where Prism listens.
fn told(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("expected `{name}` to be set; run `tests/judges/run`"))
}

/// A client that asks Prism for one of its answers.
fn asking_for(base_url: &str, code: u16, seed: usize) -> Client {
    let prefer = HeaderValue::from_str(&format!("code={code}, seed={seed}")).unwrap();
    let headers = HeaderMap::from_iter([("prefer".parse().unwrap(), prefer)]);
    let http = reqwest::Client::builder().default_headers(headers).build().unwrap();
    builder(base_url).http_client(http).build().unwrap()
}

/// Where the document is not kept, Prism says so in a header.
fn violations(headers: &HeaderMap) -> Option<&str> {
    headers.get("sl-violations").map(|found| found.to_str().unwrap())
}

#[tokio::test]
#[ignore = "needs Prism: tests/judges/run"]
async fn prism_accepts_every_request() {
    let calls = combinations(&builder(told("PRISM_MOCK")).build().unwrap());
    let count = calls.len();
    for (call, ..) in calls {
        let case = format!("{call:?}");
        let page = call.send().await.unwrap_or_else(|error| panic!("{case}: {error:?}"));
        assert_eq!(violations(page.headers()), None, "{case}");
        assert_eq!(page.jobs.len(), 1, "{case}");
    }
    println!("prism: {count} requests accepted");
}

#[tokio::test]
#[ignore = "needs Prism: tests/judges/run"]
async fn every_documented_status_is_told_apart() {
    let base_url = told("PRISM_MOCK");
    let page = asking_for(&base_url, 200, 0).list_product_photo_jobs().send().await.unwrap();
    assert_eq!((page.status().as_u16(), page.jobs.len()), (200, 1));
    for (code, is_retryable) in [(400, false), (401, false), (429, true)] {
        let error = asking_for(&base_url, code, 0).list_product_photo_jobs().send().await.unwrap_err();
        assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Api, Some(code)), "{error:?}");
        assert_eq!((error.code(), error.message()), (Some("string"), Some("string")), "{error:?}");
        assert_eq!((error.request_id(), error.is_retryable()), (Some("string"), is_retryable), "{error:?}");
        assert!(error.sent_request_id().is_some(), "{error:?}");
    }
    println!("prism: 4 documented statuses told apart");
}

#[tokio::test]
#[ignore = "needs Prism: tests/judges/run"]
async fn bodies_that_prism_makes_up_decode() {
    const BODIES: usize = 400;
    let base_url = told("PRISM_DYNAMIC");
    let (mut bodies, mut jobs, mut statuses) = (BTreeSet::new(), 0, BTreeMap::new());
    for seed in 0..BODIES {
        let page = asking_for(&base_url, 200, seed).list_product_photo_jobs().send().await.unwrap();
        assert_eq!(violations(page.headers()), None);
        bodies.insert(format!("{:?}", *page));
        jobs += page.jobs.len();
        for job in page.items() {
            assert!(STATUSES.contains(&job.status.as_str()), "{}", job.status);
            *statuses.entry(job.status.clone()).or_insert(0) += 1;
        }
    }
    assert!(bodies.len() > BODIES / 2 && statuses.len() == STATUSES.len(), "{} bodies, {statuses:?}", bodies.len());
    for code in [400, 401, 429] {
        for seed in 0..50 {
            let error = asking_for(&base_url, code, seed).list_product_photo_jobs().send().await.unwrap_err();
            assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Api, Some(code)));
            assert!(error.code().is_some() && error.message().is_some() && error.request_id().is_some(), "{error:?}");
        }
    }
    println!("prism: {BODIES} made-up pages with {jobs} jobs and 150 made-up errors decoded, {} differ", bodies.len());
}

#[tokio::test]
#[ignore = "needs Prism: tests/judges/run"]
async fn prism_finds_no_fault_between_client_and_sandbox() {
    let (base_url, key) = (told("PRISM_PROXY"), told("SANDBOX_KEY"));
    let client =
        Client::builder().api_key(key.as_str()).base_url(&base_url).retry(RetryPolicy::none()).build().unwrap();
    let mut pages = 0;
    for status in std::iter::once(None).chain(STATUSES.map(Some)) {
        let mut call = client.list_product_photo_jobs().limit(9);
        if let Some(status) = status {
            call = call.status(status);
        }
        let walk: Vec<_> = call.pages().try_collect().await.unwrap();
        for page in &walk {
            assert_eq!(violations(page.headers()), None, "{status:?}");
        }
        pages += walk.len();
    }
    let calls = combinations(&client);
    let count = calls.len();
    for (call, ..) in calls {
        let case = format!("{call:?}");
        let page = call.send().await.unwrap_or_else(|error| panic!("{case}: {error:?}"));
        assert_eq!(violations(page.headers()), None, "{case}");
    }
    // Requests that the client does not make: only what is wrong with the answer counts.
    let http = reqwest::Client::new();
    let mut refusals = 0;
    for query in ["limit=0", "limit=101", "limit=many", "status=archived", "cursor=x", ""] {
        for key in [key.as_str(), KEY, ""] {
            let request = http.get(format!("{base_url}/product-photo-jobs?{query}"));
            let response = request.header("authorization", format!("Bearer {key}")).send().await.unwrap();
            let found = violations(response.headers()).unwrap_or_default();
            assert!(!found.contains("response"), "{query}, {key}: {found}");
            refusals += usize::from(!response.status().is_success());
        }
    }
    println!("prism: {pages} pages of walks, {count} calls and {refusals} refusals passed on without a violation");
}
