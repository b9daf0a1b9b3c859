//! Cookie parameters.

use serde_json::Value;

use super::{Encoding, query};

/// Adds a parameter to the cookies: a request has one `Cookie` header (RFC 6265, section 5.4). Names and values are
/// percent-encoded, as OpenAPI has it for the style `form`: in a cookie a semicolon would begin another one.
pub(crate) fn cookie(out: &mut String, name: &str, it: &Value, encoding: Encoding) {
    for (name, value) in query::pairs(name, it, encoding, query::COOKIE) {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.extend([name.as_str(), "=", value.as_str()]);
    }
}
