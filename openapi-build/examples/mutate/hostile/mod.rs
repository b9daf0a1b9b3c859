//! Documents that mean harm, each generated from in a process that may take so much time and memory and no more.

mod amplify;
mod api;
mod characters;
mod check;
mod child;
mod document;
mod draft;
mod finding;
mod markdown;
mod names;
mod nest;
mod place;
mod plan;
mod schema;
mod swell;
mod targets;
mod text;
mod totals;
mod trick;
mod values;
mod vary;
mod watch;
mod widen;
mod write;
mod written;

use std::{
    io,
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

pub(crate) use child::run as child;
use document::Made;
pub(crate) use document::Seed;
use place::Place;
use totals::Totals;
use watch::Ended;
pub(crate) use written::run as write;

/// How many run at once, and how many documents a process is asked for.
const WORKERS: usize = 2;
const BATCH: u64 = 100;

pub(crate) struct Options {
    pub(crate) count: u64,
    pub(crate) seed: Seed,
    pub(crate) only: Option<u64>,
    pub(crate) keep: Option<PathBuf>,
}

/// Whether nothing was found.
pub(crate) fn run_all(options: &Options) -> io::Result<bool> {
    let start = Instant::now();
    let (first, end) = options.only.map_or((0, options.count), |only| (only, only + 1));
    let next = AtomicU64::new(first);
    let totals = Mutex::new(Totals::default());
    thread::scope(|scope| {
        let work = |number| {
            let place = Place::new(number)?;
            let tell = |index, ended: Ended| tell(options, &totals, &place, index, &ended);
            loop {
                let from = next.fetch_add(BATCH, Ordering::Relaxed);
                if from >= end {
                    return Ok(());
                }
                let mut from = from;
                let until = end.min(from + BATCH);
                let mut slow = Vec::new();
                while from < until {
                    from = watch::batch(&place, options.seed, from..until, |index, ended| {
                        if ended.is_slow() {
                            slow.push(index);
                            return Ok(());
                        }
                        tell(index, ended)
                    })?;
                }
                // What else the machine does takes caches away and lets time on a processor grow: once more decides.
                for index in slow {
                    watch::batch(&place, options.seed, index..index + 1, tell)?;
                }
            }
        };
        let workers: Vec<_> = (0..WORKERS).map(|number| scope.spawn(move || work(number))).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(io::Error::other("panicked"))))
    })?;
    let totals = totals.into_inner().map_err(|_| io::Error::other("poisoned"))?;
    println!("{}", totals.summary(end - first, options.seed, start.elapsed()));
    Ok(totals.is_clean())
}

/// Prints what became of a document, where that is of interest, and counts it.
fn tell(options: &Options, totals: &Mutex<Totals>, place: &Place, index: u64, ended: &Ended) -> io::Result<()> {
    let is_only = options.only.is_some();
    let made = (is_only || ended.is_of_interest())
        .then(|| Made::new(options.seed, index, &text(&place.folder), &text(&place.outside)));
    let mut totals = totals.lock().map_err(|_| io::Error::other("poisoned"))?;
    totals.add(ended);
    let Some(made) = made else { return Ok(()) };
    for line in totals.lines(index, &made.plan, ended, is_only) {
        println!("{line}");
    }
    match &options.keep {
        Some(folder) if ended.is_found() => place::keep(folder, index, &made, &ended.reason(options.seed, index)),
        _ => Ok(()),
    }
}

fn text(path: &std::path::Path) -> String {
    path.to_string_lossy().into_owned()
}
