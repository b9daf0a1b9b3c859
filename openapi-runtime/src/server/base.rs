//! The URL that the paths of operations are put behind.

use std::net::IpAddr;

use reqwest::Url;
use url::ParseError;

use crate::Error;

/// Without one of these an `https` request goes out as it is, through a proxy.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

/// The URL that the paths of operations are put behind.
#[derive(Clone, Debug)]
pub(crate) struct Base(Url);

impl Base {
    /// Reads the URL of a server, which may stand on that of the document, or of the caller.
    pub(crate) fn read(text: &str, document: Option<&str>) -> Result<Self, Error> {
        let expected = |found: &str| Error::config("a base URL such as `https://host/path`", found);
        let unreadable = |error: ParseError| expected(&format!("`{}`", without_password(text))).with_source(error);
        let url = match (Url::parse(text), document) {
            (Err(ParseError::RelativeUrlWithoutBase), Some(document)) => {
                Url::parse(document).and_then(|document| document.join(text)).map_err(unreadable)?
            }
            (url, _) => url.map_err(unreadable)?,
        };
        let found = match url.scheme() {
            _ if !url.username().is_empty() || url.password().is_some() => "one with a user name or password",
            _ if url.query().is_some() => "one with a query",
            _ if url.fragment().is_some() => "one with a fragment",
            "http" | "https" => return Ok(Self(url)),
            scheme => return Err(expected(&format!("one with the scheme `{scheme}`"))),
        };
        Err(expected(found))
    }

    /// The URL of a server of the document. One that is relative and stands on nothing needs the caller's word.
    pub(crate) fn of_document(text: &str, document: Option<&str>) -> Result<Self, Error> {
        if document.is_none() && Url::parse(text) == Err(ParseError::RelativeUrlWithoutBase) {
            let expected = "a base URL, as the document's server is relative,";
            return Err(Error::config(expected, &format!("only `{}`", without_password(text))));
        }
        Self::read(text, document)
    }

    /// Without a slash at the end.
    pub(crate) fn text(&self) -> String {
        self.0.as_str().trim_end_matches('/').to_owned()
    }

    /// Whether all on the way read what goes there.
    pub(crate) fn is_exposed(&self) -> bool {
        self.0.scheme() == "http" && !is_loopback(&self.0)
    }

    /// Plain http to this machine, which no proxy is part of.
    pub(crate) fn is_local(&self) -> bool {
        self.0.scheme() == "http" && is_loopback(&self.0)
    }

    /// Refuses credentials over plain http to another machine, unless the caller allows it.
    pub(crate) fn check(&self, has_credentials: bool, allow_plain_http: bool) -> Result<(), Error> {
        if self.is_exposed() && has_credentials && !allow_plain_http {
            return Err(Error::config(
                "an `https` base URL, or `allow_plain_http(true)`,",
                "plain `http` to another machine, which would expose the API key",
            ));
        }
        Ok(())
    }

    /// Refuses https where nothing encrypts.
    pub(crate) fn check_tls(&self) -> Result<(), Error> {
        if self.0.scheme() == "https" && !HAS_TLS {
            let expected = "the feature `rustls` or `native-tls`, or an `http_client`, for an `https` base URL";
            return Err(Error::config(expected, "none of them"));
        }
        Ok(())
    }
}

/// What may be shown of a text that should have been a URL: nothing of where one has user name and password, nothing
/// but digits for a port, and no query.
fn without_password(text: &str) -> String {
    let (scheme, rest) = text.find("//").map_or(("", text), |at| text.split_at(at + 2));
    let end_of_user = ["@", "%40"].iter().filter_map(|sign| rest.rfind(sign).map(|at| at + sign.len())).max();
    let (user, rest) = end_of_user.map_or(("", rest), |at| ("…@", &rest[at..]));
    let end_of_host = rest.find(']').unwrap_or(0);
    let port = rest[end_of_host..].find(':').map_or(rest.len(), |at| end_of_host + at + 1);
    let after_port = rest[port..].trim_start_matches(|c: char| c.is_ascii_digit());
    let is_port = after_port.is_empty() || after_port.starts_with(['/', '\\', '?', '#']);
    let shown = if is_port { rest.find(['?', '#']).unwrap_or(rest.len()) } else { port };
    format!("{scheme}{user}{}{}", &rest[..shown], if shown < rest.len() { "…" } else { "" })
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let address = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for (case, text, want) in [
            ("no URL", "not a url", "not a url"),
            ("nothing", "", ""),
            ("a host", "https:// h/v1", "https:// h/v1"),
            ("a port that is none", "https://h:99999/v1", "https://h:99999/v1"),
            ("a password", "https://u:hush@h:99999/v1", "https://…@h:99999/v1"),
            ("a password with all signs", "https://u:h@us/h?a#b@h:99999/v1", "https://…@h:99999/v1"),
            ("an encoded sign", "https://u:hush%40h/v1", "https://…@h/v1"),
            ("a user alone", "https://hush@ h/v1", "https://…@ h/v1"),
            ("no scheme", "u:hush@h /", "…@h /"),
            ("no host behind it", "https://u:hush", "https://u:…"),
            ("a path behind it", "https://u:hush/h:80", "https://u:…"),
            ("a query", "https://h:99999/v1?token=hush", "https://h:99999/v1…"),
            ("a fragment", "https://h:99999#hush", "https://h:99999…"),
            ("an address", "https://[::1:443/v1", "https://[:…"),
            ("an address and a port", "https://[::1]:x/v1", "https://[::1]:…"),
            ("backslashes", r"https:\\u:hush@ h\v1", r"…@ h\v1"),
        ] {
            let shown = without_password(text);
            assert_eq!(shown, want, "{case}");
            assert!(!shown.contains("hush"), "{case}: {shown}");
        }
    }

    #[test]
    fn relative_urls_stand_on_the_document() {
        let document = Some("https://example.com/docs/openapi.yaml");
        for (case, text, document, want) in [
            ("absolute", "https://a.example/v1/", document, Ok("https://a.example/v1")),
            ("a path", "/v1/", document, Ok("https://example.com/v1")),
            ("beside the document", "v1", document, Ok("https://example.com/docs/v1")),
            ("above the document", "../v1", document, Ok("https://example.com/v1")),
            ("another host", "//b.example/v1", document, Ok("https://b.example/v1")),
            ("the root", "/", document, Ok("https://example.com")),
            (
                "no document",
                "/v1",
                None,
                Err("expected a base URL, as the document's server is relative, but found only `/v1`"),
            ),
            ("a host without a scheme", "localhost:8080/v1", None, Err("but found one with the scheme `localhost`")),
            ("a query", "?a=b", document, Err("but found one with a query")),
        ] {
            match (Base::of_document(text, document), want) {
                (Ok(base), Ok(want)) => assert_eq!(base.text(), want, "{case}"),
                (Err(error), Err(want)) => assert!(error.to_string().contains(want), "{case}: {error}"),
                (got, want) => panic!("{case}: {got:?}, not {want:?}"),
            }
        }
    }
}
