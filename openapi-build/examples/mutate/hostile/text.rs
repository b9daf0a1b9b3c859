//! Texts that mean to leave the place where they are shown: as code that runs, as markup, as another line.

use super::characters;
use crate::random::Random;

/// What stands behind the mark of a fence. Some of it makes rustdoc run what is between.
#[rustfmt::skip]
const INFO: &[&str] = &[
    "", "", "rust", "Rust", "RUST", "rust ", " rust", "\trust", "rust,ignore", "ignore", "ignore-x86_64", "no_run",
    "text,rust", "text rust", "rust text", "text", "text,", ",text", "{text}", "{.text}", "{.rust}", "{class=text}",
    "json", "sh", "edition2015", "edition2021", "edition2024", "should_panic", "compile_fail", "compile_fail,E0001",
    "E0277", "test_harness", "standalone", "standalone_crate", "allow_fail", "custom,{.text}", "custom", "a(comment)",
    "(text)", "rust,should_panic", "test_harness,rust", "no_run,edition2018", "`rust", "r&#117;st", "te\\xt",
    "&#116;ext", "x y", "text\u{a0}rust", "text\u{200b}", "ignore\u{2028}rust", "\u{feff}text", "#rust", "\"text",
    "{text", "text}",
];

const CODE: &[&str] = &[
    "panic!(\"ran\");",
    "std::process::exit(7);",
    "# panic!(\"hidden\");",
    "fn main() {}",
    "#![feature(x)]",
    "let x: u8 = \"\";",
    "*/ fn f() {} /*",
    "```",
    "~~~",
    "",
];

const CONTAINERS: &[&str] = &[
    "> ", ">", ">  ", "- ", "* ", "+ ", "-   ", "1. ", "1) ", "10. ", "  ", "   ", "    ", "\t", ">\t", "- \t", "| ",
    "[^a]: ",
];

#[rustfmt::skip]
const MARKUP: &[&str] = &[
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>", "</div>", "</details></section>", "<!--",
    "-->", "<!-- a -->", "<?x", "<![CDATA[", "<!X", "<a href=\"javascript:alert(1)\">", "<svg/onload=alert(1)>",
    "<style>*{", "<pre>", "<textarea>", "<x-y>", "<br/>", "a<b", "Vec<String>", "<http://a.example>",
    "<javascript:alert(1)>", "<data:text/html,x>", "<file:///etc/passwd>", "<a@b.example>", "<JaVaScRiPt:x>",
    "<vbscript:x>", "[a](javascript:alert(1))", "[a](JAVASCRIPT:alert(1))", "[a](java\tscript:alert(1))",
    "[a](<java\nscript:x>)", "[a](\u{1}javascript:x)", "[a](&#106;avascript:x)", "[a](javascript&colon;x)",
    "[a](data:text/html;base64,AA)", "[a](file:///etc/passwd)", "[a](vbscript:x)", "[a](ftp://a.example)",
    "[a](blob:x)", "[a](//a.example/x)", "[a](https://a.example \"*/\")", "[a](x:y)", "[a](Self::x)", "[a](crate::x)",
    "[a](#x)", "[a](../../x)", "![a](javascript:x)", "![a](data:image/svg+xml,x)", "![a](file:///x)",
    "![a](http://a.example/x.png)", "[a]: javascript:x", "[a]: file:///x \"t\"", "[a]: <data:x>", "[a]", "[a][]",
    "[b][a]", "[`a`]", "[A]:\njavascript:x", "[^a]", "[^a]: note", "[^a]: ```\n    panic!()\n    ```", "[a](b",
    "[[[[", "]]]]", "![[", "[a](((", "**", "*a", "__a__", "_", "~~a~~", "~", "***a**", "*_*_*_", "`", "``", "`a``",
    "````", "`\\`", "\\`", "&lt;script&gt;", "&#60;b&#62;", "&amp;", "&#0;", "&#x202e;", "&#27;[31m", "&#x1b;",
    "&NewLine;", "&Tab;", "&nbsp;", "*/", "/*", "/**", "//", "///", "//!", "#![allow(x)]", "#[test]", "\"#", "\"##",
    "\" + \"", "\\", "\\n", "{}", "{0}", "{{", "}}", "${x}", "$(x)", "'; x", "--", "---", "===", "***", "# a",
    "####### a", "a\n===", "a\n---", "| a | b |\n|---|---|\n| ``` | x |", "|a|\n|-|\n|<b>|", "- [ ] a", "1986. a",
    "+", "-", "    panic!(\"indented\")", "\tpanic!(\"tab\")", "  \tpanic!()", "@cargo", ":::", "$$", "<%", "%>",
    "\\[a](b)", "a  \nb", "a\\\nb", "[Client](Client)", "[`Client::new`]", "[types](types)",
    "http://a.example/javascript:x", "mailto:a@b.example", "<https://a.example/\u{202e}>", "[a\n\n](x)", "<a\n\nb>",
    "<a\n>", "</a\n>", "--><script>", "]]><b>", "?><b>",
];

const WORDS: &[&str] = &[
    "a pet",
    "the key of a thing",
    "See also.",
    "It is `null` where none is.",
    "1",
    "",
    "Größe",
    "猫",
    "deprecated since 2.0",
];

/// One text, mostly of several parts on lines of their own.
pub(crate) fn any(random: &mut Random) -> String {
    if random.one_in(4) {
        return random.pick(WORDS).to_owned();
    }
    let mut text = String::new();
    for _ in 0..=random.below(4) {
        let part = match random.below(8) {
            0..=2 => fence(random),
            3 => (*random.pick(&["    ", "\t", "   \t", "        "])).to_owned() + random.pick(CODE),
            4 => (*random.pick(characters::SAMPLES)).to_owned() + random.pick(WORDS),
            5 => random.pick(WORDS).to_owned(),
            _ => random.pick(MARKUP).to_owned(),
        };
        text += &contained(&part, random);
        text += random.pick(&["\n", "\n", "\n\n", "\n\n", " ", "", "\r\n", "\r", "\n \n", "\n\t\n", "  \n", "\\\n"]);
    }
    text
}

/// What fits on a line: markup or a character.
pub(crate) fn short(random: &mut Random) -> String {
    let part = if random.one_in(2) { random.pick(MARKUP) } else { random.pick(characters::SAMPLES) };
    match random.below(3) {
        0 => format!("a{part}b"),
        1 => format!("{part}{}", random.below(100)),
        _ => part.to_owned(),
    }
}

/// One mark of a text, again and again.
pub(crate) fn repeated(random: &mut Random, bytes: usize) -> String {
    let one = match random.below(6) {
        0 => random.pick(&[
            "[", "![", "[a](", "*a ", "*a_", "`", "> ", "- ", "<", "<a ", "<!-- ", "a <?", "&", "\\", "|a", "1. ",
        ]),
        1 => random.pick(characters::SAMPLES),
        2 => random.pick(CONTAINERS),
        3 => random.pick(&["word ", "line\n", "a\n\n", "> a\n", "- a\n", "```\n", "~~~\n", "    a\n", "# a\n"]),
        _ => random.pick(MARKUP),
    };
    one.repeat(bytes / one.len().max(1) + 1)
}

fn fence(random: &mut Random) -> String {
    let mark = random.pick(&["`", "~"]).repeat(random.pick(&[3, 3, 3, 4, 6, 2, 80]));
    let end = match random.below(6) {
        0 => String::new(),
        1 => mark[..mark.len() - 1].to_owned(),
        2 => mark.clone() + " x",
        _ => mark.clone(),
    };
    let indentation = " ".repeat(random.pick(&[0, 0, 0, 1, 3, 4]));
    format!("{indentation}{mark}{}\n{}\n{end}", random.pick(INFO), random.pick(CODE))
}

/// Lines in quotes and lists, to any depth; sometimes the later lines leave them.
fn contained(part: &str, random: &mut Random) -> String {
    let mut part = part.to_owned();
    for _ in 0..random.pick(&[0, 0, 0, 1, 1, 2, 3, 5]) {
        let first = random.pick(CONTAINERS);
        let later = match random.below(5) {
            0 => String::new(),
            1 => first.to_owned(),
            _ if first.starts_with('>') => first.to_owned(),
            _ => " ".repeat(first.len()),
        };
        part = part
            .split('\n')
            .enumerate()
            .map(|(at, line)| format!("{}{line}", if at == 0 { first } else { &later }))
            .collect::<Vec<_>>()
            .join("\n");
    }
    part
}
