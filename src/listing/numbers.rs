//! Values that are kept once, and called by number.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use serde::{Deserialize, Serialize};

/// Different values, numbered as they come.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(from = "Vec<T>", into = "Vec<T>")]
#[serde(bound(
    serialize = "T: Clone + Serialize",
    deserialize = "T: Clone + Deserialize<'de> + Hash + Eq"
))]
pub(super) struct Numbers<T> {
    values: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T: Clone + Hash + Eq> Numbers<T> {
    /// The number of a value that is known.
    pub(super) fn number<Q>(&self, value: &Q) -> Option<u32>
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.numbers.get(value).copied()
    }

    /// The number of a value.
    pub(super) fn of<Q>(&mut self, value: &Q) -> u32
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ToOwned + ?Sized,
        Q::Owned: Into<T>,
    {
        if let Some(&number) = self.numbers.get(value) {
            return number;
        }
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let value: T = value.to_owned().into();
        self.values.push(value.clone());
        self.numbers.insert(value, number);
        number
    }

    /// Takes in the values of other numbers, and returns what their numbers are here.
    pub(super) fn merge<Q>(&mut self, later: &Numbers<T>) -> Vec<u32>
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ToOwned + ?Sized,
        Q::Owned: Into<T>,
    {
        later.values.iter().map(|value| self.of(value.borrow())).collect()
    }
}

impl<T> Numbers<T> {
    pub(super) fn values(&self) -> &[T] {
        &self.values
    }
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Numbers { values: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T: Clone + Hash + Eq> From<Vec<T>> for Numbers<T> {
    fn from(values: Vec<T>) -> Self {
        let numbers = values.iter().cloned().zip(0..).collect();
        Numbers { values, numbers }
    }
}

impl<T> From<Numbers<T>> for Vec<T> {
    fn from(numbers: Numbers<T>) -> Self {
        numbers.values
    }
}
