//! Numbers that look random: the same seed gives the same ones anywhere.

/// Xorshift.
#[derive(Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// One for each pair of numbers.
    pub(crate) fn of(seed: u64, index: u64) -> Self {
        let mut random = Self::new(seed ^ index.wrapping_mul(0xD1B5_4A32_D192_ED03).rotate_left(17));
        // Seeds that are close begin alike.
        for _ in 0..8 {
            random.below(2);
        }
        random
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// True once in `times`.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Between the two, where small ones are as frequent as large ones ten times their size.
    pub(crate) fn size(&mut self, least: usize, most: usize) -> usize {
        let mut high = least.max(1);
        while high < most && !self.one_in(4) {
            high = high.saturating_mul(2);
        }
        let high = high.min(most);
        (high / 2 + self.below(high / 2 + 1)).clamp(least, most)
    }
}
