//! Items that have to differ.

use std::collections::HashSet;

use serde_json::Value;

/// An item that is there a second time.
pub(super) fn repeated(items: &[Value]) -> Option<&Value> {
    let mut seen = HashSet::new();
    items.iter().find(|item| {
        let mut text = String::new();
        canonical(item, &mut text);
        !seen.insert(text)
    })
}

/// Writes a value so that equal ones read the same (JSON Schema, section 4.2.2): `1` and `1.0` are equal, and so are
/// objects whose members stand in another order.
#[allow(clippy::cast_possible_truncation)] // whole and below 1e30
fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Number(number) => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 1e30);
            let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
            out.push_str(&match integer.or_else(|| whole.map(|whole| whole as i128)) {
                Some(integer) => integer.to_string(),
                None => number.to_string(),
            });
        }
        // With its length in front, so that no text looks like what is around it.
        Value::String(text) => out.extend([text.len().to_string().as_str(), "\"", text]),
        Value::Array(items) => {
            out.push('[');
            for item in items {
                canonical(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| name.as_str());
            out.push('{');
            for (name, member) in members {
                out.extend([name.len().to_string().as_str(), "\"", name, ":"]);
                canonical(member, out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Null | Value::Bool(_) => out.push_str(&value.to_string()),
    }
}
