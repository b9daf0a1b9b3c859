//! Markdown of a document, read as rustdoc reads it and written anew.
//!
//! What is written has no other code than fences marked `text`, which rustdoc neither compiles nor runs, no HTML, no
//! images, and no links but to `http`, `https` and `mailto`. All else becomes text. It is written from what the parser
//! found and not copied, and what was written is read again: what a reader of it would take for more is shown as plain
//! text.

mod links;
#[cfg(test)]
mod tests;
mod text;
mod writer;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag};

use crate::printable::is_hidden_in_prose;
use writer::write;

/// Texts that are nested deeper are shown as they stand: each level costs every line below it.
const MOST_LEVELS: usize = 50;

/// What rustdoc reads docs with, but for the forms of its quotes and dashes.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Texts that stand for themselves, as one text for rustdoc. `is_item` says whether a reference in brackets names an
/// item, to which it is to lead.
pub(crate) fn rustdoc(texts: &[String], is_item: &dyn Fn(&str) -> bool) -> String {
    if texts.iter().all(|text| is_sentence(text)) {
        return texts.join("\n\n");
    }
    let texts: Vec<_> = texts.iter().map(|text| visible(text)).collect();
    let written: Vec<_> = texts.iter().map(|text| one(text, is_item)).collect();
    let written = written.join("\n\n");
    if is_harmless(&written, is_item) {
        return written;
    }
    texts.iter().map(|text| plain(text)).collect::<Vec<_>>().join("\n")
}

fn one(text: &str, is_item: &dyn Fn(&str) -> bool) -> String {
    let written = if is_deep(text) { None } else { write(text, is_item) };
    // Of a text that is nothing but definitions nothing would be left.
    written.map(|text| text.trim_end().to_owned()).filter(|text| !text.is_empty()).unwrap_or_else(|| plain(text))
}

/// Whether it is plain words, or a word of code, as most texts are: to parse those would be most of the time.
fn is_sentence(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric();
    let code = text.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
    match code {
        Some(code) => !code.is_empty() && code.bytes().all(|byte| is_word(byte) || byte == b'_'),
        None => {
            text.starts_with(|sign: char| sign.is_ascii_alphabetic())
                && text.bytes().all(|byte| is_word(byte) || b" ,.'\"()/?".contains(&byte))
        }
    }
}

/// Without characters that no reader sees; a line ends as in Rust, where a bare carriage return is an error.
fn visible(text: &str) -> String {
    let is_hidden = |sign: char| is_hidden_in_prose(sign) && sign != '\n' && sign != '\t';
    if !text.contains(is_hidden) {
        return text.to_owned();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").replace(is_hidden, "")
}

/// Whether a line stands in more quotes and lists than anybody writes.
fn is_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let bytes = line.as_bytes();
        let marks = bytes.iter().enumerate().take_while(|(_, byte)| b" \t>*+-.)0123456789".contains(byte));
        let opens = |at: usize| bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        let levels = marks.filter(|(at, byte)| **byte == b'>' || (b"*+-.)".contains(byte) && opens(*at)));
        levels.count() > MOST_LEVELS
    })
}

/// Whether rustdoc finds nothing in it that runs, loads, or leads elsewhere than it says.
fn is_harmless(text: &str, is_item: &dyn Fn(&str) -> bool) -> bool {
    let mut is_broken = false;
    let mut broken = |link: BrokenLink<'_>| {
        is_broken |= !is_item(&link.reference);
        Some((CowStr::from("https://"), CowStr::from("")))
    };
    let is_harmless = |event: Event<'_>| match event {
        Event::Start(Tag::CodeBlock(kind)) => matches!(kind, CodeBlockKind::Fenced(info) if &*info == "text"),
        Event::Start(Tag::Link { link_type, dest_url, .. }) => link_type == LinkType::Email || is_web(&dest_url),
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_) => false,
        _ => true,
    };
    let options = OPTIONS | Options::ENABLE_SMART_PUNCTUATION;
    let all = Parser::new_with_broken_link_callback(text, options, Some(&mut broken)).all(is_harmless);
    if !all || is_broken {
        return false;
    }
    // Some versions of rustdoc look for code without these options: then there are no tables and footnotes.
    let is_same = !text.contains(['|', '^']);
    is_same || Parser::new(text).all(|event| matches!(event, Event::Start(Tag::Link { .. })) || is_harmless(event))
}

/// Every sign escaped and no line indented: nothing but paragraphs.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        for sign in line.trim().chars() {
            if sign.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(sign);
        }
        out.push('\n');
    }
    out
}

/// Whether it leads where it says. rustdoc takes an address without a slash or a dot for the name of an item.
fn is_web(address: &str) -> bool {
    let has_scheme = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    has_scheme("https://") || has_scheme("http://") || (has_scheme("mailto:") && address.contains('.'))
}
