//! The header `Link` (RFC 8288).

use reqwest::header::{HeaderMap, LINK};

/// The target of the first link whose relation is `next`.
pub(crate) fn next(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let found = values.map(|value| in_value(&value)).find(Option::is_some);
    found.flatten()
}

/// The same in one value, which may have several links. What is no link ends it.
fn in_value(value: &str) -> Option<String> {
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches(|sign: char| sign == ',' || sign.is_ascii_whitespace());
        let (target, after) = rest.strip_prefix('<')?.split_once('>')?;
        let (is_next, after) = parameters(after);
        if is_next {
            return Some(target.trim().to_owned());
        }
        rest = after;
    }
}

/// Whether the parameters say `next` of this document, and what is behind them. Only the first `rel` counts (section 3.3); a
/// link with an `anchor` is one of something else (section 3.2).
fn parameters(mut rest: &str) -> (bool, &str) {
    let (mut relation, mut is_of_other) = (None, false);
    loop {
        rest = rest.trim_ascii_start();
        let Some(after) = rest.strip_prefix(';') else { break };
        let after = after.trim_ascii_start();
        let end = after.find(|sign: char| "=;,".contains(sign)).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(after.trim_ascii_start()),
            None => (String::new(), after),
        };
        match name.trim_ascii_end().to_ascii_lowercase().as_str() {
            "rel" => {
                relation.get_or_insert(value);
            }
            "anchor" => is_of_other = true,
            _ => {}
        }
        rest = after;
    }
    let says_next = |relation: String| relation.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("next"));
    (!is_of_other && relation.is_some_and(says_next), rest)
}

/// A token or a quoted string (RFC 9110, section 5.6), and what is behind it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        return (text[..end].trim_ascii_end().to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut signs = quoted.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(signs.next().map(|(_, sign)| sign)),
            _ => value.push(sign),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_link_is_found() {
        for (case, values, want) in [
            ("one", &["<https://h/a?p=2>; rel=\"next\""][..], Some("https://h/a?p=2")),
            ("a token", &["<b>;rel=next"], Some("b")),
            ("upper case", &["<b>; REL=\"Next\""], Some("b")),
            ("several relations", &["<b>; rel=\"last next\""], Some("b")),
            ("the second", &["<a>; rel=\"prev\", <b>; rel=\"next\""], Some("b")),
            ("the second header", &["<a>; rel=\"prev\"", "<b>; rel=\"next\""], Some("b")),
            ("a comma in a URL", &["<a,b>; rel=prev, <c;d,e>; rel=next"], Some("c;d,e")),
            ("a comma in a text", &["<a>; title=\"x, <y>; rel=next\"; rel=prev, <b>; rel=next"], Some("b")),
            ("a quote in a text", &["<a>; title=\"x\\\", \"; rel=next"], Some("a")),
            ("spaces", &["  <a> ; title = \"x\" ; rel = next , <b>"], Some("a")),
            ("empty elements", &[", ,<a>; rel=next"], Some("a")),
            ("the first rel counts", &["<a>; rel=prev; rel=next"], None),
            ("of another", &["<a>; rel=next; anchor=\"#x\", <b>; rel=next"], Some("b")),
            ("another relation", &["<a>; rel=\"nextish\""], None),
            ("no relation", &["<a>; next"], None),
            ("no link", &["a; rel=next"], None),
            ("not closed", &["<a; rel=next"], None),
            ("a text not closed", &["<a>; title=\"x; rel=next"], None),
            ("none", &[], None),
        ] {
            let headers: HeaderMap = values.iter().map(|value| (LINK, value.parse().unwrap())).collect();
            assert_eq!(next(&headers).as_deref(), want, "{case}");
        }
    }
}
