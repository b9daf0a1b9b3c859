//! Docs and diffs as a reader of Markdown takes them.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::finding::Finding;

/// As rustdoc shows a text, and as it looks for tests in it.
pub(crate) fn of_docs(text: &str) -> Vec<Finding> {
    let shown = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut findings = Vec::new();
    for options in [Options::empty(), shown] {
        let is_shown = !options.is_empty();
        // What has no address may be an item's name: rustdoc knows them, and leaves all others as text.
        let item = |_: BrokenLink<'_>| is_shown.then(|| (CowStr::from(""), CowStr::from("")));
        for event in Parser::new_with_broken_link_callback(text, options, Some(item)) {
            match event {
                Event::Start(Tag::CodeBlock(kind)) if is_runnable(&kind) => {
                    findings.push(("runnable block", format!("{} in {:?}", shown_kind(&kind), start(text))));
                }
                Event::Html(html) | Event::InlineHtml(html) if is_shown => {
                    findings.push(("HTML in docs", format!("{:?} in {:?}", &*html, start(text))));
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                    if is_shown && !is_harmless(&dest_url) =>
                {
                    findings.push(("link in docs", format!("{:?} in {:?}", &*dest_url, start(text))));
                }
                _ => {}
            }
        }
    }
    // One of a kind a text is enough.
    findings.sort_by_key(|(kind, _)| *kind);
    findings.dedup_by_key(|(kind, _)| *kind);
    findings
}

/// As the pull request shows it, where everything of a document is code on one line.
pub(crate) fn of_diff(page: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for event in
        Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES)
    {
        let is_markup = match &event {
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => true,
            Event::Start(tag) => {
                !matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Item | Tag::Strong)
            }
            _ => false,
        };
        if is_markup {
            findings.push(("markup in a diff's Markdown", format!("{event:?}")));
            break;
        }
    }
    findings
}

fn shown_kind(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Indented => "indented".to_owned(),
        CodeBlockKind::Fenced(info) => format!("a fence with {:?}", &**info),
    }
}

fn start(text: &str) -> String {
    text.chars().take(80).collect()
}

/// Whatever is not marked as text: rustdoc's own list of what it runs is longer from release to release.
fn is_runnable(kind: &CodeBlockKind<'_>) -> bool {
    match kind {
        CodeBlockKind::Indented => true,
        CodeBlockKind::Fenced(info) => {
            let first = info.split(|c: char| c == ',' || c.is_whitespace()).next();
            first != Some("text")
        }
    }
}

/// A page of the web, a mail address, a place of this page, or an item of Rust.
fn is_harmless(to: &str) -> bool {
    // Browsers leave these out before they look for the scheme.
    let to: String = to.chars().filter(|c| !c.is_ascii_control() && *c != ' ').collect();
    let Some((scheme, rest)) = to.split_once(':') else { return true };
    if scheme.contains(['/', '?', '#']) {
        return true;
    }
    let is_item = rest.starts_with(':') && to.chars().all(|c| c.is_alphanumeric() || "_:!()".contains(c));
    is_item || ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str())
}
