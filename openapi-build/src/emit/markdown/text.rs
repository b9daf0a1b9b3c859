//! Running text, written so that it stays what it is.

use super::{links::bare_address, writer::Writer};
use crate::printable::is_hidden_in_prose;

impl Writer {
    /// Running text: what would be more than that is escaped.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        let mut is_number = false;
        while let Some(sign) = rest.chars().next() {
            let is_start = self.is_line_start || self.is_fresh;
            let after = &rest[sign.len_utf8()..];
            if let Some(address) = bare_address(rest).filter(|_| !self.is_link) {
                self.put("<");
                self.put(address);
                self.put(">");
                rest = &rest[address.len()..];
                continue;
            }
            rest = after;
            match sign {
                '\n' => self.line_break(""),
                ' ' | '\t' | '\r' | '\u{b}' | '\u{c}' => {
                    if !is_start && !self.out.ends_with(' ') {
                        self.put(" ");
                    }
                }
                _ if is_hidden_in_prose(sign) => {}
                _ => {
                    if self.is_special(sign, after, is_start, is_number) {
                        self.put("\\");
                    }
                    is_number = sign.is_ascii_digit() && (is_start || is_number);
                    self.put(sign.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    /// Whether `sign` would be more than a sign, with `after` behind it, and before it the start of a line or of a line
    /// and a number.
    fn is_special(&self, sign: char, after: &str, is_start: bool, is_number: bool) -> bool {
        let next = after.chars().next();
        let is_alone = next.is_none_or(char::is_whitespace);
        match sign {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => {
                let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
                is_start || !is_word(self.out.chars().next_back()) || !is_word(next)
            }
            '&' => after.trim_start_matches(|sign: char| sign.is_ascii_alphanumeric() || sign == '#').starts_with(';'),
            '|' => is_start || self.is_cell,
            '#' => is_start || self.is_one_line,
            '>' | '=' => is_start,
            '-' => is_start && !next.is_some_and(char::is_alphanumeric),
            ':' => is_start && next == Some('-'),
            '+' => is_start && is_alone,
            '.' | ')' => is_number && is_alone,
            _ => false,
        }
    }
}
