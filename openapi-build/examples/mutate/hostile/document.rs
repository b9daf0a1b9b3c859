//! A document from two numbers.

use super::{amplify, api, draft::Draft, nest, plan::Plan, swell, trick::Trick, vary, widen, write::Style};
use crate::random::Random;

/// What a document at most has of the usual parts, what most documents have in bytes, and what few have.
const PARTS: usize = 6;
const SMALL: (usize, usize) = (500, 50_000);
const LARGE: (usize, usize) = (200_000, 9_000_000);
const ONE_LARGE_IN: usize = 100;
/// No document has more bytes; where there are two, they have half.
const MOST: usize = 10_000_000;

/// What a run makes its documents from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed {
    pub(crate) number: u64,
    /// Whether all documents are large.
    pub(crate) is_large: bool,
}

impl Seed {
    pub(crate) fn arguments(self) -> [String; 2] {
        [self.number.to_string(), u8::from(self.is_large).to_string()]
    }

    pub(crate) fn read(number: &str, large: &str) -> Option<Self> {
        Some(Self { number: number.parse().ok()?, is_large: large == "1" })
    }

    pub(crate) fn is_large_at(self, index: u64) -> bool {
        self.is_large || Random::of(self.number, index).one_in(ONE_LARGE_IN)
    }
}

pub(crate) struct Made {
    pub(crate) plan: Plan,
    pub(crate) text: String,
    pub(crate) neighbours: Vec<(String, String)>,
    /// The document as it is published later.
    pub(crate) variation: Option<String>,
}

impl Made {
    /// `folder` is where it will stand, `outside` the folder that nothing may be read from.
    pub(crate) fn new(seed: Seed, index: u64, folder: &str, outside: &str) -> Self {
        let mut part = 1;
        loop {
            let made = Self::sized(seed, index, folder, outside, part);
            let bytes = made.text.len() + made.variation.as_ref().map_or(0, String::len);
            if bytes <= MOST {
                return made;
            }
            part *= (bytes / MOST + 1).next_power_of_two();
        }
    }

    /// A large document is made of `part` times less.
    fn sized(seed: Seed, index: u64, folder: &str, outside: &str, part: usize) -> Self {
        let mut random = Random::of(seed.number, index);
        let mut style = Style::new(&mut random);
        let is_large = seed.is_large_at(index);
        let count = if is_large { 1 } else { random.pick(&[0, 1, 1, 1, 2, 2, 3]) };
        let (least, most) = if is_large { LARGE } else { SMALL };
        let is_runtime = index.is_multiple_of(2);
        let is_strict = random.one_in(8);
        let varies = random.one_in(6);
        let name = if style.is_yaml { "api.yaml" } else { "api.json" };
        let spec = match random.below(5) {
            0 => format!("./{name}"),
            1 => format!("{folder}/{name}"),
            _ => name.to_owned(),
        };
        let mut draft = Draft::new(random, style.is_yaml, outside);
        let parts = draft.random.below(if count == 0 { 2 * PARTS } else { PARTS });
        api::fill(&mut draft, parts);
        let tricks: Vec<&Trick> = [amplify::TRICKS, nest::TRICKS, widen::TRICKS, swell::TRICKS]
            .into_iter()
            .flatten()
            .filter(|trick| style.is_yaml || !trick.is_yaml)
            .collect();
        for _ in 0..count {
            let trick = draft.random.pick(&tricks);
            let bytes = draft.random.size(least, most / count) / part;
            draft.tricks.push(trick.name);
            (trick.make)(&mut draft, bytes);
        }
        let value = draft.finish();
        if !(draft.before.is_empty() && draft.behind.is_empty()) {
            style.in_lines();
        }
        let around = |text: String| format!("{}{text}{}", draft.before, draft.behind);
        let text = around(style.write(&value));
        let mut random = draft.random.clone();
        let variation = varies.then(|| {
            let mut value = value;
            vary::change(&mut value, &mut random);
            around(style.write(&value))
        });
        let plan = Plan {
            spec,
            name: name.to_owned(),
            is_compared: variation.is_some(),
            is_runtime,
            is_strict,
            bytes: text.len(),
            neighbours: draft.neighbours.iter().map(|(name, _)| name.clone()).collect(),
            tricks: draft.tricks.iter().map(|&name| name.to_owned()).collect(),
        };
        Self { plan, text, neighbours: draft.neighbours, variation }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: Seed = Seed { number: 7, is_large: false };

    /// The large ones take a while.
    fn small(count: u64) -> impl Iterator<Item = u64> {
        (0..count).filter(|index| !SEED.is_large_at(*index))
    }

    #[test]
    fn two_numbers_are_one_document() {
        for index in small(100) {
            let [one, other] = [(); 2].map(|()| Made::new(SEED, index, "/in", "/out"));
            assert_eq!(
                (&one.text, &one.variation, one.plan.about()),
                (&other.text, &other.variation, other.plan.about())
            );
            assert_ne!(one.text, Made::new(Seed { number: 8, ..SEED }, index, "/in", "/out").text, "{index}");
        }
    }

    #[test]
    fn most_documents_can_be_read() {
        let is_read = |index: &u64| {
            let Made { text, plan, .. } = Made::new(SEED, *index, "/in", "/out");
            match plan.name.as_str() {
                "api.json" => serde_json::from_str::<serde_json::Value>(&text).is_ok(),
                // Aliases of aliases would take all memory: what would only fail later is no matter here.
                _ => text.len() < 100_000 && serde_yaml::from_str::<serde::de::IgnoredAny>(&text).is_ok(),
            }
        };
        let count = small(100).filter(is_read).count();
        assert!(count > 60, "{count}");
    }
}
