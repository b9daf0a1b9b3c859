//! What became of each of many, without a look at every pair: a document may have a hundred thousand.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// The first of each key.
pub(super) fn first_by<'s, T, K: Eq + Hash>(all: &'s [T], key: impl Fn(&'s T) -> K) -> HashMap<K, &'s T> {
    all.iter().rev().map(|one| (key(one), one)).collect()
}

/// Finds in a new document what was in an old one: the same key, or else the same name where its key is a new one.
pub(super) struct Successors<'s, T, K> {
    old_keys: HashSet<K>,
    by_key: HashMap<K, &'s T>,
    by_name: HashMap<&'s str, &'s T>,
    key: fn(&'s T) -> K,
    name: fn(&'s T) -> &'s str,
}

impl<'s, T, K: Eq + Hash> Successors<'s, T, K> {
    pub(super) fn new(old: &'s [T], new: &'s [T], key: fn(&'s T) -> K, name: fn(&'s T) -> &'s str) -> Self {
        let old_keys = old.iter().map(key).collect();
        Self { old_keys, by_key: first_by(new, key), by_name: first_by(new, name), key, name }
    }

    pub(super) fn of(&self, before: &'s T) -> Option<&'s T> {
        self.by_key.get(&(self.key)(before)).copied().or_else(|| {
            let named = *self.by_name.get((self.name)(before))?;
            (!self.old_keys.contains(&(self.key)(named))).then_some(named)
        })
    }
}
