//! What a client has to authenticate itself with.

use std::{error::Error as StdError, fmt, future::Future, pin::Pin, sync::Arc};

use super::{ApiKey, Place};
use crate::Error;

type Source = Box<dyn StdError + Send + Sync>;
type Asked = Pin<Box<dyn Future<Output = Result<String, Source>> + Send>>;

/// A credential: a value, or whoever is asked for one before each attempt. Its `Debug` does not show it.
#[derive(Clone)]
pub struct Credential(Inner);

#[derive(Clone)]
enum Inner {
    Value(ApiKey),
    Provider(Arc<dyn Fn() -> Asked + Send + Sync>),
}

impl Credential {
    /// User and password (RFC 7617).
    pub fn basic(user: &str, password: &str) -> Self {
        Self(Inner::Value(ApiKey::from(format!("{user}:{password}"))))
    }

    /// Refuses a value that cannot be sent, without showing it.
    pub(crate) fn check(&self, place: Place) -> Result<(), Error> {
        match (&self.0, place) {
            (Inner::Value(key), Place::Bearer | Place::Header(_)) => key.check(),
            _ => Ok(()),
        }
    }

    /// The value, if it is known without asking.
    pub(crate) fn value(&self) -> Option<&ApiKey> {
        match &self.0 {
            Inner::Value(key) => Some(key),
            Inner::Provider(_) => None,
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
            Inner::Provider(ask) => ask().await.map(ApiKey::from),
        }
    }
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
        Credential(Inner::Provider(Arc::new(move || {
            let asked = self();
            Box::pin(async move { asked.await.map(Into::into).map_err(Into::into) })
        })))
    }
}
