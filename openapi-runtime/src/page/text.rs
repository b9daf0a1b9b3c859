//! Values that say where a page starts, whatever their type.

use serde::Serialize;
use serde_json::Value;

use crate::Cursor;

/// A text or a number as where a page starts; anything else says nothing.
pub fn cursor<T: Serialize>(value: &T) -> Option<Cursor> {
    match serde_json::to_value(value).ok()? {
        Value::String(text) => Some(Cursor::from(text)),
        Value::Number(number) => Some(Cursor::from(number.to_string())),
        _ => None,
    }
}
