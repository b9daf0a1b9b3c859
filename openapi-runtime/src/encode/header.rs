//! Header parameters.

use reqwest::header::HeaderValue;
use serde_json::Value;

use super::{Encoding, styled};

/// The value of a header.
///
/// # Errors
///
/// A character that no header can hold.
pub(crate) fn header(name: &str, it: &Value, encoding: Encoding) -> Result<HeaderValue, String> {
    let text = styled(name, it, encoding, str::to_owned);
    let wrong = text.char_indices().find(|(_, c)| c.is_ascii_control() && *c != '\t');
    match (HeaderValue::try_from(&text), wrong) {
        (Ok(value), None) => Ok(value),
        (_, Some((at, c))) => {
            Err(format!("expected the header `{name}` to have no control character but found {c:?} at byte {at}"))
        }
        (Err(error), None) => {
            Err(format!("expected the header `{name}` to be one that can be sent but found: {error}"))
        }
    }
}
