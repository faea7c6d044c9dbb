//! Jobs by their status.

use serde::{Deserialize, Serialize};

use super::sums::Amount;
use crate::model::StatusCode;

/// How many jobs are in each status.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Statuses {
    /// [`StatusCode::InProgress`].
    pub in_progress: u64,
    /// [`StatusCode::Succeeded`].
    pub succeeded: u64,
    /// [`StatusCode::Failed`].
    pub failed: u64,
    /// No status, or one that is not documented.
    pub unknown: u64,
}

impl Statuses {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.in_progress + self.succeeded + self.failed + self.unknown
    }

    pub(super) fn count(&mut self, status: Option<StatusCode>) {
        let count = match status {
            Some(StatusCode::InProgress) => &mut self.in_progress,
            Some(StatusCode::Succeeded) => &mut self.succeeded,
            Some(StatusCode::Failed) => &mut self.failed,
            None => &mut self.unknown,
        };
        *count += 1;
    }

    fn with<'s>(&'s mut self, other: &Self) -> [(&'s mut u64, u64); 4] {
        [
            (&mut self.in_progress, other.in_progress),
            (&mut self.succeeded, other.succeeded),
            (&mut self.failed, other.failed),
            (&mut self.unknown, other.unknown),
        ]
    }
}

impl Amount for Statuses {
    fn add(&mut self, other: &Self) {
        self.with(other).into_iter().for_each(|(own, other)| own.add(&other));
    }

    fn take_out(&mut self, other: &Self) {
        self.with(other).into_iter().for_each(|(own, other)| own.take_out(&other));
    }
}
