//! Texts in code, written so that rustc takes them: it refuses a bare carriage return and what changes the direction in
//! which a line is read.

use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use syn::{
    Attribute, File, Lit, LitStr,
    visit_mut::{self, VisitMut},
};

use super::shape;
use crate::printable::{is_hidden, is_hidden_in_prose};

/// The file as text. Most literals have no such character, or were escaped when they were made.
pub(crate) fn formatted(file: &mut File) -> Result<String, String> {
    let code = prettyplease::unparse(file);
    if !has(&code, is_hidden) {
        return Ok(code);
    }
    Escape.visit_file_mut(file);
    let code = prettyplease::unparse(file);
    // Docs are prose.
    if has(&code, is_hidden_in_prose) {
        return Err("the emitted code has characters that cannot be seen".to_owned());
    }
    Ok(code)
}

fn has(code: &str, is_hidden: impl Fn(char) -> bool) -> bool {
    let is_hidden = |sign: char| sign != '\n' && sign != '\t' && is_hidden(sign);
    let is_control = |byte: u8| byte < b' ' && byte != b'\n' && byte != b'\t' || byte == 0x7f;
    code.bytes().any(is_control) || code.lines().any(|line| !line.is_ascii() && line.contains(is_hidden))
}

/// What Rust itself leaves as it is in a literal is not all that can be seen.
fn literal(text: &str) -> Literal {
    let mut escaped = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => escaped.extend(['\\', sign]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            sign if is_hidden(sign) => escaped.extend(sign.escape_unicode()),
            sign => escaped.push(sign),
        }
    }
    escaped.push('"');
    escaped.parse().unwrap_or_else(|_| Literal::string(text))
}

/// An identifier may hold letters that nobody sees, such as fillers of Hangul: their numbers stand for them.
fn name(ident: &Ident) -> Ident {
    let text = ident.to_string();
    if text.is_ascii() || !text.contains(is_hidden) {
        return ident.clone();
    }
    let shown = |sign| if is_hidden(sign) { format!("u{:x}", u32::from(sign)) } else { String::from(sign) };
    Ident::new(&text.chars().map(shown).collect::<String>(), ident.span())
}

struct Escape;

impl VisitMut for Escape {
    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        if shape::doc_text(attribute).is_none() {
            visit_mut::visit_attribute_mut(self, attribute);
        }
    }

    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        *ident = name(ident);
    }

    fn visit_lit_str_mut(&mut self, literal: &mut LitStr) {
        if let Lit::Str(escaped) = Lit::new(self::literal(&literal.value())) {
            *literal = escaped;
        }
    }

    fn visit_token_stream_mut(&mut self, tokens: &mut TokenStream) {
        *tokens = std::mem::take(tokens).into_iter().map(escaped).collect();
    }
}

fn escaped(token: TokenTree) -> TokenTree {
    match token {
        TokenTree::Group(group) => {
            let tokens = group.stream().into_iter().map(escaped).collect();
            TokenTree::Group(Group::new(group.delimiter(), tokens))
        }
        TokenTree::Literal(literal) => match Lit::new(literal.clone()) {
            Lit::Str(text) => TokenTree::Literal(self::literal(&text.value())),
            _ => TokenTree::Literal(literal),
        },
        TokenTree::Ident(ident) => TokenTree::Ident(name(&ident)),
        other @ TokenTree::Punct(_) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_code_are_escaped_wherever_they_stand() {
        let mut file = syn::parse_str(
            "#[a(b = \"\u{202e}1\")] fn f() { let a\u{3164}b = \"\u{2066}2\u{200d}\"; m!(a\u{3164}b, \"\u{202e}3\", [\"\u{1b}4\"], \"\\\"\\\\\u{115f}\"); }",
        );
        let code = formatted(file.as_mut().unwrap()).unwrap();
        for want in [
            "\"\\u{202e}1\"",
            "\"\\u{2066}2\\u{200d}\"",
            "let au3164b",
            "m!(au3164b",
            "\"\\u{202e}3\"",
            "\"\\u{1b}4\"",
            "\"\\\"\\\\\\u{115f}\"",
        ] {
            assert!(code.contains(want), "no {want} in {code}");
        }
        assert!(!has(&code, is_hidden), "{code}");
    }
}
