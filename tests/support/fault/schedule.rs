//! Which request meets which fault.

use fastrand::Rng;

use super::kind::Fault;

/// A fault of `kinds` for one request in `one_in`, the same for the same seed.
#[derive(Debug)]
pub struct Schedule {
    kinds: Vec<Fault>,
    one_in: u32,
    rng: Rng,
    struck: usize,
}

impl Schedule {
    pub fn new(kinds: impl IntoIterator<Item = Fault>, one_in: u32, seed: u64) -> Self {
        Self { kinds: kinds.into_iter().collect(), one_in, rng: Rng::with_seed(seed), struck: 0 }
    }

    /// What the next request meets.
    pub fn draw(&mut self) -> Option<Fault> {
        if self.kinds.is_empty() || self.rng.u32(0..self.one_in) != 0 {
            return None;
        }
        self.struck += 1;
        Some(self.kinds[self.rng.usize(0..self.kinds.len())])
    }

    /// Whether there is anything to meet.
    pub fn strikes(&self) -> bool {
        !self.kinds.is_empty()
    }

    pub fn random(&mut self, range: std::ops::Range<usize>) -> usize {
        self.rng.usize(range)
    }

    /// How many requests have met one.
    pub fn struck(&self) -> usize {
        self.struck
    }
}
