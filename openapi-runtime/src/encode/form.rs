//! Bodies that are forms.

use reqwest::Url;
use serde_json::Value;

use super::{
    in_order,
    query::{Parts, pairs},
    reserved, text,
};
use crate::{body_form::Part, media_type};

/// A body that is a form (`application/x-www-form-urlencoded`, as the WHATWG URL standard writes it), its members in the order
/// of `names`.
pub(crate) fn form(body: &Value, names: &[String], parts: &[Part]) -> String {
    let fields = fields(body, names, parts).into_iter().map(|(name, value)| format!("{name}={value}"));
    fields.collect::<Vec<_>>().join("&")
}

/// As they are sent: a space is `+`.
const ESCAPED: Parts = Parts { name: escaped, value: escaped, item: escaped, space: "+", pipe: "%7C" };

/// The same with reserved characters in values.
const RESERVED: Parts = Parts {
    value: |value| reserved(value).replace("%20", "+"),
    item: |item| reserved(item).replace("%20", "+").replace(',', "%2C"),
    ..ESCAPED
};

fn escaped(text: &str) -> String {
    let Ok(mut url) = Url::parse("http://form/") else { return String::new() };
    url.query_pairs_mut().append_key_only(text);
    url.query().unwrap_or_default().to_owned()
}

/// Names and values, written out.
fn fields(body: &Value, names: &[String], parts: &[Part]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, member) in in_order(body, names) {
        let part = parts.iter().find(|part| part.name == name);
        let writes = if part.is_some_and(|part| part.allows_reserved) { RESERVED } else { ESCAPED };
        let mut field = |value: &str| fields.push((escaped(name), (writes.value)(value)));
        let is_json = part.and_then(Part::media_type).is_some_and(media_type::is_json);
        match (part.and_then(|part| part.style), member) {
            (_, Value::Null) => {}
            (Some(style), member) => fields.extend(pairs(name, member, style, writes)),
            (None, member) if is_json => field(&member.to_string()),
            (None, Value::Array(items)) if is_flat(items) => {
                items.iter().filter(|item| !item.is_null()).for_each(|item| field(&text(item)));
            }
            (None, member) => field(&text(member)),
        }
    }
    fields
}

/// Whether items are written one by one: what has members, or items that have, is JSON as a whole (OpenAPI 3.1, section
/// 4.8.15.1).
pub(super) fn is_flat(items: &[Value]) -> bool {
    items.iter().all(|item| !item.is_object() && !item.is_array())
}
