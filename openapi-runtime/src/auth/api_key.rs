//! The secret.

use std::fmt;

use base64::Engine as _;
use reqwest::header::HeaderValue;

use crate::Error;

/// An API key. It has no `Display`, and its `Debug` does not show it.
#[derive(Clone, Eq, PartialEq)]
pub struct ApiKey(String);

impl ApiKey {
    /// What is wrong with the key, without showing it.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let problem = if self.0.is_empty() {
            Some("an empty text".to_owned())
        } else {
            self.0.char_indices().find(|(_, c)| !c.is_ascii_graphic()).map(|(at, c)| {
                let what = if c.is_control() { "a control character" } else { "another character" };
                format!("{what} at byte {at}")
            })
        };
        problem.map_or(Ok(()), |found| Err(Error::config("an API key of visible ASCII characters", &found)))
    }

    /// The value of a header that has the key behind `prefix`.
    pub(crate) fn header(&self, prefix: &str) -> Result<HeaderValue, Error> {
        self.check()?;
        let mut value = HeaderValue::try_from(format!("{prefix}{}", self.0))
            .map_err(|_| Error::config("an API key of visible ASCII characters", "others"))?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// `Authorization: Basic`, of user and password with a colon between (RFC 7617, section 2).
    pub(crate) fn basic(&self) -> HeaderValue {
        let coded = base64::engine::general_purpose::STANDARD.encode(&self.0);
        let mut value = HeaderValue::try_from(format!("Basic {coded}")).unwrap_or(HeaderValue::from_static("Basic"));
        value.set_sensitive(true);
        value
    }

    /// The key itself, for whatever takes it out of texts.
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }
}

impl From<String> for ApiKey {
    fn from(key: String) -> Self {
        Self(key)
    }
}

impl From<&str> for ApiKey {
    fn from(key: &str) -> Self {
        Self(key.to_owned())
    }
}

impl From<&String> for ApiKey {
    fn from(key: &String) -> Self {
        Self(key.clone())
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_are_no_header_are_refused_without_showing_them() {
        for (case, key, found) in [
            ("empty", "", "found an empty text"),
            ("newline", "aigen_test_1\n", "found a control character at byte 12"),
            ("space", "aigen test", "found another character at byte 5"),
            ("not ASCII", "aigen_é", "found another character at byte 6"),
        ] {
            let error = ApiKey::from(key).check().unwrap_err();
            assert_eq!(error.kind(), crate::ErrorKind::Config, "{case}");
            assert!(error.to_string().ends_with(found), "{case}: {error}");
            assert!(key.is_empty() || !error.to_string().contains(key), "{case}: {error}");
        }
    }

    #[test]
    fn debug_shows_nothing_of_the_key() {
        let key = ApiKey::from("aigen_test_secret");
        assert_eq!(format!("{key:?}"), "ApiKey(…)");
        assert_eq!(format!("{:?}", key.header("Bearer ").unwrap()), "Sensitive");
    }
}
