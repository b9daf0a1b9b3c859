//! When a failed attempt is made again. The loop that obeys is in `execute`.

use std::time::Duration;

use crate::{Error, ErrorKind};

/// When a failed attempt is made again.
///
/// What is retried: refused and broken connections, timeouts, bodies cut short, and the statuses 408, 429, 500, 502,
/// 503, and 504, of operations that are idempotent or have an idempotency key. All else comes back at once, a
/// certificate that is not to be trusted included (with rustls; the system's TLS does not tell it from other failures).
///
/// The wait before attempt *n* + 1 is random between zero and `base_delay` × 2ⁿ⁻¹, at most `max_delay` (full jitter:
/// clients that failed together do not come back together). A `Retry-After` is always kept: the wait is what it says
/// plus such a random part. One that asks for more than the time left brings the error back at once.
#[derive(Clone, Debug)]
pub struct RetryPolicy {
    max_attempts: u32,
    max_elapsed: Option<Duration>,
    base_delay: Duration,
    max_delay: Duration,
}

const DEFAULT_MAX_ELAPSED: Duration = Duration::from_secs(60);

impl Default for RetryPolicy {
    /// At most 4 attempts, begun within 60 s, with waits that grow from 250 ms to at most 8 s.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            max_elapsed: None,
            base_delay: Duration::from_millis(250),
            max_delay: Duration::from_secs(8),
        }
    }
}

impl RetryPolicy {
    /// One attempt and no more.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// How many times a request is sent at most, the first time included. At least 1.
    #[must_use]
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        Self { max_attempts, ..self }
    }

    /// How long after the start of a call, or of a page of a walk, an attempt may still begin. With the timeout of
    /// that last attempt on top, this is the longest that a call takes. At least the timeout of one attempt.
    #[must_use]
    pub fn max_elapsed(self, max_elapsed: Duration) -> Self {
        Self { max_elapsed: Some(max_elapsed), ..self }
    }

    /// The longest wait before the second attempt; it doubles with each further one.
    #[must_use]
    pub fn base_delay(self, base_delay: Duration) -> Self {
        Self { base_delay, ..self }
    }

    /// The longest wait before any attempt, `Retry-After` apart.
    #[must_use]
    pub fn max_delay(self, max_delay: Duration) -> Self {
        Self { max_delay, ..self }
    }

    /// Settles the time limits against each other. A limit that the caller left open gives way to one that was set.
    pub(crate) fn settle(mut self, timeout: Option<Duration>, default: Duration) -> Result<(Self, Duration), Error> {
        let config = |what: &str, expected: &str, found: String| {
            Error::new(ErrorKind::Config, format!("expected {what} to be {expected} but found {found}"))
        };
        if self.max_attempts == 0 {
            return Err(config("the retry policy's `max_attempts`", "at least 1", "0".to_owned()));
        }
        if timeout == Some(Duration::ZERO) {
            return Err(config("`timeout`", "longer than zero", "zero".to_owned()));
        }
        let timeout = match (timeout, self.max_elapsed) {
            (_, Some(Duration::ZERO)) => {
                let what = "the retry policy's `max_elapsed`";
                return Err(config(what, "longer than zero", "zero".to_owned()));
            }
            (Some(timeout), Some(limit)) if limit < timeout => {
                let expected = format!("at least the timeout of one attempt, {timeout:?},");
                return Err(config("the retry policy's `max_elapsed`", &expected, format!("{limit:?}")));
            }
            (Some(timeout), None) => {
                self.max_elapsed = Some(timeout.max(DEFAULT_MAX_ELAPSED));
                timeout
            }
            (Some(timeout), Some(_)) => timeout,
            (None, Some(limit)) => default.min(limit),
            (None, None) => default,
        };
        Ok((self, timeout))
    }

    /// How long to wait before the next attempt, or `None` to give up. `random` is in `0.0..1.0`.
    pub(crate) fn wait(
        &self,
        attempts: u32,
        elapsed: Duration,
        retry_after: Option<Duration>,
        random: f64,
    ) -> Option<Duration> {
        if attempts >= self.max_attempts {
            return None;
        }
        let left = self.max_elapsed.unwrap_or(DEFAULT_MAX_ELAPSED).checked_sub(elapsed)?;
        let doublings = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let jitter = self.base_delay.saturating_mul(doublings).min(self.max_delay).mul_f64(random);
        match retry_after {
            Some(asked) if asked > left => None,
            Some(asked) => Some(asked.saturating_add(jitter).min(left)),
            None if jitter > left => None,
            None => Some(jitter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn waits() {
        let policy = RetryPolicy::default().max_attempts(6).base_delay(s(1)).max_delay(s(5)).max_elapsed(s(20));
        let max = |attempts| policy.wait(attempts, s(0), None, 1.0);
        assert_eq!([1, 2, 3, 4, 5].map(max), [1, 2, 4, 5, 5].map(|n| Some(s(n))));
        assert_eq!(max(6), None, "no attempt is left");
        assert_eq!(policy.wait(1, s(0), None, 0.0), Some(s(0)));
        assert_eq!(policy.wait(3, s(0), None, 0.5), Some(s(2)));

        for (case, elapsed, retry_after, random, wait) in [
            ("the wait ends in time", s(15), None, 1.0, Some(s(5))),
            ("the wait would end too late", s(16), None, 1.0, None),
            ("no time is left", s(21), None, 0.0, None),
            ("asked", s(0), Some(s(7)), 0.0, Some(s(7))),
            ("asked, with jitter", s(0), Some(s(7)), 1.0, Some(s(12))),
            ("asked for nothing", s(0), Some(s(0)), 0.0, Some(s(0))),
            ("asked for all that is left", s(10), Some(s(10)), 1.0, Some(s(10))),
            ("asked for more than is left", s(10), Some(s(11)), 0.0, None),
            ("asked for ever", s(0), Some(Duration::MAX), 1.0, None),
        ] {
            assert_eq!(policy.wait(5, elapsed, retry_after, random), wait, "{case}");
        }
    }

    #[test]
    fn waits_never_overflow() {
        let policy = RetryPolicy::default().max_attempts(u32::MAX).base_delay(Duration::MAX).max_delay(s(5));
        assert_eq!(policy.wait(u32::MAX - 1, s(0), None, 1.0), Some(s(5)));
    }

    #[test]
    fn limits() {
        let default = s(30);
        let policy = RetryPolicy::default;
        for (case, policy, timeout, want) in [
            ("defaults", policy(), None, Ok((None, s(30)))),
            ("a long timeout raises the limit", policy(), Some(s(90)), Ok((Some(s(90)), s(90)))),
            ("a short one does not lower it", policy(), Some(s(10)), Ok((Some(s(60)), s(10)))),
            ("a short limit lowers the default", policy().max_elapsed(s(5)), None, Ok((Some(s(5)), s(5)))),
            ("both", policy().max_elapsed(s(10)), Some(s(10)), Ok((Some(s(10)), s(10)))),
            (
                "below one attempt",
                policy().max_elapsed(s(9)),
                Some(s(10)),
                Err("the retry policy's `max_elapsed` to be at least the timeout of one attempt, 10s, but found 9s"),
            ),
            (
                "no time",
                policy().max_elapsed(s(0)),
                None,
                Err("the retry policy's `max_elapsed` to be longer than zero but found zero"),
            ),
            (
                "no attempt",
                policy().max_attempts(0),
                None,
                Err("the retry policy's `max_attempts` to be at least 1 but found 0"),
            ),
            ("no timeout", policy(), Some(s(0)), Err("`timeout` to be longer than zero but found zero")),
        ] {
            match (policy.settle(timeout, default), want) {
                (Ok((policy, timeout)), Ok(want)) => assert_eq!((policy.max_elapsed, timeout), want, "{case}"),
                (Err(error), Err(want)) => assert_eq!(error.to_string(), format!("expected {want}"), "{case}"),
                (got, want) => panic!("{case}: {got:?}, not {want:?}"),
            }
        }
    }
}
