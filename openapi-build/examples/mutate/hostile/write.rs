//! A value as the text of a document, in one of the many ways to write it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::random::Random;

/// A text that begins with this is written as it is: an alias, a number that no `f64` holds, a thousand brackets.
const AS_IT_IS: &str = "\u{F8FF}as it is:";

pub(crate) fn as_it_is(text: impl AsRef<str>) -> Value {
    Value::String(format!("{AS_IT_IS}{}", text.as_ref()))
}

/// How the texts of one document are written.
pub(crate) struct Style {
    pub(crate) is_yaml: bool,
    /// Collections this deep stand in lines of their own.
    block: usize,
    /// What has to be escaped alone, or all that is not ASCII.
    is_ascii: bool,
    /// Control characters as they are, against the rules of both formats.
    is_bare: bool,
    /// YAML without quotes, where that is possible.
    is_plain: bool,
}

impl Style {
    pub(crate) fn new(random: &mut Random) -> Self {
        Self {
            is_yaml: random.one_in(2),
            block: if random.one_in(3) { 0 } else { random.below(12) },
            is_ascii: random.one_in(3),
            is_bare: random.one_in(40),
            is_plain: random.one_in(2),
        }
    }

    /// The document's keys stand in lines of their own, so that more lines can stand around them.
    pub(crate) fn in_lines(&mut self) {
        self.block = self.block.max(1);
    }

    pub(crate) fn write(&self, value: &Value) -> String {
        let mut text = String::new();
        if self.is_yaml && self.block > 0 {
            self.lines(value, 0, &mut text);
            text.push('\n');
        } else {
            self.flow(value, &mut text);
        }
        text
    }

    /// A collection in lines, `depth` deep; the cursor stands behind a key, a dash or at the beginning.
    fn lines(&self, value: &Value, depth: usize, out: &mut String) {
        let indent = |out: &mut String| {
            if !out.is_empty() {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n(' ', 2 * depth));
        };
        match value {
            Value::Object(members) if depth < self.block && !members.is_empty() => {
                for (key, value) in members {
                    indent(out);
                    self.text(key, true, depth, out);
                    out.push(':');
                    self.lines(value, depth + 1, out);
                }
            }
            Value::Array(items) if depth < self.block && !items.is_empty() => {
                for item in items {
                    indent(out);
                    out.push('-');
                    self.lines(item, depth + 1, out);
                }
            }
            Value::String(text) => {
                out.push(' ');
                self.text(text, false, depth, out);
            }
            _ => {
                out.push(' ');
                self.flow(value, out);
            }
        }
    }

    fn flow(&self, value: &Value, out: &mut String) {
        match value {
            Value::Object(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    self.quoted(key, out);
                    out.push_str(if self.is_yaml { ": " } else { ":" });
                    self.flow(value, out);
                }
                out.push('}');
            }
            Value::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    self.flow(item, out);
                }
                out.push(']');
            }
            Value::String(text) => self.quoted(text, out),
            Value::Null | Value::Bool(_) | Value::Number(_) => {
                let _ = write!(out, "{value}");
            }
        }
    }

    /// A scalar in a block: plain, in quotes or as lines of a literal.
    fn text(&self, text: &str, is_key: bool, depth: usize, out: &mut String) {
        let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "_/{}$-".contains(c))
            && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
                .contains(&text.to_ascii_lowercase().as_str());
        let is_literal = |text: &str| {
            text.contains('\n')
                && !text.ends_with('\n')
                && text.chars().all(|c| c == '\n' || (c >= ' ' && !self.is_special(c)) || self.is_bare)
        };
        if text.starts_with(AS_IT_IS) {
            self.quoted(text, out);
        } else if self.is_plain && is_word {
            out.push_str(text);
        } else if self.is_plain && !is_key && is_literal(text) {
            out.push_str("|2-");
            for line in text.split('\n') {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', 2 * depth.max(1)));
                out.push_str(line);
            }
        } else {
            self.quoted(text, out);
        }
    }

    /// What YAML takes nowhere but escaped, or reads as the end of a line.
    fn is_special(&self, c: char) -> bool {
        let is_end = matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
        is_end || c.is_control() || (self.is_ascii && !c.is_ascii())
    }

    fn quoted(&self, text: &str, out: &mut String) {
        if let Some(text) = text.strip_prefix(AS_IT_IS) {
            out.push_str(text);
            return;
        }
        out.push('"');
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                _ if self.is_bare => out.push(c),
                _ if self.is_special(c) && self.is_yaml => {
                    let _ = write!(out, "\\U{:08X}", u32::from(c));
                }
                _ if self.is_special(c) => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        let _ = write!(out, "\\u{unit:04x}");
                    }
                }
                _ => out.push(c),
            }
        }
        out.push('"');
    }
}
