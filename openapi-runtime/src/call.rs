//! What a request builder holds besides the document's parameters.

use std::fmt::{self, Display};

use crate::{Core, RequestId, shown};

/// What a request builder holds besides the document's parameters.
///
/// Setters never fail: the first argument that is not allowed is kept here, and sending reports it.
#[derive(Clone)]
pub struct Call {
    core: Core,
    request_id: Option<RequestId>,
    prefetch: bool,
    invalid: Option<String>,
}

impl Call {
    /// A call that nothing is set of yet.
    pub fn new(core: &Core) -> Self {
        Self { core: core.clone(), request_id: None, prefetch: false, invalid: None }
    }

    /// `value` as the 64-bit integer that a parameter is.
    #[allow(clippy::needless_pass_by_value)] // as the setter has it
    pub fn integer<V>(&mut self, name: &str, value: V) -> Option<i64>
    where
        V: TryInto<i64> + Clone + Display,
    {
        if let Ok(value) = value.clone().try_into() {
            Some(value)
        } else {
            self.reject(&format!("expected `{name}` to be a 64-bit integer but found {value}"));
            None
        }
    }

    /// `value` as the type of a parameter.
    pub fn convert<T, V>(&mut self, name: &str, value: V) -> Option<T>
    where
        V: TryInto<T>,
        V::Error: Display,
    {
        value.try_into().map_err(|error| self.reject(&format!("`{name}`: {error}"))).ok()
    }

    /// The id that this call sends.
    pub fn request_id<V>(&mut self, value: V)
    where
        V: TryInto<RequestId>,
        V::Error: Display,
    {
        match value.try_into() {
            Ok(id) => self.request_id = Some(id),
            Err(error) => self.reject(&error.to_string()),
        }
    }

    /// Whether a walk fetches ahead.
    pub fn prefetch(&mut self, value: bool) {
        self.prefetch = value;
    }

    fn reject(&mut self, message: &str) {
        self.invalid.get_or_insert_with(|| shown::line(message));
    }
}

impl Call {
    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    pub(crate) fn own_request_id(&self) -> Option<&RequestId> {
        self.request_id.as_ref()
    }

    pub(crate) fn prefetches(&self) -> bool {
        self.prefetch
    }

    pub(crate) fn invalid(&self) -> Option<&str> {
        self.invalid.as_deref()
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("base_url", &self.core.base_url())
            .field("request_id", &self.request_id)
            .field("prefetch", &self.prefetch)
            .field("invalid", &self.invalid)
            .finish()
    }
}
