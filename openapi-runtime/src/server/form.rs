//! Servers as data, and the one that a caller chose.

use std::fmt::Write as _;

use crate::Error;

/// A server of the document (OpenAPI 3.1, section 4.8.5).
#[derive(Clone, Copy, Debug)]
pub struct ServerForm {
    /// Its URL, variables in braces.
    pub url: &'static str,
    /// The variables that are in it.
    pub variables: &'static [Variable],
}

/// A variable of a server's URL (OpenAPI 3.1, section 4.8.6).
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// As it stands in the braces.
    pub name: &'static str,
    /// Its value where the caller sets none.
    pub default: Option<&'static str>,
    /// All that the caller may set, unless the list is empty.
    pub values: &'static [&'static str],
}

/// The server that a caller chose, by its number, and the variables that were set.
#[derive(Clone, Debug)]
pub struct Server {
    number: usize,
    set: Vec<(&'static str, String)>,
}

impl Server {
    /// The server of this number, its variables at their defaults.
    pub fn new(number: usize) -> Self {
        Self { number, set: Vec::new() }
    }

    /// Sets a variable.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set.retain(|(known, _)| *known != name);
        self.set.push((name, value.into()));
        self
    }

    /// The URL of the server that was chosen among those of the document.
    pub(crate) fn url(&self, servers: &[ServerForm]) -> Result<String, Error> {
        let form = servers.get(self.number).ok_or_else(|| Error::config("a server of the document", "another"))?;
        form.filled_in(&self.set)
    }
}

impl ServerForm {
    /// The URL with its variables at their defaults.
    pub(crate) fn url(&self) -> Result<String, Error> {
        self.filled_in(&[])
    }

    /// Puts each variable in once, so that no value can name another.
    fn filled_in(&self, set: &[(&str, String)]) -> Result<String, Error> {
        let own = |name: &str| self.variables.iter().find(|variable| variable.name == name);
        if let Some((name, _)) = set.iter().find(|(name, _)| own(name).is_none()) {
            let names: Vec<_> = self.variables.iter().map(|variable| format!("`{}`", variable.name)).collect();
            let expected = if names.is_empty() {
                format!("no variable of the server `{}`", self.url)
            } else {
                format!("a variable of the server `{}` ({})", self.url, names.join(", "))
            };
            return Err(Error::config(&expected, &format!("`{name}`")));
        }
        let mut url = String::new();
        let mut rest = self.url;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            url.push_str(before);
            let given = set.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
            match (own(name), given) {
                (Some(variable), Some(value)) => {
                    variable.check(value, is_authority(&url))?;
                    url.push_str(value);
                }
                (Some(Variable { default: Some(default), .. }), None) => url.push_str(default),
                _ => {
                    let expected = format!("a value for the variable `{name}` of the server `{}`", self.url);
                    return Err(Error::config(&expected, "none"));
                }
            }
            rest = after;
        }
        url.push_str(rest);
        Ok(url)
    }
}

impl Variable {
    /// Whether the caller may set it to this value. One within a host is no more than a part of it, whoever the caller had it
    /// from: what ends a host would send the credentials to another.
    fn check(&self, value: &str, is_authority: bool) -> Result<(), Error> {
        let expected = |what: &str| format!("the server's variable `{}` to be {what}", self.name);
        if !self.values.is_empty() {
            if self.values.contains(&value) {
                return Ok(());
            }
            let mut one_of = String::from("one of");
            for value in self.values {
                let _ = write!(one_of, " `{value}`");
            }
            return Err(Error::config(&expected(&one_of), &format!("`{value}`")));
        }
        let is_wrong = |sign: char| {
            sign.is_control()
                || matches!(sign, '?' | '#' | '\\')
                || is_authority && (matches!(sign, '/' | '@') || sign.is_whitespace())
        };
        match value.chars().find(|sign| is_wrong(*sign)) {
            Some(sign) => Err(Error::config(&expected("a part of a URL"), &format!("{sign:?} in it"))),
            None if value.split('/').any(|segment| matches!(segment, "." | "..")) => {
                Err(Error::config(&expected("a part of a URL"), &format!("`{value}`")))
            }
            None => Ok(()),
        }
    }
}

/// Whether what comes next is still of the host or its port.
fn is_authority(before: &str) -> bool {
    before.split_once("//").is_some_and(|(_, rest)| !rest.contains(['/', '\\', '?', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: ServerForm = ServerForm {
        url: "https://{tenant}.example.com:{port}/{version}/{tenant}",
        variables: &[
            Variable { name: "tenant", default: None, values: &[] },
            Variable { name: "port", default: Some("443"), values: &["443", "8443"] },
            Variable { name: "version", default: Some("{tenant}"), values: &[] },
        ],
    };

    #[test]
    fn variables_are_put_in_once_and_checked() {
        for (case, set, want) in [
            ("defaults", &[("tenant", "a")][..], Ok("https://a.example.com:443/{tenant}/a")),
            ("a value", &[("tenant", "a"), ("version", "v1/x")], Ok("https://a.example.com:443/v1/x/a")),
            (
                "the last value",
                &[("tenant", "a"), ("version", "1"), ("version", "2")],
                Ok("https://a.example.com:443/2/a"),
            ),
            ("one of several", &[("tenant", "a"), ("port", "8443")], Ok("https://a.example.com:8443/{tenant}/a")),
            ("none", &[], Err("expected a value for the variable `tenant`")),
            ("another of several", &[("tenant", "a"), ("port", "80")], Err("to be one of `443` `8443` but found `80`")),
            ("another host", &[("tenant", "evil.example/")], Err("to be a part of a URL but found '/' in it")),
            ("a user", &[("tenant", "a@evil.example")], Err("found '@' in it")),
            ("a backslash", &[("tenant", "evil.example\\")], Err("found '\\\\' in it")),
            ("a query", &[("tenant", "a"), ("version", "v1?a=b")], Err("found '?' in it")),
            ("up", &[("tenant", "a"), ("version", "v1/..")], Err("found `v1/..`")),
            ("no variable", &[("region", "eu")], Err("(`tenant`, `port`, `version`) but found `region`")),
        ] {
            let server = set.iter().fold(Server::new(0), |server, (name, value)| server.set(name, *value));
            match (server.url(&[FORM]), want) {
                (Ok(url), Ok(want)) => assert_eq!(url, want, "{case}"),
                (Err(error), Err(want)) => assert!(error.to_string().contains(want), "{case}: {error}"),
                (got, want) => panic!("{case}: {got:?}, not {want:?}"),
            }
        }
    }
}
