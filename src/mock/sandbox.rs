//! A server in the process that behaves as the API document says.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use httpmock::{HttpMockRequest, HttpMockResponse, MockServer};
use openapi_runtime::serde_json::json;

use crate::{
    Client, ClientBuilder, Cursor,
    types::{ProductPhotoJobStatus as Status, ProductPhotoJobSummary as Job},
};

const API_KEY: &str = "aigen_test_sandbox";
const PATH: &str = "/api/v1/product-photo-jobs";
const DEFAULT_JOBS: usize = 250;
const DEFAULT_LIMIT: usize = 20;
const LIMITS: std::ops::RangeInclusive<i64> = 1..=100;
const MAX_REQUEST_ID: usize = 160;

/// A server in the process that behaves as the API document says: API key, limit, status filter, cursors, request
/// ids, and error bodies. Its jobs are the same on every start, newest first.
///
/// ```
/// use aigenstudio::mock::Sandbox;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), aigenstudio::Error> {
/// let sandbox = Sandbox::builder().jobs(3).start();
/// let page = sandbox.client().list_product_photo_jobs().limit(2).send().await?;
/// assert_eq!(page.jobs, sandbox.jobs()[..2]);
/// # Ok(())
/// # }
/// ```
pub struct Sandbox {
    server: MockServer,
    state: Arc<State>,
}

/// How a [`Sandbox`] is configured.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is started"]
pub struct SandboxBuilder {
    jobs: Vec<Job>,
}

struct State {
    jobs: Vec<Job>,
    requests: AtomicU64,
}

impl Sandbox {
    /// A server with 250 jobs.
    pub fn start() -> Self {
        Self::builder().start()
    }

    /// A builder for a server with other jobs.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder { jobs: (0..DEFAULT_JOBS).map(job).collect() }
    }

    /// Where it listens.
    pub fn base_url(&self) -> String {
        self.server.url("/api/v1")
    }

    /// The key that it accepts.
    #[allow(clippy::unused_self)] // a key of its own for each is a change that nobody should notice
    pub fn api_key(&self) -> &str {
        API_KEY
    }

    /// All its jobs, in the order in which it lists them.
    pub fn jobs(&self) -> &[Job] {
        &self.state.jobs
    }

    /// How many requests it has answered.
    pub fn requests(&self) -> u64 {
        self.state.requests.load(Ordering::Relaxed)
    }

    /// A builder for a client of this server.
    pub fn client_builder(&self) -> ClientBuilder {
        Client::builder().api_key(self.api_key()).base_url(self.base_url())
    }

    /// A client of this server.
    ///
    /// # Panics
    ///
    /// If the system has no TLS that works.
    pub fn client(&self) -> Client {
        self.client_builder().build().expect("a client with the default settings")
    }
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox").field("base_url", &self.base_url()).field("jobs", &self.jobs().len()).finish()
    }
}

impl SandboxBuilder {
    /// How many jobs there are, made up.
    pub fn jobs(self, count: usize) -> Self {
        Self { jobs: (0..count).map(job).collect() }
    }

    /// Which jobs there are.
    pub fn with_jobs(self, jobs: impl IntoIterator<Item = Job>) -> Self {
        Self { jobs: jobs.into_iter().collect() }
    }

    /// The server.
    ///
    /// # Panics
    ///
    /// If no port of this machine can be listened on.
    pub fn start(self) -> Sandbox {
        let state = Arc::new(State { jobs: self.jobs, requests: AtomicU64::new(0) });
        let server = MockServer::start();
        let answering = Arc::clone(&state);
        server.mock(|when, then| {
            when.any_request();
            then.respond_with(move |request: &HttpMockRequest| answering.answer(request));
        });
        Sandbox { server, state }
    }
}

/// Status, code, and message of an error.
type Refusal = (u16, &'static str, String);

impl State {
    fn answer(&self, request: &HttpMockRequest) -> HttpMockResponse {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        let sent = header(request, "x-request-id");
        let id = match &sent {
            Some(id) if !id.is_empty() && id.len() <= MAX_REQUEST_ID => id.clone(),
            _ => format!("req_{number:08}"),
        };
        let (status, body) = match self.page(request, sent.as_deref()) {
            Ok((jobs, next_cursor)) => (200, json!({ "jobs": jobs, "next_cursor": next_cursor, "request_id": id })),
            Err((status, code, message)) => {
                (status, json!({ "error": { "code": code, "message": message, "request_id": id } }))
            }
        };
        let answer = HttpMockResponse::builder()
            .status(status)
            .header("content-type", "application/json")
            .header("x-request-id", id);
        // RFC 9110, section 15.5.6.
        let answer = if status == 405 { answer.header("allow", "GET") } else { answer };
        answer.body(body.to_string()).build()
    }

    fn page(&self, request: &HttpMockRequest, id: Option<&str>) -> Result<(Vec<&Job>, Option<String>), Refusal> {
        let invalid = |message: String| (400, "invalid_payload", message);
        if request.uri().path() != PATH {
            return Err((404, "not_found", format!("There is nothing at {}.", request.uri().path())));
        }
        if request.method_str() != "GET" {
            return Err((405, "method_not_allowed", format!("{} is not allowed here.", request.method_str())));
        }
        if header(request, "authorization").as_deref() != Some(&format!("Bearer {API_KEY}")) {
            return Err((401, "invalid_api_key", "The API key is missing or invalid.".to_owned()));
        }
        if id.is_some_and(|id| id.len() > MAX_REQUEST_ID) {
            return Err(invalid(format!("X-Request-Id is longer than {MAX_REQUEST_ID} characters.")));
        }
        let query = request.query_params();
        let parameter = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());

        let limit = match parameter("limit").map(str::parse) {
            None => DEFAULT_LIMIT,
            Some(Ok(limit)) if LIMITS.contains(&limit) => usize::try_from(limit).unwrap_or(DEFAULT_LIMIT),
            Some(_) => return Err(invalid("limit is not a whole number from 1 to 100.".to_owned())),
        };
        let status = match parameter("status").map(Status::from) {
            Some(Status::Unknown(status)) => return Err(invalid(format!("There is no status {status}."))),
            status => status,
        };
        let start = match parameter("cursor") {
            None => 0,
            // The cursor of a page is the time of the last job on the page before; what follows is older.
            Some(cursor) => match Cursor::from(cursor).timestamp() {
                Some(time) => self.jobs.len().min(first_before(time.to_utc())),
                None => return Err(invalid("cursor is no RFC 3339 timestamp.".to_owned())),
            },
        };
        let mut matching = self.jobs.iter().enumerate().skip(start);
        let mut matching =
            matching.by_ref().filter(|(_, job)| status.as_ref().is_none_or(|status| job.status == *status));
        let page: Vec<_> = matching.by_ref().take(limit).collect();
        let next = matching.next().and(page.last()).map(|&(last, _)| created_at(last));
        Ok((page.into_iter().map(|(_, job)| job).collect(), next))
    }
}

fn header(request: &HttpMockRequest, name: &str) -> Option<String> {
    request.headers_vec().iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
}

const AGE_STEP_MS: i64 = 61_350;

fn newest() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_322_800, 100_000_000).unwrap_or_default()
}

/// When a job was created: each a while before the one listed ahead of it.
fn created_at(index: usize) -> String {
    let age = TimeDelta::milliseconds(i64::try_from(index).unwrap_or(i64::MAX).saturating_mul(AGE_STEP_MS));
    newest().checked_sub_signed(age).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The index of the newest job that was created before `time`.
fn first_before(time: DateTime<Utc>) -> usize {
    let age = newest().signed_duration_since(time).num_microseconds().unwrap_or(i64::MAX);
    if age < 0 { 0 } else { usize::try_from(age / (AGE_STEP_MS * 1000)).map_or(usize::MAX, |index| index + 1) }
}

fn job(index: usize) -> Job {
    let random = mix(index as u64);
    let high = mix(random);
    let total_items = 1 + i64::from(random.to_le_bytes()[0] % 24);
    let status = match random.to_le_bytes()[1] % 16 {
        0 => Status::Queued,
        1 | 2 => Status::Processing,
        3 => Status::PartiallyCompleted,
        4 => Status::Failed,
        5 => Status::Cancelled,
        _ => Status::Completed,
    };
    Job {
        id: openapi_runtime::__private::uuid::Builder::from_random_bytes(
            ((u128::from(high) << 64) | u128::from(random)).to_be_bytes(),
        )
        .into_uuid()
        .into(),
        credits_reserved: if status == Status::Cancelled { 0 } else { 2 * total_items },
        sandbox: true,
        status,
        total_items,
    }
}

/// The finaliser of `SplitMix64`: neighbours in, no likeness out.
fn mix(seed: u64) -> u64 {
    let z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
