//! Links, and addresses that are to be some.

use std::fmt::Write as _;

use pulldown_cmark::LinkType;

use super::{is_web, writer::Writer};
use crate::printable::is_hidden_in_prose;

impl Writer {
    pub(super) fn link(&mut self, kind: LinkType, address: &str) {
        let end = match kind {
            _ if self.is_link => None,
            LinkType::ShortcutUnknown => Some("]".to_owned()),
            LinkType::Email => Some(String::new()),
            _ if !is_web(address) => None,
            LinkType::Autolink => Some(String::new()),
            _ => Some(format!("]({})", encoded(address))),
        };
        match &end {
            None => {}
            Some(end) if end.is_empty() => {
                self.put(&format!("<{}>", encoded(address)));
                self.is_written = true;
            }
            Some(_) => {
                // With it the link would be an image.
                if !self.is_line_start && self.out.ends_with('!') {
                    self.out.insert(self.out.len() - 1, '\\');
                }
                self.put("[");
            }
        }
        self.is_link |= end.is_some();
        self.links.push(end);
    }
}

/// An address at the start of `text` that is no link yet: rustdoc asks for one.
pub(super) fn bare_address(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let ends = |sign: char| sign.is_whitespace() || is_hidden_in_prose(sign) || "<>\"'`()[]{}|\\^".contains(sign);
    let address = &text[..text.find(ends).unwrap_or(text.len())];
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    (address.len() > scheme.len()).then_some(address)
}

/// An address without signs that would end it.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for sign in address.chars() {
        if sign.is_whitespace() || is_hidden_in_prose(sign) || "<>()\"'`|\\^".contains(sign) {
            for byte in sign.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a text does not fail.
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(sign);
        }
    }
    out
}
