//! Where a page starts.

use std::{convert::Infallible, fmt, str::FromStr, sync::Arc};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Where a page starts: the server's own text, kept byte for byte.
///
/// The document calls it a `date-time`, but a client that parses and prints it again may ask for another page than
/// the one that the server meant. [`timestamp`](Cursor::timestamp) reads it where somebody wants to know.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Cursor(Arc<str>); // cloned for each page, and for an error

impl Cursor {
    /// The text as the server sent it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text read as an RFC 3339 timestamp, or `None` if it is none.
    pub fn timestamp(&self) -> Option<DateTime<FixedOffset>> {
        DateTime::parse_from_rfc3339(&self.0).ok()
    }
}

impl From<String> for Cursor {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Cursor {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<&String> for Cursor {
    fn from(text: &String) -> Self {
        Self(text.as_str().into())
    }
}

impl From<&Cursor> for Cursor {
    fn from(cursor: &Cursor) -> Self {
        cursor.clone()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.as_str().to_owned()
    }
}

/// What can say where a walk starts: a [`Cursor`], its text, or an `Option` of either, of which `None` is the first page.
pub trait IntoCursor {
    /// Where the walk starts.
    fn into_cursor(self) -> Option<Cursor>;
}

impl<T: Into<Cursor>> IntoCursor for T {
    fn into_cursor(self) -> Option<Cursor> {
        Some(self.into())
    }
}

impl<T: Into<Cursor>> IntoCursor for Option<T> {
    fn into_cursor(self) -> Option<Cursor> {
        self.map(Into::into)
    }
}

impl FromStr for Cursor {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}

impl AsRef<str> for Cursor {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Cursor {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cursor".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

struct Visitor;

impl de::Visitor<'_> for Visitor {
    type Value = Cursor;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a cursor")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Cursor, E> {
        Ok(Cursor::from(text))
    }

    // Offsets and ids serve as cursors, too; their text is what the next request carries.
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Cursor, E> {
        Ok(Cursor::from(number.to_string()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Cursor, E> {
        Ok(Cursor::from(number.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rfc_3339_form_is_read_and_kept() {
        for (text, nanos) in [
            ("2026-01-02T03:04:05Z", Some(0)),
            ("2026-01-02T03:04:05.123456789Z", Some(123_456_789)),
            ("2026-01-02T03:04:05.100000Z", Some(100_000_000)),
            ("2026-01-02T03:04:05.1234567891234Z", Some(123_456_789)),
            ("2026-01-02T03:04:05+02:00", Some(0)),
            ("2026-01-02T03:04:05-00:00", Some(0)),
            ("2026-01-02t03:04:05z", Some(0)),
            ("2016-12-31T23:59:60Z", Some(1_000_000_000)),
            ("no timestamp", None),
            ("2026-01-02", None),
            ("", None),
        ] {
            let cursor: Cursor = serde_json::from_value(text.into()).unwrap();
            assert_eq!(cursor.as_str(), text);
            assert_eq!(cursor.timestamp().map(|at| at.timestamp_subsec_nanos()), nanos, "{text}");
            assert_eq!(serde_json::to_value(&cursor).unwrap(), text);
        }
    }

    #[test]
    fn whole_numbers_keep_their_text() {
        for (json, text) in [("0", "0"), ("-7", "-7"), ("18446744073709551615", "18446744073709551615")] {
            assert_eq!(serde_json::from_str::<Cursor>(json).unwrap().as_str(), text);
        }
        assert!(serde_json::from_str::<Cursor>("1.5").is_err());
        assert!(serde_json::from_str::<Cursor>("{}").is_err());
    }
}
