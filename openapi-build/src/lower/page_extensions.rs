//! What other generators are told of an operation's pages, which says the same as a setting.

use serde_json::{Map, Value};

use crate::{
    pagination::Pagination,
    pointer::{self, Pointer},
};

pub(super) const NAMES: [&str; 2] = ["x-fern-pagination", "x-speakeasy-pagination"];

/// The extension of an operation, and the pagination that it asks for, or what is not understood of it.
pub(super) fn declared(operation: &Map<String, Value>) -> Option<(&'static str, Result<Pagination, String>)> {
    let [fern, speakeasy] = NAMES.map(|name| operation.get(name).filter(|value| value.is_object()));
    match (fern, speakeasy) {
        (Some(value), _) => Some((NAMES[0], self::fern(value))),
        (_, Some(value)) => Some((NAMES[1], self::speakeasy(value))),
        (None, None) => None,
    }
}

/// `{cursor: $request.after, next_cursor: $response.next, results: $response.data}`, and the like.
fn fern(value: &Value) -> Result<Pagination, String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let request = |key: &str| text(key).map(|it| it.strip_prefix("$request.").unwrap_or(it));
    let response = |key: &str| text(key).map(|it| path(it, "$response")).transpose();
    let pages = match (request("cursor"), response("next_cursor")?, request("offset"), request("step")) {
        (Some(cursor), Some(next), ..) => Pagination::cursor(cursor, next),
        (_, _, Some(offset), Some(limit)) => Pagination::offset(offset, limit),
        (_, _, Some(page), None) => Pagination::page(page),
        _ => match response("next_uri")? {
            Some(next) => Pagination::next_url(next),
            None => return Err("none of `cursor`, `offset` and `next_uri`".to_owned()),
        },
    };
    let pages = match response("results")? {
        Some(items) => pages.items(items),
        None => pages,
    };
    Ok(match response("has-next-page")? {
        Some(more) => pages.more(more),
        None => pages,
    })
}

/// `{type: cursor, inputs: [{name: after, type: cursor}], outputs: {nextCursor: $.next, results: $.data}}`, and the like.
fn speakeasy(value: &Value) -> Result<Pagination, String> {
    let input = |ty: &str| {
        let mut inputs = value.get("inputs").and_then(Value::as_array).into_iter().flatten();
        inputs.find(|input| input["type"] == ty).and_then(|input| input["name"].as_str())
    };
    let output = |key: &str| value.pointer(&format!("/outputs/{key}")).and_then(Value::as_str);
    let pages = match (value["type"].as_str(), input("page"), input("offset"), input("cursor")) {
        (Some("offsetLimit"), Some(page), ..) => Pagination::page(page),
        (Some("offsetLimit"), None, Some(offset), _) => {
            Pagination::offset(offset, input("limit").ok_or("no input of the type `limit`")?)
        }
        (Some("cursor"), _, _, Some(cursor)) => {
            let next = output("nextCursor").ok_or("no output `nextCursor`")?;
            // The last item's member, not one of the answer.
            match next.split_once("[-1].") {
                Some((list, member)) => {
                    let items = path(list, "$")?;
                    return Ok(Pagination::last_id(cursor, path(&format!("$.{member}"), "$")?).items(items));
                }
                None => Pagination::cursor(cursor, path(next, "$")?),
            }
        }
        (Some("url"), ..) => Pagination::next_url(path(output("nextUrl").ok_or("no output `nextUrl`")?, "$")?),
        _ => return Err("another type, or no input of it".to_owned()),
    };
    Ok(match output("results") {
        Some(items) => pages.items(path(items, "$")?),
        None => pages,
    })
}

/// `$.a.b` as the pointer that it is (RFC 9535, section 2.5.1), where it is no more than that.
fn path(text: &str, root: &str) -> Result<String, String> {
    let strange = || format!("the path `{}`", crate::printable::piece(text));
    let rest = text.strip_prefix(root).ok_or_else(strange)?;
    if rest.is_empty() {
        return Ok(String::new());
    }
    let names = rest.strip_prefix('.').filter(|rest| !rest.contains(['[', '*', '?'])).ok_or_else(strange)?;
    let at = Pointer::root().at(names.split('.'));
    Ok(match pointer::property(at.as_str()).as_slice() {
        [one] if !one.starts_with('/') => one.clone(),
        _ => at.as_str().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn extensions_say_what_settings_say() {
        let input = |ty: &str| json!({"name": ty, "in": "parameters", "type": ty});
        let cases: [(&str, &str, Value, Result<Pagination, &str>); 12] = [
            (
                "a cursor",
                NAMES[0],
                json!({"cursor": "$request.after", "next_cursor": "$response.meta.next", "results": "$response.data"}),
                Ok(Pagination::cursor("after", "/meta/next").items("data")),
            ),
            (
                "a page",
                NAMES[0],
                json!({"offset": "$request.page", "results": "$response"}),
                Ok(Pagination::page("page").items("")),
            ),
            (
                "an offset",
                NAMES[0],
                json!({"offset": "$request.o", "step": "$request.l", "has-next-page": "$response.more"}),
                Ok(Pagination::offset("o", "l").more("more")),
            ),
            ("a URL", NAMES[0], json!({"next_uri": "$response.next"}), Ok(Pagination::next_url("next"))),
            ("nothing", NAMES[0], json!({}), Err("none of `cursor`")),
            (
                "a page's",
                NAMES[1],
                json!({"type": "offsetLimit", "inputs": [input("page")]}),
                Ok(Pagination::page("page")),
            ),
            (
                "an offset's",
                NAMES[1],
                json!({"type": "offsetLimit", "inputs": [input("limit"), input("offset")], "outputs": {"results": "$.a.b"}}),
                Ok(Pagination::offset("offset", "limit").items("/a/b")),
            ),
            (
                "a cursor's",
                NAMES[1],
                json!({"type": "cursor", "inputs": [input("cursor")], "outputs": {"nextCursor": "$.next"}}),
                Ok(Pagination::cursor("cursor", "next")),
            ),
            (
                "the last item's",
                NAMES[1],
                json!({"type": "cursor", "inputs": [input("cursor")], "outputs": {"nextCursor": "$.data[-1].id"}}),
                Ok(Pagination::last_id("cursor", "id").items("data")),
            ),
            (
                "a URL's",
                NAMES[1],
                json!({"type": "url", "outputs": {"nextUrl": "$.next"}}),
                Ok(Pagination::next_url("next")),
            ),
            ("another type", NAMES[1], json!({"type": "other"}), Err("another type")),
            (
                "another path",
                NAMES[1],
                json!({"type": "url", "outputs": {"nextUrl": "$..next[*]"}}),
                Err("the path `$..next[*]`"),
            ),
        ];
        for (case, name, value, want) in cases {
            let operation = Map::from_iter([(name.to_owned(), value)]);
            match (declared(&operation), want) {
                (Some((known, Ok(found))), Ok(want)) => assert_eq!((known, found), (name, want), "{case}"),
                (Some((_, Err(found))), Err(want)) => assert!(found.contains(want), "{case}: {found}"),
                (found, _) => panic!("{case}: {found:?}"),
            }
        }
        assert!(declared(&Map::new()).is_none());
    }
}
