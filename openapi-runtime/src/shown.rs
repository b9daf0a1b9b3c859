//! Texts that others wrote, fit for a log: short, on one line, with nothing in them that does not show.

use std::{
    borrow::Cow,
    fmt::{self, Display, Write as _},
};

/// How long a text of a message may be, in bytes.
pub(crate) const MAX_TEXT: usize = 1024;

/// The beginning of `text` that fits into `max_len` bytes.
pub(crate) fn prefix(text: &str, max_len: usize) -> &str {
    let end = (0..=max_len.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}

/// The beginning of what `text` writes, of which no more than that is ever there.
pub(crate) fn start(text: impl Display, max_len: usize) -> String {
    struct Start(String, usize);

    impl fmt::Write for Start {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let kept = prefix(text, self.1 - self.0.len());
            self.0.push_str(kept);
            // An error ends the writing.
            if kept.len() < text.len() { Err(fmt::Error) } else { Ok(()) }
        }
    }

    let mut start = Start(String::new(), max_len);
    let _ = write!(start, "{text}");
    start.0
}

/// `text`, or as much of it as fits and a sign that there was more.
pub(crate) fn bounded(text: &str, max_len: usize) -> Cow<'_, str> {
    if text.len() <= max_len {
        return text.into();
    }
    (prefix(text, max_len.saturating_sub('…'.len_utf8())).to_owned() + "…").into()
}

/// `text` on one line, bounded: no server can forge a line of a log, or write what a reader does not see.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(MAX_TEXT));
    for c in text.chars() {
        if is_hidden(c) {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
        if line.len() > MAX_TEXT {
            break;
        }
    }
    bounded(&line, MAX_TEXT).into_owned()
}

/// Control characters, line separators, what turns the direction of writing, and all else that Unicode asks not to
/// be shown (`Default_Ignorable_Code_Point`).
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A text in `Debug`: quoted, and otherwise as in a message.
pub(crate) struct Quoted<'t>(pub(crate) &'t str);

impl fmt::Debug for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", line(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hides() {
        for (case, text, want) in [
            ("a line's end", "a\r\nb", "a\\r\\nb"),
            ("a terminal's escape", "\u{1b}[31m", "\\u{1b}[31m"),
            ("a control character of Latin-1", "\u{9b}31m", "\\u{9b}31m"),
            ("right to left", "a\u{202e}b\u{2066}", "a\\u{202e}b\\u{2066}"),
            ("no width", "a\u{200b}\u{feff}\u{ad}", "a\\u{200b}\\u{feff}\\u{ad}"),
            ("separators", "a\u{2028}\u{2029}", "a\\u{2028}\\u{2029}"),
            ("fillers", "\u{3164}\u{2800}", "\\u{3164}\\u{2800}"),
            ("tags", "\u{e0041}", "\\u{e0041}"),
            ("quotes and backslashes", "\"a\\\"", "\"a\\\""),
            ("accents and other scripts", "é e\u{301} Ω漢\u{947}😀", "é e\u{301} Ω漢\u{947}😀"),
        ] {
            assert_eq!(line(text), want, "{case}");
        }
    }

    #[test]
    fn nothing_is_long() {
        for sign in ["x", "é", "😀", "\u{1b}", "\u{e0041}", "\n"] {
            for len in [1020, 1023, 1024, 1025, 5000] {
                let text = sign.repeat(len / sign.len());
                let line = line(&text);
                assert!(line.len() <= MAX_TEXT && line.len() > MAX_TEXT - 16, "{sign:?} {len}: {}", line.len());
                assert_eq!(bounded(&text, MAX_TEXT).ends_with('…'), text.len() > MAX_TEXT, "{sign:?} {len}");
            }
        }
        assert_eq!(bounded("abc", 3), "abc");
        assert_eq!(bounded("abcd", 3), "…");
    }
}
