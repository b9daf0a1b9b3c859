//! What may not be in anything that comes out, looked for without the generator's own means.

use openapi_build::{Diagnostic, Diff};
use syn::{Attribute, Expr, Lit, Meta, visit_mut::VisitMut};

use super::{characters, finding::Finding, markdown};

/// In every file outside of the document's folder, and in the environment.
pub(crate) const CANARY: &str = "kanarienvogel";

/// The generated code.
pub(crate) fn code(code: &str) -> Vec<Finding> {
    let found = characters::find_in_code(code).map(|found| character("character in code", &found));
    let mut findings: Vec<Finding> = found.into_iter().chain(canary("code", code)).collect();
    let mut file = match syn::parse_file(code) {
        Ok(file) => file,
        Err(error) => {
            findings.push(("not Rust", error.to_string()));
            return findings;
        }
    };
    let mut docs = Docs(Vec::new());
    docs.visit_file_mut(&mut file);
    findings.extend(docs.0.iter().flat_map(|doc| markdown::of_docs(doc)));
    findings
}

/// What is said about a document.
pub(crate) fn diagnostic(found: &Diagnostic) -> Vec<Finding> {
    let shown = found.to_string();
    let mut findings = text("a diagnostic", &shown, &['\n']);
    findings.extend(lines("a diagnostic", &shown));
    if found.message().starts_with("the generator panicked") {
        findings.push(("panic", found.message().to_owned()));
    }
    findings
}

pub(crate) fn diff(diff: &Diff) -> Vec<Finding> {
    let (shown, page) = (diff.to_string(), diff.to_markdown());
    let mut findings = text("a diff", &shown, &['\n']);
    findings.extend(text("a diff's Markdown", &page, &['\n']));
    findings.extend(lines("a diff", &shown));
    findings.extend(lines("a diff's Markdown", &page));
    if shown.lines().count() != diff.changes().len() {
        let other = shown.lines().find(|line| !line.starts_with("breaking") && !line.starts_with("compatible"));
        findings.push(("forged line in a diff", other.unwrap_or_default().to_owned()));
    }
    findings.extend(markdown::of_diff(&page));
    findings
}

/// The names of files that go to cargo.
pub(crate) fn file_name(name: &str) -> Vec<Finding> {
    text("a file name", name, &[])
}

fn text(place: &'static str, text: &str, allowed: &[char]) -> Vec<Finding> {
    let found = characters::find(text, allowed);
    let kind = match place {
        "a diagnostic" => "character in a diagnostic",
        "a diff" => "character in a diff",
        "a file name" => "character in a file name",
        _ => "character in a diff's Markdown",
    };
    let canary = canary(place, text);
    found.map(|found| character(kind, &found)).into_iter().chain(canary).collect()
}

fn character(kind: &'static str, (c, around): &(char, String)) -> Finding {
    (kind, format!("{} in {around:?}", c.escape_unicode()))
}

fn canary(place: &str, text: &str) -> Option<Finding> {
    text.to_lowercase().contains(CANARY).then(|| ("canary", format!("what stands outside came out in {place}")))
}

/// A document has texts with line ends behind which these words stand: none may begin a line that is shown.
fn lines(place: &'static str, text: &str) -> Option<Finding> {
    let is_forged = |line: &&str| line.starts_with("forged:") || line.starts_with("cargo:");
    let line = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).find(is_forged)?;
    let kind = if place == "a diagnostic" { "forged line in a diagnostic" } else { "forged line in a diff" };
    Some((kind, line.to_owned()))
}

/// The docs of every item, as rustdoc joins them.
struct Docs(Vec<String>);

impl VisitMut for Docs {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let fragments: Vec<String> = attributes.iter().filter_map(text_of).collect();
        if !fragments.is_empty() {
            self.0.push(joined(&fragments));
        }
    }
}

fn text_of(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    match &pair.value {
        Expr::Lit(literal) if pair.path.is_ident("doc") => match &literal.lit {
            Lit::Str(text) => Some(without_stars(&text.value())),
            _ => None,
        },
        _ => None,
    }
}

/// A block comment's column of stars is no part of it.
fn without_stars(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() < 2 {
        return text.to_owned();
    }
    let column = |line: &&str| line.find(|c: char| !c.is_whitespace()).filter(|at| line[*at..].starts_with('*'));
    let from = usize::from(column(&lines[0]).is_none());
    let Some(at) = lines[from..].first().and_then(column) else { return text.to_owned() };
    if lines[from..].iter().any(|line| column(line) != Some(at)) {
        return text.to_owned();
    }
    for line in &mut lines[from..] {
        *line = &line[at + 1..];
    }
    lines.join("\n")
}

/// Without the indentation that all lines of all fragments share.
fn joined(fragments: &[String]) -> String {
    let lines = || fragments.iter().flat_map(|fragment| fragment.lines());
    let indentation = |line: &str| line.chars().take_while(|c| matches!(c, ' ' | '\t')).count();
    let shared = lines().filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or_default();
    let mut text = String::new();
    for fragment in fragments {
        for line in fragment.lines() {
            text += line.get(shared..).unwrap_or(line.trim_start());
            text.push('\n');
        }
        if fragment.is_empty() {
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(code: &str) -> Vec<&'static str> {
        self::code(code).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn what_may_not_be_in_code_is_found() {
        for (case, code, want) in [
            ("nothing", "/// A text.\npub struct A;", &[][..]),
            ("no Rust", "pub struct A", &["not Rust"]),
            ("a fence", "/// a\n///\n/// ```\n/// x\n/// ```\npub struct A;", &["runnable block"]),
            ("a fence in a field", "struct A {\n    /// ~~~ rust\n    /// x\n    a: u8,\n}", &["runnable block"]),
            ("a fence in a method", "impl A {\n    /// > ```edition2021\n    fn a() {}\n}", &["runnable block"]),
            (
                "a fence over two attributes",
                "#[doc = \"```\"]\n#[inline]\n#[doc = \"x\"]\nfn a() {}",
                &["runnable block"],
            ),
            ("a fence in the file's", "//! ```\n//! x\nfn a() {}", &["runnable block"]),
            ("text", "/// ```text\n/// x\n/// ```\nfn a() {}", &[]),
            ("text and more", "/// ```text,rust\n/// x\n/// ```\nfn a() {}", &[]),
            ("indented", "/// a\n///\n///     x\nfn a() {}", &["runnable block"]),
            ("indented alike", "///     x\n///     y\nfn a() {}", &[]),
            ("a block comment", "/** a\n * ```\n * x\n */\nfn a() {}", &["runnable block"]),
            ("HTML", "/// <b>\nfn a() {}", &["HTML in docs"]),
            ("a generic", "/// `Vec<u8>` \\<b>\nfn a() {}", &[]),
            ("a link", "/// [a](https://a.example) [b](types::A) [`Client::new`] [c](#c)\nfn a() {}", &[]),
            ("another link", "/// [a](JavaScript:x)\nfn a() {}", &["link in docs"]),
            ("an escaped link", "/// [a](javascript&colon;x)\nfn a() {}", &["link in docs"]),
            ("a picture", "/// ![a][b]\n///\n/// [b]: data:x\nfn a() {}", &["link in docs"]),
            ("a character", "const A: &str = \"\u{202e}\";", &["character in code"]),
            ("a joiner in words", "/// a\u{200c}b \u{1f600}\u{fe0f}\nfn a() {}", &[]),
            ("a joiner in a text", "const A: &str = \"a\u{200c}b\";", &["character in code"]),
            ("an escaped character", "const A: &str = \"\\u{202e}\";", &[]),
            ("another's text", "const A: &str = \"Kanarienvogel\";", &["canary"]),
        ] {
            assert_eq!(kinds(code), want, "{case}");
        }
    }
}
