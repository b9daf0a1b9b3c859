//! Bodies that are forms.

use reqwest::Url;
use serde_json::Value;

use super::query::{PLAIN, members};

/// A body that is a form (`application/x-www-form-urlencoded`, as the WHATWG URL standard writes it).
pub(crate) fn form(body: &Value) -> String {
    let Ok(mut url) = Url::parse("http://form/") else { return String::new() };
    url.query_pairs_mut().extend_pairs(members(body, PLAIN));
    url.query().unwrap_or_default().to_owned()
}
