//! Which cursors a walk has used.

use std::{
    collections::HashSet,
    hash::{BuildHasher as _, RandomState},
};

use crate::Cursor;

/// Which cursors a walk has used, in 16 bytes each, so that a walk over millions of jobs stays small.
///
/// Two keyed hashes stand for the text: no server can aim at a collision, and among a billion pages there is one by
/// chance once in 10²⁰ walks.
pub(crate) struct UsedCursors {
    keys: [RandomState; 2],
    seen: HashSet<[u64; 2]>,
}

impl UsedCursors {
    pub(crate) fn new() -> Self {
        Self { keys: [RandomState::new(), RandomState::new()], seen: HashSet::new() }
    }

    /// Whether it is one that was not used before.
    pub(crate) fn insert(&mut self, cursor: &Cursor) -> bool {
        let [first, second] = &self.keys;
        self.seen.insert([first.hash_one(cursor), second.hash_one(cursor)])
    }

    pub(crate) fn len(&self) -> usize {
        self.seen.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart() {
        let mut used = UsedCursors::new();
        for number in 0..10_000 {
            assert!(used.insert(&Cursor::from(number.to_string())), "{number} for the first time");
        }
        for number in 0..10_000 {
            assert!(!used.insert(&Cursor::from(number.to_string())), "{number} again");
        }
        assert_eq!(used.len(), 10_000);
    }
}
