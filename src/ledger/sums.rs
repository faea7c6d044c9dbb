//! Amounts by a key: added up, and taken apart again.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What can be added up, and taken apart again.
pub trait Amount: Copy + Default + PartialEq {
    /// Adds another.
    fn add(&mut self, other: &Self);
    /// Takes out what was added before.
    fn take_out(&mut self, other: &Self);
}

impl Amount for u64 {
    fn add(&mut self, other: &Self) {
        *self += other;
    }

    fn take_out(&mut self, other: &Self) {
        *self = self.saturating_sub(*other);
    }
}

/// Amounts by a key; where there is none, there is no key.
///
/// Jobs that follow each other mostly share their key, which is then found without a search.
#[derive(Clone)]
pub(super) struct Sums<K, A> {
    rows: Vec<(K, A)>,
    places: BTreeMap<K, usize>,
    last: usize,
}

impl<K, A> Default for Sums<K, A> {
    fn default() -> Self {
        Sums { rows: Vec::new(), places: BTreeMap::new(), last: 0 }
    }
}

impl<K: Clone + Ord, A: Amount> Sums<K, A> {
    /// The amount under the key that is made, if that of the last call `is` not the same.
    #[inline]
    pub fn at(&mut self, is: impl FnOnce(&K) -> bool, key: impl FnOnce() -> K) -> &mut A {
        if !self.rows.get(self.last).is_some_and(|(last, _)| is(last)) {
            self.last = self.place(key());
        }
        &mut self.rows[self.last].1
    }

    /// Where the amount of the last call stands; there it stays.
    #[inline]
    pub fn last(&self) -> usize {
        self.last
    }

    #[cold]
    fn place(&mut self, key: K) -> usize {
        let next = self.rows.len();
        let place = *self.places.entry(key.clone()).or_insert(next);
        if place == next {
            self.rows.push((key, A::default()));
        }
        place
    }

    pub fn merge(&mut self, other: Self) {
        for (key, amount) in other.rows {
            self.at(|last| *last == key, || key.clone()).add(&amount);
        }
    }

    pub fn take_out(&mut self, other: &Self) {
        for (key, amount) in &other.rows {
            if let Some(place) = self.places.get(key) {
                self.rows[*place].1.take_out(amount);
            }
        }
    }

    /// The amounts, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &A)> {
        let rows = self.places.iter().map(|(key, place)| (key, &self.rows[*place].1));
        rows.filter(|(_, amount)| **amount != A::default())
    }
}

impl<K: Clone + fmt::Debug + Ord, A: Amount + fmt::Debug> fmt::Debug for Sums<K, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Clone + Ord, A: Amount> PartialEq for Sums<K, A> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Clone + Ord, A: Amount + Eq> Eq for Sums<K, A> {}

impl<K: Clone + Ord + Serialize, A: Amount + Serialize> Serialize for Sums<K, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, K, A> Deserialize<'de> for Sums<K, A>
where
    K: Clone + Deserialize<'de> + Ord,
    A: Amount + Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut sums = Self::default();
        for (key, amount) in BTreeMap::<K, A>::deserialize(deserializer)? {
            sums.at(|last| *last == key, || key.clone()).add(&amount);
        }
        Ok(sums)
    }
}
