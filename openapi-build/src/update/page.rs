//! What a document is published as: itself, or Markdown with fenced blocks of it.

use std::path::Path;

use crate::{
    diagnostic::{Diagnostic, Errors},
    document::Document,
    files, limits,
};

/// One published file, as [`Builder::update`](crate::Builder::update) takes it: an OpenAPI document in YAML or JSON, or
/// a page of Markdown with such documents in fenced blocks, as documentation sites publish them.
#[derive(Clone, Debug)]
pub struct Page {
    name: String,
    text: String,
}

/// A document in a page.
pub(super) struct Part {
    /// As it stands in the page.
    pub(super) text: String,
    /// Read so that positions are those of the page.
    pub(super) document: Document,
}

impl Page {
    /// The most bytes that a page may have.
    pub const MAX_BYTES: usize = limits::MAX_BYTES;

    /// The page in a file, read as a document is.
    ///
    /// # Errors
    ///
    /// Why the file cannot be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Errors> {
        let text = files::read(path.as_ref())?;
        Ok(Self { name: path.as_ref().display().to_string(), text })
    }

    /// A page of the text `text`; `name` is its path or URL, for messages.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// The documents of the page, of which there is at least one.
    pub(super) fn parts(&self) -> Result<Vec<Part>, Vec<Diagnostic>> {
        if !self.is_markdown() {
            let document = Document::parse(&self.name, &self.text)?;
            return Ok(vec![Part { text: self.text.clone(), document }]);
        }
        let (mut parts, mut errors) = (Vec::new(), Vec::new());
        for block in blocks(&self.text).into_iter().filter(|block| names_a_version(&block.text)) {
            // As many empty lines as there are above the block: so errors have the page's line.
            match Document::parse(&self.name, "\n".repeat(block.line) + &block.text) {
                Ok(document) => parts.push(Part { text: block.text, document }),
                Err(found) => errors.extend(found),
            }
        }
        if parts.is_empty() && errors.is_empty() {
            let message = "expected a fenced block of YAML or JSON with the key `openapi` but found none";
            errors.push(Diagnostic::error(&self.name, message));
        }
        if errors.is_empty() { Ok(parts) } else { Err(errors) }
    }

    /// By the name, or where that says nothing by the text.
    fn is_markdown(&self) -> bool {
        let name = self.name.split(['?', '#']).next().unwrap_or_default();
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "md" | "mdx" | "markdown" => true,
            "yaml" | "yml" | "json" => false,
            _ => !self.text.trim_start().starts_with('{') && !names_a_version(&self.text),
        }
    }
}

/// Whether the key `openapi` stands where it does in a document.
fn names_a_version(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let is_key = |line: &str| {
        ["openapi", "\"openapi\"", "'openapi'"]
            .iter()
            .any(|key| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')))
    };
    // In Markdown such a line stands in a fence.
    let mut lines = text.lines().take_while(|line| fence(line).is_none());
    if text.trim_start().starts_with('{') { text.contains("\"openapi\"") } else { lines.any(is_key) }
}

struct Block {
    /// How many lines stand above it.
    line: usize,
    text: String,
}

/// The characters of a fence, its indentation and what follows it (`CommonMark` 0.31, section 4.5).
fn fence(line: &str) -> Option<(&str, usize, &str)> {
    let trimmed = line.trim_start_matches(' ');
    let indentation = line.len() - trimmed.len();
    let mark = trimmed.chars().next().filter(|mark| ['`', '~'].contains(mark))?;
    let rest = trimmed.trim_start_matches(mark);
    let fence = &trimmed[..trimmed.len() - rest.len()];
    let is_inline = mark == '`' && rest.contains('`');
    (indentation < 4 && fence.len() >= 3 && !is_inline).then_some((fence, indentation, rest.trim()))
}

/// The fenced blocks of YAML and JSON, byte for byte.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.split_inclusive('\n').enumerate();
    while let Some((number, line)) = lines.next() {
        let Some((opening, indentation, info)) = fence(line) else { continue };
        let mut block = Block { line: number + 1, text: String::new() };
        for (_, line) in lines.by_ref() {
            let is_end = fence(line).is_some_and(|(closing, _, info)| closing.starts_with(opening) && info.is_empty());
            if is_end {
                break;
            }
            // A fence that is indented indents what is in it.
            let spaces = line.bytes().take(indentation).take_while(|byte| *byte == b' ').count();
            block.text.push_str(&line[spaces..]);
        }
        let language = info.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        if ["yaml", "yml", "json"].contains(&language.as_str()) {
            blocks.push(block);
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::{Page, blocks};

    /// A page, and the lines above its blocks and their texts.
    type Case = (&'static str, &'static str, &'static [(usize, &'static str)]);

    #[test]
    fn blocks_are_taken_out_byte_for_byte() {
        let cases: [Case; 9] = [
            ("none", "# A\n\ntext\n", &[]),
            ("one", "# A\n\n```yaml\nopenapi: 3.1.0\n```\n", &[(3, "openapi: 3.1.0\n")]),
            ("an info string", "````yaml /openapi.yaml get /jobs\na: 1\n\n````\n", &[(1, "a: 1\n\n")]),
            ("a shorter fence within", "````yaml\na: |\n```\n````\n", &[(1, "a: |\n```\n")]),
            ("tildes", "~~~ yml\na: 1\n~~~\n", &[(1, "a: 1\n")]),
            ("an indented fence", "  ```json\n  {}\n   {}\n  ```\n", &[(1, "{}\n {}\n")]),
            ("no end", "```yaml\na: 1", &[(1, "a: 1")]),
            ("carriage returns", "```yaml\r\na: 1\r\n```\r\n", &[(1, "a: 1\r\n")]),
            ("another language", "```bash\nls\n```\n```json\n{}\n```\n", &[(4, "{}\n")]),
        ];
        for (name, text, want) in cases {
            let found = blocks(text);
            let found: Vec<_> = found.iter().map(|block| (block.line, block.text.as_str())).collect();
            assert_eq!(found, want, "{name}");
        }
    }

    #[test]
    fn markdown_is_known_by_name_or_text() {
        let yaml = "# a comment\nopenapi: 3.1.0\ninfo:\n  description: |\n    ```yaml\n    ```\n";
        let markdown = "# A\n\n```yaml\nopenapi: 3.1.0\n```\n";
        let cases = [
            ("by name", "a.md", yaml, true),
            ("by name, whatever the text", "a.yaml", markdown, false),
            ("a URL", "https://a.example/b.md?c=d.yaml", markdown, true),
            ("YAML by text", "https://a.example/openapi", yaml, false),
            ("JSON by text", "https://a.example/openapi", "{\"openapi\": \"3.1.0\"}", false),
            ("Markdown by text", "https://a.example/openapi", markdown, true),
        ];
        for (name, file, text, want) in cases {
            assert_eq!(Page::new(file, text).is_markdown(), want, "{name}");
        }
    }
}
