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
    // What is joined by commas is without them; nothing else of a header is encoded.
    let is_joined = (it.is_array() || it.is_object()) && !encoding.is_content();
    let write = if is_joined { |part: &str| part.replace(',', "%2C") } else { str::to_owned };
    let text = styled(name, it, encoding, write);
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
