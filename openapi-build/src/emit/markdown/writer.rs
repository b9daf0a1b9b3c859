//! Writes what the parser found in Markdown.

use pulldown_cmark::{Alignment, BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd, TextMergeStream};

use super::OPTIONS;
use crate::printable::{code_span, longest_run};

/// A text may become this many times as long, and no longer.
const MOST_GROWTH: usize = 4;

/// `None` where it would become too long.
pub(super) fn write(text: &str, is_item: &dyn Fn(&str) -> bool) -> Option<String> {
    let known = |link: BrokenLink<'_>| {
        let is_known = link.link_type == LinkType::Shortcut && is_item(&link.reference);
        is_known.then(|| (CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(known));
    // HTML is text.
    let events = parser.map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::FootnoteReference(name) => Event::Text(CowStr::from(format!("[^{name}]"))),
        event => event,
    });
    let mut writer = Writer { is_line_start: true, is_fresh: true, ..Writer::default() };
    let most = MOST_GROWTH * text.len() + 1024;
    for event in TextMergeStream::new(events) {
        writer.event(event);
        if writer.out.len() > most {
            return None;
        }
    }
    Some(writer.out)
}

/// A list that is open.
struct List {
    /// The number of the next item; bullets have none.
    number: Option<u64>,
    mark: char,
    /// Whether its items are paragraphs.
    is_loose: bool,
}

#[derive(Default)]
pub(super) struct Writer {
    pub(super) out: String,
    /// What each line begins with, for the quotes and lists that it stands in.
    prefix: String,
    /// How long the prefix was before each of them.
    outer: Vec<usize>,
    lists: Vec<List>,
    /// The mark of the list that has just ended: another list has to have another one.
    ended: Option<char>,
    pub(super) is_line_start: bool,
    /// Whether nothing stands behind the marks of what has just begun: white space would change what it is.
    pub(super) is_fresh: bool,
    /// Whether an empty line goes before the next block.
    has_gap: bool,
    /// Headings and cells of tables are one line.
    pub(super) is_one_line: bool,
    pub(super) is_cell: bool,
    /// How it was before each emphasis that is open.
    marks: Vec<(usize, bool, bool)>,
    /// The content of a block of code.
    code: Option<String>,
    /// What the links that are open end with; nothing where only their text is kept.
    pub(super) links: Vec<Option<String>>,
    /// Whether one of them is kept.
    pub(super) is_link: bool,
    /// Whether the text is written already, as the address of a link.
    pub(super) is_written: bool,
    alignments: Vec<Alignment>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None if self.is_written => {}
                None => self.text(&text),
            },
            Event::Code(text) => {
                let span = code_span(&text.replace('\n', " "));
                self.put(&if self.is_cell { span.replace('|', "\\|") } else { span });
            }
            Event::SoftBreak => self.line_break(""),
            Event::HardBreak => self.line_break("\\"),
            Event::Rule => {
                self.block();
                self.put("___");
                self.has_gap = true;
            }
            Event::TaskListMarker(is_done) => self.put(if is_done { "[x] " } else { "[ ] " }),
            // Those are text by now, or belong to options that are off.
            Event::Html(text)
            | Event::InlineHtml(text)
            | Event::FootnoteReference(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                self.block();
                if let Some(list) = self.lists.last_mut() {
                    list.is_loose = true;
                }
            }
            Tag::HtmlBlock => self.block(),
            Tag::Heading { level, .. } => {
                self.block();
                self.put(&"#".repeat(level as usize));
                self.put(" ");
                self.is_one_line = true;
            }
            Tag::BlockQuote(_) => {
                self.block();
                self.open("> ", "> ");
            }
            Tag::CodeBlock(_) => {
                self.block();
                self.code = Some(String::new());
            }
            Tag::List(number) => {
                let marks = if number.is_some() { ['.', ')'] } else { ['-', '*'] };
                let mark = if self.ended == Some(marks[0]) { marks[1] } else { marks[0] };
                self.lists.push(List { number, mark, is_loose: false });
            }
            Tag::Item => self.item(),
            Tag::FootnoteDefinition(name) => {
                self.block();
                self.text(&format!("[^{name}]:"));
                self.has_gap = true;
            }
            Tag::Table(alignments) => {
                self.block();
                self.alignments = alignments;
            }
            Tag::TableCell => {
                self.put("| ");
                (self.is_one_line, self.is_cell) = (true, true);
            }
            Tag::Emphasis => self.mark("*"),
            Tag::Strong => self.mark("**"),
            Tag::Strikethrough => self.mark("~~"),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url),
            // Whoever opens the page would load it: it becomes a link.
            Tag::Image { dest_url, .. } => self.link(LinkType::Inline, &dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition | TagEnd::Table => self.has_gap = true,
            TagEnd::Heading(_) => (self.is_one_line, self.has_gap) = (false, true),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.has_gap = true;
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::List(_) => {
                self.ended = self.lists.pop().map(|list| list.mark);
                self.has_gap = true;
            }
            TagEnd::Item => {
                self.close();
                self.has_gap = self.lists.last().is_some_and(|list| list.is_loose);
            }
            TagEnd::TableCell => {
                self.put(" ");
                (self.is_one_line, self.is_cell) = (false, false);
            }
            TagEnd::TableHead => {
                self.put("|");
                self.end_line();
                let columns = self.alignments.iter().map(|alignment| match alignment {
                    Alignment::None => "---|",
                    Alignment::Left => ":--|",
                    Alignment::Center => ":-:|",
                    Alignment::Right => "--:|",
                });
                let row: String = std::iter::once("|").chain(columns).collect();
                self.put(&row);
                self.end_line();
            }
            TagEnd::TableRow => {
                self.put("|");
                self.end_line();
            }
            TagEnd::Emphasis => self.end_mark("*"),
            TagEnd::Strong => self.end_mark("**"),
            TagEnd::Strikethrough => self.end_mark("~~"),
            TagEnd::Link | TagEnd::Image => {
                if let Some(end) = self.links.pop().flatten() {
                    (self.is_link, self.is_written) = (false, false);
                    self.put(&end);
                }
            }
            _ => {}
        }
    }

    pub(super) fn put(&mut self, text: &str) {
        if self.is_line_start {
            self.out.push_str(&self.prefix);
        }
        self.out.push_str(text);
        (self.is_line_start, self.is_fresh, self.ended) = (false, false, None);
    }

    /// What opens emphasis.
    fn mark(&mut self, mark: &str) {
        self.marks.push((self.out.len(), self.is_line_start, self.is_fresh));
        self.put(mark);
        self.is_fresh = true;
    }

    /// What closes emphasis. White space on its inner side, or nothing within, would make another mark of it.
    fn end_mark(&mut self, mark: &str) {
        if let Some((start, is_line_start, is_fresh)) = self.marks.pop().filter(|_| self.is_fresh) {
            self.out.truncate(start);
            (self.is_line_start, self.is_fresh) = (is_line_start, is_fresh);
            return;
        }
        self.out.truncate(self.out.trim_end_matches([' ', '\n']).len());
        self.is_line_start = false;
        self.put(mark);
    }

    fn end_line(&mut self) {
        self.out.truncate(self.out.trim_end_matches([' ', '\t']).len());
        self.out.push('\n');
        self.is_line_start = true;
    }

    pub(super) fn line_break(&mut self, mark: &str) {
        if self.is_one_line {
            self.text(" ");
        } else if !self.is_line_start && !self.is_fresh {
            self.put(mark);
            self.end_line();
        }
    }

    /// Begins a block on a line of its own.
    fn block(&mut self) {
        if !self.is_fresh {
            if !self.is_line_start {
                self.end_line();
            }
            if self.has_gap {
                self.out.push_str(self.prefix.trim_end());
                self.out.push('\n');
            }
        }
        self.has_gap = false;
    }

    /// A quote or an item, which begins with `mark` and goes on with `prefix`.
    fn open(&mut self, mark: &str, prefix: &str) {
        self.put(mark);
        self.outer.push(self.prefix.len());
        self.prefix.push_str(prefix);
        self.is_fresh = true;
    }

    fn close(&mut self) {
        self.prefix.truncate(self.outer.pop().unwrap_or_default());
        self.is_fresh = false;
    }

    fn item(&mut self) {
        self.block();
        let mark = match self.lists.last_mut() {
            Some(List { number: Some(number), mark, .. }) => {
                let text = format!("{}{mark} ", *number);
                // With ten digits it would not be a number of an item.
                *number = (*number + 1).min(999_999_999);
                text
            }
            Some(list) => format!("{} ", list.mark),
            None => "- ".to_owned(),
        };
        self.open(&mark, &" ".repeat(mark.len()));
    }

    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let fence = "`".repeat(longest_run(&code).max(2) + 1);
        self.put(&fence);
        self.put("text");
        for line in code.lines() {
            self.end_line();
            self.put(line);
        }
        self.end_line();
        self.put(&fence);
        self.has_gap = true;
    }
}
