//! What is written matches what ECMA-262 says the pattern matches: `regress`, which reads it as it is, is the judge.

use regex_lite::RegexBuilder;

use super::{Pattern, Patterns, Refused};

fn read(text: &str) -> Result<Pattern, Refused> {
    Patterns::default().read(text).map(|pattern| (*pattern).clone())
}

fn compile(pattern: &Pattern) -> regex_lite::Regex {
    let built = RegexBuilder::new(&pattern.regex).nest_limit(250).build();
    built.unwrap_or_else(|error| panic!("{:?} became {:?}: {error}", pattern.text, pattern.regex))
}

/// What the expression is with the flag `u`, else without it.
fn judge(text: &str) -> regress::Regex {
    regress::Regex::with_flags(text, "u")
        .or_else(|_| regress::Regex::new(text))
        .unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

/// Texts with something of everything that patterns tell apart.
const TEXTS: &[&str] = &[
    "",
    "a",
    "A",
    "b",
    "ab",
    "abc",
    "ABC",
    "aaa",
    "aab",
    "a b",
    " a",
    "a ",
    "a-b",
    "a_b",
    "a.b",
    "a\nb",
    "\n",
    "\r",
    "\t",
    "\u{b}",
    "\u{c}",
    "\u{8}",
    "\u{0}",
    "0",
    "7",
    "42",
    "2024-01-31",
    "١",
    "é",
    "e\u{301}",
    "Ω",
    "ω",
    "ж",
    "漢",
    "😀",
    "😀😀",
    "\u{a0}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{180e}",
    "\u{85}",
    "\u{200b}",
    "ſ",
    "K",
    "-",
    "_",
    ".",
    "/",
    "\\",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "^",
    "$",
    "*",
    "+",
    "?",
    "|",
    "&",
    "&&",
    "~~",
    "--",
    "#",
    "@",
    ":",
    ",",
    "{,5}",
    "x{a}",
    "a{2}",
    "<",
    ">",
    "'",
    "\"",
    "foo@bar.com",
    "https://h/p?q#f",
    "00000000-0000-4000-8000-000000000001",
    "\u{d7ff}",
    "\u{e000}",
    "\u{ffff}",
    "\u{10000}",
    "\u{10ffff}",
    "x",
    "xx",
    "zz",
    "k",
    "1",
    "u0041",
    "p{L}",
    "A1",
    "cA",
    "\u{1}",
];

#[test]
fn what_is_written_matches_the_same() {
    let table = [
        ("nothing", ""),
        ("a text anywhere", "b"),
        ("anchors", "^a$"),
        ("an anchor in the middle", "a$|^b"),
        ("an alternative that is empty", "^(a|)$"),
        ("any character but a line's end", "^.$"),
        ("digits", r"^\d+$"),
        ("no digits", r"^\D+$"),
        ("word characters", r"^\w$"),
        ("no word characters", r"^\W$"),
        ("white space", r"^\s$"),
        ("no white space", r"^\S$"),
        ("classes in a class", r"^[\d\s_]$"),
        ("what is in none of them", r"^[^\d\s_]$"),
        ("a negated class in a class", r"^[\Da]$"),
        ("everything, written as a class", r"^[\s\S]$"),
        ("nothing, written as a class", "[]"),
        ("anything, written as a class", "^[^]$"),
        ("word boundaries", r"\ba\b"),
        ("no word boundary", r"a\B"),
        ("backspace in a class", r"^[\b]$"),
        ("controls", r"^[\t\n\v\f\r\0]$"),
        ("control letters", r"^\cA$"),
        ("hexadecimal", r"^\x41$"),
        ("four digits", r"^\u0041$"),
        ("braces", r"^\u{1F600}$"),
        ("a pair", r"^\uD83D\uDE00$"),
        ("half a pair", r"^\uD83D$"),
        ("half a pair beside something", r"^(\uD83D|a)$"),
        ("pairs as a range", r"^[\uD83D\uDE00-\uD83D\uDE4F]$"),
        ("the basic plane", r"^[\u0000-\uFFFF]$"),
        ("the planes above", r"^[\uD800\uDC00-\uDBFF\uDFFF]$"),
        ("half pairs as a range", r"^[\uD800-\uDFFF]$"),
        ("all but half pairs", r"^[^\uD800-\uDFFF]$"),
        ("a property", r"^\p{L}+$"),
        ("no property", r"^\P{L}+$"),
        ("a property by its long name", r"^\p{General_Category=Uppercase_Letter}$"),
        ("a script", r"^\p{Script=Greek}$"),
        ("script extensions", r"^\p{scx=Cyrillic}$"),
        ("a binary property", r"^\p{Alphabetic}$"),
        ("a property of one character", r"^\p{Zl}$"),
        ("properties in a class", r"^[\p{L}\p{N}_.-]+$"),
        ("no property in a class", r"^[^\p{L}\P{N}]$"),
        ("any, assigned, ASCII", r"^(\p{Any}|\p{ASCII}|\p{Assigned})$"),
        ("quantifiers", "^a?b*c+$"),
        ("counted", "^a{2}b{0,1}$"),
        ("at least", "^a{1,}$"),
        ("no times", "^(abc){0}a$"),
        ("no times, or more", "^(ab){0,0}$"),
        ("lazy", "^a+?b??a*?$"),
        ("lazy, counted", "^a{1,3}?$"),
        ("a group of nothing, repeated", "^(|a)*$"),
        ("an anchor, repeated", "^(?:^|b)*a$"),
        ("groups of all kinds", "^(a)(?:b)(?<name>c)$"),
        ("a name with a dollar", "^(?<$n_1>a)$"),
        ("what backtracks", "^(a+)+$"),
        ("an escaped slash", r"^\/$"),
        ("every escaped sign", r"^[\^\$\\\.\*\+\?\(\)\[\]\{\}\|\/\-]$"),
        ("a bracket in a class", "^[[]$"),
        ("signs that mean something elsewhere", "^[&&~~#@!]$"),
        ("a dash at the end", "^[a-]$"),
        ("a dash at the beginning", "^[-a]$"),
        ("a caret in the middle", "^[a^]$"),
        ("blanks", "^[ a]  ?$"),
        ("a comment sign", "^#a$"),
        ("an e-mail address", r"^[^\s@]+@[^\s@]+\.[^\s@]+$"),
        ("a UUID", "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
        ("without the flag: a dash", r"^\-$"),
        ("without the flag: other signs", r#"^[\@\:\,\_\'\"\<\>\#\&]$|^\@$|^\ $"#),
        ("without the flag: a dash beside a class", r"^[\w-.]+$"),
        ("without the flag: a class at either end", r"^[a-\d\s-z]+$"),
        ("without the flag: brackets that close nothing", "^]$|^}$"),
        ("without the flag: a brace that counts nothing", "^x{a}$"),
    ];
    for (case, text) in table {
        let pattern = read(text).unwrap_or_else(|refused| panic!("{case}: {refused}"));
        let (ours, theirs) = (compile(&pattern), judge(text));
        assert!(pattern.regex.is_ascii() && !pattern.regex.contains(|c: char| c.is_control()), "{case}");
        for input in TEXTS {
            let want = theirs.find(input).is_some();
            assert_eq!(ours.is_match(input), want, "{case}: {text:?} as {:?} on {input:?}", pattern.regex);
        }
    }
}

#[test]
fn what_cannot_be_checked_is_named() {
    let deep = "(".repeat(60) + &")".repeat(60);
    let open = "(".repeat(16_000);
    let long = "a".repeat(1_000_000);
    let ecma = "expected `pattern` to be an ECMA-262 expression but found";
    let linear = "expected `pattern` to be one that can be checked in linear time but found";
    for (case, text, want) in [
        ("a lookahead", "^(?!a)b", format!("{linear} a lookahead")),
        ("a lookahead, positive", "(?=a)", format!("{linear} a lookahead")),
        ("a lookbehind", "(?<=a)b", format!("{linear} a lookbehind")),
        ("a lookbehind, negative", "(?<!a)b", format!("{linear} a lookbehind")),
        ("a reference back", r"(a)\1", format!("{linear} a reference back to a group")),
        ("a named reference back", r"(?<n>a)\k<n>", format!("{linear} a reference back to a group")),
        ("a modifier", "(?i:a)", format!("{linear} a modifier")),
        ("a modifier of other engines", "(?i)a", format!("{linear} a modifier")),
        ("not closed", "a(b", format!("{ecma} a parenthesis that is not closed at character 2")),
        ("closes nothing", "ab)", format!("{ecma} a parenthesis that closes nothing at character 3")),
        ("class not closed", "a[b", format!("{ecma} a bracket that is not closed at character 2")),
        ("nothing to repeat", "*a", format!("{ecma} a quantifier of nothing at character 1")),
        ("repeated twice", "a**", format!("{ecma} a quantifier of nothing at character 3")),
        ("counted twice", "a{2}{3}", format!("{ecma} a quantifier of nothing at character 5")),
        ("an anchor, counted", "^{2}", format!("{ecma} a quantifier of nothing at character 2")),
        ("counted as Python has it", "a{,5}", format!("{ecma} a quantifier of nothing at character 2")),
        ("out of order", "a{5,2}", format!("{ecma} a quantifier whose bounds are out of order at character 2")),
        ("range out of order", "[z-a]", format!("{ecma} a range that is out of order at character 2")),
        ("an escape of other engines", r"\Aa\z", format!("{ecma} an escape of no known kind at character 1")),
        ("an octal escape", r"\012", format!("{ecma} an escape of no known kind at character 1")),
        ("half an escape", r"a\", format!("{ecma} an escape of no known kind at character 2")),
        ("too few digits", r"\u00", format!("{ecma} an escape of no known kind at character 1")),
        ("beyond Unicode", r"\u{110000}", format!("{ecma} an escape of no known kind at character 1")),
        ("no property", r"\p{Nonsense}", format!("{ecma} a property of no known name at character 3")),
        ("a property without a name", r"\pL", format!("{ecma} a property of no known name at character 3")),
        ("a group of other engines", "(?P<n>a)", format!("{ecma} a group of no known kind at character 1")),
        ("an atomic group", "(?>a)", format!("{ecma} a group of no known kind at character 1")),
        ("a name of nothing", "(?<>a)", format!("{ecma} a group without a name at character 4")),
        ("repeated too often", "a{1000}{1000}", format!("{ecma} a quantifier of nothing at character 8")),
        (
            "repetitions in each other",
            "(a{1000}){1000}",
            "expected `pattern` to have at most 10,000 states, repetitions written out but found more".to_owned(),
        ),
        (
            "more than a number holds",
            "a{99999999999999999999999}",
            "expected `pattern` to have at most 10,000 states, repetitions written out but found more".to_owned(),
        ),
        (
            "nothing, repeated",
            "(){1000000000}",
            "expected `pattern` to have at most 10,000 states, repetitions written out but found more".to_owned(),
        ),
        ("too deep", &deep, "expected `pattern` to have at most 50 groups in each other but found more".to_owned()),
        ("open", &open, "expected `pattern` to have at most 50 groups in each other but found more".to_owned()),
        ("too long", &long, "expected `pattern` to have at most 16 KiB but found more".to_owned()),
    ] {
        let found = read(text).map(|pattern| pattern.regex).map_err(|refused| refused.to_string());
        assert_eq!(found, Err(want), "{case}");
    }
}

/// A random source that is the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    fn pattern(&mut self, depth: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.below(4) {
            match self.below(if depth == 0 { 8 } else { 10 }) {
                0 => {
                    // What repeats these is wrong, but to the judge.
                    text += self.pick(&["^", "$", r"\b", r"\B", "|"]);
                    continue;
                }
                1 => text += self.pick(&[r"\d", r"\w", r"\s", r"\S", ".", r"\p{L}", r"\P{Lu}", r"\x61", r"\u{1F600}"]),
                2 => text += &self.class(),
                3 => text += self.pick(&[r"\-", r"\/", r"\.", r"\@", "-", "]", "}", "{", ",", r"\t", r"\0", "é", "😀"]),
                8 | 9 => {
                    text += self.pick(&["(", "(?:", "(?="]);
                    text += &self.pattern(depth - 1);
                    text += ")";
                }
                _ => text += self.pick(&["a", "b", "c", "1", " ", "_"]),
            }
            text += self.pick(&["", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?", "{1,2}?"]);
        }
        text
    }

    fn class(&mut self) -> String {
        let mut text = self.pick(&["[", "[^"]).to_owned();
        for _ in 0..self.below(4) {
            text += self.pick(&[
                "a",
                "b-z",
                "A-Z",
                "0-9",
                r"\d",
                r"\W",
                "-",
                "^",
                "[",
                "&&",
                r"\]",
                r"\u0041-\u{10FFFF}",
                "é",
            ]);
        }
        text + "]"
    }

    fn text(&mut self, signs: &[&str]) -> String {
        (0..self.below(7)).map(|_| self.pick(signs)).collect()
    }
}

const SIGNS: &[&str] =
    &["a", "b", "c", "1", " ", "_", "-", "A", "\n", "]", ".", "/", "{", "@", "é", "😀", "\u{2028}", "Ω"];

#[test]
fn random_patterns_match_the_same() {
    let mut random = Random(7);
    let (mut same, mut refused) = (0, 0);
    for _ in 0..4000 {
        let text = random.pattern(3);
        let with_flag = regress::Regex::with_flags(&text, "u");
        let without = regress::Regex::new(&text);
        let needs_flag = ["\\p", "\\P", "\\u{", "😀"].iter().any(|sign| text.contains(sign));
        let ours = match read(&text) {
            Ok(pattern) => compile(&pattern),
            Err(Refused::Unsupported("a lookahead") | Refused::TooLarge(_)) => {
                refused += 1;
                continue;
            }
            Err(why) => {
                assert!(with_flag.is_err(), "{text:?} is one, but refused: {why}");
                refused += 1;
                continue;
            }
        };
        // What the flag refuses is what it is without, as far as that is the same.
        let (theirs, signs) = match (with_flag, without) {
            (Ok(theirs), _) => (theirs, SIGNS),
            (Err(_), Ok(_)) if needs_flag => continue,
            (Err(_), Ok(theirs)) => (theirs, &SIGNS[..14]),
            (Err(_), Err(error)) => panic!("{text:?} is none, but taken: {error}"),
        };
        for _ in 0..20 {
            let input = random.text(signs);
            let want = theirs.find(&input).is_some();
            assert_eq!(ours.is_match(&input), want, "{text:?} on {input:?}");
        }
        same += 1;
    }
    assert!(same > 2000 && refused > 200, "{same} compared, {refused} refused");
}

#[test]
fn reading_takes_no_longer_than_it_should() {
    let start = std::time::Instant::now();
    let mut patterns = Patterns::default();
    // One class, of as many ranges as three thousand properties have.
    assert!(patterns.read(&format!("[{}]", "\\p{L}".repeat(3000))).is_ok());
    let mut taken = 0;
    for number in 0..20_000 {
        taken += usize::from(patterns.read(&format!("[\\p{{L}}\\p{{N}}\\P{{Lu}}]{{1,{number}}}")).is_ok());
    }
    assert!((50..5000).contains(&taken), "{taken} with what all have together");
    assert_eq!(patterns.read(r"\p{L}"), Err(Refused::TooMany));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn the_engine_takes_time_in_proportion_to_the_text() {
    for text in
        ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(a*)*b", "^([a-z]+.?)+$", "(x+x+)+y", r"^(\w+\s?)*$", "(.*)*=(.*)*"]
    {
        let regex = compile(&read(text).unwrap());
        let start = std::time::Instant::now();
        let input = "a".repeat(20_000) + "!";
        regex.is_match(&input);
        assert!(start.elapsed().as_secs() < 5, "{text}: {:?}", start.elapsed());
    }
}
