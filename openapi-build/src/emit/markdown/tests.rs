//! What becomes of Markdown, text and want side by side.

use super::*;

fn written(text: &str) -> String {
    rustdoc(&[text.to_owned()], &|reference| reference == "`Client::list`").trim_end().to_owned()
}

fn check(cases: &[(&str, &str, &str)]) {
    let wrong = cases.iter().filter(|(_, text, want)| written(text) != *want);
    let wrong = wrong.map(|(name, text, want)| format!("{name}\n  want  {want:?}\n  found {:?}", written(text)));
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_read_is_written() {
    let cases = [
        ("words", "A `b` c, d_e 3*4.", "A `b` c, d_e 3\\*4."),
        ("marks", "*a* **b** ~~c~~ _d_", "*a* **b** ~~c~~ *d*"),
        ("bare address", "See https://a.b/c.", "See <https://a.b/c>."),
        ("link", "See [a *b*](https://a.b/c \"t\").", "See [a *b*](https://a.b/c)."),
        ("reference", "[a][b] [b]\n\n[b]: https://a.b", "[a](https://a.b) [b](https://a.b)"),
        ("address of mail", "<a@b.c> [m](mailto:a@b.c)", "<a@b.c> [m](mailto:a@b.c)"),
        ("reference to an item", "[`Client::list`] [`Client::other`]", "[`Client::list`] \\[`Client::other`\\]"),
        ("brackets", "a[0] [b] [c]: d [ ]", "a\\[0\\] \\[b\\] \\[c\\]: d \\[ \\]"),
        ("lists", "- a\n- b\n  - c\n\n    d\n\n3. e\n4. f", "- a\n- b\n  - c\n\n    d\n\n3. e\n4. f"),
        ("two lists", "- a\n\n* b", "- a\n\n* b"),
        ("tasks", "- [ ] a\n- [x] b", "- [ ] a\n- [x] b"),
        ("quote", "> a > b\n> c\n\nd", "> a > b\n> c\n\nd"),
        ("headings", "# a\nb\n\nC\n==\nd", "# a\n\nb\n\n# C\n\nd"),
        ("rule and break", "a  \nb\n\n---\nc\\\nd", "a\\\nb\n\n___\n\nc\\\nd"),
        ("table", "|a|b|\n|:-|-:|\n|`c\\|d`|e|", "| a | b |\n|:--|--:|\n| `c\\|d` | e |"),
        ("code", "```json\n{\n\n  }\n```\na", "```text\n{\n\n  }\n```\n\na"),
        ("code with a fence in it", "~~~~\n```\n~~~\n~~~~", "````text\n```\n~~~\n````"),
        ("no markup", "1) a\\. \\# b\n\\- c \\\\", "1. a. # b\n   \\- c \\\\"),
        ("what looks like markup", "\\- a\n\\1\\. b\n\\+ c\n\\=\n-1 +2 3.", "\\- a\n\\\\1. b\n\\+ c\n\\=\n-1 +2 3."),
        ("entities", "&lt;b&gt; &amp;amp; R&D", "\\<b> \\&amp; R&D"),
        ("scripts", "é 日本 👩‍💻 ⚠️ می‌خواهم", "é 日本 👩‍💻 ⚠️ می‌خواهم"),
    ];
    check(&cases);
    let again: Vec<_> = cases.iter().map(|(name, _, want)| (*name, *want, *want)).collect();
    check(&again);
}

#[test]
fn what_is_not_for_docs_is_text() {
    let cases = [
        ("info string", "```edition2021\na\n```", "```text\na\n```"),
        ("indented", "a\n\n    b", "a\n\n```text\nb\n```"),
        ("tab", "a\n\n\tb", "a\n\n```text\nb\n```"),
        ("indented in a quote", ">     a", "> ```text\n> a\n> ```"),
        ("indented in an item", "-      a", "- ```text\n   a\n  ```"),
        ("waves in a quote", "> ~~~\n> a", "> ```text\n> a\n> ```"),
        ("waves in an item", "1. ~~~rust\n   a", "1. ```text\n   a\n   ```"),
        (
            "indented in a footnote",
            "[^1]\n\n[^1]:\n    a\n\n        b",
            "\\[^1\\]\n\n\\[^1\\]:\n\na\n\n```text\nb\n```",
        ),
        ("spaces by number", "&#32;&#32;&#32;&#32;&#9;a *&#32;     b*", "a *b*"),
        ("lines by number", "a&#10;&#10;    b&#13;c", "a\nb c"),
        ("block of HTML", "<script>\n\n    a()\n</script>", "\\<script>\na()\n\\</script>"),
        ("HTML in a line", "a <img src=x onerror=b> &lt;i>", "a \\<img src=x onerror=b> \\<i>"),
        ("comment", "<!-- a\n```\n-->", "\\<!-- a\n\\`\\`\\`\n\\-->"),
        ("other schemes", "[a](javascript:b) [c](data:d) <vbscript:e> [f](#g) [h](i)", "a c vbscript:e f h"),
        ("scheme in disguise", "[a](&#106;avascript:b) [c](\tJaVaScRiPt:d) [e](https\\:f)", "a c e"),
        ("what rustdoc takes for items", "[a](http:b) [c](mailto:d@e) [f](std::vec) [g][]", "a c f \\[g\\]\\[\\]"),
        ("definition of a script", "[a] [b][a]\n\n[a]: javascript:c", "a b"),
        ("picture", "![a](https://b) ![c](d) [![e](https://f)](g)", "[a](https://b) c [e](https://f)"),
        ("almost a picture", "a![b](https://c)\\![d](https://e)", "a[b](https://c)\\![d](https://e)"),
        ("address that ends early", "[a](<https://b c)`<d>)", "\\[a\\](\\<<https://b> c)\\`\\<d>)"),
        ("address with marks", "[a](<https://b/`c (d>)", "[a](https://b/%60c%20%28d)"),
        ("carriage returns", "a\r\n\r\n```\rb\r```\rc", "a\n\n```text\nb\n```\n\nc"),
        ("hidden", "a\u{202e}b\u{1b}[31m\0\u{200b}&#x202e;&#27;", "ab\\[31m"),
        ("nothing but definitions", "[a]: https://b", "\\[a\\]\\: https\\:\\/\\/b"),
    ];
    check(&cases);
}

/// What is written is read again; what is more than text then is shown as it stands.
#[test]
fn a_second_reading_finds_what_is_more_than_text() {
    let texts = [
        "    a",
        "```\na\n```",
        "> ~~~rust\n> a",
        "- ```text,rust\n  a",
        "a\n\n[^1]:\n\n        b",
        "|a|\n|-|\n\n    b",
        "a <b>",
        "<!-- a -->",
        "![a](https://b)",
        "[a](b)",
        "[a](javascript:b)",
        "[a]",
        "[a]: https://b\n[a] [c][d]",
        "<data:a>",
    ];
    for text in texts {
        assert!(!is_harmless(text, &|_| false), "{text:?}");
        assert!(is_harmless(&plain(text), &|_| false), "{text:?}");
    }
    let deep = format!("{}a *b*", "> ".repeat(1 + MOST_LEVELS));
    assert_eq!(written(&deep), plain(&deep).trim_end());
}

/// Any text at all ends in docs that are harmless, and not much longer than it is.
#[test]
fn no_text_costs_more_than_its_length() {
    let parts: Vec<&str> =
        "[ø]ø[](ø![ø*ø_ ø*a_øa**bø`ø`` ` ø<ø<!--ø<a b='ø&ø\\ø> ø- ø1. ø-\nø    ø\tø[^a]:ø[a]: b\nø|ø|a|\n|-|\n\
        ø~~ø~~~\nø```\nø# ø\nø> - ø(ø)ø;øaø[a](<ø[a](b \"øhttps://ø&#32;ø&#10;ø\rø<script>\nø\u{202e}"
            .split('ø')
            .collect();
    let deep = |mark: &str| format!("{}a\n{}", mark.repeat(5000), "\n".repeat(20_000));
    let rows = format!("{}\n{}\n{}", "|a".repeat(5000), "|-".repeat(5000), "|\n".repeat(20_000));
    let texts = parts.iter().map(|part| part.repeat(64 * 1024 / part.len()));
    let mut random = 1_u64;
    let mut below = |limit: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random).unwrap_or_default() % limit
    };
    let mixed = (0..3000).map(|_| (0..3 + below(20)).map(|_| parts[below(parts.len())]).collect::<String>());
    let mixed: Vec<_> = mixed.collect();
    for text in texts.chain(mixed).chain([deep("> "), deep("- "), deep("1) "), rows]) {
        let written = written(&text);
        assert!(is_harmless(&written, &|_| false), "{:?} became {written:?}", text.get(..200));
        assert!(written.len() <= 5 * text.len() + 1024, "{:?}: {}", text.get(..200), written.len());
    }
}
