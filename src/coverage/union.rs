//! Which bytes of an archive are in none of some ranges.

use crate::model::ByteRange;

/// So many missing ranges are named.
const NAMED: usize = 8;

/// The bytes of an archive that are missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Missing {
    pub bytes: u64,
    /// The first of the ranges.
    pub ranges: Vec<ByteRange>,
    /// How many ranges there are.
    pub count: u64,
}

/// What is missing of an archive of this size, when these ranges are there; they may overlap, lie in any
/// order, and reach beyond its end.
pub(super) fn missing(size: u64, ranges: &mut [ByteRange]) -> Missing {
    ranges.sort_unstable();
    let mut missing = Missing::default();
    let mut next = 0;
    for range in ranges {
        if range.start() > next {
            missing.add(next, range.start().min(size));
        }
        next = next.max(range.end().saturating_add(1));
    }
    missing.add(next, size);
    missing
}

impl Missing {
    /// Adds the bytes from one up to another.
    fn add(&mut self, from: u64, to: u64) {
        let Some(range) = to.checked_sub(1).and_then(|last| ByteRange::new(from, last).ok()) else {
            return;
        };
        self.bytes += to - from;
        self.count += 1;
        if self.ranges.len() < NAMED {
            self.ranges.push(range);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_missing_is_what_no_range_has(
            size in 0_u64..40,
            ranges in prop::collection::vec((0_u64..44, 0_u64..12), 0..6),
        ) {
            let is_there = |at: u64| ranges.iter().any(|(start, more)| (*start..=start + more).contains(&at));
            let lost: Vec<u64> = (0..size).filter(|at| !is_there(*at)).collect();
            let starts = lost.iter().filter(|at| **at == 0 || is_there(**at - 1));
            let starts: Vec<u64> = starts.copied().collect();
            let ranges = ranges.iter().map(|(start, more)| ByteRange::new(*start, start + more).unwrap());
            let told = missing(size, &mut ranges.collect::<Vec<_>>());
            prop_assert_eq!(told.bytes, lost.len() as u64);
            prop_assert_eq!(told.count, starts.len() as u64);
            prop_assert_eq!(told.ranges.iter().map(|range| range.start()).collect::<Vec<_>>(),
                starts.into_iter().take(NAMED).collect::<Vec<_>>());
            let named: u128 = told.ranges.iter().map(|range| range.bytes()).sum();
            prop_assert!(told.count > NAMED as u64 || named == lost.len() as u128);
        }
    }

    #[test]
    fn the_last_byte_there_can_be_is_no_trouble() {
        let all = ByteRange::new(0, u64::MAX).unwrap();
        assert_eq!(missing(u64::MAX, &mut [all]), Missing::default());
        assert_eq!(missing(u64::MAX, &mut []).bytes, u64::MAX);
    }
}
