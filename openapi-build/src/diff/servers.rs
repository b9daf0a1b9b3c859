//! Where requests go, and the credentials with them.

use std::collections::BTreeSet;

use super::change::Changes;
use crate::printable::code;

pub(super) fn compare(old: &[String], new: &[String], changes: &mut Changes) {
    if old == new {
        return;
    }
    changes.at("servers");
    let first = |servers: &[String]| servers.first().and_then(|url| Server::of(url));
    // A client sends to the first server where it is told no other.
    if let (Some(old), Some(new)) = (first(old), first(new)) {
        if old.host != new.host {
            let (old, new) = (code(&old.host), code(&new.host));
            changes.breaking(format!("requests and credentials now go to {new} instead of {old}"));
        }
        if old.is_private && !new.is_private {
            changes.breaking(format!("requests and credentials now go to {} without encryption", code(&new.host)));
        }
    }
    let text = |servers: &[String]| match servers {
        [] => "none".to_owned(),
        servers => servers.iter().map(|url| code(url)).collect::<Vec<_>>().join(", "),
    };
    changes.compatible(format!("{} → {}", text(old), text(new)));
}

/// What callers say to choose one: functions of `Server`, and variables.
pub(super) fn compare_choice(old: &BTreeSet<String>, new: &BTreeSet<String>, changes: &mut Changes) {
    changes.at("servers");
    for removed in old.difference(new) {
        changes.breaking(format!("{removed} removed"));
    }
    for added in new.difference(old) {
        changes.compatible(format!("{added} added"));
    }
}

/// Where one operation goes, by its own server or the document's.
pub(super) fn compare_own(old: (Option<&String>, &[String]), new: (Option<&String>, &[String]), changes: &mut Changes) {
    if old.0 == new.0 {
        return;
    }
    let url = |(own, servers): (Option<&String>, &[String])| own.or_else(|| servers.first()).cloned();
    let (Some(old), Some(new)) = (url(old), url(new)) else { return };
    if let (Some(before), Some(after)) = (Server::of(&old), Server::of(&new)) {
        if before.host != after.host {
            let (before, after) = (code(&before.host), code(&after.host));
            changes.breaking(format!("requests and credentials now go to {after} instead of {before}"));
        }
        if before.is_private && !after.is_private {
            changes.breaking(format!("requests and credentials now go to {} without encryption", code(&after.host)));
        }
    }
    if old != new {
        changes.compatible(format!("server: {} → {}", code(&old), code(&new)));
    }
}

struct Server {
    /// With its port, where that is not the usual one.
    host: String,
    is_private: bool,
}

impl Server {
    /// As clients read an address (the URL Standard): more leniently than it is written. `None` where it has no host.
    fn of(url: &str) -> Option<Self> {
        let url: String = url.chars().filter(|sign| !sign.is_control()).collect();
        let is_slash = |sign: char| sign == '/' || sign == '\\';
        let (scheme, rest) = match url.trim().split_once(':') {
            Some((scheme, rest)) if !scheme.contains(is_slash) => (scheme.to_ascii_lowercase(), rest),
            _ if url.trim().starts_with("//") => (String::new(), url.trim()),
            _ => return None,
        };
        let authority = rest.trim_start_matches(is_slash).split(|sign| is_slash(sign) || "?#".contains(sign)).next()?;
        // What stands before `@` is no host, although it may look like one.
        let host = authority.rsplit('@').next()?.to_lowercase();
        let usual = match scheme.as_str() {
            "http" => ":80",
            _ => ":443",
        };
        let host = host.strip_suffix(usual).unwrap_or(&host);
        // A letter of another alphabet may look like one of the Latin.
        let host = host.chars().flat_map(|sign| {
            let is_plain = sign.is_ascii_graphic();
            let escaped = (!is_plain).then(|| sign.escape_unicode()).into_iter().flatten();
            is_plain.then_some(sign).into_iter().chain(escaped)
        });
        Some(Self { host: host.collect(), is_private: scheme != "http" && scheme != "ws" })
    }
}

#[cfg(test)]
mod tests {
    use super::Server;

    #[test]
    fn the_host_is_the_one_that_a_client_connects_to() {
        let cases = [
            ("https://a.example/v1", Some("a.example")),
            ("HTTPS://A.example:443", Some("a.example")),
            ("http://a.example:80/", Some("a.example")),
            ("https://a.example:8443/v1", Some("a.example:8443")),
            ("https://a.example@evil.example/v1", Some("evil.example")),
            ("https://a.example:b@evil.example?a.example", Some("evil.example")),
            ("https://evil.example\\@a.example/v1", Some("evil.example")),
            ("https:evil.example", Some("evil.example")),
            ("https:///evil.example", Some("evil.example")),
            ("ht\ntps://evil.example", Some("evil.example")),
            ("//evil.example/v1", Some("evil.example")),
            ("https://\u{430}.example", Some("\\u{430}.example")),
            ("/v1", None),
            ("v1/a:b", None),
            ("", None),
        ];
        for (url, want) in cases {
            assert_eq!(Server::of(url).map(|server| server.host).as_deref(), want, "{url:?}");
        }
    }
}
