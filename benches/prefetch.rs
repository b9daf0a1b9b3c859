//! What prefetch is worth: time per page of a walk, for a server that takes L per page and a consumer that takes C.
//!
//! `cargo bench --bench prefetch`

#![allow(clippy::cast_precision_loss)] // figures to look at

mod support;

use std::{
    thread,
    time::{Duration, Instant},
};

use aigenstudio::Client;
use futures_util::TryStreamExt as _;

const PAGES: usize = 25;

/// How a consumer spends its time.
#[derive(Clone, Copy, Debug)]
enum Consumer {
    /// It awaits something else.
    Awaits,
    /// It computes, and nothing else runs on its thread.
    Blocks,
}

fn main() {
    // The walk runs on this thread, a request that is ahead of it on the other one.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    println!("ms per page over {PAGES} pages; L: server, C: consumer");
    println!(
        "{:>4} {:>4} {:>8} | {:>9} {:>8} | {:>9} {:>8}",
        "L", "C", "consumer", "max(L, C)", "prefetch", "L + C", "without"
    );
    for consumer in [Consumer::Awaits, Consumer::Blocks] {
        for (server, consumes) in [(20, 5), (20, 10), (20, 20), (10, 20), (5, 20)] {
            let address = support::serve(PAGES, Duration::from_millis(server));
            let client = Client::builder().api_key(support::KEY).base_url(format!("http://{address}"));
            let client = client.build().expect("a client");
            let takes = Duration::from_millis(consumes);
            let [with, without] = [true, false].map(|prefetch| {
                let start = Instant::now();
                runtime.block_on(walk(&client, prefetch, consumer, takes));
                start.elapsed().as_secs_f64() * 1000.0 / PAGES as f64
            });
            println!(
                "{server:>4} {consumes:>4} {:>8} | {:>9} {with:>8.1} | {:>9} {without:>8.1}",
                format!("{consumer:?}").to_lowercase(),
                server.max(consumes),
                server + consumes,
            );
        }
    }
}

async fn walk(client: &Client, prefetch: bool, consumer: Consumer, takes: Duration) {
    let mut items = client.list_product_photo_jobs().limit(support::JOBS_PER_PAGE).prefetch(prefetch).items();
    let mut jobs = 0;
    while items.try_next().await.expect("the server is healthy").is_some() {
        jobs += 1;
        if jobs % support::JOBS_PER_PAGE == 0 {
            match consumer {
                Consumer::Awaits => tokio::time::sleep(takes).await,
                Consumer::Blocks => thread::sleep(takes),
            }
        }
    }
    assert_eq!(jobs, PAGES * support::JOBS_PER_PAGE);
}
