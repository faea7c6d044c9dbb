//! Amounts by a key: added up, and taken apart again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What can be added up, and taken apart again.
pub(super) trait Amount: Copy + Default + PartialEq {
    fn add(&mut self, other: Self);
    /// Takes out what was added before.
    fn take_out(&mut self, other: Self);
}

impl Amount for u64 {
    fn add(&mut self, other: Self) {
        *self += other;
    }

    fn take_out(&mut self, other: Self) {
        *self = self.saturating_sub(other);
    }
}

/// Amounts by a key; where there is none, there is no key.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Sums<K: Ord, A> {
    by_key: BTreeMap<K, A>,
}

impl<K: Ord, A> Default for Sums<K, A> {
    fn default() -> Self {
        Sums { by_key: BTreeMap::new() }
    }
}

impl<K: Ord, A: Amount> Sums<K, A> {
    #[inline]
    pub fn add(&mut self, key: K, amount: A) {
        self.by_key.entry(key).or_default().add(amount);
    }

    pub fn merge(&mut self, other: Self) {
        other.by_key.into_iter().for_each(|(key, amount)| self.add(key, amount));
    }

    pub fn take_out(&mut self, other: &Self) {
        for (key, amount) in &other.by_key {
            if let Some(own) = self.by_key.get_mut(key) {
                own.take_out(*amount);
                if *own == A::default() {
                    self.by_key.remove(key);
                }
            }
        }
    }

    pub fn get(&self, key: &K) -> A {
        self.by_key.get(key).copied().unwrap_or_default()
    }

    pub fn by_key(&self) -> &BTreeMap<K, A> {
        &self.by_key
    }
}
