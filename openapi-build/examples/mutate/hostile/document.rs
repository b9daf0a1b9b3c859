//! A document from two numbers.

use openapi_build::{Builder, Unsupported};

use super::{amplify, api, draft::Draft, nest, trick::Trick, vary, widen, write::Style};
use crate::random::Random;

/// What a document at most has of the usual parts, what most documents have in bytes, and what few have.
const PARTS: usize = 6;
const SMALL: (usize, usize) = (500, 50_000);
const LARGE: (usize, usize) = (200_000, 9_000_000);
const ONE_LARGE_IN: usize = 300;

pub(crate) struct Made {
    /// Its name, as the builder is told.
    pub(crate) spec: String,
    /// Its name in its folder.
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) neighbours: Vec<(String, String)>,
    pub(crate) tricks: Vec<&'static str>,
    /// The document as it is published later.
    pub(crate) variation: Option<String>,
    is_runtime: bool,
    is_strict: bool,
}

impl Made {
    /// `folder` is where it will stand, `outside` the folder that nothing may be read from.
    pub(crate) fn new(seed: u64, index: u64, folder: &str, outside: &str) -> Self {
        let mut random = Random::of(seed, index);
        let mut style = Style::new(&mut random);
        let is_large = random.one_in(ONE_LARGE_IN);
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
        let tricks: Vec<&Trick> = [amplify::TRICKS, nest::TRICKS, widen::TRICKS]
            .into_iter()
            .flatten()
            .filter(|trick| style.is_yaml || !trick.is_yaml)
            .collect();
        for _ in 0..count {
            let trick = draft.random.pick(&tricks);
            let bytes = draft.random.size(least, most / count);
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
        Self { spec, name, text, neighbours: draft.neighbours, tricks: draft.tricks, variation, is_runtime, is_strict }
    }

    pub(crate) fn builder(&self) -> Builder {
        let mut builder = Builder::new(&self.spec);
        if !self.is_strict {
            builder = builder.on_unsupported(Unsupported::Skip);
        }
        if self.is_runtime {
            builder = builder
                .request_id_header("X-Request-Id")
                .cursor_pagination("cursor", "next_cursor")
                .httpmock("mock")
                .json_schema("schemars");
        }
        builder
    }

    pub(crate) fn about(&self) -> String {
        let way = if self.is_runtime { "runtime" } else { "plain" };
        let strict = if self.is_strict { ", strict" } else { "" };
        let diff = if self.variation.is_some() { ", diff" } else { "" };
        let tricks = if self.tricks.is_empty() { "no trick".to_owned() } else { self.tricks.join(" + ") };
        format!("{}, {} bytes, {way}{strict}{diff}: {tricks}", self.spec, self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_are_one_document() {
        for index in 1..200 {
            let [one, other] = [(); 2].map(|()| Made::new(7, index, "/in", "/out"));
            assert_eq!((&one.text, &one.variation, one.about()), (&other.text, &other.variation, other.about()));
            assert_ne!(one.text, Made::new(8, index, "/in", "/out").text, "{index}");
        }
    }

    #[test]
    fn most_documents_can_be_read() {
        let is_read = |index: &u64| {
            let Made { text, name, .. } = Made::new(7, *index, "/in", "/out");
            match name {
                "api.json" => serde_json::from_str::<serde_json::Value>(&text).is_ok(),
                // Aliases of aliases would take all memory: what would only fail later is no matter here.
                _ => text.len() < 1_000_000 && serde_yaml::from_str::<serde::de::IgnoredAny>(&text).is_ok(),
            }
        };
        let count = (0..200).filter(is_read).count();
        assert!(count > 140, "{count}");
    }
}
