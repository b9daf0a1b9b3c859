//! Spans: fields as promised, and never the key.

mod support;

use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use aigenstudio::{Client, RetryPolicy, mock::VirtualClock};
use support::{KEY, RawServer, raw};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt as _, registry::LookupSpan};

#[derive(Clone, Debug, Default)]
struct Seen {
    name: String,
    id: u64,
    parent: Option<u64>,
    fields: BTreeMap<String, String>,
}

impl Visit for Seen {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields.insert(field.name().to_owned(), format!("{value:?}").trim_matches('"').to_owned());
    }
}

/// Notes all spans, in order, and all events.
#[derive(Clone, Default)]
struct Recorder {
    spans: Arc<Mutex<Vec<Seen>>>,
    events: Arc<Mutex<Vec<Seen>>>,
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Recorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let parent = context.span(id).and_then(|span| span.parent().map(|parent| parent.id().into_u64()));
        let name = attributes.metadata().name().to_owned();
        let mut seen = Seen { name, id: id.into_u64(), parent, ..Seen::default() };
        attributes.record(&mut seen);
        self.spans.lock().unwrap().push(seen);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        // Ids are used again once a span has ended.
        let mut spans = self.spans.lock().unwrap();
        values.record(spans.iter_mut().rfind(|span| span.id == id.into_u64()).unwrap());
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut seen = Seen { name: event.metadata().target().to_owned(), ..Seen::default() };
        event.record(&mut seen);
        self.events.lock().unwrap().push(seen);
    }
}

#[tokio::test]
async fn a_span_per_call_and_per_attempt() {
    let recorder = Recorder::default();
    let _default = tracing::subscriber::set_default(tracing_subscriber::registry().with(recorder.clone()));

    let body = support::page([], None).to_string();
    let server = RawServer::start([
        raw("503 Service Unavailable", "x-request-id: theirs-1\r\n", &format!("no {KEY}")),
        raw("200 OK", "x-request-id: not-this\r\n", &body),
        raw(
            "401 Unauthorized",
            "",
            &format!(r#"{{"error":{{"code":"{KEY}","message":"{KEY}","request_id":"{KEY}"}}}}"#),
        ),
    ])
    .await;
    let clock = VirtualClock::new();
    let builder = Client::builder().api_key(KEY).base_url(format!("{}/api/v1", server.base_url)).clock(&clock);
    let client = builder.retry(RetryPolicy::default()).build().unwrap();
    client.list_product_photo_jobs().request_id("ours").send().await.unwrap();
    client.list_product_photo_jobs().request_id("ours-2").send().await.unwrap_err();

    let spans = recorder.spans.lock().unwrap().clone();
    let port = server.base_url.rsplit(':').next().unwrap();
    let ours: Vec<_> = spans.iter().filter(|span| span.name.starts_with("openapi.")).collect();
    let names: Vec<_> = ours.iter().map(|span| span.name.as_str()).collect();
    let [call, attempt] = ["openapi.call", "openapi.attempt"];
    assert_eq!(names, [call, attempt, attempt, call, attempt]);

    let expect = |at: usize, fields: &[(&str, Option<&str>)]| {
        for (name, value) in fields {
            assert_eq!(ours[at].fields.get(*name).map(String::as_str), *value, "{name} of {:?}", ours[at]);
        }
    };
    let common = [
        ("otel.kind", Some("client")),
        ("operation", Some("listProductPhotoJobs")),
        ("http.request.method", Some("GET")),
        ("url.template", Some("/product-photo-jobs")),
        ("server.address", Some("127.0.0.1")),
        ("server.port", Some(port)),
    ];
    for at in 0..5 {
        expect(at, &common);
        expect(at, &[("sent_request_id", Some(if at < 3 { "ours" } else { "ours-2" }))]);
    }
    expect(
        0,
        &[
            ("http.response.status_code", Some("200")),
            ("request_id", Some("req_page")),
            ("attempts", Some("2")),
            ("error.type", None),
        ],
    );
    expect(
        1,
        &[
            ("attempt", Some("1")),
            ("http.request.resend_count", None),
            ("url.path", Some("/api/v1/product-photo-jobs")),
            ("http.response.status_code", Some("503")),
            ("request_id", Some("theirs-1")),
            ("error.type", Some("503")),
        ],
    );
    expect(
        2,
        &[("attempt", Some("2")), ("http.request.resend_count", Some("1")), ("http.response.status_code", Some("200"))],
    );
    expect(3, &[("http.response.status_code", Some("401")), ("error.type", Some("401")), ("attempts", Some("1"))]);
    for (child, parent) in [(1, 0), (2, 0), (4, 3)] {
        assert_eq!(ours[child].parent, Some(ours[parent].id));
    }

    let events = recorder.events.lock().unwrap().clone();
    let waits: Vec<_> = events.iter().filter(|event| event.name.starts_with("openapi_runtime")).collect();
    assert_eq!(waits.len(), 1);
    let wait = u128::from(waits[0].fields["retry_delay_ms"].parse::<u64>().unwrap());
    assert_eq!((wait, waits[0].fields["attempt"].as_str()), (clock.waits()[0].as_millis(), "1"));

    // Spans and events of the libraries beneath included.
    assert!(!format!("{spans:?}{events:?}").contains(KEY));
}

#[tokio::test]
async fn a_span_has_what_a_server_writes_as_it_may_be_shown() {
    let recorder = Recorder::default();
    let _default = tracing::subscriber::set_default(tracing_subscriber::registry().with(recorder.clone()));

    let encoded = KEY.replace('_', "\\u005f");
    let id = format!("{encoded}\\n{}", "x".repeat(9000));
    let page = support::page([], None).to_string().replace("req_page", &id);
    let error = format!(r#"{{"error":{{"code":"c","message":"m","request_id":"{id}"}}}}"#);
    let server = RawServer::start([raw("400 Bad Request", "", &error), raw("200 OK", "", &page)]).await;
    let client = support::client(&server.base_url);
    client.list_product_photo_jobs().send().await.unwrap_err();
    client.list_product_photo_jobs().send().await.unwrap();

    let spans = recorder.spans.lock().unwrap().clone();
    let ids: Vec<_> = spans.iter().filter_map(|span| span.fields.get("request_id")).collect();
    assert_eq!(ids.len(), 4, "two of a failure, two of a success: {spans:?}");
    for id in ids {
        // The recorder quotes what it notes, backslashes included.
        assert!(id.starts_with("[redacted]\\\\nxxx") && id.len() < 1100, "{id}");
    }
    assert!(!format!("{spans:?}").contains(KEY));
}
