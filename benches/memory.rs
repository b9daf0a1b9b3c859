//! What a walk needs at its peak: resident memory after 10,000 jobs and after 1,000,000, the server included.
//!
//! `cargo bench --bench memory`; Linux alone, where the system tells the peak. Each walk has a process of its own.

mod support;

use std::{env, fs, process::Command, time::Duration};

use aigenstudio::Client;
use futures_util::TryStreamExt as _;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    if let Some(jobs) = env::var("MEMORY_JOBS").ok().and_then(|jobs| jobs.parse().ok()) {
        return child(jobs);
    }
    if peak().is_none() {
        println!("there is no VmHWM in /proc/self/status: this bench needs Linux");
        return;
    }
    println!("{:>9} {:>9} {:>12}", "jobs", "pages", "peak, KiB");
    for jobs in SIZES {
        let child =
            Command::new(env::current_exe().expect("this program")).env("MEMORY_JOBS", jobs.to_string()).output();
        let output = child.expect("this program runs again");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let peak = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        println!("{jobs:>9} {:>9} {peak:>12}", jobs / support::JOBS_PER_PAGE);
    }
}

fn child(jobs: usize) {
    let address = support::serve(jobs / support::JOBS_PER_PAGE, Duration::ZERO);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let seen = runtime.block_on(async {
        let client = Client::builder().api_key(support::KEY).base_url(format!("http://{address}"));
        let client = client.build().expect("a client");
        let mut items = client.list_product_photo_jobs().limit(support::JOBS_PER_PAGE).items();
        let mut seen = 0;
        while items.try_next().await.expect("the server is healthy").is_some() {
            seen += 1;
        }
        seen
    });
    assert_eq!(seen, jobs);
    println!("{}", peak().unwrap_or_default());
}

/// The peak of resident memory of this process, in KiB.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}
