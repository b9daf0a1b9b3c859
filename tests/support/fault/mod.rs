//! A server on loopback that lists jobs, and fails as scheduled.
//!
//! It lives in the runtime of the test, whose clock is paused: a request that takes too long takes no time.

mod answer;
mod dial;
mod kind;
mod log;
mod schedule;
mod walk;

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, SystemTime},
};

use aigenstudio::{Client, ClientBuilder, RetryPolicy, mock::VirtualClock, reqwest::Url};
use tokio::{
    io::AsyncReadExt as _,
    net::{TcpListener, TcpStream},
};

pub use kind::{FINAL, Fault, HARMLESS, TRANSIENT};
pub use walk::Walk;

use log::Seen;
use schedule::Schedule;

pub const KEY: &str = "aigen_test_0123456789";
pub const STATUS: &str = "completed";
/// What the clients of this server take at most.
const MAX_RESPONSE: usize = 100_000;

pub struct FaultServer {
    port: u16,
    state: Arc<State>,
}

struct State {
    jobs: usize,
    clock: VirtualClock,
    wall_start: SystemTime,
    dials: Mutex<Schedule>,
    requests: Mutex<Schedule>,
    log: Mutex<Vec<Seen>>,
    /// The cursors of the walk under way, one a page.
    trail: Mutex<Vec<String>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no test panics with a lock held")
}

impl FaultServer {
    /// A server with this many jobs, on which one request in `one_in` meets one of `faults`.
    pub async fn start(jobs: usize, faults: &[Fault], one_in: u32, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let wall_start = SystemTime::UNIX_EPOCH + Duration::from_millis(1_767_323_045_678);
        let (dialling, asking): (Vec<Fault>, Vec<Fault>) = faults.iter().partition(|fault| fault.is_dialling());
        let state = Arc::new(State {
            jobs,
            clock: VirtualClock::starting_at(wall_start),
            wall_start,
            dials: Mutex::new(Schedule::new(dialling, one_in, seed ^ 1)),
            requests: Mutex::new(Schedule::new(asking, one_in, seed)),
            log: Mutex::default(),
            trail: Mutex::default(),
        });
        let serving = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&serving);
                // A client that has gone away is none of the server's business.
                tokio::spawn(async move { state.serve(stream).await.ok() });
            }
        });
        Self { port, state }
    }

    /// A client that gives up only when the schedule is hopeless.
    pub fn client_builder(&self) -> ClientBuilder {
        let mut builder = Client::builder();
        let base_url = if lock(&self.state.dials).strikes() {
            builder = builder.http_client(dial::client(&self.state));
            format!("http://localhost:{}/api/v1", self.port)
        } else {
            format!("http://127.0.0.1:{}/api/v1", self.port)
        };
        builder
            .api_key(KEY)
            .base_url(base_url)
            .clock(&self.state.clock)
            .max_response_bytes(MAX_RESPONSE)
            .retry(RetryPolicy::default().max_attempts(100).max_elapsed(Duration::from_secs(1 << 40)))
    }

    pub fn jobs(&self) -> usize {
        self.state.jobs
    }

    /// From now on nothing goes wrong.
    pub fn heal(&self) {
        for schedule in [&self.state.dials, &self.state.requests] {
            *lock(schedule) = Schedule::new([], 1, 0);
        }
    }

    /// How many requests there were, those included that never got here; and how many met a fault.
    pub fn counts(&self) -> (usize, usize) {
        let (dials, requests) = (lock(&self.state.dials).struck(), lock(&self.state.requests).struck());
        (lock(&self.state.log).len() + dials, requests + dials)
    }
}

impl State {
    async fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        // A write that waits for an acknowledgement takes real time, and the paused clock jumps over it.
        stream.set_nodelay(true)?;
        while let Some(head) = read_head(&mut stream).await? {
            if !self.answer(&mut stream, &head).await? {
                break;
            }
        }
        Ok(())
    }

    async fn answer(&self, stream: &mut TcpStream, head: &str) -> answer::KeepAlive {
        let target = head.split(' ').nth(1).unwrap_or_default();
        let url = Url::parse(&format!("http://server{target}")).map_err(io::Error::other)?;
        let query = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
        let fault = lock(&self.requests).draw();
        let mut seen = Seen {
            at: self.clock.elapsed(),
            id: header("x-request-id: ").unwrap_or_default(),
            target: target.to_owned(),
            limit: query("limit"),
            status: query("status"),
            fault,
            not_before: None,
        };
        let (seconds, split) = {
            let mut schedule = lock(&self.requests);
            (schedule.random(0..20) as u64, schedule.random(0..1_000_000))
        };
        if header("authorization: ") != Some(format!("Bearer {KEY}")) {
            return answer::error(stream, 401, "").await;
        }
        let limit = query("limit").and_then(|limit| limit.parse().ok()).unwrap_or(20);
        let cursor = query("cursor");
        let offset = match cursor.as_deref().map(read_cursor) {
            None => Some(0),
            Some(offset) => offset.filter(|&offset| offset <= self.jobs),
        };
        let Some(offset) = offset.filter(|_| url.path() == "/api/v1/product-photo-jobs") else {
            return answer::error(stream, 400, "").await;
        };
        {
            let mut trail = lock(&self.trail);
            if let Some(cursor) = cursor.filter(|cursor| trail.last() != Some(cursor)) {
                trail.push(cursor);
            }
        }
        let mut retry_after = String::new();
        if let Some(Fault::Limited(how)) = fault {
            let (headers, wait) = answer::limited(how, seconds, self.wall_start + seen.at);
            seen.not_before = Some(seen.at + wait);
            retry_after = headers;
        }
        let number = {
            let mut log = lock(&self.log);
            log.push(seen);
            log.len()
        };
        match fault {
            Some(Fault::Limited(_)) => answer::error(stream, 429, &retry_after).await,
            Some(Fault::Status(status)) => answer::error(stream, status, "").await,
            Some(Fault::Html502) => answer::html_502(stream).await,
            fault => answer::page(stream, fault, &self.page(fault, offset, limit, number), split).await,
        }
    }

    fn page(&self, fault: Option<Fault>, offset: usize, limit: usize, number: usize) -> String {
        let mut end = self.jobs.min(offset + limit);
        let mut next = (end < self.jobs).then(|| write_cursor(end, 0));
        match fault {
            Some(Fault::EmptyPage) => {
                end = offset;
                next = Some(write_cursor(offset, number));
            }
            Some(Fault::Loop(pages)) => {
                let trail = lock(&self.trail);
                let used = trail.len().checked_sub(pages + 1).map(|at| trail[at].clone());
                next = used.or(next);
            }
            _ => {}
        }
        let wrong_at = (fault == Some(Fault::WrongType)).then_some(offset);
        let jobs: Vec<_> = (offset..end).map(|job| write_job(job, wrong_at == Some(job))).collect();
        let next = next.map_or("null".to_owned(), |cursor| format!("\"{cursor}\""));
        format!(r#"{{"jobs":[{}],"next_cursor":{next},"request_id":"req_{number}"}}"#, jobs.join(","))
    }
}

pub fn job_id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

fn write_job(number: usize, is_wrong: bool) -> String {
    let items = if is_wrong { "\"three\"" } else { "3" };
    let id = job_id(number);
    format!(r#"{{"id":"{id}","status":"{STATUS}","total_items":{items},"credits_reserved":6,"sandbox":true}}"#)
}

/// Cursors that would break out of a query if they could. `number` tells those apart that mean the same page.
fn write_cursor(offset: usize, number: usize) -> String {
    format!("2026-01-02T03:04:05+00:00 é&status=failed#{number}/{offset}")
}

fn read_cursor(cursor: &str) -> Option<usize> {
    cursor.strip_prefix("2026-01-02T03:04:05+00:00 é&status=failed#")?.split_once('/')?.1.parse().ok()
}

async fn read_head(stream: &mut TcpStream) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut head).await? == 0 {
            return Ok(None);
        }
    }
    String::from_utf8(head).map(Some).map_err(io::Error::other)
}
