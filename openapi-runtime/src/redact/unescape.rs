//! One step back from an encoded text: what JSON, URLs and HTML write for a character, each where it stands.

use crate::shown::is_hidden;

/// A character, and where in the text it was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sign {
    pub(crate) c: char,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Sign {
    /// The text as it is, without what does not show: that may stand between any two characters.
    pub(crate) fn of(text: &str) -> Vec<Self> {
        let signs = text.char_indices().map(|(start, c)| Self { c, start, end: start + c.len_utf8() });
        signs.filter(|sign| !is_hidden(sign.c)).collect()
    }
}

/// The signs with everything that is encoded decoded once; `None` where nothing is.
pub(crate) fn unescape(signs: &[Sign]) -> Option<Vec<Sign>> {
    let mut plain = Vec::with_capacity(signs.len());
    let (mut at, mut is_changed) = (0, false);
    while let Some(sign) = signs.get(at) {
        let decoded = match sign.c {
            '\\' => backslash(&signs[at + 1..]),
            '%' => percent(&signs[at + 1..]),
            '&' => entity(&signs[at + 1..]),
            _ => None,
        };
        let length = decoded.map_or(1, |(_, length)| length + 1);
        let c = decoded.map_or(sign.c, |(c, _)| c);
        if decoded.is_none() || !is_hidden(c) {
            plain.push(Sign { c, start: sign.start, end: signs[at + length - 1].end });
        }
        is_changed |= decoded.is_some();
        at += length;
    }
    is_changed.then_some(plain)
}

/// What follows the sign that begins an escape: the character, and how many signs stand for it.
type Decoded = Option<(char, usize)>;

/// `\u0041`, `\u{41}`, `\U00000041`, `\x41`, `\101`, `\/`.
fn backslash(rest: &[Sign]) -> Decoded {
    match rest.first()?.c {
        'u' if rest.get(1)?.c == '{' => {
            let digits = rest[2..].iter().take(8).take_while(|sign| sign.c != '}').count();
            let c = number(&rest[2..2 + digits], 16)?;
            (rest.get(2 + digits)?.c == '}').then_some((c, 3 + digits))
        }
        'u' => Some((number(rest.get(1..5)?, 16)?, 5)),
        'U' => Some((number(rest.get(1..9)?, 16)?, 9)),
        'x' => Some((number(rest.get(1..3)?, 16)?, 3)),
        '0'..='3' => Some((number(rest.get(..3)?, 8)?, 3)),
        c if c.is_ascii_punctuation() => Some((c, 1)),
        _ => None,
    }
}

/// `%41`, `%u0041`.
fn percent(rest: &[Sign]) -> Decoded {
    match rest.first()?.c {
        'u' | 'U' => Some((number(rest.get(1..5)?, 16)?, 5)),
        _ => Some((number(rest.get(..2)?, 16)?, 2)),
    }
}

/// `&#65;`, `&#x41;`, `&amp;`.
fn entity(rest: &[Sign]) -> Decoded {
    if rest.first()?.c != '#' {
        let name: String =
            rest.iter().take(8).map_while(|sign| sign.c.is_ascii_alphabetic().then_some(sign.c)).collect();
        let (_, c) = NAMES.iter().find(|(known, _)| *known == name)?;
        let has_end = rest.get(name.len()).is_some_and(|sign| sign.c == ';');
        return Some((*c, name.len() + usize::from(has_end)));
    }
    let (skip, radix) = if matches!(rest.get(1)?.c, 'x' | 'X') { (2, 16) } else { (1, 10) };
    let digits = rest[skip..].iter().take(8).take_while(|sign| sign.c.is_digit(radix)).count();
    let c = number(&rest[skip..skip + digits], radix)?;
    let has_end = rest.get(skip + digits).is_some_and(|sign| sign.c == ';');
    Some((c, skip + digits + usize::from(has_end)))
}

fn number(digits: &[Sign], radix: u32) -> Option<char> {
    let code =
        digits.iter().try_fold(0_u32, |code, sign| code.checked_mul(radix)?.checked_add(sign.c.to_digit(radix)?))?;
    if digits.is_empty() { None } else { char::from_u32(code) }
}

/// HTML's names of what a secret may be written with.
const NAMES: [(&str, char); 34] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("excl", '!'),
    ("num", '#'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("lpar", '('),
    ("rpar", ')'),
    ("ast", '*'),
    ("midast", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("period", '.'),
    ("sol", '/'),
    ("colon", ':'),
    ("semi", ';'),
    ("equals", '='),
    ("quest", '?'),
    ("commat", '@'),
    ("lbrack", '['),
    ("lsqb", '['),
    ("bsol", '\\'),
    ("rbrack", ']'),
    ("rsqb", ']'),
    ("Hat", '^'),
    ("lowbar", '_'),
    ("grave", '`'),
    ("lbrace", '{'),
    ("vert", '|'),
    ("rbrace", '}'),
];
