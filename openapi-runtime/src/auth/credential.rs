//! What a client has to authenticate itself with.

use std::{error::Error as StdError, fmt, future::Future, pin::Pin, sync::Arc};

use super::{ApiKey, Place};
use crate::Error;

type Source = Box<dyn StdError + Send + Sync>;
type Asked<'p> = Pin<Box<dyn Future<Output = Result<String, Source>> + Send + 'p>>;

/// A credential: a value, or whoever is asked for one before each attempt. Its `Debug` does not show it.
#[derive(Clone)]
pub struct Credential(Inner);

#[derive(Clone)]
enum Inner {
    Value(ApiKey),
    Provider(Arc<dyn Ask>),
    /// User and password that cannot be sent.
    Unsendable,
}

/// Whoever gives a credential, and is told where a server refuses it.
///
/// Before each attempt it is asked. Where the server answers 401 it is told so, once a call, and asked again: if it has
/// another value then, the call is made again. A closure that gives a text does as well, where nothing has to be renewed.
///
/// ```
/// use openapi_runtime::{Credential, CredentialProvider};
/// # #[derive(Clone, Default)]
/// # struct Tokens(std::sync::Arc<std::sync::Mutex<Option<String>>>);
///
/// impl CredentialProvider for Tokens {
///     async fn credential(&self) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
///         let mut kept = self.0.lock().map_err(|_| "somebody panicked")?;
///         Ok(kept.get_or_insert_with(|| "a new token".to_owned()).clone())
///     }
///
///     fn refused(&self, credential: &str) {
///         let Ok(mut kept) = self.0.lock() else { return };
///         kept.take_if(|token| token == credential);
///     }
/// }
///
/// let credential = Credential::provider(Tokens::default());
/// ```
pub trait CredentialProvider: Send + Sync + 'static {
    /// The credential of this moment; `user:password` where it is one of both.
    fn credential(&self) -> impl Future<Output = Result<String, Source>> + Send;

    /// The server answered 401 to this credential.
    fn refused(&self, credential: &str) {
        let _ = credential;
    }
}

trait Ask: Send + Sync {
    fn ask(&self) -> Asked<'_>;
    fn refused(&self, credential: &str);
}

impl<P: CredentialProvider> Ask for P {
    fn ask(&self) -> Asked<'_> {
        Box::pin(self.credential())
    }

    fn refused(&self, credential: &str) {
        CredentialProvider::refused(self, credential);
    }
}

impl Credential {
    /// User and password (RFC 7617).
    pub fn basic(user: &str, password: &str) -> Self {
        Self(basic(user, password).map_or(Inner::Unsendable, |both| Inner::Value(ApiKey::from(both))))
    }

    /// Who is asked for user and password before each attempt.
    pub fn basic_provider<F, A, U, P, E>(provider: F) -> Self
    where
        F: Fn() -> A + Send + Sync + 'static,
        A: Future<Output = Result<(U, P), E>> + Send + 'static,
        U: AsRef<str>,
        P: AsRef<str>,
        E: Into<Source>,
    {
        Self::asked(move || {
            let asked = provider();
            async move {
                let (user, password) = asked.await.map_err(Into::into)?;
                basic(user.as_ref(), password.as_ref()).ok_or_else(|| Source::from(UNSENDABLE))
            }
        })
    }

    /// Who is asked before each attempt, and told where the server refuses what it gave.
    pub fn provider(provider: impl CredentialProvider) -> Self {
        Self(Inner::Provider(Arc::new(provider)))
    }

    fn asked<F, A>(ask: F) -> Self
    where
        F: Fn() -> A + Send + Sync + 'static,
        A: Future<Output = Result<String, Source>> + Send + 'static,
    {
        struct Closure<F>(F);

        impl<F, A> Ask for Closure<F>
        where
            F: Fn() -> A + Send + Sync,
            A: Future<Output = Result<String, Source>> + Send + 'static,
        {
            fn ask(&self) -> Asked<'_> {
                Box::pin((self.0)())
            }

            fn refused(&self, _: &str) {}
        }

        Self(Inner::Provider(Arc::new(Closure(ask))))
    }

    /// Refuses a value that cannot be sent, without showing it.
    pub(crate) fn check(&self, place: Place) -> Result<(), Error> {
        match (&self.0, place) {
            (Inner::Value(key), Place::Bearer | Place::Header(_)) => key.check(),
            (Inner::Unsendable, _) => Err(Error::config("a user without a colon or control character", "another")),
            _ => Ok(()),
        }
    }

    /// The value, if it is known without asking.
    pub(crate) fn value(&self) -> Option<&ApiKey> {
        match &self.0 {
            Inner::Value(key) => Some(key),
            Inner::Provider(_) | Inner::Unsendable => None,
        }
    }

    /// What must be shown nowhere: the password also without the user.
    pub(crate) fn secrets(&self, place: Place) -> Vec<&str> {
        let value = self.value().map(ApiKey::secret).unwrap_or_default();
        let password = value.split_once(':').filter(|_| place == Place::Basic).map(|(_, password)| password);
        [value].into_iter().chain(password).collect()
    }

    /// The value, asked for if need be.
    pub(crate) async fn get(&self) -> Result<ApiKey, Source> {
        match &self.0 {
            Inner::Value(key) => Ok(key.clone()),
            Inner::Provider(provider) => provider.ask().await.map(ApiKey::from),
            Inner::Unsendable => Err(UNSENDABLE.into()),
        }
    }

    /// Tells whoever gave it that the server refuses this value.
    pub(crate) fn refused(&self, value: &ApiKey) {
        if let Inner::Provider(provider) = &self.0 {
            provider.refused(value.secret());
        }
    }
}

const UNSENDABLE: &str = "expected a user without a colon or control character but found another";

/// Both with a colon between, which a user cannot have (RFC 7617, section 2).
fn basic(user: &str, password: &str) -> Option<String> {
    let is_sendable = !user.contains(':') && !user.contains(char::is_control) && !password.contains(char::is_control);
    is_sendable.then(|| format!("{user}:{password}"))
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}

/// What a credential can be made of: a text, or a closure that is asked for one before each attempt.
///
/// ```
/// use openapi_runtime::{Credential, IntoCredential};
///
/// let fixed: Credential = "token".into_credential();
/// let asked = (|| async { Ok::<_, std::io::Error>("token of this minute") }).into_credential();
/// ```
pub trait IntoCredential {
    /// The credential.
    fn into_credential(self) -> Credential;
}

impl IntoCredential for Credential {
    fn into_credential(self) -> Credential {
        self
    }
}

macro_rules! texts {
    ($($ty:ty),*) => {$(
        impl IntoCredential for $ty {
            fn into_credential(self) -> Credential {
                Credential(Inner::Value(self.into()))
            }
        }
    )*};
}

texts!(ApiKey, String, &str, &String);

impl<F, A, T, E> IntoCredential for F
where
    F: Fn() -> A + Send + Sync + 'static,
    A: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<String>,
    E: Into<Source>,
{
    fn into_credential(self) -> Credential {
        Credential::asked(move || {
            let asked = self();
            async move { asked.await.map(Into::into).map_err(Into::into) }
        })
    }
}
