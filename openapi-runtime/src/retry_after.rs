//! `Retry-After`.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// How long the response asks to wait. Of several answers the longest holds, so that none is broken.
pub(crate) fn read(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    // A date is meant by the server's clock, which its own `Date` tells; ours may be wrong.
    let server_now = || {
        let date = headers.get(DATE)?.to_str().ok()?;
        httpdate::parse_http_date(date).ok()
    };
    headers
        .get_all(RETRY_AFTER)
        .iter()
        .filter_map(|value| {
            let text = value.to_str().ok()?.trim();
            if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
                return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
            }
            let date = httpdate::parse_http_date(text).ok()?;
            Some(date.duration_since(server_now().unwrap_or(now)).unwrap_or_default())
        })
        .max()
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    #[test]
    fn every_form() {
        let now = httpdate::parse_http_date("Fri, 02 Jan 2026 03:04:05 GMT").unwrap();
        let date = Some("Fri, 02 Jan 2026 10:00:00 GMT"); // hours ahead of our clock
        for (case, retry_after, date, seconds) in [
            ("seconds", &["120"][..], None, Some(120)),
            ("zero", &["0"], None, Some(0)),
            ("more than fits", &["99999999999999999999"], None, Some(u64::MAX)),
            ("date, our clock", &["Fri, 02 Jan 2026 03:04:35 GMT"], None, Some(30)),
            ("date, server's clock", &["Fri, 02 Jan 2026 10:00:07 GMT"], date, Some(7)),
            ("date past", &["Fri, 02 Jan 2026 09:00:00 GMT"], date, Some(0)),
            ("RFC 850 date", &["Friday, 02-Jan-26 03:04:06 GMT"], None, Some(1)),
            ("asctime date", &["Fri Jan  2 03:04:07 2026"], None, Some(2)),
            ("several", &["1", "9", "3"], None, Some(9)),
            ("one readable", &["soon", "5"], None, Some(5)),
            ("negative", &["-1"], None, None),
            ("fraction", &["1.5"], None, None),
            ("empty", &[""], None, None),
            ("none", &[], None, None),
        ] {
            let mut headers = HeaderMap::new();
            for value in retry_after {
                headers.append(RETRY_AFTER, HeaderValue::from_static(value));
            }
            if let Some(date) = date {
                headers.insert(DATE, HeaderValue::from_static(date));
            }
            assert_eq!(read(&headers, now), seconds.map(Duration::from_secs), "{case}");
        }
    }
}
