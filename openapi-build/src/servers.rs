//! The servers of a document (OpenAPI 3.1, section 4.8.5), and what is odd about one.

use crate::{names, printable::piece};

/// A server that a caller can choose.
#[derive(Clone, Debug, Default)]
pub(crate) struct Server {
    /// The name of the function that makes it.
    pub(crate) function: String,
    pub(crate) description: Option<String>,
    /// Its URL, variables in braces.
    pub(crate) template: String,
    /// Its URL, variables at their defaults.
    pub(crate) url: String,
    /// The variables that are in its URL.
    pub(crate) variables: Vec<Variable>,
}

/// A variable of a server's URL (OpenAPI 3.1, section 4.8.6).
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    /// As it stands in the braces.
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) default: Option<String>,
    /// All that it may be, unless the list is empty.
    pub(crate) values: Vec<String>,
}

/// The longest description that names a server.
const MOST_OF_NAME: usize = 32;

/// What a server would be called by its name, else by its description, else by its number.
pub(crate) fn function(name: Option<&str>, description: Option<&str>, number: usize) -> String {
    let is_word = |text: &&str| text.contains(char::is_alphanumeric);
    let named = name.filter(is_word).map(names::plain);
    let described = || {
        let name = names::plain(description.filter(is_word)?);
        (name.trim_start_matches("r#").chars().count() <= MOST_OF_NAME).then_some(name)
    };
    named.or_else(described).unwrap_or_else(|| format!("server_{number}"))
}

/// The names in the braces of a URL, as they stand.
pub(crate) fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0))
}

/// What keeps requests from going to a URL, variables put in.
pub(crate) fn oddity(url: &str) -> Option<String> {
    let before_path = url.split(['/', '?', '#']).next().unwrap_or_default();
    let (scheme, rest) = match before_path.split_once(':') {
        Some((scheme, _)) => (Some(scheme), &url[scheme.len() + 1..]),
        None => (None, url),
    };
    let scheme_is_known = scheme.is_none_or(|it| it.eq_ignore_ascii_case("https") || it.eq_ignore_ascii_case("http"));
    if !scheme_is_known {
        return Some(format!("one with the scheme `{}`", piece(scheme.unwrap_or_default())));
    }
    let authority = rest.strip_prefix("//").map(|rest| rest.split(['/', '\\', '?', '#']).next().unwrap_or_default());
    let host = authority.map(|authority| match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    });
    let is_port = |port: &str| port.is_empty() || port.parse::<u16>().is_ok();
    let is_forbidden = |sign: char| sign.is_control() || sign.is_whitespace() || "<>^|%".contains(sign);
    match (host, authority) {
        (_, Some(authority)) if authority.contains('@') => Some("one with a user name or password".to_owned()),
        _ if url.contains('?') => Some("one with a query".to_owned()),
        _ if url.contains('#') => Some("one with a fragment".to_owned()),
        (None, _) if scheme.is_some() => Some(format!("`{}`, which is none", piece(url))),
        (Some((host, port)), _) if host.is_empty() || host.contains(is_forbidden) || !port.is_none_or(is_port) => {
            Some(format!("`{}`, which is none", piece(url)))
        }
        // `api.example.com/v1` is a file beside the document.
        (None, _) if before_path.contains('.') && !before_path.starts_with('.') => {
            Some(format!("`{}`, which is relative and looks like a host", piece(url)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_named() {
        for (name, description, want) in [
            (Some("EU Prod"), Some("x"), "eu_prod"),
            (None, Some("Staging"), "staging"),
            (None, Some("Production server (live)"), "production_server_live"),
            (None, Some("A description that goes on and on and on"), "server_7"),
            (None, Some("…"), "server_7"),
            (Some(" "), None, "server_7"),
            (None, Some("3rd"), "_3rd"),
            (None, Some("type"), "r#type"),
            (None, Some("self"), "self_"),
            (None, Some("größe"), "größe"),
        ] {
            assert_eq!(function(name, description, 7), want, "{name:?} {description:?}");
        }
    }

    #[test]
    fn odd_urls_are_told() {
        for (url, want) in [
            ("https://a.example/v1", None),
            ("HTTP://a.example:8080", None),
            ("https://[::1]:8080/v1", None),
            ("https://größe.example", None),
            ("/v1", None),
            ("/", None),
            ("", None),
            ("./v1", None),
            ("v1", None),
            ("//a.example/v1", None),
            ("wss://a.example", Some("one with the scheme `wss`")),
            ("localhost:8080/v1", Some("one with the scheme `localhost`")),
            ("https://u:p@a.example", Some("one with a user name or password")),
            ("https://a.example?a=b", Some("one with a query")),
            ("https://a.example/#a", Some("one with a fragment")),
            ("https://", Some("`https://`, which is none")),
            ("https:/a.example", Some("`https:/a.example`, which is none")),
            ("https://a b.example", Some("`https://a b.example`, which is none")),
            ("https://a.example:99999/", Some("`https://a.example:99999/`, which is none")),
            ("api.example.com/v1", Some("`api.example.com/v1`, which is relative and looks like a host")),
        ] {
            assert_eq!(oddity(url).as_deref(), want, "{url}");
        }
    }
}
