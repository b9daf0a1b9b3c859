//! Where a value stands, and what it is, as messages show it.

/// Where in an argument a value stands.
#[derive(Clone, Copy)]
pub(super) enum Place<'p> {
    Argument(&'p str),
    Member(&'p Place<'p>, &'p str),
    Item(&'p Place<'p>, usize),
    /// The name of a member.
    Name(&'p Place<'p>),
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (mut parts, mut next) = (Vec::new(), *self);
        let argument = loop {
            parts.push(next);
            next = match next {
                Place::Argument(name) => break name,
                Place::Member(parent, _) | Place::Item(parent, _) | Place::Name(parent) => *parent,
            };
        };
        let mut path = argument.to_owned();
        for part in parts.iter().rev() {
            match part {
                Place::Argument(_) => {}
                Place::Member(_, name) => path.extend([".", name]),
                Place::Name(_) => path.push_str(" (a name)"),
                Place::Item(_, index) => path.extend(["[", &index.to_string(), "]"]),
            }
            if path.len() > SHOWN {
                break;
            }
        }
        f.write_str(&start(&path, false))
    }
}

/// In bytes: place, bound and value together are a message of a kilobyte.
const SHOWN: usize = 250;

/// The beginning of a text, so that no value makes a message long or breaks its line.
pub(super) fn start(text: &str, is_quoted: bool) -> String {
    let mut start = String::new();
    for c in text.chars() {
        if start.len() > SHOWN {
            start.push('…');
            break;
        }
        match c {
            '\'' => start.push(c),
            '"' | '\\' if !is_quoted => start.push(c),
            // Behind a letter, so that an accent stays with what it belongs to.
            c => start.extend(format!("a{c}").escape_debug().skip(1)),
        }
    }
    start
}

pub(super) fn shown(text: &str) -> String {
    format!("\"{}\"", start(text, true))
}
