//! Characters that nobody sees, or that change what is seen around them.

/// What turns the direction of the text around it, or breaks a line where no editor does.
const BIDIRECTIONAL: &[char] = &[
    '\u{061C}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}', '\u{2028}', '\u{2029}',
];

/// What takes no place: from Unicode's `Default_Ignorable_Code_Point`, and what is no character at all.
const INVISIBLE: &[(char, char)] = &[
    ('\u{00AD}', '\u{00AD}'),   // soft hyphen
    ('\u{034F}', '\u{034F}'),   // combining grapheme joiner
    ('\u{115F}', '\u{1160}'),   // Hangul fillers
    ('\u{17B4}', '\u{17B5}'),   // Khmer inherent vowels
    ('\u{180B}', '\u{180F}'),   // Mongolian selectors
    ('\u{200B}', '\u{200D}'),   // zero width space and joiners
    ('\u{2060}', '\u{2065}'),   // word joiner, invisible operators
    ('\u{206A}', '\u{206F}'),   // deprecated formats
    ('\u{3164}', '\u{3164}'),   // Hangul filler
    ('\u{FDD0}', '\u{FDEF}'),   // noncharacters
    ('\u{FEFF}', '\u{FEFF}'),   // byte order mark
    ('\u{FFA0}', '\u{FFA0}'),   // halfwidth Hangul filler
    ('\u{FFF0}', '\u{FFFB}'),   // interlinear annotations
    ('\u{1BCA0}', '\u{1BCA3}'), // shorthand formats
    ('\u{1D173}', '\u{1D17A}'), // musical formats
    ('\u{E0000}', '\u{E0FFF}'), // tags and further selectors
];

/// What a terminal, a browser or an editor would not show as it stands there.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || BIDIRECTIONAL.contains(&c)
        || u32::from(c) & 0xFFFE == 0xFFFE // the last two of each plane are no characters
        || (c >= '\u{AD}' && INVISIBLE.iter().any(|&(from, to)| (from..=to).contains(&c)))
}

/// What is part of words and of emoji: no harm in running text.
const JOINERS: &[char] = &['\u{200C}', '\u{200D}'];

/// The same in a line of Rust.
pub(crate) fn find_in_code(code: &str) -> Option<(char, String)> {
    let is_prose = |line: &str| line.trim_start().starts_with("//");
    let joiners = [&['\t'], JOINERS].concat();
    code.split('\n').find_map(|line| find(line, if is_prose(line) { &joiners } else { &['\t'] }))
}

/// The first such character in `text` but those of `allowed`, and what stands around it.
pub(crate) fn find(text: &str, allowed: &[char]) -> Option<(char, String)> {
    let hidden = |c: char| !c.is_ascii_graphic() && c != ' ' && !allowed.contains(&c) && is_hidden(c);
    let (at, c) = text.char_indices().find(|(_, c)| hidden(*c))?;
    let mut before = text[..at].chars();
    let skipped = before.clone().count().saturating_sub(30);
    let before: String = before.by_ref().skip(skipped).collect();
    let after: String = text[at..].chars().take(30).collect();
    Some((c, before + &after))
}

/// Some of them, as documents have them.
#[rustfmt::skip]
pub(crate) const SAMPLES: &[&str] = &[
    "\0", "\u{1}", "\u{7}", "\u{8}", "\t", "\u{b}", "\u{c}", "\r", "\r\n", "\u{e}", "\u{1a}", "\u{1b}[31m",
    "\u{1b}[2J\u{1b}[H", "\u{1b}]0;title\u{7}", "\u{1b}]8;;http://e.example\u{1b}\\", "\u{1b}c", "\u{1f}", "\u{7f}",
    "\u{80}", "\u{85}", "\u{90}", "\u{9b}31m", "\u{9d}0;t\u{9c}", "\u{9f}", "\u{a0}", "\u{ad}", "\u{34f}", "\u{61c}",
    "\u{115f}", "\u{180e}", "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{2028}", "\u{2029}",
    "\u{202a}", "\u{202b}", "\u{202c}", "\u{202d}", "\u{202e}", "\u{2060}", "\u{2063}", "\u{2066}", "\u{2067}",
    "\u{2068}", "\u{2069}", "\u{206a}", "\u{3164}", "\u{e000}", "\u{fdd0}", "\u{fe0f}", "\u{feff}", "\u{fff9}",
    "\u{fffd}", "\u{fffe}", "\u{ffff}", "\u{1d173}", "\u{1f600}", "\u{1fffe}", "\u{e0001}", "\u{e0041}", "\u{e0100}",
    "\u{10ffff}", "\nforged: line", "\r\nforged: line", "\rforged: line", "\ncargo::rustc-env=FORGED=1",
    "\ncargo:warning=forged", "\u{85}forged: line", "\u{2028}forged: line",
];
