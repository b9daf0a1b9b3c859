//! `X-RateLimit-*`.

use reqwest::header::HeaderMap;

/// The rate limit as response headers tell it; the API document does not describe them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct RateLimit {
    /// `X-RateLimit-Limit`: how many requests a window allows.
    pub limit: Option<u64>,
    /// `X-RateLimit-Remaining`: how many are left.
    pub remaining: Option<u64>,
    /// `X-RateLimit-Reset` as sent: by server, the seconds left or a Unix time.
    pub reset: Option<u64>,
}

pub(crate) fn read(headers: &HeaderMap) -> Option<RateLimit> {
    let number = |name| headers.get(name)?.to_str().ok()?.trim().parse().ok();
    let found = RateLimit {
        limit: number("x-ratelimit-limit"),
        remaining: number("x-ratelimit-remaining"),
        reset: number("x-ratelimit-reset"),
    };
    let RateLimit { limit: None, remaining: None, reset: None } = found else {
        return Some(found);
    };
    None
}
