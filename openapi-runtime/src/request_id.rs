//! The id that makes a request traceable.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

const MAX_LEN: usize = 160;

/// The client's id of a request, sent as `X-Request-Id`: 1 to 160 visible ASCII characters.
///
/// ```
/// use openapi_runtime::RequestId;
///
/// let id: RequestId = "order-4711".parse()?;
/// assert_eq!(id.to_string(), "order-4711");
/// assert!(RequestId::try_from("with space").is_err());
/// # Ok::<(), openapi_runtime::InvalidRequestId>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RequestId(String);

impl RequestId {
    /// A random id: a UUID of version 4.
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4().to_string())
    }

    /// The id as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What [`RequestId`] refuses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InvalidRequestId {
    found: String,
}

impl fmt::Display for InvalidRequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a request id of 1 to {MAX_LEN} visible ASCII characters but found {}", self.found)
    }
}

impl std::error::Error for InvalidRequestId {}

fn check(text: &str) -> Result<(), InvalidRequestId> {
    let found = if text.is_empty() {
        "an empty text".to_owned()
    } else if let Some((at, c)) = text.char_indices().find(|(_, c)| !c.is_ascii_graphic()) {
        format!("{c:?} at byte {at}")
    } else if text.len() > MAX_LEN {
        format!("{} of them", text.len())
    } else {
        return Ok(());
    };
    Err(InvalidRequestId { found })
}

impl TryFrom<String> for RequestId {
    type Error = InvalidRequestId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        check(&text).map(|()| Self(text))
    }
}

impl TryFrom<&str> for RequestId {
    type Error = InvalidRequestId;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        check(text).map(|()| Self(text.to_owned()))
    }
}

impl TryFrom<&String> for RequestId {
    type Error = InvalidRequestId;

    fn try_from(text: &String) -> Result<Self, Self::Error> {
        Self::try_from(text.as_str())
    }
}

impl FromStr for RequestId {
    type Err = InvalidRequestId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text)
    }
}

impl From<uuid::Uuid> for RequestId {
    fn from(id: uuid::Uuid) -> Self {
        Self(id.to_string())
    }
}

impl From<&RequestId> for RequestId {
    fn from(id: &RequestId) -> Self {
        id.clone()
    }
}

impl From<RequestId> for String {
    fn from(id: RequestId) -> Self {
        id.0
    }
}

impl AsRef<str> for RequestId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for RequestId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RequestId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        let longest = "x".repeat(MAX_LEN);
        for text in ["!", "~", "order-4711", &longest] {
            assert_eq!(text.parse::<RequestId>().unwrap().as_str(), text);
        }
        let too_long = "x".repeat(MAX_LEN + 1);
        for (text, found) in [
            ("", "an empty text"),
            ("a b", "' ' at byte 1"),
            ("a\r\nAuthorization: x", "'\\r' at byte 1"),
            ("é", "'é' at byte 0"),
            ("\u{7f}", "'\\u{7f}' at byte 0"),
            (&too_long, "161 of them"),
        ] {
            let expected = format!("expected a request id of 1 to 160 visible ASCII characters but found {found}");
            assert_eq!(text.parse::<RequestId>().unwrap_err().to_string(), expected);
        }
    }
}
