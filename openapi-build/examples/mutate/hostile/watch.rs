//! A process with some documents, watched from outside.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    ops::Range,
    os::unix::process::ExitStatusExt as _,
    process::{Child, ExitStatus, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use super::{
    check::CANARY,
    child::{Outcome, Said},
    document::Seed,
    place::Place,
};
use crate::process::{self, Usage};

/// What one document may take.
const SLOW: Duration = Duration::from_secs(10);
const LARGE: u64 = 1 << 30;
/// Where it is stopped: what waits for a file uses no processor, and the check is not what is measured.
const STOP: Duration = Duration::from_secs(12);
const STOP_WAITING: Duration = Duration::from_secs(90);
const STOP_IDLE: Duration = Duration::from_secs(20);
const IDLE: Duration = Duration::from_secs(1);
const STOP_LARGE: u64 = 1300 << 20;
const STOP_CHECK: Duration = Duration::from_secs(120);
/// A process's address space, in kilobytes: memory grows faster than it is looked at.
const SPACE: u64 = 4_000_000;
const LOOK: Duration = Duration::from_millis(25);

/// What became of a document.
#[derive(Debug, Default)]
pub(crate) struct Ended {
    pub(crate) is_code: bool,
    pub(crate) used: Usage,
    pub(crate) findings: Vec<(String, String)>,
    pub(crate) shortcomings: Vec<String>,
    pub(crate) error: Option<String>,
}

impl Ended {
    fn of(used: Usage, outcome: Outcome) -> Self {
        let Outcome { is_code, findings, shortcomings, error } = outcome;
        let mut ended = Self { is_code, used, findings, shortcomings, error };
        if used.time > SLOW {
            ended.add("slow", format!("{:?}", used.time));
        }
        if used.peak > LARGE {
            ended.add("memory", format!("{} MB", used.peak >> 20));
        }
        ended
    }

    fn stopped(used: Usage, kind: &str, what: String) -> Self {
        let mut ended = Self { used, ..Self::default() };
        ended.add(kind, what);
        ended
    }

    fn add(&mut self, kind: &str, what: String) {
        self.findings.push((kind.to_owned(), what));
    }

    pub(crate) fn is_found(&self) -> bool {
        !self.findings.is_empty()
    }

    pub(crate) fn is_slow(&self) -> bool {
        self.findings.iter().any(|(kind, _)| kind == "slow")
    }

    pub(crate) fn is_of_interest(&self) -> bool {
        self.is_found() || !self.shortcomings.is_empty()
    }

    pub(crate) fn reason(&self, seed: Seed, index: u64) -> String {
        let findings: Vec<_> = self.findings.iter().map(|(kind, what)| format!("{kind}: {what:?}")).collect();
        let large = if seed.is_large { " --large" } else { "" };
        format!("--hostile 1 --seed {}{large} --only {index}\n{}\n", seed.number, findings.join("\n"))
    }
}

/// The document in work.
struct Work {
    index: u64,
    start: Instant,
    /// What the process had used before it.
    before: Duration,
    /// What its generation took, once that is known.
    used: Option<Usage>,
    /// What was seen from outside.
    seen: Usage,
}

/// Runs documents until all are done or the process ends: the first that is still to do.
pub(crate) fn batch(
    place: &Place,
    seed: Seed,
    documents: Range<u64>,
    mut ended: impl FnMut(u64, Ended) -> io::Result<()>,
) -> io::Result<u64> {
    let mut child = process::again(SPACE)?
        .arg("--child")
        .args(seed.arguments())
        .args([documents.start, documents.end].map(|number| number.to_string()))
        .args([&place.folder, &place.outside])
        .env("MUTATE_CANARY", CANARY)
        .current_dir(&place.folder)
        .stdin(File::open(place.canary())?)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (sender, receiver) = mpsc::channel();
    let out = child.stdout.take();
    let reader = thread::spawn(move || {
        let lines = out.map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok);
        for said in lines.filter_map(|line| serde_json::from_str::<Said>(&line).ok()) {
            let _ = sender.send(said);
        }
    });
    let mut next = documents.start;
    let mut work: Option<Work> = None;
    let mut started = false;
    let stopped = loop {
        match receiver.recv_timeout(LOOK) {
            Ok(Said::Start(index)) => {
                started = true;
                let before = process::usage(&child.id().to_string()).unwrap_or_default().time;
                work = Some(Work { index, start: Instant::now(), before, used: None, seen: Usage::default() });
            }
            Ok(Said::Generated(_, milliseconds, peak)) => {
                let used = Usage { time: Duration::from_millis(milliseconds), peak };
                work = work.map(|work| Work { used: Some(used), start: Instant::now(), ..work });
            }
            Ok(Said::Done(index, outcome)) => {
                let used = work.take().and_then(|work| work.used).unwrap_or_default();
                ended(index, Ended::of(used, outcome))?;
                next = index + 1;
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Some(found) = work.as_mut().and_then(|work| work.look(&child)) {
                    child.kill()?;
                    break Some(found);
                }
            }
            Err(RecvTimeoutError::Disconnected) => break None,
        }
    };
    let status = child.wait()?;
    reader.join().map_err(|_| io::Error::other("the reader panicked"))?;
    if let Some(work) = work {
        ended(work.index, stopped.unwrap_or_else(|| work.died(status)))?;
        next = work.index + 1;
    } else if !started {
        return Err(io::Error::other(format!("expected a process that generates but it ended: {status}")));
    }
    Ok(next)
}

impl Work {
    /// Why to stop the process, if it is to be.
    fn look(&mut self, child: &Child) -> Option<Ended> {
        let waited = self.start.elapsed();
        if let Some(used) = self.used {
            return (waited > STOP_CHECK).then(|| Ended::stopped(used, "check took long", format!("{waited:?}")));
        }
        let now = process::usage(&child.id().to_string())?;
        self.seen = self.seen.or(Usage { time: now.time.saturating_sub(self.before), peak: now.peak });
        let used = self.seen;
        let is_idle = used.time < IDLE && waited > STOP_IDLE;
        if used.time > STOP || waited > STOP_WAITING || is_idle {
            let what = format!("stopped after {:.1?} on a processor, {waited:.1?} in all", used.time);
            return Some(Ended::stopped(used, "slow", what));
        }
        (used.peak > STOP_LARGE).then(|| Ended::stopped(used, "memory", format!("stopped at {} MB", used.peak >> 20)))
    }

    /// What a process that ended by itself died of.
    fn died(&self, status: ExitStatus) -> Ended {
        let used = self.used.unwrap_or(self.seen);
        match status.signal() {
            // Out of the address space, as far as can be told from here.
            Some(6) if used.peak > LARGE => Ended::stopped(used, "memory", format!("ended: {status}")),
            Some(_) => Ended::stopped(used, self.kind("signal"), format!("ended: {status}")),
            None => Ended::stopped(used, self.kind("ended"), format!("ended: {status}")),
        }
    }

    fn kind(&self, kind: &'static str) -> &'static str {
        if self.used.is_some() { "check died" } else { kind }
    }
}
