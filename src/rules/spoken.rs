//! The fields that are spoken for, by their pointers.

use std::borrow::Cow;
use std::collections::HashSet;

/// So many pointers are compared faster than one is hashed.
const FEW: usize = 16;

/// A set of pointers: nearly always of none, or of very few.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    few: Vec<Cow<'static, str>>,
    /// All after the first few, so that a job with thousands of faults takes no thousand times as long.
    more: HashSet<Cow<'static, str>>,
}

impl Spoken {
    pub fn insert(&mut self, pointer: Cow<'static, str>) {
        if self.few.len() < FEW {
            self.few.push(pointer);
        } else {
            self.more.insert(pointer);
        }
    }

    pub fn contains(&self, pointer: &str) -> bool {
        self.few.iter().any(|spoken| spoken == pointer)
            || !self.more.is_empty() && self.more.contains(pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_of_many_are_spoken_for() {
        let mut spoken = Spoken::default();
        assert!(!spoken.contains("/0"));
        (0..100).for_each(|index| spoken.insert(format!("/{index}").into()));
        assert!(spoken.contains("/0") && spoken.contains("/99"));
        assert!(!spoken.contains("/100"));
    }
}
