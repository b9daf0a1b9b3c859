//! Reads an ECMA-262 expression with the flag `u`, as JSON Schema has it, and writes what the linear engine takes.
//!
//! What the flag refuses and is one thing without it (ECMA-262, annex B) is taken for that: `\-`, `\@`, `[\w-.]`, a
//! lone `]`. What another engine reads as something else is refused.

use regex_syntax::hir::{self, HirKind};

use super::{
    MAX_DEPTH, MAX_STATES, MAX_STEPS, MAX_WRITTEN, Pattern, Refused,
    class::{Class, write_char},
};

/// Reads `text`. What it writes is taken from `room`, and so are the ranges of Unicode's properties.
pub(super) fn read(text: &str, room: &mut usize) -> Result<Pattern, Refused> {
    let mut reader = Reader { chars: text.chars().collect(), at: 0, out: String::new(), room };
    let states = reader.alternatives(0)?;
    if reader.peek().is_some() {
        return Err(reader.invalid("a parenthesis that closes nothing"));
    }
    let Reader { out: regex, room, .. } = reader;
    *room = room.checked_sub(regex.len()).ok_or(Refused::TooMany)?;
    Ok(Pattern { text: text.to_owned(), regex, longest: states.max(MAX_STEPS / states) })
}

struct Reader<'r> {
    chars: Vec<char>,
    at: usize,
    out: String,
    room: &'r mut usize,
}

/// What stands in a class, or for one.
enum Atom {
    Char(u32),
    Class(Class),
}

/// How many states something takes.
type States = Result<usize, Refused>;

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(index, c)| self.chars.get(self.at + index) == Some(&c));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn invalid(&self, what: &'static str) -> Refused {
        Refused::Invalid(what, self.at)
    }

    fn bounded(&self, states: usize) -> States {
        if states > MAX_STATES {
            return Err(Refused::TooLarge("10,000 states, repetitions written out"));
        }
        if self.out.len() > MAX_WRITTEN {
            return Err(Refused::TooLarge("64 KiB, classes written out"));
        }
        Ok(states)
    }

    /// Alternatives, up to the end of the group or the pattern.
    fn alternatives(&mut self, depth: usize) -> States {
        if depth > MAX_DEPTH {
            return Err(Refused::TooLarge("50 groups in each other"));
        }
        let mut states = 1;
        loop {
            states += self.terms(depth)? + 1;
            self.bounded(states)?;
            if !self.eat("|") {
                return Ok(states);
            }
            self.out.push('|');
        }
    }

    fn terms(&mut self, depth: usize) -> States {
        let mut states = 0;
        while let Some(next) = self.peek().filter(|next| !matches!(next, ')' | '|')) {
            let start = self.at;
            if self.eat("^") || self.eat("$") || self.eat("\\b") || self.eat("\\B") {
                self.out.extend(&self.chars[start..self.at]);
                states += 1;
                continue;
            }
            let term = match next {
                '(' => self.group(depth)?,
                '*' | '+' | '?' => return Err(self.invalid("a quantifier of nothing")),
                // Without `u` a brace that is no quantifier is itself; with a comma in front some read one.
                '{' if self.quantifier()?.is_some() || self.chars.get(self.at + 1) == Some(&',') => {
                    return Err(Refused::Invalid("a quantifier of nothing", start));
                }
                _ => match self.atom()? {
                    Atom::Char(code) => self.write_code(code),
                    Atom::Class(class) => 1 + class.write(&mut self.out) / 8,
                },
            };
            states += self.repeated(term)?;
            self.bounded(states)?;
        }
        Ok(states)
    }

    /// Takes the quantifier behind a term of so many states, if there is one.
    fn repeated(&mut self, term: usize) -> States {
        let start = self.at;
        let Some((least, most)) = self.quantifier()? else { return Ok(term) };
        let states = match (least, most) {
            (least, None) => term.saturating_mul(least.max(1)).saturating_add(2),
            (least, Some(most)) => {
                let optional = (most - least).saturating_mul(term + 1);
                term.saturating_mul(least).saturating_add(optional).saturating_add(1)
            }
        };
        self.bounded(states)?;
        self.out.extend(&self.chars[start..self.at]);
        // Whether it is lazy makes no difference to whether there is a match.
        self.eat("?");
        Ok(states)
    }

    /// The bounds of a quantifier, if one stands here.
    fn quantifier(&mut self) -> Result<Option<(usize, Option<usize>)>, Refused> {
        let start = self.at;
        let bounds = match self.next() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let Some(bounds) = self.braced() else {
                    self.at = start;
                    return Ok(None);
                };
                bounds
            }
            _ => {
                self.at = start;
                return Ok(None);
            }
        };
        if bounds.1.is_some_and(|most| most < bounds.0) {
            return Err(Refused::Invalid("a quantifier whose bounds are out of order", start));
        }
        Ok(Some(bounds))
    }

    /// `2}`, `2,}` or `2,4}`.
    fn braced(&mut self) -> Option<(usize, Option<usize>)> {
        let least = self.number()?;
        let most = if self.eat(",") { self.number() } else { Some(least) };
        self.eat("}").then_some((least, most))
    }

    fn number(&mut self) -> Option<usize> {
        let start = self.at;
        let mut number = 0_usize;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit as usize);
            self.at += 1;
        }
        (self.at > start).then_some(number)
    }

    /// A group, whose name and number are of no use here.
    fn group(&mut self, depth: usize) -> States {
        let start = self.at;
        self.next();
        if self.eat("?") {
            match self.next() {
                Some(':') => {}
                Some('=' | '!') => return Err(Refused::Unsupported("a lookahead")),
                Some('<') if matches!(self.peek(), Some('=' | '!')) => {
                    return Err(Refused::Unsupported("a lookbehind"));
                }
                Some('<') => self.group_name()?,
                Some('i' | 'm' | 's' | '-') => return Err(Refused::Unsupported("a modifier")),
                _ => return Err(Refused::Invalid("a group of no known kind", start)),
            }
        }
        self.out.push_str("(?:");
        let states = self.alternatives(depth + 1)?;
        if !self.eat(")") {
            return Err(Refused::Invalid("a parenthesis that is not closed", start));
        }
        self.out.push(')');
        Ok(states)
    }

    fn group_name(&mut self) -> Result<(), Refused> {
        let start = self.at;
        while let Some(c) = self.next() {
            match c {
                '>' if self.at > start + 1 => return Ok(()),
                '$' | '_' | '\\' | '{' | '}' => {}
                c if c.is_alphanumeric() && !(self.at == start + 1 && c.is_numeric()) => {}
                _ => break,
            }
        }
        Err(Refused::Invalid("a group without a name", start))
    }

    /// Writes one character. A surrogate by itself is in no text.
    fn write_code(&mut self, code: u32) -> usize {
        match char::from_u32(code) {
            Some(c) => write_char(c, &mut self.out),
            None => {
                Class::default().write(&mut self.out);
            }
        }
        1
    }

    fn atom(&mut self) -> Result<Atom, Refused> {
        match self.next() {
            Some('.') => Ok(Atom::Class(Class::of_dot())),
            Some('[') => self.class().map(Atom::Class),
            Some('\\') => self.escape(),
            Some(c) => Ok(Atom::Char(c.into())),
            None => Err(self.invalid("the end")),
        }
    }

    /// What follows a bracket, up to the one that closes it.
    fn class(&mut self) -> Result<Class, Refused> {
        let start = self.at - 1;
        let is_negated = self.eat("^");
        let mut class = Class::default();
        while !self.eat("]") {
            let at = self.at;
            let first = self.class_atom(start)?;
            if self.peek() != Some('-') || self.chars.get(self.at + 1).is_none_or(|next| *next == ']') {
                add(&mut class, &first);
                continue;
            }
            self.next();
            match (first, self.class_atom(start)?) {
                (Atom::Char(first), Atom::Char(last)) if first <= last => class.add(first, last),
                (Atom::Char(_), Atom::Char(_)) => return Err(Refused::Invalid("a range that is out of order", at)),
                // A class is no end of a range: without `u` the dash is one.
                (first, last) => {
                    class.add('-'.into(), '-'.into());
                    add(&mut class, &first);
                    add(&mut class, &last);
                }
            }
        }
        Ok(if is_negated { class.negated() } else { class })
    }

    fn class_atom(&mut self, start: usize) -> Result<Atom, Refused> {
        match self.next() {
            Some('\\') if self.eat("b") => Ok(Atom::Char(0x8)),
            Some('\\') => self.escape(),
            Some(c) => Ok(Atom::Char(c.into())),
            None => Err(Refused::Invalid("a bracket that is not closed", start)),
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<Atom, Refused> {
        let start = self.at - 1;
        let unknown = Refused::Invalid("an escape of no known kind", start);
        let Some(next) = self.next() else { return Err(unknown) };
        if let Some(class) = Class::of_letter(next) {
            return Ok(Atom::Class(class));
        }
        let code = match next {
            't' => 0x9,
            'n' => 0xa,
            'v' => 0xb,
            'f' => 0xc,
            'r' => 0xd,
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => 0,
            '1'..='9' | 'k' => return Err(Refused::Unsupported("a reference back to a group")),
            'c' => match self.next() {
                Some(letter) if letter.is_ascii_alphabetic() => u32::from(letter) % 32,
                _ => return Err(unknown),
            },
            'x' => self.hex(2).ok_or(unknown)?,
            'u' => self.unicode().ok_or(unknown)?,
            'p' | 'P' => return self.property(next == 'P').map(Atom::Class),
            c if !c.is_ascii_alphanumeric() => c.into(),
            _ => return Err(unknown),
        };
        Ok(Atom::Char(code))
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        (0..digits).try_fold(0, |code, _| Some(code * 16 + self.next()?.to_digit(16)?))
    }

    /// `{1f600}`, or four digits, of which two times four may be one character.
    fn unicode(&mut self) -> Option<u32> {
        if self.eat("{") {
            let mut code = None;
            while !self.eat("}") {
                let digit = self.next()?.to_digit(16)?;
                code = Some(code.unwrap_or(0_u32) * 16 + digit).filter(|code| *code <= char::MAX.into());
                code?;
            }
            return code;
        }
        let first = self.hex(4)?;
        let after = self.at;
        if (0xd800..0xdc00).contains(&first) && self.eat("\\u") {
            match self.hex(4) {
                Some(second @ 0xdc00..0xe000) => return Some(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)),
                _ => self.at = after,
            }
        }
        Some(first)
    }

    /// `{Letter}`, `{Script=Greek}`: a property of Unicode.
    fn property(&mut self, is_negated: bool) -> Result<Class, Refused> {
        let start = self.at;
        let unknown = Refused::Invalid("a property of no known name", start);
        if !self.eat("{") {
            return Err(unknown);
        }
        let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == '=';
        let name: String = self.chars[self.at..].iter().take(80).take_while(|c| is_name(c)).collect();
        self.at += name.len();
        if name.is_empty() || !self.eat("}") {
            return Err(unknown);
        }
        let found = regex_syntax::parse(&format!("\\p{{{name}}}")).map_err(|_| unknown.clone())?;
        let ranges: Vec<_> = match found.kind() {
            HirKind::Class(hir::Class::Unicode(class)) => {
                class.iter().map(|range| (range.start().into(), range.end().into())).collect()
            }
            HirKind::Literal(one) => {
                let text = String::from_utf8_lossy(&one.0);
                text.chars().map(|c| (c.into(), c.into())).collect()
            }
            _ => return Err(unknown),
        };
        *self.room = self.room.checked_sub(ranges.len()).ok_or(Refused::TooMany)?;
        let class = Class::of(&ranges);
        Ok(if is_negated { class.negated() } else { class })
    }
}

fn add(class: &mut Class, atom: &Atom) {
    match atom {
        Atom::Char(code) => class.add(*code, *code),
        Atom::Class(other) => class.extend(other),
    }
}
