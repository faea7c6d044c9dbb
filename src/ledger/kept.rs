//! The first of many things, by their order, in memory that does not grow with their number.
//!
//! Things are kept with how often they came. A thing is given up only for as many that stand before it,
//! so what is kept at the end was kept everywhere: however the things were parted, the same are kept,
//! with how often they came in all. For the same reason things that came too often can be taken out. Only
//! what was given up for them is then missing, so more are kept than are shown, and whoever is short of
//! them in spite of that can tell ([`Kept::lacks`]).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The first `MOST` different things, and how often each came.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(bound(serialize = "K: Serialize", deserialize = "K: Deserialize<'de> + Ord"))]
pub(super) struct Kept<K: Ord, const MOST: usize> {
    #[serde(serialize_with = "as_pairs", deserialize_with = "of_pairs")]
    counts: BTreeMap<K, u64>,
    /// Whether something was given up.
    is_cut: bool,
}

impl<K: Ord, const MOST: usize> Default for Kept<K, MOST> {
    fn default() -> Self {
        Kept { counts: BTreeMap::new(), is_cut: false }
    }
}

impl<K: Ord, const MOST: usize> Kept<K, MOST> {
    /// Gives up something that stands after as many as are kept elsewhere.
    #[inline]
    pub fn cut(&mut self) {
        self.is_cut = true;
    }

    /// The last that is kept, if there is no room for more.
    pub fn end(&self) -> Option<&K> {
        let last = self.counts.last_key_value().filter(|_| self.counts.len() >= MOST);
        last.map(|(key, _)| key)
    }

    /// Takes in what is made only if it may be kept: unless it stands `after` the last one, when there
    /// is no room.
    pub fn offer(&mut self, after: impl FnOnce(&K) -> bool, make: impl FnOnce() -> K) {
        let is_full = self.counts.len() >= MOST;
        match self.counts.last_key_value().filter(|_| is_full) {
            Some((last, _)) if after(last) => self.is_cut = true,
            _ => self.add(make(), 1),
        }
    }

    pub fn add(&mut self, key: K, count: u64) {
        *self.counts.entry(key).or_default() += count;
        if self.counts.len() > MOST {
            self.counts.pop_last();
            self.is_cut = true;
        }
    }

    pub fn merge(&mut self, other: Self) {
        self.is_cut |= other.is_cut;
        for (key, count) in other.counts {
            if self.counts.len() >= MOST
                && self.counts.last_key_value().is_some_and(|last| key > *last.0)
            {
                self.is_cut = true;
                return;
            }
            self.add(key, count);
        }
    }

    pub fn take_out(&mut self, other: &Self) {
        for (key, count) in &other.counts {
            if let Some(own) = self.counts.get_mut(key) {
                *own = own.saturating_sub(*count);
                if *own == 0 {
                    self.counts.remove(key);
                }
            }
        }
    }

    /// Whether less is left than is wanted, though there was more.
    pub fn lacks(&self, wanted: usize) -> bool {
        self.is_cut && self.counts.len() < wanted
    }

    /// What is kept, in order, with how often it came.
    pub fn counts(&self) -> &BTreeMap<K, u64> {
        &self.counts
    }
}

/// Not every format has keys that are no text.
fn as_pairs<K: Serialize, S: Serializer>(
    counts: &BTreeMap<K, u64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(counts)
}

fn of_pairs<'de, K: Deserialize<'de> + Ord, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<K, u64>, D::Error> {
    Ok(Vec::<(K, u64)>::deserialize(deserializer)?.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::Kept;

    type Few = Kept<u8, 5>;

    fn kept(things: &[u8]) -> Few {
        let mut kept = Few::default();
        things.iter().for_each(|thing| kept.offer(|last| thing > last, || *thing));
        kept
    }

    proptest! {
        #[test]
        fn the_first_are_kept_however_the_things_are_parted(
            parts in prop::collection::vec(prop::collection::vec(0_u8..12, 0..20), 1..5),
        ) {
            let all = parts.concat();
            let mut merged = Few::default();
            parts.iter().for_each(|part| merged.merge(kept(part)));
            prop_assert_eq!(&merged, &kept(&all));
            let mut from_the_last = Few::default();
            for part in parts.iter().rev() {
                let mut earlier = kept(part);
                earlier.merge(from_the_last);
                from_the_last = earlier;
            }
            prop_assert_eq!(&from_the_last, &merged);
            let mut counts = BTreeMap::new();
            all.iter().for_each(|thing| *counts.entry(*thing).or_insert(0) += 1);
            prop_assert_eq!(merged.is_cut, counts.len() > 5);
            let first: BTreeMap<u8, u64> = counts.into_iter().take(5).collect();
            prop_assert_eq!(merged.counts(), &first);
        }

        #[test]
        fn what_is_taken_out_is_as_if_it_had_not_come_unless_that_can_be_told(
            stay in prop::collection::vec(0_u8..12, 0..20),
            go in prop::collection::vec(0_u8..12, 0..20),
        ) {
            let mut left = kept(&[&stay[..], &go[..]].concat());
            left.take_out(&kept(&go));
            if !left.lacks(3) {
                let first = |kept: &Few| kept.counts().iter().take(3).map(|(k, n)| (*k, *n)).collect::<Vec<_>>();
                prop_assert_eq!(first(&left), first(&kept(&stay)));
            }
        }
    }
}
