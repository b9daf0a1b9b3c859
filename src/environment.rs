//! How the API key is found.

use std::env;

use crate::{ApiKey, Client, ClientBuilder, Error};

const API_KEY_VAR: &str = "AIGENSTUDIO_API_KEY";
const BASE_URL_VAR: &str = "AIGENSTUDIO_BASE_URL";

impl Client {
    /// A client with this key and the defaults of [`ClientBuilder`].
    ///
    /// ```no_run
    /// # async fn run() -> Result<(), aigenstudio::Error> {
    /// let client = aigenstudio::Client::new("aigen_test_...")?;
    /// let page = client.list_product_photo_jobs().limit(10).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the key is empty or not visible ASCII.
    pub fn new(api_key: impl Into<ApiKey>) -> Result<Self, Error> {
        Self::builder().api_key(api_key).build()
    }

    /// A client with the key in `AIGENSTUDIO_API_KEY` and, if set and not empty, the base URL in
    /// `AIGENSTUDIO_BASE_URL`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the key is missing or not visible ASCII, or the base URL is
    /// not one that [`ClientBuilder::base_url`] takes.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }
}

impl ClientBuilder {
    /// A builder with the key in `AIGENSTUDIO_API_KEY` and, if set and not empty, the base URL in
    /// `AIGENSTUDIO_BASE_URL`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the key is missing.
    pub fn from_env() -> Result<Self, Error> {
        let Some(api_key) = read(API_KEY_VAR)? else {
            return Err(Error::config(&format!("an API key in the environment variable `{API_KEY_VAR}`"), "none"));
        };
        let builder = Client::builder().api_key(api_key);
        Ok(match read(BASE_URL_VAR)? {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        })
    }

    /// The API key: visible ASCII characters.
    pub fn api_key(self, api_key: impl Into<ApiKey>) -> Self {
        self.bearer_api_key(api_key.into())
    }
}

/// A variable that is set and not empty.
fn read(name: &str) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(Error::config(&format!("`{name}` to be UTF-8"), "other bytes")),
    }
}
