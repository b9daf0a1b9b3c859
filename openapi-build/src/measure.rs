//! What a YAML text would cost, found before a reader holds all of it in memory.

use saphyr_parser::{Event, Parser};

use crate::{
    limits::{MAX_DEPTH, MAX_NODES},
    locate::Place,
};

/// Columns from which on a line can be within a thousand mappings.
const FAR_RIGHT: usize = 1000;

/// Refuses a text whose nesting or number of values no document needs. Most texts are seen to be harmless at a glance;
/// others are parsed once, event by event.
pub(crate) fn check(text: &str) -> Result<(), (String, Option<Place>)> {
    if is_harmless(text) {
        return Ok(());
    }
    let (mut depth, mut values) = (0_usize, 0_usize);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let place = (error.marker().line(), error.marker().col() + 1);
            // The parser looks ahead within brackets, and has a limit of its own there.
            let is_deep = error.info().contains("recursion limit");
            let message = if is_deep { too_deep() } else { format!("expected YAML but found: {}", error.info()) };
            (message, Some(place))
        })?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                values += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            Event::Scalar(..) | Event::Alias(_) => values += 1,
            _ => {}
        }
        let place = Some((span.start.line(), span.start.col() + 1));
        if depth > MAX_DEPTH {
            return Err((too_deep(), place));
        }
        // A key counts as a value here.
        if values > 2 * MAX_NODES {
            return Err((too_many(), place));
        }
    }
    Ok(())
}

pub(crate) fn too_deep() -> String {
    format!("expected at most {MAX_DEPTH} mappings and sequences within each other but found more")
}

pub(crate) fn too_many() -> String {
    format!("expected at most {MAX_NODES} values, aliases written out, but found more")
}

/// Whether brackets, columns and separators alone show that neither limit can be met.
fn is_harmless(text: &str) -> bool {
    let (mut open, mut deepest, mut separators) = (0_usize, 0, 0_usize);
    let mut column = Some(0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => {
                open += 1;
                deepest = deepest.max(open);
            }
            b']' | b'}' => open = open.saturating_sub(1),
            b'\n' | b'\r' | b',' => separators += 1,
            _ => {}
        }
        column = match (byte, column) {
            (b'\n' | b'\r', _) => Some(0),
            (b' ' | b'-' | b'?' | b':' | b'\t', Some(FAR_RIGHT)) => return false,
            (b' ' | b'-' | b'?' | b':' | b'\t', Some(column)) => Some(column + 1),
            _ => None,
        };
    }
    deepest <= MAX_DEPTH && separators <= MAX_NODES
}

#[cfg(test)]
mod tests {
    use super::{check, too_deep};

    #[test]
    fn what_is_too_deep_is_refused() {
        let cases = [
            ("flow sequence", "[", "]"),
            ("flow mapping", "{a: ", "}"),
            ("block sequence", "- ", ""),
            ("both in turn", "[{a: ", "}]"),
        ];
        for (name, open, close) in cases {
            for depth in [1_000, 300_000] {
                let text = open.repeat(depth) + &close.repeat(depth);
                let (message, place) = check(&text).unwrap_err();
                assert_eq!((message, place.map(|(line, _)| line)), (too_deep(), Some(1)), "{name}, {depth}");
            }
            assert_eq!(check(&(open.repeat(60) + "a" + &close.repeat(60))), Ok(()), "{name}");
        }
    }

    #[test]
    fn what_only_looks_deep_is_taken() {
        let cases = [
            ("brackets in a text", format!("a: \"{}\"", "[".repeat(400_000))),
            ("brackets in a block", format!("a: |\n  {}", "{".repeat(400_000))),
            ("dashes in a text", format!("a: |\n  {}", "- ".repeat(400_000))),
        ];
        for (name, text) in cases {
            assert_eq!(check(&text), Ok(()), "{name}");
        }
    }
}
