//! The document's Markdown made valid for rustdoc.

use proc_macro2::Span;
use syn::{
    AttrStyle, Attribute, Block, Expr, ExprLit, Ident, Lit, LitStr, Meta, MetaNameValue, Signature, Type,
    visit_mut::VisitMut,
};

use super::{parts::Parts, shape};

/// Mends every doc comment that progenitor took from the document.
pub(crate) fn mend(parts: &mut Parts) {
    for item in parts.types.iter_mut().chain(&mut parts.rest) {
        Mend.visit_item_mut(item);
    }
    for method in &mut parts.methods {
        Mend.visit_impl_item_fn_mut(method);
    }
}

struct Mend;

impl VisitMut for Mend {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let mended = std::mem::take(attributes).into_iter().flat_map(|attribute| match shape::doc_text(&attribute) {
            Some(text) => lines(&rustdoc(&text)),
            None => vec![attribute],
        });
        *attributes = mended.collect();
    }

    // No doc comment of the document's stands within these.
    fn visit_block_mut(&mut self, _: &mut Block) {}
    fn visit_type_mut(&mut self, _: &mut Type) {}
    fn visit_signature_mut(&mut self, _: &mut Signature) {}
}

/// A doc comment, an attribute a line, as `///` writes it.
pub(crate) fn lines(text: &str) -> Vec<Attribute> {
    // Every type and field has one: made by hand, as parsing them would be most of the emission's time.
    let line = |line: &str| {
        let line = if line.is_empty() { String::new() } else { format!(" {}", line.trim_end()) };
        let lit = Lit::Str(LitStr::new(&line, Span::call_site()));
        Attribute {
            pound_token: <syn::Token![#]>::default(),
            style: AttrStyle::Outer,
            bracket_token: syn::token::Bracket::default(),
            meta: Meta::NameValue(MetaNameValue {
                path: Ident::new("doc", Span::call_site()).into(),
                eq_token: <syn::Token![=]>::default(),
                value: Expr::Lit(ExprLit { attrs: Vec::new(), lit }),
            }),
        }
    };
    text.trim_end().lines().map(line).collect()
}

/// Code stays text (rustdoc would compile it as a test), brackets and angles that make no link or tag are escaped,
/// and bare addresses become links.
pub(crate) fn rustdoc(text: &str) -> String {
    let mut out = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let trimmed = line.trim_start();
        let marker = ["```", "~~~"].into_iter().find(|marker| trimmed.starts_with(marker));
        match (fence, marker) {
            (None, Some(marker)) => {
                let info = trimmed.trim_start_matches(['`', '~']).trim();
                let is_closed = info.contains(marker);
                let runs =
                    info.is_empty() || info.starts_with("rust") || !info.chars().all(|c| c.is_ascii_alphanumeric());
                fence = (!is_closed).then_some(marker);
                out.push(if is_closed {
                    prose(trimmed)
                } else if runs {
                    format!("{marker}text")
                } else {
                    trimmed.to_owned()
                });
            }
            (Some(open), Some(marker)) if open == marker => {
                fence = None;
                out.push(trimmed.to_owned());
            }
            (Some(_), _) => out.push(line.to_owned()),
            // Four spaces or a tab would make it a block of code.
            (None, None) if line.starts_with("    ") || line.starts_with('\t') => out.push(prose(trimmed)),
            (None, None) => out.push(prose(line)),
        }
    }
    if let Some(marker) = fence {
        out.push(marker.to_owned());
    }
    let mended = out.join("\n");
    if text.ends_with('\n') { mended + "\n" } else { mended }
}

/// One line outside of blocks of code.
fn prose(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let width = c.len_utf8();
        match c {
            '`' => {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                let end = rest[ticks..].find(&rest[..ticks]).map(|end| ticks + end + ticks);
                match end {
                    Some(end) => {
                        out.push_str(&rest[..end]);
                        rest = &rest[end..];
                    }
                    None => {
                        out.extend(std::iter::repeat_n("\\`", ticks));
                        rest = &rest[ticks..];
                    }
                }
                continue;
            }
            '\\' => {
                let next = rest[width..].chars().next().map_or(0, char::len_utf8);
                out.push_str(&rest[..width + next]);
                rest = &rest[width + next..];
                continue;
            }
            '[' => match link(rest) {
                Some(length) => {
                    out.push_str(&rest[..length]);
                    rest = &rest[length..];
                    continue;
                }
                None => out.push_str("\\["),
            },
            ']' => out.push_str("\\]"),
            '<' => out.push_str("\\<"),
            '>' if !out.trim().is_empty() => out.push_str("\\>"),
            'h' if rest.starts_with("http://") || rest.starts_with("https://") => {
                let end =
                    rest.find(|c: char| c.is_whitespace() || "<>\"'`()[]{}|\\^".contains(c)).unwrap_or(rest.len());
                let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
                out.extend(["<", url, ">"]);
                rest = &rest[url.len()..];
                continue;
            }
            other => out.push(other),
        }
        rest = &rest[width..];
    }
    out
}

/// The length of an inline link `[text](https://...)` at the start; links to anything else lead nowhere from here.
fn link(text: &str) -> Option<usize> {
    let close = text.find(']')?;
    if text[1..close].contains('[') || !text[close..].starts_with("](http") {
        return None;
    }
    let end = close + text[close..].find(')')?;
    (!text[close + 2..end].contains(char::is_whitespace)).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::rustdoc;

    #[test]
    fn markdown_is_made_valid() {
        let cases = [
            ("plain text", "A `b` c.", "A `b` c."),
            ("bare address", "See https://a.b/c.", "See <https://a.b/c>."),
            ("link", "See [a](https://a.b/c).", "See [a](https://a.b/c)."),
            ("link to nowhere", "See [a](#b) and [c].", "See \\[a\\](#b) and \\[c\\]."),
            ("html", "a<br>b", "a\\<br\\>b"),
            ("quote", "> a > b", "> a \\> b"),
            ("generic in code", "`Vec<u8>`", "`Vec<u8>`"),
            ("code without language", "```\nlet x;\n```", "```text\nlet x;\n```"),
            ("code of a language", "```json\n{}\n```", "```json\n{}\n```"),
            ("rust", "```rust\nfoo\n```", "```text\nfoo\n```"),
            ("open fence", "```\na", "```text\na\n```"),
            ("indented code", "a\n\n    b", "a\n\nb"),
            ("lone tick", "a ` b", "a \\` b"),
        ];
        for (name, text, want) in cases {
            assert_eq!(rustdoc(text), want, "{name}");
        }
    }
}
