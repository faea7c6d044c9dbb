//! How long jobs in progress have been waiting.

use serde::{Deserialize, Serialize};

const HOUR: i64 = 60 * 60 * 1000;

/// The ages that are told apart, in hours: each from this on, up to the next.
pub const AGES: [u64; 6] = [0, 1, 5, 12, 24, 7 * 24];

/// Jobs in progress, by their age.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Ages {
    /// How many are of each of [`AGES`].
    pub jobs: [u64; AGES.len()],
    /// How many were created later than what ages are relative to.
    pub later: u64,
}

impl Ages {
    /// Adds a job that is so many milliseconds old.
    pub(super) fn add(&mut self, millis: i64) {
        let hours = u64::try_from(millis.div_euclid(HOUR));
        let age = hours.ok().and_then(|hours| AGES.iter().rposition(|from| *from <= hours));
        match age {
            Some(age) => self.jobs[age] += 1,
            None => self.later += 1,
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.jobs.iter_mut().zip(other.jobs).for_each(|(own, other)| *own += other);
        self.later += other.later;
    }

    pub(super) fn take_out(&mut self, other: &Self) {
        let both = self.jobs.iter_mut().zip(other.jobs);
        both.for_each(|(own, other)| *own = own.saturating_sub(other));
        self.later = self.later.saturating_sub(other.later);
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.jobs.iter().sum::<u64>() + self.later
    }
}
