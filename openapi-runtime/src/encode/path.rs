//! Path parameters.

use serde_json::Value;

use super::{Encoding, encoded, styled};

/// A path below `base`, its parameters filled in by `value`. No value makes it name another path: none is empty, and
/// none makes a segment that URLs leave out (`.` and `..`, whatever part of it the document wrote) or a separator of its
/// own.
///
/// # Errors
///
/// The parameter that is missing, or what is wrong with its value.
pub(crate) fn path<'v>(
    base: &str,
    template: &str,
    value: impl Fn(&str) -> Result<(&'v Value, Encoding), String>,
) -> Result<String, String> {
    let mut path = Path { url: base.to_owned(), segment: String::new(), names: Vec::new() };
    let mut rest = template;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        path.fixed(before)?;
        let (it, encoding) = value(name)?;
        path.value(name, it, encoding)?;
        rest = after;
    }
    path.fixed(rest)?;
    path.finish()?;
    Ok(path.url)
}

struct Path<'t> {
    url: String,
    /// The segment that is not finished yet, and the parameters in it.
    segment: String,
    names: Vec<&'t str>,
}

impl<'t> Path<'t> {
    fn fixed(&mut self, text: &str) -> Result<(), String> {
        for (index, part) in text.split('/').enumerate() {
            if index > 0 {
                self.finish()?;
                self.url.push('/');
            }
            self.segment.push_str(part);
        }
        Ok(())
    }

    fn value(&mut self, name: &'t str, it: &Value, encoding: Encoding) -> Result<(), String> {
        let plain = styled(name, it, encoding, str::to_owned);
        if plain.is_empty() {
            return Err(format!("expected the path parameter `{name}` to have a value but found an empty one"));
        }
        if let Some((at, c)) = plain.char_indices().find(|(_, c)| *c == '\\' || c.is_control()) {
            return Err(format!(
                "expected the path parameter `{name}` to have no backslash or control character but found {c:?} at byte {at}"
            ));
        }
        self.segment.push_str(&styled(name, it, encoding, encoded));
        self.names.push(name);
        Ok(())
    }

    fn finish(&mut self) -> Result<(), String> {
        let plain = self.segment.replace("%2e", ".").replace("%2E", ".");
        if !self.names.is_empty() && matches!(plain.as_str(), "" | "." | "..") {
            let names = self.names.join("`, `");
            return Err(format!(
                "expected the path parameter `{names}` to make a segment of the path but found `{plain}`"
            ));
        }
        self.url.push_str(&self.segment);
        self.segment.clear();
        self.names.clear();
        Ok(())
    }
}
