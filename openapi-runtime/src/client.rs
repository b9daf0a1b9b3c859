//! The types that a generated client has of its own, so that the crate that includes it can give them methods.

/// Includes the client that a build script wrote: `Builder::output`'s name, `client` unless it says another.
///
/// ```ignore
/// mod pets {
///     openapi_runtime::include_client!("pets");
/// }
/// ```
#[macro_export]
macro_rules! include_client {
    () => {
        $crate::include_client!("client");
    };
    ($name:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $name, ".rs"));
    };
}

/// What every `Client` does, and `ClientBuilder`. The output has the struct itself, whose docs are the document's.
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    (facts: $facts:expr, credentials: [$($credential:ident: $kind:ident $number:literal $scheme:literal $($provider:ident)?),*]) => {
        impl Client {
            /// A builder for a client that differs from the defaults.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::default()
            }

            /// Where requests go, without a slash at the end. Empty where only operations have servers.
            pub fn base_url(&self) -> &str {
                self.0.base_url()
            }
        }

        impl ::std::fmt::Debug for Client {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }

        /// How a client is configured. Made by [`Client::builder`].
        #[derive(Clone, Default)]
        #[must_use = "a builder does nothing until it is built"]
        pub struct ClientBuilder($crate::__private::Config);

        impl ClientBuilder {
            $(
                $crate::__credential!($credential $kind $number $scheme $($provider)?);
            )*

            /// Where all requests go instead of to the servers of the document: an `https` URL without user name, query,
            /// and fragment, or an `http` URL of this machine. Slashes at its end are ignored.
            pub fn base_url(self, base_url: impl ::std::convert::Into<::std::string::String>) -> Self {
                Self(self.0.base_url(base_url))
            }

            /// Whether credentials may travel over plain `http` to another machine, for all on the way to read. Off by
            /// default.
            pub fn allow_plain_http(self, allow_plain_http: bool) -> Self {
                Self(self.0.allow_plain_http(allow_plain_http))
            }

            /// How long one attempt may take, from connecting to the last byte of the body. The default is 30 s, or
            /// [`RetryPolicy::max_elapsed`]($crate::RetryPolicy::max_elapsed) if that is shorter. Connecting may take at most
            /// half of it, and 10 s.
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// When a failed attempt is made again.
            pub fn retry(self, retry: $crate::RetryPolicy) -> Self {
                Self(self.0.retry(retry))
            }

            /// How the id of a request is made where the caller sets none: once for each call, and for each page of a
            /// walk. [`RequestId::random`]($crate::RequestId::random) is the default.
            pub fn request_id(
                self,
                make: impl Fn() -> $crate::RequestId + ::std::marker::Send + ::std::marker::Sync + 'static,
            ) -> Self {
                Self(self.0.request_id(make))
            }

            /// An HTTP client of your own, with its own TLS, proxies, and redirects.
            ///
            /// The default one follows a redirect only to the same scheme, host, and port. One made by reqwest's defaults
            /// follows it elsewhere, though without the credential.
            pub fn http_client(self, http_client: $crate::reqwest::Client) -> Self {
                Self(self.0.http_client(http_client))
            }

            /// Changes the HTTP client that is made by default: a proxy, a client certificate, a root of trust. Its limits of
            /// time and its rules for redirects stay, unless this sets others.
            pub fn configure_http(
                self,
                configure: impl Fn($crate::reqwest::ClientBuilder) -> $crate::reqwest::ClientBuilder
                + ::std::marker::Send
                + ::std::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.configure_http(configure))
            }

            /// A header that goes with every call. What an operation, a credential or a call sets takes its place.
            pub fn default_header(
                self,
                name: impl ::std::convert::AsRef<str>,
                value: impl ::std::convert::AsRef<str>,
            ) -> Self {
                Self(self.0.default_header(name.as_ref(), value.as_ref()))
            }

            /// What stands behind the client's own name in the header `User-Agent`: `my-app/1.0`.
            pub fn user_agent_suffix(self, suffix: impl ::std::convert::Into<::std::string::String>) -> Self {
                Self(self.0.user_agent_suffix(suffix))
            }

            /// How large a response body may be, decompressed. The default is 64 MiB.
            pub fn max_response_bytes(self, max_response_bytes: usize) -> Self {
                Self(self.0.max_response_bytes(max_response_bytes))
            }

            $crate::__clock!();

            /// The client.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Config`]($crate::ErrorKind::Config) with what was expected and what was found: no or an
            /// impossible credential, an impossible base URL or one that would expose the credential, none where the document has
            /// no server or a relative one, a variable of a server with no value or one that the document does not allow, a
            /// retry policy of no attempts, a timeout of zero, or a
            /// [`RetryPolicy::max_elapsed`]($crate::RetryPolicy::max_elapsed) below the timeout of one attempt.
            pub fn build(self) -> ::std::result::Result<Client, $crate::Error> {
                self.0.build(&$facts).map(Client)
            }
        }

        impl ::std::fmt::Debug for ClientBuilder {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

/// The setter of a credential.
#[doc(hidden)]
#[macro_export]
macro_rules! __credential {
    ($credential:ident basic $number:literal $scheme:literal $provider:ident) => {
        #[doc = concat!("User and password for the security scheme `", $scheme, "` (RFC 7617).")]
        pub fn $credential(
            self,
            user: impl ::std::convert::AsRef<str>,
            password: impl ::std::convert::AsRef<str>,
        ) -> Self {
            Self(self.0.credential($number, $crate::Credential::basic(user.as_ref(), password.as_ref())))
        }

        #[doc = concat!("Who is asked for user and password of the security scheme `", $scheme, "` before each attempt.")]
        pub fn $provider<F, A, U, P, E>(self, provider: F) -> Self
        where
            F: Fn() -> A + ::std::marker::Send + ::std::marker::Sync + 'static,
            A: ::std::future::Future<Output = ::std::result::Result<(U, P), E>> + ::std::marker::Send + 'static,
            U: ::std::convert::AsRef<str>,
            P: ::std::convert::AsRef<str>,
            E: ::std::convert::Into<
                ::std::boxed::Box<dyn ::std::error::Error + ::std::marker::Send + ::std::marker::Sync>,
            >,
        {
            Self(self.0.credential($number, $crate::Credential::basic_provider(provider)))
        }
    };
    ($credential:ident $kind:ident $number:literal $scheme:literal) => {
        #[doc = concat!("The credential of the security scheme `", $scheme, "`: a text, or a closure that gives one.")]
        pub fn $credential(self, credential: impl $crate::IntoCredential) -> Self {
            Self(self.0.credential($number, credential))
        }
    };
}

/// The clock of a builder, which there is for tests.
#[cfg(feature = "mock")]
#[doc(hidden)]
#[macro_export]
macro_rules! __clock {
    () => {
        /// A clock under which waiting between attempts takes no time, for tests.
        pub fn clock(self, clock: &$crate::mock::VirtualClock) -> Self {
            Self(self.0.clock(clock))
        }
    };
}

/// Nothing without the feature `mock`.
#[cfg(not(feature = "mock"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __clock {
    () => {};
}
