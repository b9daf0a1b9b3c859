//! A page from a server, which is trusted with no more than an answer of limited size in limited time.

use std::time::{Duration, Instant};

use openapi_build::Page;
use ureq::{
    Agent,
    http::{HeaderValue, header},
};
use url::Url;

/// From the first connection to the last byte, over all redirects.
const MOST_TIME: Duration = Duration::from_secs(60);

const MOST_REDIRECTS: usize = 10;

/// The answer, under the address that gave it.
pub(super) fn fetch(url: &str) -> Result<Page, String> {
    let mut address = Url::parse(url).map_err(|error| format!("expected a URL but found: {error}"))?;
    let deadline = Instant::now() + MOST_TIME;
    let agent: Agent = Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
    for _ in 0..=MOST_REDIRECTS {
        let failed =
            |found: &dyn std::fmt::Display| format!("{}: expected a document but found: {found}", name(&address));
        let mut response = agent
            .get(address.as_str())
            .config()
            .timeout_global(Some(deadline.saturating_duration_since(Instant::now())))
            .build()
            .header(header::ACCEPT, "application/yaml, text/markdown, application/json;q=0.9, */*;q=0.5")
            .call()
            .map_err(|error| failed(&error))?;
        let status = response.status();
        if status.is_success() {
            let limit = Page::MAX_BYTES as u64;
            let bytes = response.body_mut().with_config().limit(limit).read_to_vec().map_err(|error| failed(&error))?;
            let text = String::from_utf8(bytes).map_err(|error| failed(&error))?;
            return Ok(Page::new(name(&address), text));
        }
        match response.headers().get(header::LOCATION) {
            Some(location) if status.is_redirection() => address = next(&address, location)?,
            _ => return Err(failed(&format!("the status {status}"))),
        }
    }
    Err(format!("{}: expected a document but found more than {MOST_REDIRECTS} redirects", name(&address)))
}

/// Where a redirect leads: never from https to anything else.
fn next(address: &Url, location: &HeaderValue) -> Result<Url, String> {
    let failed = |found: &str| format!("{}: expected a redirect to an address but found {found}", name(address));
    let location = location.to_str().map_err(|_| failed("one of other characters than ASCII"))?;
    let next = address.join(location).map_err(|error| failed(&format!("one that is none: {error}")))?;
    match (address.scheme(), next.scheme()) {
        (_, "https") | ("http", "http") => Ok(next),
        (_, scheme) => Err(failed(&format!("one to {}, of {scheme}", name(&next)))),
    }
}

/// An address for messages, without what may be secret in it.
fn name(address: &Url) -> String {
    let mut address = address.clone();
    // Only addresses that have no place for it refuse.
    let _ = address.set_username("");
    let _ = address.set_password(None);
    address.set_query(None);
    address.set_fragment(None);
    address.into()
}

#[cfg(test)]
mod tests {
    use super::{HeaderValue, Url, name, next};

    #[test]
    fn no_redirect_leads_away_from_https() {
        for (from, location, want) in [
            ("https://a.example/b/c", "d", Ok("https://a.example/b/d")),
            ("https://a.example/b", "//c.example/d", Ok("https://c.example/d")),
            ("https://a.example/b", "https://c.example/", Ok("https://c.example/")),
            ("http://a.example/b", "/c", Ok("http://a.example/c")),
            ("http://a.example/b", "https://a.example/b", Ok("https://a.example/b")),
            ("https://a.example/b", "http://a.example/b", Err("one to http://a.example/b, of http")),
            ("https://a.example/b", "HTTP://a.example/b", Err("of http")),
            ("https://a.example/b", "ht\ttp://a.example/b", Err("of http")),
            ("https://a.example/b", "file:///etc/passwd", Err("of file")),
            ("http://a.example/b", "file:///etc/passwd", Err("of file")),
            ("http://a.example/b", "ftp://a.example/b", Err("of ftp")),
            ("http://a.example/b", "data:text/plain,a", Err("of data")),
            ("http://a.example/b", "http://", Err("one that is none")),
        ] {
            let found = next(&Url::parse(from).unwrap(), &HeaderValue::from_bytes(location.as_bytes()).unwrap());
            match (found, want) {
                (Ok(found), Ok(want)) => assert_eq!(found.as_str(), want, "{from} {location}"),
                (Err(found), Err(want)) => {
                    assert!(found.starts_with(from) && found.contains(want), "{from} {location}: {found}");
                }
                (found, want) => panic!("{from} {location}: expected {want:?} but found {found:?}"),
            }
        }
    }

    #[test]
    fn a_name_has_no_secrets() {
        let url = "https://user:secret@a.example:8443/b.yaml?token=secret#secret";
        assert_eq!(name(&Url::parse(url).unwrap()), "https://a.example:8443/b.yaml");
    }
}
