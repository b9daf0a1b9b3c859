//! What lies beneath an error, fit to be shown.

use std::{error::Error as StdError, fmt};

use crate::{redact::Redactor, shown::MAX_TEXT};

pub(crate) type Source = Box<dyn StdError + Send + Sync>;

/// More causes than this tell nothing.
const MAX_CAUSES: usize = 16;
/// A dump of a chain of errors is longer than a message.
const MAX_DUMP: usize = 8 * MAX_TEXT;

/// `source` itself, so that callers can tell of which type it is, unless something in it is not to be shown: a library
/// may quote what the server sent. Then its texts stand for it.
pub(crate) fn sealed(source: Source, redactor: &Redactor) -> Source {
    let mut texts = Vec::new();
    let mut next: Option<&(dyn StdError + 'static)> = Some(&*source);
    while let Some(error) = next.filter(|_| texts.len() < MAX_CAUSES) {
        texts.push(error.to_string());
        next = error.source();
    }
    let dump = format!("{source:?}");
    let is_fit = dump.len() <= MAX_DUMP
        && redactor.line(&dump) == crate::shown::line(&dump)
        && texts.iter().all(|text| redactor.line(text) == *text);
    if is_fit {
        return source;
    }
    let chain =
        texts.iter().rev().fold(None, |source, text| Some(Box::new(Text { text: redactor.line(text), source })));
    match chain {
        Some(text) => text,
        None => source,
    }
}

/// An error of which only the text is left.
struct Text {
    text: String,
    source: Option<Box<Text>>,
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Text").field(&crate::shown::Quoted(&self.text)).field(&self.source).finish()
    }
}

impl StdError for Text {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An error whose dump says more than its text.
    #[derive(Debug)]
    struct Library(&'static str, #[allow(dead_code)] &'static str);

    impl fmt::Display for Library {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl StdError for Library {}

    #[test]
    fn what_is_not_to_be_shown_is_replaced_by_its_text() {
        let redactor = Redactor::new(&["aigen_test_key"]);
        let long: &str = Box::leak("x".repeat(10_000).into_boxed_str());
        for (case, text, detail, want) in [
            ("fit", "the connection broke", "", None),
            ("the secret", "closed: aigen%5Ftest_key", "", Some("closed: [redacted]")),
            ("the secret in the dump", "closed", "aigen_test_key", Some("closed")),
            ("a line's end", "a\nb", "", Some("a\\nb")),
            ("a long dump", "closed", long, Some("closed")),
        ] {
            let sealed = sealed(Box::new(Library(text, detail)), &redactor);
            assert_eq!(sealed.is::<Library>(), want.is_none(), "{case}");
            assert_eq!(sealed.to_string(), want.unwrap_or(text), "{case}");
            assert!(!format!("{sealed:?}").contains("test_key"), "{case}");
        }
    }
}
