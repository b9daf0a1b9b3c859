//! The secret.

use std::fmt;

use reqwest::header::HeaderValue;

use crate::{Error, ErrorKind};

/// An API key. It has no `Display`, and its `Debug` does not show it.
#[derive(Clone, Eq, PartialEq)]
pub struct ApiKey(String);

impl ApiKey {
    /// The header `Authorization`, or what is wrong with the key.
    pub(crate) fn authorization(&self) -> Result<HeaderValue, Error> {
        let problem = if self.0.is_empty() {
            Some("an empty text".to_owned())
        } else {
            self.0.char_indices().find(|(_, c)| !c.is_ascii_graphic()).map(|(at, c)| {
                let what = if c.is_control() { "a control character" } else { "another character" };
                format!("{what} at byte {at}")
            })
        };
        let config = |found: &str| {
            Error::new(ErrorKind::Config, format!("expected an API key of visible ASCII characters but found {found}"))
        };
        if let Some(problem) = problem {
            return Err(config(&problem));
        }
        let mut value = HeaderValue::try_from(format!("Bearer {}", self.0)).map_err(|_| config("others"))?;
        value.set_sensitive(true);
        Ok(value)
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
            let error = ApiKey::from(key).authorization().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{case}");
            assert!(error.to_string().ends_with(found), "{case}: {error}");
            assert!(key.is_empty() || !error.to_string().contains(key), "{case}: {error}");
        }
    }

    #[test]
    fn debug_shows_nothing_of_the_key() {
        let key = ApiKey::from("aigen_test_secret");
        assert_eq!(format!("{key:?}"), "ApiKey(…)");
        assert_eq!(format!("{:?}", key.authorization().unwrap()), "Sensitive");
    }
}
