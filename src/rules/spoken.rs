//! The fields that are spoken for, by their pointers.

use std::borrow::Cow;
use std::collections::HashSet;

/// So many pointers are compared faster than one is hashed.
const FEW: usize = 16;

/// A set of pointers: nearly always of none, or of very few.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// A bit for each pointer here, which others may share: what has no bit is not here.
    bits: u64,
    few: Vec<Cow<'static, str>>,
    /// All after the first few, so that a job with thousands of faults takes no thousand times as long.
    more: HashSet<Cow<'static, str>>,
}

impl Spoken {
    pub fn insert(&mut self, pointer: Cow<'static, str>) {
        self.bits |= bit(&pointer);
        if self.few.len() < FEW {
            self.few.push(pointer);
        } else {
            self.more.insert(pointer);
        }
    }

    pub fn contains(&self, pointer: &str) -> bool {
        self.bits & bit(pointer) != 0
            && (self.few.iter().any(|spoken| spoken == pointer) || self.more.contains(pointer))
    }
}

/// One of 64 bits, by the length and the last byte.
fn bit(pointer: &str) -> u64 {
    let last = pointer.bytes().next_back().map_or(0, usize::from);
    1 << ((pointer.len() * 7 + last) % 64)
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
