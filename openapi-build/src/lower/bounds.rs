//! Bounds of several parts that hold at once: the narrower one is what is asked for.

use std::cmp::Ordering;

use serde_json::Value;

/// Whether a keyword bounds a value, and two of it can be one.
pub(super) fn is_bound(keyword: &str) -> bool {
    side(keyword).is_some() || ["uniqueItems", "multipleOf"].contains(&keyword)
}

/// Which of two bounds is the narrower.
fn side(keyword: &str) -> Option<Ordering> {
    match keyword {
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => Some(Ordering::Greater),
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => Some(Ordering::Less),
        _ => None,
    }
}

/// Makes `known` what it and `other` ask for together.
pub(super) fn narrow(keyword: &str, known: &mut Value, other: Value) {
    match (side(keyword), known.as_f64(), other.as_f64()) {
        (Some(side), Some(mine), Some(theirs)) if theirs.partial_cmp(&mine) == Some(side) => *known = other,
        // What is a multiple of both; of steps that are no integers the later one is checked.
        (None, Some(_), Some(_)) => {
            let both = known.as_u64().zip(other.as_u64()).and_then(|(mine, theirs)| common(mine, theirs));
            *known = both.map_or(other, Value::from);
        }
        // Items that are unique; in 3.0 a flag makes a bound exclusive.
        (None, ..) | (Some(_), None, _) if other == true => *known = other,
        _ => {}
    }
}

/// The least common multiple.
fn common(a: u64, b: u64) -> Option<u64> {
    let (mut divisor, mut rest) = (a, b);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    a.checked_div(divisor)?.checked_mul(b)
}
