//! How a client is configured.

use std::{fmt, net::IpAddr, sync::Arc, time::Duration};

use reqwest::{
    Url,
    header::{HeaderName, HeaderValue},
    redirect,
};

use crate::{
    Core, Credential, Error, ErrorKind, IntoCredential, RequestId, RetryPolicy,
    auth::Scheme,
    clock::Clock,
    core::{Inner, MakeRequestId},
    redact::Redactor,
};

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);
const MAX_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const DEFAULT_MAX_RESPONSE_BYTES: usize = 64 * 1024 * 1024;
const MAX_REDIRECTS: usize = 5;
/// Without one of these an `https` request goes out as it is, through a proxy.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

/// What a document and the crate that includes its client say of it.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The `servers` of the document, variables replaced by their defaults.
    pub servers: &'static [&'static str],
    /// The header that carries the client's id of a request.
    pub request_id_header: Option<&'static str>,
    /// Name and version of the crate.
    pub user_agent: &'static str,
    /// The security schemes of the document.
    pub schemes: &'static [Scheme],
    /// Whether a client without any credential is refused, and not only its calls.
    pub needs_credential: bool,
}

/// How a client is configured: what each generated `ClientBuilder` hands on.
#[derive(Clone, Default)]
#[must_use = "a builder does nothing until it is built"]
pub struct Config {
    /// By the numbers of the schemes.
    credentials: Vec<Option<Credential>>,
    base_url: Option<String>,
    allow_plain_http: bool,
    timeout: Option<Duration>,
    retry: RetryPolicy,
    make_request_id: Option<MakeRequestId>,
    http_client: Option<reqwest::Client>,
    max_response_bytes: Option<usize>,
    clock: Clock,
}

impl Config {
    /// The credential of a scheme, by its number.
    pub fn credential(mut self, scheme: usize, credential: impl IntoCredential) -> Self {
        if self.credentials.len() <= scheme {
            self.credentials.resize(scheme + 1, None);
        }
        self.credentials[scheme] = Some(credential.into_credential());
        self
    }

    /// Where requests go instead of to the first server of the document: an `https` URL without user name, query,
    /// and fragment, or an `http` URL of this machine. Slashes at its end are ignored.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        Self { base_url: Some(base_url.into()), ..self }
    }

    /// Whether the API key may travel over plain `http` to another machine, for all on the way to read. Off by
    /// default.
    pub fn allow_plain_http(self, allow_plain_http: bool) -> Self {
        Self { allow_plain_http, ..self }
    }

    /// How long one attempt may take, from connecting to the last byte of the body. The default is 30 s, or
    /// [`RetryPolicy::max_elapsed`] if that is shorter. Connecting may take at most half of it, and 10 s.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// When a failed attempt is made again.
    pub fn retry(self, retry: RetryPolicy) -> Self {
        Self { retry, ..self }
    }

    /// How the id of a request is made where the caller sets none: once for each call, and for each page of a walk.
    /// [`RequestId::random`] is the default.
    pub fn request_id(self, make: impl Fn() -> RequestId + Send + Sync + 'static) -> Self {
        Self { make_request_id: Some(Arc::new(make)), ..self }
    }

    /// An HTTP client of your own, with its own TLS, proxies, and redirects. Without the features `rustls` and
    /// `native-tls` it has to bring TLS for an `https` base URL.
    ///
    /// The default one follows a redirect only to the same scheme, host, and port. One made by reqwest's defaults
    /// follows it elsewhere, though without the API key.
    pub fn http_client(self, http_client: reqwest::Client) -> Self {
        Self { http_client: Some(http_client), ..self }
    }

    /// How large a response body may be, decompressed. The default is 64 MiB.
    pub fn max_response_bytes(self, max_response_bytes: usize) -> Self {
        Self { max_response_bytes: Some(max_response_bytes), ..self }
    }

    /// A clock under which waiting between attempts takes no time, for tests.
    #[cfg(feature = "mock")]
    pub fn clock(self, clock: &crate::mock::VirtualClock) -> Self {
        Self { clock: Clock::Virtual(clock.clone()), ..self }
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] with what was expected and what was found: no or an impossible key, an impossible base
    /// URL or one that would expose the key, no TLS for an `https` base URL, a retry policy of no attempts, a timeout of
    /// zero, or a [`RetryPolicy::max_elapsed`] below the timeout of one attempt.
    pub fn build(self, facts: &Facts) -> Result<Core, Error> {
        let secrets = self.set(facts).flat_map(|(credential, scheme)| credential.secrets(scheme.place));
        let redactor = Redactor::new(&secrets.collect::<Vec<_>>());
        self.build_with(facts, &redactor).map_err(|error| error.sealed(&redactor))
    }

    /// The credentials that were set, with the schemes that they are for.
    fn set(&self, facts: &Facts) -> impl Iterator<Item = (&Credential, &'static Scheme)> {
        let all = self.credentials.iter().zip(facts.schemes);
        all.filter_map(|(credential, scheme)| Some((credential.as_ref()?, scheme)))
    }

    fn build_with(self, facts: &Facts, redactor: &Redactor) -> Result<Core, Error> {
        let has_credentials = self.set(facts).next().is_some();
        if facts.needs_credential && !has_credentials {
            return Err(config("an API key".to_owned(), "none"));
        }
        self.set(facts).try_for_each(|(credential, scheme)| credential.check(scheme.place))?;
        let Some(base_url) = self.base_url.as_deref().or(facts.servers.first().copied()) else {
            return Err(config("a base URL, as the document has no server,".to_owned(), "none"));
        };
        let url = parse_base_url(base_url, self.allow_plain_http || !has_credentials)?;
        let configured = (self.retry.clone(), self.timeout);
        let (retry, timeout) = self.retry.settle(self.timeout, DEFAULT_TIMEOUT)?;
        let http_client = match self.http_client {
            Some(client) => client,
            None if url.scheme() == "https" && !HAS_TLS => {
                let expected = "the feature `rustls` or `native-tls`, or an `http_client`, for an `https` base URL";
                return Err(config(expected.to_owned(), "none of them"));
            }
            None => default_http_client(&url, timeout)?,
        };
        let header = |name: &str| {
            HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| config("a header name for request ids".to_owned(), name))
        };
        let user_agent = HeaderValue::from_str(facts.user_agent)
            .map_err(|_| config("a user agent that a header can hold".to_owned(), "another"))?;
        Ok(Core::from_inner(Inner {
            base_url: url.as_str().trim_end_matches('/').to_owned(),
            http: http_client,
            schemes: facts.schemes,
            credentials: self.credentials,
            redactor: redactor.clone(),
            user_agent,
            request_id_header: facts.request_id_header.map(header).transpose()?,
            make_request_id: self.make_request_id.unwrap_or_else(|| Arc::new(RequestId::random)),
            timeout,
            retry,
            configured,
            max_response_bytes: self.max_response_bytes.unwrap_or(DEFAULT_MAX_RESPONSE_BYTES),
            clock: self.clock,
        }))
    }
}

#[allow(clippy::needless_pass_by_value)] // it is always made for this message
fn config(expected: String, found: &str) -> Error {
    Error::config(&expected, found)
}

fn parse_base_url(text: &str, allow_plain_http: bool) -> Result<Url, Error> {
    let expected = |found: &str| config("a base URL such as `https://host/path`".to_owned(), found);
    let url =
        Url::parse(text).map_err(|error| expected(&format!("`{}`", without_password(text))).with_source(error))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(expected("one with a user name or password"));
    }
    if url.query().is_some() {
        return Err(expected("one with a query"));
    }
    if url.fragment().is_some() {
        return Err(expected("one with a fragment"));
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if allow_plain_http || is_loopback(&url) => Ok(url),
        "http" => Err(config(
            "an `https` base URL, or `allow_plain_http(true)`,".to_owned(),
            "plain `http` to another machine, which would expose the API key",
        )),
        scheme => Err(expected(&format!("one with the scheme `{scheme}`"))),
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

fn default_http_client(url: &Url, timeout: Duration) -> Result<reqwest::Client, Error> {
    let mut builder = reqwest::Client::builder()
        // Told apart from a slow answer, and early enough that this limit is the one that strikes.
        .connect_timeout((timeout / 2).min(MAX_CONNECT_TIMEOUT))
        .referer(false)
        .redirect(redirect::Policy::custom(|attempt| {
            let same_origin = attempt.previous().last().is_some_and(|from| from.origin() == attempt.url().origin());
            if same_origin && attempt.previous().len() <= MAX_REDIRECTS { attempt.follow() } else { attempt.stop() }
        }));
    if url.scheme() == "http" && is_loopback(url) {
        // A proxy is another machine, and this traffic is not encrypted.
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| Error::new(ErrorKind::Config, "the HTTP client cannot start").with_source(error))
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL is not checked yet and may hold a password.
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials.iter().flatten().count())
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("allow_plain_http", &self.allow_plain_http)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

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
}
