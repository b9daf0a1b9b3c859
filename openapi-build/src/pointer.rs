//! JSON Pointer (RFC 6901).

use std::fmt;

use serde_json::Value;

/// A place in a document, as a walk goes down and up again.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pointer(String);

impl Pointer {
    pub(crate) fn root() -> Self {
        Self::default()
    }

    /// The pointer of a local reference (`#/components/...`), percent-decoded as RFC 6901 section 6 asks.
    pub(crate) fn from_fragment(reference: &str) -> Option<Self> {
        let fragment = reference.strip_prefix('#')?;
        let decoded = percent_decode(fragment).unwrap_or_else(|| fragment.to_owned());
        (decoded.is_empty() || decoded.starts_with('/')).then_some(Self(decoded))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn push(&mut self, token: &str) {
        self.0.push('/');
        if token.contains(['~', '/']) {
            self.0.push_str(&token.replace('~', "~0").replace('/', "~1"));
        } else {
            self.0.push_str(token);
        }
    }

    pub(crate) fn pop(&mut self) {
        let end = self.0.rfind('/').unwrap_or(0);
        self.0.truncate(end);
    }

    pub(crate) fn join(&self, token: &str) -> Self {
        let mut joined = self.clone();
        joined.push(token);
        joined
    }

    /// Joins several tokens.
    pub(crate) fn at<'a>(&self, tokens: impl IntoIterator<Item = &'a str>) -> Self {
        let mut joined = self.clone();
        for token in tokens {
            joined.push(token);
        }
        joined
    }

    /// The reference tokens, unescaped.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// What of `self` lies below `prefix`, if it does.
    pub(crate) fn strip_prefix(&self, prefix: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(&prefix.0)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    pub(crate) fn with_suffix(&self, suffix: &str) -> Self {
        Self(format!("{}{suffix}", self.0))
    }

    pub(crate) fn parent(&self) -> Self {
        Self(self.parent_str().to_owned())
    }

    /// The parent's text, without a copy.
    pub(crate) fn parent_str(&self) -> &str {
        &self.0[..self.0.rfind('/').unwrap_or(0)]
    }

    /// Whether this is a member of a list or mapping that stands at `keyword`.
    pub(crate) fn is_in(&self, keyword: &str) -> bool {
        self.parent_str().strip_suffix(keyword).is_some_and(|before| before.ends_with('/'))
    }

    pub(crate) fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        document.pointer(&self.0)
    }

    pub(crate) fn to_reference(&self) -> String {
        format!("#{}", self.0)
    }
}

/// Without the leading slash, as diagnostics show it.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.strip_prefix('/').unwrap_or(&self.0))
    }
}

/// A part of a reference as it is meant (RFC 3986, section 2.1); `None` where that is no UTF-8. A `%` without two
/// hexadecimal digits behind it stands for itself.
/// The tokens of a property that is given by its name or by a JSON pointer (RFC 6901).
pub(crate) fn property(text: &str) -> Vec<String> {
    match text.strip_prefix('/') {
        Some(pointer) => pointer.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect(),
        None => vec![text.to_owned()],
    }
}

pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let digit = |at: usize| text.as_bytes().get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(text.len());
    let mut index = 0;
    while index < text.len() {
        let byte = text.as_bytes()[index];
        match (byte, digit(index + 1), digit(index + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.extend(u8::try_from(high * 16 + low));
                index += 3;
            }
            _ => {
                out.push(byte);
                index += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn tokens_are_escaped_and_unescaped() {
        let pointer = Pointer::root().join("paths").join("/a/{b}").join("x~y");
        assert_eq!(pointer.as_str(), "/paths/~1a~1{b}/x~0y");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/a/{b}", "x~y"]);
        assert_eq!(pointer.parent().to_string(), "paths/~1a~1{b}");
    }

    #[test]
    fn fragments_are_percent_decoded() {
        for (fragment, want) in [
            ("#/components/schemas/A%20b", "/components/schemas/A b"),
            ("#/a/%7E1b", "/a/~1b"),
            ("#/100%/%+1/%4", "/100%/%+1/%4"),
            ("#/%C3%BC", "/ü"),
            ("#/%ff", "/%ff"),
        ] {
            assert_eq!(Pointer::from_fragment(fragment).unwrap().as_str(), want, "{fragment}");
        }
        assert_eq!(Pointer::from_fragment("other.yaml#/a"), None);
        assert_eq!(Pointer::from_fragment("#anchor"), None);
    }
}
