//! Sets of characters, written as the linear engine reads them.

/// Code points as inclusive ranges, in no order. Surrogates may be among them: no text has any.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    ranges: Vec<(u32, u32)>,
}

const LAST: u32 = char::MAX as u32;
const SURROGATES: (u32, u32) = (0xd800, 0xdfff);

/// What ECMA-262 calls white space and line terminators, which `\s` stands for.
const SPACES: [(u32, u32); 10] = [
    (0x9, 0xd),
    (0x20, 0x20),
    (0xa0, 0xa0),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x2028, 0x2029),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x3000, 0x3000),
    (0xfeff, 0xfeff),
];

const WORD: [(u32, u32); 4] = [(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)];

impl Class {
    pub(super) fn of(ranges: &[(u32, u32)]) -> Self {
        Self { ranges: ranges.to_vec() }
    }

    /// What `\d`, `\s` and `\w` stand for, and in upper case what is left.
    pub(super) fn of_letter(letter: char) -> Option<Self> {
        let class = match letter.to_ascii_lowercase() {
            'd' => Self::of(&WORD[..1]),
            's' => Self::of(&SPACES),
            'w' => Self::of(&WORD),
            _ => return None,
        };
        Some(if letter.is_ascii_uppercase() { class.negated() } else { class })
    }

    /// What `.` stands for: all but line terminators.
    pub(super) fn of_dot() -> Self {
        Self::of(&[(0xa, 0xa), (0xd, 0xd), (0x2028, 0x2029)]).negated()
    }

    pub(super) fn add(&mut self, first: u32, last: u32) {
        self.ranges.push((first, last));
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.ranges.extend_from_slice(&other.ranges);
    }

    /// Everything else.
    pub(super) fn negated(mut self) -> Self {
        self.settle();
        let mut rest = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for (first, last) in self.ranges {
            if first > next {
                rest.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            rest.push((next, LAST));
        }
        Self { ranges: rest }
    }

    /// Puts the ranges in order; what touches becomes one.
    fn settle(&mut self) {
        self.ranges.sort_unstable();
        self.ranges.dedup_by(|next, kept| {
            let touches = next.0 <= kept.1.saturating_add(1);
            if touches {
                kept.1 = kept.1.max(next.1);
            }
            touches
        });
    }

    /// Writes the class, and says of how many ranges it is.
    pub(super) fn write(mut self, out: &mut String) -> usize {
        self.settle();
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        for (first, last) in self.ranges {
            for (first, last) in [(first, last.min(SURROGATES.0 - 1)), (first.max(SURROGATES.1 + 1), last)] {
                if let (true, Some(first), Some(last)) = (first <= last, char::from_u32(first), char::from_u32(last)) {
                    ranges.push((first, last));
                }
            }
        }
        match ranges[..] {
            // The engine has no other word for what nothing is.
            [] => out.push_str(r"[^\u{0}-\u{10ffff}]"),
            [(first, last)] if first == last => write_char(first, out),
            _ => {
                out.push('[');
                for &(first, last) in &ranges {
                    write_char(first, out);
                    if first != last {
                        out.push('-');
                        write_char(last, out);
                    }
                }
                out.push(']');
            }
        }
        ranges.len()
    }
}

/// Writes a character as itself, in a class or outside.
pub(super) fn write_char(c: char, out: &mut String) {
    match c {
        ' ' | '!' | '"' | '%' | '\'' | ',' | '/' | ':'..='@' | '_' | '`' => out.push(c),
        c if c.is_ascii_alphanumeric() => out.push(c),
        c if c.is_ascii_punctuation() => out.extend(['\\', c]),
        c => out.extend(c.escape_unicode()),
    }
}
