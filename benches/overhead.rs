//! What this client costs on top of reqwest and `serde_json` written by hand, for fetching and decoding a page.
//!
//! `cargo bench --bench overhead`; Linux alone, where the system tells the CPU time of a thread. The server has a
//! thread of its own that is not counted. Where `valgrind` is installed, instructions are counted, too.

#![allow(clippy::cast_precision_loss)] // figures to look at

mod support;

use std::{
    env, fs,
    process::{Command, Stdio},
    time::Duration,
};

use aigenstudio::{Client, reqwest};
use futures_util::TryStreamExt as _;
use support::by_hand;

const PAGES: usize = 300;
const ROUNDS: usize = 41;

struct Bench {
    runtime: tokio::runtime::Runtime,
    base_url: String,
    ours: Client,
    by_hand: reqwest::Client,
}

impl Bench {
    fn new(pages: usize) -> Self {
        let base_url = format!("http://{}/api/v1", support::serve(pages, Duration::ZERO));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let ours = Client::builder().api_key(support::KEY).base_url(&base_url).build().expect("a client");
        let by_hand = reqwest::Client::builder().timeout(Duration::from_secs(30)).no_proxy().build().expect("a client");
        Self { runtime, base_url, ours, by_hand }
    }

    fn ours(&self) -> usize {
        self.runtime.block_on(async {
            let mut pages = self.ours.list_product_photo_jobs().limit(support::JOBS_PER_PAGE).pages();
            let mut jobs = 0;
            while let Some(page) = pages.try_next().await.expect("the server is healthy") {
                jobs += page.jobs.len();
            }
            jobs
        })
    }

    fn by_hand(&self) -> usize {
        self.runtime.block_on(async {
            let (mut jobs, mut cursor) = (0, None);
            loop {
                let page = by_hand::page(&self.by_hand, &self.base_url, cursor.as_deref()).await;
                jobs += page.jobs.len();
                cursor = page.next_cursor;
                if cursor.is_none() {
                    return jobs;
                }
            }
        })
    }
}

fn main() {
    if let Some((who, pages)) = env::var("OVERHEAD_CHILD").ok().as_deref().and_then(|child| child.split_once(' ')) {
        let pages = pages.parse().expect("a number of pages");
        let bench = Bench::new(pages);
        let jobs = if who == "ours" { bench.ours() } else { bench.by_hand() };
        assert_eq!(jobs, pages * support::JOBS_PER_PAGE);
        return;
    }
    cpu_time();
    instructions();
}

fn cpu_time() {
    let Some(_) = thread_time() else {
        println!("there is no /proc/thread-self/schedstat: CPU time needs Linux");
        return;
    };
    let bench = Bench::new(PAGES);
    let time = |walk: &dyn Fn() -> usize| {
        let start = thread_time().unwrap_or_default();
        assert_eq!(walk(), PAGES * support::JOBS_PER_PAGE);
        thread_time().unwrap_or_default().saturating_sub(start).as_secs_f64() * 1e6 / PAGES as f64
    };
    let (ours, by_hand) = (|| bench.ours(), || bench.by_hand());
    let mut rounds: Vec<(f64, f64)> = (0..ROUNDS)
        .map(|round| {
            // Neither is always the one that finds a warm cache.
            if round % 2 == 0 {
                (time(&ours), time(&by_hand))
            } else {
                let by_hand = time(&by_hand);
                (time(&ours), by_hand)
            }
        })
        .skip(1)
        .collect();
    let mut median = |of: fn(&(f64, f64)) -> f64| {
        rounds.sort_by(|a, b| of(a).total_cmp(&of(b)));
        of(&rounds[rounds.len() / 2])
    };
    let (ours, by_hand) = (median(|round| round.0), median(|round| round.1));
    let ratio = median(|round| round.0 / round.1);
    println!("CPU time per page of {} jobs, medians of {} rounds of {PAGES} pages", support::JOBS_PER_PAGE, ROUNDS - 1);
    println!("{:>14} {:>14} {:>7}", "this client", "by hand", "ratio");
    println!("{:>14} {:>14} {ratio:>7.3}", format!("{ours:.1} us"), format!("{by_hand:.1} us"));
}

/// How long this thread has run.
fn thread_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Counts by the difference of two walks, which leaves out the start of the program, and by thread, which leaves out the
/// server.
fn instructions() {
    let [ours, by_hand] = ["ours", "theirs"].map(|who| {
        let [few, many] = [20, 120].map(|pages| count(who, pages));
        Some((many? - few?) / 100)
    });
    let (Some(ours), Some(by_hand)) = (ours, by_hand) else {
        println!("\ninstructions are not counted: valgrind does not run here");
        return;
    };
    println!("\ninstructions per page, by callgrind");
    println!("{:>14} {:>14} {:>7}", "this client", "by hand", "ratio");
    println!("{ours:>14} {by_hand:>14} {:>7.3}", ours as f64 / by_hand as f64);
}

/// How many instructions the main thread of a walk takes.
fn count(who: &str, pages: usize) -> Option<u64> {
    let file = env::temp_dir().join(format!("overhead-{}-{}-{pages}", std::process::id(), who.len()));
    let out = format!("--callgrind-out-file={}", file.display());
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--separate-threads=yes", &out])
        .arg(env::current_exe().ok()?)
        .env("OVERHEAD_CHILD", format!("{who} {pages}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .ok()?;
    // One file a thread, numbered; the first thread walks.
    let of_thread = |number: usize| file.with_file_name(format!("{}-{number:02}", file.file_name()?.to_str()?)).into();
    let text = fs::read_to_string::<std::path::PathBuf>(of_thread(1)?).ok();
    for file in (1..9).filter_map(of_thread).chain([file.clone()]) {
        fs::remove_file(file).ok();
    }
    let text = text.filter(|_| status.success())?;
    text.lines().find_map(|line| line.strip_prefix("totals: "))?.trim().parse().ok()
}
