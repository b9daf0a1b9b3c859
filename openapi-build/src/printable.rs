//! Texts of a document or a server as they are shown: on a terminal, in a log, in a pull request, in docs.
//!
//! Whatever such a text holds, it is one line of a bounded length, and all of it can be seen.

use std::fmt::{self, Write as _};

/// Pieces of a message longer than this many characters are shortened in the middle.
pub(crate) const MOST: usize = 200;

/// The same for whole messages, which may have several pieces, and for places.
pub(crate) const MOST_OF_MESSAGE: usize = 600;

/// Whether a terminal acts on this character, or a reader does not see it or is shown others in another order for it:
/// control characters, line and paragraph separators, marks of direction, what Unicode calls ignorable by default, and
/// what it calls no character.
pub(crate) fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || u32::from(sign) & 0xfffe == 0xfffe
        || matches!(sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The same for running text, where joiners and variation selectors are part of words and emoji.
pub(crate) fn is_hidden_in_prose(sign: char) -> bool {
    is_hidden(sign) && !matches!(sign, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
}

/// A text as one line: hidden characters are written as Rust writes them, and where it is long its middle is left out.
pub(crate) struct Printable<'t> {
    text: &'t str,
    most: usize,
}

/// A piece of a message.
pub(crate) fn piece(text: &str) -> Printable<'_> {
    Printable { text, most: MOST }
}

/// One line of any length.
pub(crate) fn line(text: &str) -> Printable<'_> {
    Printable { text, most: usize::MAX }
}

/// A whole message, or a place.
pub(crate) fn message(text: &str) -> Printable<'_> {
    Printable { text, most: MOST_OF_MESSAGE }
}

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = ends(self.text, self.most);
        escape(start, f)?;
        if let Some(end) = end {
            f.write_char('…')?;
            escape(end, f)?;
        }
        Ok(())
    }
}

fn escape(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(is_hidden) {
        f.write_str(&rest[..at])?;
        let sign = rest[at..].chars().next().unwrap_or_default();
        match sign {
            '\n' | '\r' | '\t' => write!(f, "{}", sign.escape_default())?,
            _ => write!(f, "{}", sign.escape_unicode())?,
        }
        rest = &rest[at + sign.len_utf8()..];
    }
    f.write_str(rest)
}

/// A text in whole, or its first and last characters.
fn ends(text: &str, most: usize) -> (&str, Option<&str>) {
    // No more than `most` characters are looked at, however long the text is.
    if text.len() <= most || text.char_indices().nth(most).is_none() {
        return (text, None);
    }
    let tail = most / 3;
    let start = text.char_indices().nth(most - tail - 1).map_or(text.len(), |(at, _)| at);
    let end = text.char_indices().nth_back(tail - 1).map_or(0, |(at, _)| at);
    (&text[..start], Some(&text[end..]))
}

/// Leaves the middle out of a text that is kept: what is not shown need not be kept either.
pub(crate) fn shortened(text: String, most: usize) -> String {
    match ends(&text, most) {
        (_, None) => text,
        (start, Some(end)) => format!("{start}…{end}"),
    }
}

/// A piece of text as code in Markdown. No text ends it early: it stands between more backticks than it has in a row.
pub(crate) fn code(text: &str) -> String {
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    code_span(&piece(text).to_string())
}

/// A line as code in Markdown, whatever its length.
pub(crate) fn code_span(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    // One space on each side is no part of the code, unless it is all spaces (CommonMark 0.31, section 6.1).
    let spaced = |side: Option<char>| side == Some(' ');
    let ticks = text.starts_with('`') || text.ends_with('`');
    let spaces = spaced(text.chars().next()) && spaced(text.chars().next_back()) && !text.trim_matches(' ').is_empty();
    let pad = if ticks || spaces { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// How many backticks stand in a row at most.
pub(crate) fn longest_run(text: &str) -> usize {
    text.split(|sign| sign != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_written_out() {
        let cases = [
            ("as it is", "é 日本 😀 `a` \\d", "é 日本 😀 `a` \\d"),
            ("lines", "a\r\nb\tc\u{2028}d", "a\\r\\nb\\tc\\u{2028}d"),
            ("escape sequence", "\u{1b}[2J\u{9b}31m", "\\u{1b}[2J\\u{9b}31m"),
            ("direction", "a\u{202e}b\u{2066}c\u{200f}", "a\\u{202e}b\\u{2066}c\\u{200f}"),
            ("nothing to see", "a\u{200b}b\u{feff}c\u{e0041}\u{3164}", "a\\u{200b}b\\u{feff}c\\u{e0041}\\u{3164}"),
            ("NUL and DEL", "\0\u{7f}", "\\u{0}\\u{7f}"),
        ];
        for (name, text, want) in cases {
            assert_eq!(piece(text).to_string(), want, "{name}");
        }
    }

    #[test]
    fn long_texts_lose_their_middle() {
        let long = format!("start{}end", "日".repeat(100_000));
        let shown = piece(&long).to_string();
        assert_eq!(shown.chars().count(), MOST);
        assert!(shown.starts_with("start日") && shown.contains("日…日") && shown.ends_with("日end"), "{shown}");
        assert_eq!(shortened(long, MOST), shown);
        let longest = "é".repeat(MOST);
        assert_eq!(piece(&longest).to_string(), longest);
    }

    #[test]
    fn code_is_not_ended_by_what_is_in_it() {
        let cases = [
            ("", "(empty)"),
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("```", "```` ``` ````"),
            (" a ", "`  a  `"),
            ("  ", "`  `"),
            ("a\n- b", "`a\\n- b`"),
        ];
        for (text, want) in cases {
            assert_eq!(code(text), want, "{text:?}");
        }
    }
}
