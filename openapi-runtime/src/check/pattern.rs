//! Texts that have to match an expression.

use std::sync::OnceLock;

use super::place::{Place, shown};

/// An expression that a text has to match.
#[derive(Debug)]
pub struct Pattern {
    /// As the document writes it.
    text: &'static str,
    /// The same for an engine that takes time in proportion to the text, and not more.
    regex: &'static str,
    /// With more characters than this it takes longer than a request is worth.
    longest: usize,
    compiled: OnceLock<Option<regex_lite::Regex>>,
}

impl Pattern {
    /// `regex` says the same as `text` in the engine's words; `longest` counts characters.
    pub const fn new(text: &'static str, regex: &'static str, longest: usize) -> Self {
        Self { text, regex, longest, compiled: OnceLock::new() }
    }

    pub(super) fn check(&self, place: &Place, text: &str) -> Result<(), String> {
        // What cannot be shown to be allowed is not sent.
        if text.len() > self.longest && text.chars().count() > self.longest {
            let (longest, pattern) = (self.longest, shown(self.text));
            return Err(format!(
                "expected `{place}` to have at most {longest} characters, so that the pattern {pattern} can be checked"
            ));
        }
        // As deep as the generator lets groups stand in each other.
        let compile = || regex_lite::RegexBuilder::new(self.regex).nest_limit(250).build().ok();
        match self.compiled.get_or_init(compile) {
            Some(regex) if regex.is_match(text) => Ok(()),
            Some(_) => {
                let (pattern, found) = (shown(self.text), shown(text));
                Err(format!("expected `{place}` to match the pattern {pattern} but found {found}"))
            }
            None => Err(format!("expected the pattern {} of `{place}` to be one that can be read", shown(self.text))),
        }
    }
}
