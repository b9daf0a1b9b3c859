//! What was found, counted.

use std::{collections::BTreeMap, time::Duration};

use super::{child::shortened, document::Seed, plan::Plan, watch::Ended};

/// How many findings of a kind are printed; all are counted.
const PRINTED: usize = 5;

#[derive(Default)]
pub(crate) struct Totals {
    code: usize,
    diagnostics: usize,
    failed: usize,
    shortcomings: usize,
    kinds: BTreeMap<String, usize>,
    peak: u64,
    slowest: Duration,
}

impl Totals {
    pub(crate) fn add(&mut self, ended: &Ended) {
        self.peak = self.peak.max(ended.used.peak);
        self.slowest = self.slowest.max(ended.used.time);
        self.failed += usize::from(ended.is_found());
        *(if ended.is_code { &mut self.code } else { &mut self.diagnostics }) += 1;
    }

    /// Counts what was found, and gives the lines that are to be printed.
    pub(crate) fn lines(&mut self, index: u64, plan: &Plan, ended: &Ended, is_only: bool) -> Vec<String> {
        let mut lines = Vec::new();
        if is_only {
            lines.push(format!("{index} ({}): {:?}, {} MB", plan.about(), ended.used.time, ended.used.peak >> 20));
            lines.extend(ended.error.iter().map(|error| format!("  no code: {}", error.escape_debug())));
        }
        let shortcomings = ended.shortcomings.iter().map(|what| ("shortcoming", what.as_str()));
        for (kind, what) in ended.findings.iter().map(|(kind, what)| (kind.as_str(), what.as_str())).chain(shortcomings)
        {
            let count = match kind {
                "shortcoming" => &mut self.shortcomings,
                _ => self.kinds.entry(kind.to_owned()).or_default(),
            };
            *count += 1;
            if *count <= PRINTED || is_only {
                let what: String = shortened(what, 200).escape_debug().collect();
                lines.push(format!("{index} ({}): {kind}: {what}", plan.about()));
            }
        }
        lines
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.failed == 0
    }

    pub(crate) fn summary(&self, count: u64, seed: Seed, took: Duration) -> String {
        let Self { code, diagnostics, failed, shortcomings, kinds, peak, slowest } = self;
        let of = |kind: &str| kinds.get(kind).copied().unwrap_or_default();
        let rest = kinds.iter().filter(|(kind, _)| !["slow", "memory", "panic", "signal"].contains(&kind.as_str()));
        let rest: Vec<_> = rest.map(|(kind, count)| format!("{count} {kind}")).collect();
        let rest = if rest.is_empty() { "nothing else".to_owned() } else { rest.join(", ") };
        format!(
            "{count} hostile documents from seed {}: {code} in code, {diagnostics} in diagnostics, {shortcomings} shortcomings, \
             {} slow, {} over memory, {} panicked, {} ended by a signal; found: {rest}; {failed} with findings; \
             peak {} MB, slowest {slowest:.1?}, {:.0} s",
            seed.number,
            of("slow"),
            of("memory"),
            of("panic"),
            of("signal"),
            peak >> 20,
            took.as_secs_f64(),
        )
    }
}
