//! Faults of network and server cost time, never data.
//!
//! `cargo test --test faults -- --nocapture` prints what each kind of fault came to. A seed that fails is printed;
//! `FAULT_SEED=<seed>` runs that one alone.

#[path = "support/fault/mod.rs"]
mod fault;

use std::{env, sync::Arc};

use aigenstudio::Cursor;
use fault::{FINAL, Fault, FaultServer, HARMLESS, TRANSIENT, Walk};
use futures_util::TryStreamExt as _;

const JOBS: usize = 10_000;
const LIMIT: usize = 100;

fn all() -> Vec<Fault> {
    [&TRANSIENT[..], &HARMLESS[..], &FINAL[..]].concat()
}

/// Says which seed failed.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("failed with FAULT_SEED={}", self.0);
        }
    }
}

fn seeds(count: u64) -> impl Iterator<Item = Seed> {
    let one = env::var("FAULT_SEED").ok().and_then(|seed| seed.parse().ok());
    let range = one.map_or(0..count, |seed| seed..seed + 1);
    range.map(Seed)
}

fn print_head() {
    println!(
        "{:<24} {:>8} {:>6} {:>7} {:>8} {:>6}",
        "fault, 1 request in 3", "requests", "struck", "retries", "restarts", "jobs"
    );
}

async fn walk_and_print(name: &str, faults: &[Fault], limit: usize, prefetch: bool) -> Walk {
    let server = FaultServer::start(JOBS, faults, 3, 1).await;
    let client = server.client_builder().build().unwrap();
    let walk = Walk::run(&server, &client, limit, prefetch).await;
    let (requests, struck) = server.counts();
    println!("{name:<24} {requests:>8} {struck:>6} {:>7} {:>8} {:>6}", walk.retries, walk.restarts, walk.jobs);
    Walk::check(std::slice::from_ref(&walk), &server, limit);
    assert_eq!(walk.jobs, JOBS, "{name}");
    assert!(faults.is_empty() || struck > 0, "{name}: no fault struck");
    walk
}

#[tokio::test(start_paused = true)]
async fn each_kind_of_fault() {
    print_head();
    walk_and_print("none", &[], LIMIT, false).await;
    for fault in all() {
        // A cycle of many pages takes many pages.
        let limit = if matches!(fault, Fault::Loop(1..)) { LIMIT / 5 } else { LIMIT };
        let walk = walk_and_print(&format!("{fault:?}"), &[fault], limit, false).await;
        let (is_final, delivers) = (fault.ends_with().is_some(), fault.delivers());
        assert_eq!(walk.restarts > 0, is_final, "{fault:?}: {} restarts", walk.restarts);
        assert_eq!(walk.retries > 0, !is_final && !delivers, "{fault:?}: {} retries", walk.retries);
    }
}

#[tokio::test(start_paused = true)]
async fn all_faults_mixed() {
    print_head();
    for prefetch in [false, true] {
        let walk = walk_and_print(&format!("all, prefetch {prefetch}"), &all(), LIMIT / 5, prefetch).await;
        assert!(walk.retries > 100 && walk.restarts > 10, "{walk:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn random_schedules() {
    let (mut pages, mut requests) = (0, 0);
    for seed in seeds(50) {
        let mut random = fastrand::Rng::with_seed(seed.0);
        let (jobs, limit, one_in) = (random.usize(1..3000), random.usize(1..=100), random.u32(2..6));
        let (jobs, prefetch) = (jobs.min(limit * 150), random.bool());
        // Every other one on connections that are used again.
        let faults: Vec<_> = all().into_iter().filter(|fault| seed.0 % 2 == 0 || !fault.is_dialling()).collect();
        let server = FaultServer::start(jobs, &faults, one_in, seed.0).await;
        let client = server.client_builder().build().unwrap();
        let walk = Walk::run(&server, &client, limit, prefetch).await;
        Walk::check(std::slice::from_ref(&walk), &server, limit);
        pages += walk.pages;
        requests += server.counts().0;
    }
    println!("random schedules: {requests} requests for {pages} pages");
    assert!(env::var("FAULT_SEED").is_ok() || pages > 2000, "{pages} pages");
}

#[tokio::test(start_paused = true)]
async fn walks_side_by_side_on_one_client() {
    // A loop is one of a single walk.
    let faults: Vec<_> = all().into_iter().filter(|fault| !matches!(fault, Fault::Loop(_))).collect();
    let server = Arc::new(FaultServer::start(500, &faults, 4, 1).await);
    let client = server.client_builder().build().unwrap();
    let walks: Vec<_> = (0..64)
        .map(|number| {
            let (server, client) = (Arc::clone(&server), client.clone());
            tokio::spawn(async move { Walk::run(&server, &client, 25, number % 2 == 1).await })
        })
        .collect();
    let mut done = Vec::new();
    for walk in walks {
        done.push(walk.await.unwrap());
    }
    assert!(done.iter().all(|walk| walk.jobs == 500));
    // That all ids differ is part of this.
    Walk::check(&done, &server, 25);
    let (requests, struck) = server.counts();
    println!(
        "64 walks: {requests} requests, {struck} faults, {} jobs",
        done.iter().map(|walk| walk.jobs).sum::<usize>()
    );
}

#[tokio::test(start_paused = true)]
async fn a_failed_walk_of_items_goes_on_once_the_server_is_healthy() {
    for fault in FINAL {
        for prefetch in [false, true] {
            for seed in 0..2 {
                let case = format!("{fault:?}, prefetch {prefetch}, seed {seed}");
                let server = FaultServer::start(500, &[fault], 8, seed).await;
                let client = server.client_builder().build().unwrap();
                let list = || client.list_product_photo_jobs().limit(10).status(fault::STATUS).prefetch(prefetch);
                let mut ids = Vec::new();
                let mut items = list().items();
                let failed = loop {
                    match items.try_next().await {
                        Ok(Some(job)) => ids.push(job.id.to_string()),
                        Ok(None) => break None,
                        Err(error) => break Some(error),
                    }
                };
                let Some(error) = failed else {
                    panic!("{case}: the walk did not fail");
                };
                assert_eq!(Some(error.kind()), fault.ends_with(), "{case}: {error}");
                assert!(items.try_next().await.unwrap().is_none(), "{case}: it goes on after {error}");

                server.heal();
                // As somebody who comes back another day has it.
                let saved = error.cursor().map(Cursor::to_string);
                let rest = saved.map_or(list(), |cursor| list().cursor(cursor));
                let rest: Vec<_> = rest.items().try_collect().await.unwrap();
                ids.extend(rest.iter().map(|job| job.id.to_string()));
                assert_eq!(ids, (0..500).map(fault::job_id).collect::<Vec<_>>(), "{case}");
            }
        }
    }
}
