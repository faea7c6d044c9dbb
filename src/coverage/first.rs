//! The first so many of an order, and no more.

use std::collections::BTreeSet;

/// How many archives each list names.
pub(super) const SHOWN: usize = 20;

/// The first [`SHOWN`] different things.
#[derive(Clone, Debug)]
pub(super) struct First<T>(BTreeSet<T>);

impl<T> Default for First<T> {
    fn default() -> Self {
        First(BTreeSet::new())
    }
}

impl<T: Ord> First<T> {
    /// Takes in what is made only if it may be among them: unless it stands `after` the last one, when
    /// there is no room.
    #[inline]
    pub fn offer(&mut self, after: impl FnOnce(&T) -> bool, make: impl FnOnce() -> T) {
        let is_full = self.0.len() >= SHOWN;
        if !self.0.last().filter(|_| is_full).is_some_and(after) {
            self.add(make());
        }
    }

    pub fn add(&mut self, thing: T) {
        self.0.insert(thing);
        if self.0.len() > SHOWN {
            self.0.pop_last();
        }
    }

    pub fn merge(&mut self, other: Self) {
        other.0.into_iter().for_each(|thing| self.add(thing));
    }

    /// Changes each of them.
    pub fn change(&mut self, mut change: impl FnMut(&mut T)) {
        let things = std::mem::take(&mut self.0).into_iter();
        self.0 = things
            .map(|mut thing| {
                change(&mut thing);
                thing
            })
            .collect();
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }
}
