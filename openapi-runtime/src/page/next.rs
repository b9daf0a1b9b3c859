//! Where the page after one starts.

use reqwest::{Request, Url, header::HeaderMap};
use serde_json::Value;

use super::{PageForm, PageStyle, Turn, link};
use crate::{Call, Cursor};

/// What has to be known of a request to say where the page after its own starts.
pub(crate) struct Place {
    form: &'static PageForm,
    /// The page's number, where pages are counted.
    number: i64,
    /// The page's URL, where pages have one.
    url: Option<Url>,
}

impl Place {
    /// Nothing where answers are no pages.
    pub(crate) fn of(call: &Call, request: &Request) -> Option<Self> {
        let form = call.form().page.as_ref()?;
        let number = || number(call.argument(form.start?)?.as_ref().ok()?);
        Some(Self {
            form,
            number: form.style.first().map_or(0, |first| number().unwrap_or(first)),
            url: form.style.is_of_urls().then(|| request.url().clone()),
        })
    }

    /// Where the next page starts; `None` behind the last one.
    pub(crate) fn next(&self, turn: &Turn, headers: &HeaderMap) -> Option<Cursor> {
        if turn.more == Some(false) {
            return None;
        }
        let items = i64::try_from(turn.items).unwrap_or(i64::MAX);
        // An empty text counts as none: sent as a cursor it would ask for the first page again.
        let said = || turn.next.clone().filter(|cursor| !cursor.as_str().is_empty());
        let counted = |step: i64| (items > 0).then(|| Cursor::from(self.number.saturating_add(step).to_string()));
        match self.form.style {
            PageStyle::Cursor => said(),
            PageStyle::LastId => said().filter(|_| items > 0),
            PageStyle::Offset(_) => counted(items),
            PageStyle::Page(_) => counted(1),
            PageStyle::NextUrl => said().map(|url| self.absolute(url.as_str())),
            PageStyle::Link => link::next(headers).map(|url| self.absolute(&url)),
        }
    }

    /// A URL that says the same wherever it is read.
    fn absolute(&self, text: &str) -> Cursor {
        let url = self.url.as_ref().and_then(|own| own.join(text).ok()).map(|mut url| {
            url.set_fragment(None);
            url
        });
        url.map_or_else(|| Cursor::from(text), |url| Cursor::from(url.as_str()))
    }
}

/// The URL of a page, as it is asked for, from a cursor that holds it. `own` is where the operation's requests go: what is
/// elsewhere is asked for nothing, for it would get what is meant for there.
///
/// # Errors
///
/// What was expected and what was found: no URL, or one of another origin (RFC 6454).
pub(crate) fn resolve(own: &Url, cursor: &str) -> Result<Url, String> {
    let mut url =
        own.join(cursor).map_err(|error| format!("expected the URL of a page but found `{cursor}`: {error}"))?;
    if url.origin() != own.origin() {
        let (expected, found) = (own.origin().ascii_serialization(), url.origin().ascii_serialization());
        return Err(format!("expected a page of `{expected}` but found one of `{found}`"));
    }
    url.set_fragment(None);
    // Neither fails where there is a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Ok(url)
}

/// A whole number, however it was set.
pub(crate) fn number(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(number) => number.as_i64().or_else(|| number.to_string().strip_suffix(".0")?.parse().ok()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_follows_by_the_style() {
        let turn = |items, next: Option<&str>, more| Turn { items, next: next.map(Cursor::from), more };
        let (offset, page) = (PageStyle::Offset(0), PageStyle::Page(1));
        for (case, style, turn, want) in [
            ("a cursor", PageStyle::Cursor, turn(0, Some("a"), None), Some("a")),
            ("no cursor", PageStyle::Cursor, turn(3, None, Some(true)), None),
            ("an empty cursor", PageStyle::Cursor, turn(3, Some(""), None), None),
            ("a cursor behind the last", PageStyle::Cursor, turn(3, Some("a"), Some(false)), None),
            ("an offset", offset, turn(3, None, None), Some("10")),
            ("an offset behind the last", offset, turn(3, None, Some(false)), None),
            ("an offset of nothing", offset, turn(0, None, Some(true)), None),
            ("a page", page, turn(3, None, Some(true)), Some("8")),
            ("an empty page", page, turn(0, None, None), None),
            ("an id", PageStyle::LastId, turn(3, Some("z"), None), Some("z")),
            ("no item", PageStyle::LastId, turn(0, Some("z"), None), None),
            ("a URL", PageStyle::NextUrl, turn(0, Some("/b?p=2"), None), Some("https://h/b?p=2")),
            ("a query alone", PageStyle::NextUrl, turn(0, Some("?p=2"), None), Some("https://h/v1/a?p=2")),
            ("a URL elsewhere", PageStyle::NextUrl, turn(0, Some("//other/b"), None), Some("https://other/b")),
            ("no URL", PageStyle::NextUrl, turn(0, Some("https://["), None), Some("https://[")),
            ("a link", PageStyle::Link, turn(0, None, None), Some("https://h/v1/c")),
            ("a link behind the last", PageStyle::Link, turn(0, None, Some(false)), None),
        ] {
            let form: &'static PageForm = Box::leak(Box::new(PageForm::of_urls(style)));
            let place = Place { form, number: 7, url: Some("https://h/v1/a?p=1".parse().unwrap()) };
            let headers = HeaderMap::from_iter([(reqwest::header::LINK, "<c>; rel=next".parse().unwrap())]);
            assert_eq!(place.next(&turn, &headers).as_ref().map(Cursor::as_str), want, "{case}");
        }
    }

    #[test]
    fn pages_are_of_the_same_origin() {
        let own: Url = "https://h/v1/a?p=1".parse().unwrap();
        for (cursor, want) in [
            ("https://h/v1/a?p=2#x", Ok("https://h/v1/a?p=2")),
            ("https://h:443/b", Ok("https://h/b")),
            ("b", Ok("https://h/v1/b")),
            ("https://u:p@h/b", Ok("https://h/b")),
            ("http://h/b", Err("expected a page of `https://h` but found one of `http://h`")),
            ("https://h:8443/b", Err("found one of `https://h:8443`")),
            ("https://h.evil.example/b", Err("found one of `https://h.evil.example`")),
            ("https://h@evil.example/b", Err("found one of `https://evil.example`")),
            ("\\\\evil.example/b", Err("found one of `https://evil.example`")),
            ("data:text/plain,a", Err("found one of `null`")),
            ("https://[", Err("expected the URL of a page but found `https://[`")),
        ] {
            match (resolve(&own, cursor), want) {
                (Ok(url), Ok(want)) => assert_eq!(url.as_str(), want, "{cursor}"),
                (Err(found), Err(want)) => assert!(found.contains(want), "{cursor}: {found}"),
                (got, want) => panic!("{cursor}: {got:?}, not {want:?}"),
            }
        }
    }
}
