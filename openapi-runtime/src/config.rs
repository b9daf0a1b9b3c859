//! How a client is configured.

use std::{fmt, sync::Arc, time::Duration};

use reqwest::{
    header::{HeaderMap, HeaderName, HeaderValue},
    redirect,
};

use crate::{
    Core, Credential, Error, ErrorKind, IntoCredential, RequestId, RetryPolicy,
    auth::Scheme,
    clock::Clock,
    core::{Inner, MakeRequestId},
    redact::Redactor,
    server::{Base, Server, ServerForm},
};

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);
const MAX_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const DEFAULT_MAX_RESPONSE_BYTES: usize = 64 * 1024 * 1024;
const MAX_REDIRECTS: usize = 5;

/// What a document and the crate that includes its client say of it.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The `servers` of the document.
    pub servers: &'static [ServerForm],
    /// Whether operations have servers of their own.
    pub has_other_servers: bool,
    /// Where the document was published, which relative servers stand on.
    pub document_url: Option<&'static str>,
    /// The header that carries the client's id of a request.
    pub request_id_header: Option<&'static str>,
    /// Name and version of the crate.
    pub user_agent: &'static str,
    /// The security schemes of the document.
    pub schemes: &'static [Scheme],
    /// Whether a client without any credential is refused, and not only its calls.
    pub needs_credential: bool,
}

type ConfigureHttp = Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// How a client is configured: what each generated `ClientBuilder` hands on.
#[derive(Clone, Default)]
#[must_use = "a builder does nothing until it is built"]
pub struct Config {
    /// By the numbers of the schemes.
    credentials: Vec<Option<Credential>>,
    base_url: Option<String>,
    server: Option<Server>,
    allow_plain_http: bool,
    timeout: Option<Duration>,
    retry: RetryPolicy,
    make_request_id: Option<MakeRequestId>,
    http_client: Option<reqwest::Client>,
    configure_http: Option<ConfigureHttp>,
    /// Name and value as they were given: what is wrong with them is told where the client is built.
    default_headers: Vec<(String, String)>,
    user_agent_suffix: Option<String>,
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

    /// Where all requests go instead of to the servers of the document: an `https` URL without user name, query,
    /// and fragment, or an `http` URL of this machine. Slashes at its end are ignored.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        Self { base_url: Some(base_url.into()), ..self }
    }

    /// One of the document's servers, where requests go instead of to the first. A base URL is over it.
    pub fn server(self, server: Server) -> Self {
        Self { server: Some(server), ..self }
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

    /// Changes the HTTP client that is made by default, which keeps its limits of time and its rules for redirects unless this
    /// sets others: a proxy, a certificate, a root of trust.
    pub fn configure_http(
        self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        Self { configure_http: Some(Arc::new(configure)), ..self }
    }

    /// A header that goes with every call. What an operation, a credential or a call sets takes its place.
    pub fn default_header(mut self, name: &str, value: &str) -> Self {
        self.default_headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What stands behind the client's own name in the header `User-Agent`: `my-app/1.0`.
    pub fn user_agent_suffix(self, suffix: impl Into<String>) -> Self {
        Self { user_agent_suffix: Some(suffix.into()), ..self }
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
            return Err(Error::config("an API key", "none"));
        }
        self.set(facts).try_for_each(|(credential, scheme)| credential.check(scheme.place))?;
        let base = self.base(facts)?;
        if let Some(base) = &base {
            base.check(has_credentials, self.allow_plain_http)?;
        }
        let configured = (self.retry.clone(), self.timeout);
        let (retry, timeout) = self.retry.settle(self.timeout, DEFAULT_TIMEOUT)?;
        let is_own_client = self.http_client.is_some();
        let http_client = match (self.http_client, self.configure_http) {
            (Some(client), None) => client,
            (Some(_), Some(_)) => return Err(Error::config("`http_client` or `configure_http`", "both")),
            (None, configure) => {
                base.as_ref().map_or(Ok(()), Base::check_tls)?;
                default_http_client(base.as_ref(), timeout, configure)?
            }
        };
        let header = |name: &str| {
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| Error::config("a header name for request ids", name))
        };
        let suffix = self.user_agent_suffix.map(|suffix| format!(" {suffix}")).unwrap_or_default();
        let user_agent = HeaderValue::try_from(format!("{}{suffix}", facts.user_agent))
            .map_err(|_| Error::config("a user agent that a header can hold", "another"))?;
        let default_headers = default_headers(&self.default_headers)?;
        Ok(Core::from_inner(Inner {
            base_url: base.as_ref().map(Base::text).unwrap_or_default(),
            is_base_chosen: self.base_url.is_some() || self.server.is_some(),
            document_url: facts.document_url,
            allow_plain_http: self.allow_plain_http,
            is_own_client,
            http: http_client,
            schemes: facts.schemes,
            credentials: self.credentials,
            redactor: redactor.clone(),
            user_agent,
            default_headers,
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

impl Config {
    /// Where requests go: as the caller says, else to the first server of the document. There is none where only operations
    /// have servers.
    fn base(&self, facts: &Facts) -> Result<Option<Base>, Error> {
        if let Some(base_url) = &self.base_url {
            return Base::read(base_url, None).map(Some);
        }
        let url = match (&self.server, facts.servers) {
            (Some(server), servers) => server.url(servers)?,
            (None, [first, ..]) => first.url()?,
            // A document without servers is one of its own host (OpenAPI 3.1, section 4.8.1).
            (None, []) if facts.document_url.is_some() => "/".to_owned(),
            (None, []) if facts.has_other_servers => return Ok(None),
            (None, []) => return Err(Error::config("a base URL, as the document has no server,", "none")),
        };
        Base::of_document(&url, facts.document_url).map(Some)
    }
}

/// The values are shown nowhere: one may be a secret.
fn default_headers(given: &[(String, String)]) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::with_capacity(given.len());
    for (name, value) in given {
        let expected = |what: &str, found: &str| Err(Error::config(what, found));
        let Ok(known) = HeaderName::from_bytes(name.as_bytes()) else {
            return expected("a default header's name (RFC 9110, section 5.6.2)", &format!("`{name}`"));
        };
        let Ok(mut value) = HeaderValue::from_str(value) else {
            return expected(&format!("the default header `{name}` to have a value that can be sent"), "another");
        };
        value.set_sensitive(true);
        headers.insert(known, value);
    }
    Ok(headers)
}

fn default_http_client(
    base: Option<&Base>,
    timeout: Duration,
    configure: Option<ConfigureHttp>,
) -> Result<reqwest::Client, Error> {
    let mut builder = reqwest::Client::builder()
        // Told apart from a slow answer, and early enough that this limit is the one that strikes.
        .connect_timeout((timeout / 2).min(MAX_CONNECT_TIMEOUT))
        .referer(false)
        .redirect(redirect::Policy::custom(|attempt| {
            let same_origin = attempt.previous().last().is_some_and(|from| from.origin() == attempt.url().origin());
            if same_origin && attempt.previous().len() <= MAX_REDIRECTS { attempt.follow() } else { attempt.stop() }
        }));
    if base.is_some_and(Base::is_local) {
        // A proxy is another machine, and this traffic is not encrypted.
        builder = builder.no_proxy();
    }
    if let Some(configure) = configure {
        builder = configure(builder);
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
