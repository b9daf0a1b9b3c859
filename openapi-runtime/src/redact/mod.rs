//! Takes the secret out of texts that others wrote: a server may echo what it was sent, in one encoding or another.

#[cfg(test)]
mod tests;
mod unescape;

use std::{borrow::Cow, fmt, ops::Range, sync::Arc};

use reqwest::header::{HeaderMap, HeaderValue};

use self::unescape::{Sign, unescape};
use crate::shown::{self, MAX_TEXT, bounded};

/// Shorter secrets are none, and replacing them would garble the text around them.
const MIN_LEN: usize = 6;
/// How often a text may have been encoded, one time over another.
const LAYERS: usize = 4;
/// Of a longer text only the beginning is looked at where only that is kept.
pub(crate) const MAX_READ: usize = 8 * MAX_TEXT;
/// How much of a text is decoded at a time.
const WINDOW: usize = 16 * 1024;
/// How many bytes may stand for one of the secret: a window overlaps the next by a whole secret.
const MAX_ENCODED: usize = 32;

const REDACTED: &str = "[redacted]";

/// Knows a secret in any encoding.
#[derive(Clone)]
pub(crate) struct Redactor {
    /// What to look for, in lower case: a server may also have changed that.
    needles: Arc<[Needle]>,
    overlap: usize,
}

#[derive(Clone)]
struct Needle {
    signs: Vec<char>,
    /// How many signs on either side have some of the secret in them.
    margin: usize,
}

impl Redactor {
    pub(crate) fn new(secrets: &[&str]) -> Self {
        Self { needles: Arc::new([]), overlap: 0 }.and(secrets)
    }

    /// One that knows further secrets.
    pub(crate) fn and(&self, secrets: &[&str]) -> Self {
        let mut needles = self.needles.to_vec();
        let mut overlap = self.overlap;
        for secret in secrets.iter().filter(|secret| secret.len() >= MIN_LEN) {
            let mut add = |text: &str, margin| {
                let signs: Vec<_> = text.chars().map(|c| c.to_ascii_lowercase()).collect();
                if signs.len() >= MIN_LEN && !needles.iter().any(|known: &Needle| known.signs == signs) {
                    needles.push(Needle { signs, margin });
                }
            };
            add(secret, 0);
            // A secret that looks encoded itself is found where all of it was decoded.
            let plain: String = unescape_fully(secret).iter().map(|sign| sign.c).collect();
            add(&plain, 0);
            add(&secret.bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")), 0);
            for offset in 0..3 {
                let core = base64(secret.as_bytes(), offset);
                add(&core, 1);
                add(&core.replace('+', "-").replace('/', "_"), 1);
            }
            overlap = overlap.max(2 * MAX_ENCODED * secret.len());
        }
        Self { needles: needles.into(), overlap }
    }

    /// `text` without the secret.
    pub(crate) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.without(text, None)
    }

    /// The beginning of `text`, without the secret.
    pub(crate) fn start<'t>(&self, text: &'t str, max_len: usize) -> Cow<'t, str> {
        let read = shown::prefix(text, MAX_READ.max(max_len));
        if read.len() == text.len() {
            return match self.without(text, None) {
                Cow::Borrowed(text) => bounded(text, max_len),
                Cow::Owned(clean) => bounded(&clean, max_len).into_owned().into(),
            };
        }
        // The end may be half a sign, or some of the secret: nothing is left of it.
        let tail = shown::prefix(read, read.len() - MAX_ENCODED).len();
        let clean = self.without(read, Some(tail)) + "…";
        bounded(&clean, max_len).into_owned().into()
    }

    /// The beginning of `text` as a line of a message.
    pub(crate) fn line(&self, text: &str) -> String {
        shown::line(&self.start(text, MAX_READ))
    }

    /// Headers without the secret, if they have it.
    pub(crate) fn headers(&self, headers: &HeaderMap) -> Option<HeaderMap> {
        let is_secret = |text: &str| matches!(self.redact(text), Cow::Owned(_));
        let is_clean = |value: &HeaderValue| !is_secret(&String::from_utf8_lossy(value.as_bytes()));
        if headers.iter().all(|(name, value)| is_clean(value) && !is_secret(name.as_str())) {
            return None;
        }
        let mut clean = HeaderMap::with_capacity(headers.len());
        for (name, value) in headers.iter().filter(|(name, _)| !is_secret(name.as_str())) {
            let text = String::from_utf8_lossy(value.as_bytes());
            let value = match self.redact(&text) {
                Cow::Borrowed(_) => value.clone(),
                Cow::Owned(text) => HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(REDACTED)),
            };
            clean.append(name, value);
        }
        Some(clean)
    }

    /// With a `tail` also without that, and without the beginning of a secret that goes on there.
    fn without<'t>(&self, text: &'t str, tail: Option<usize>) -> Cow<'t, str> {
        let mut found: Vec<_> = tail.iter().map(|tail| *tail..text.len()).collect();
        let mut start = 0;
        while start < text.len() && !self.needles.is_empty() {
            let next = start + shown::prefix(&text[start..], WINDOW).len();
            let window = shown::prefix(&text[start..], WINDOW + self.overlap);
            let tail = tail.and_then(|tail| tail.checked_sub(start)).unwrap_or(usize::MAX);
            found.extend(self.find(window, tail).into_iter().map(|range| start + range.start..start + range.end));
            start = next;
        }
        if found.is_empty() { text.into() } else { replaced(text, found).into() }
    }

    fn find(&self, window: &str, tail: usize) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut signs = Sign::of(window);
        for _ in 0..=LAYERS {
            found.extend(self.needles.iter().flat_map(|needle| needle.find(&signs, tail)));
            match unescape(&signs) {
                Some(next) => signs = next,
                None => break,
            }
        }
        found
    }
}

impl Needle {
    /// Where it stands, or begins before the `tail` and may go on there.
    fn find(&self, signs: &[Sign], tail: usize) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < signs.len() {
            let same = signs[at..].iter().zip(&self.signs).take_while(|(sign, c)| sign.c.to_ascii_lowercase() == **c);
            let length = same.count();
            let next = signs.get(at + length).map_or(usize::MAX, |sign| sign.end);
            let goes_on = length > 0 && tail < usize::MAX && next > tail;
            let is_whole = length == self.signs.len();
            if is_whole || goes_on {
                let (first, end) = (at.saturating_sub(self.margin), (at + length + self.margin).min(signs.len()));
                found.push(signs[first].start..signs[end - 1].end);
            }
            at += if is_whole { length } else { 1 };
        }
        found
    }
}

fn replaced(text: &str, mut found: Vec<Range<usize>>) -> String {
    found.sort_by_key(|range| range.start);
    let (mut clean, mut at) = (String::with_capacity(text.len()), 0);
    for range in found {
        if range.start >= at {
            clean.push_str(&text[at..range.start]);
            clean.push_str(REDACTED);
        }
        at = at.max(range.end);
    }
    clean + &text[at..]
}

fn unescape_fully(text: &str) -> Vec<Sign> {
    let mut signs = Sign::of(text);
    for _ in 0..LAYERS {
        match unescape(&signs) {
            Some(next) => signs = next,
            None => break,
        }
    }
    signs
}

/// What of the base64 of a text is the same whatever stands around the secret, which begins at some third byte.
fn base64(secret: &[u8], offset: usize) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = std::iter::repeat_n(0, offset)
        .chain(secret.iter().copied())
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let whole = bits.chunks_exact(6).map(|bits| bits.iter().fold(0, |value, bit| value << 1 | usize::from(*bit)));
    // The first sign that has nothing of what stands in front.
    whole.skip((offset * 8).div_ceil(6)).map(|value| char::from(ALPHABET[value])).collect()
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redactor(…)")
    }
}
