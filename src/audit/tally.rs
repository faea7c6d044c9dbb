//! What clean jobs in a row add to the totals.

use crate::decode::fast::{Coded, Row};
use crate::model::ByteRange;

/// Jobs of one vault, counted by the codes of their values.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub jobs: u64,
    /// By the code of `Action`.
    pub actions: [u64; 4],
    /// By the code of `StatusCode`.
    pub statuses: [u64; 4],
    /// By the code of `Tier`, those of inventory retrievals left out.
    pub tiers: [u64; 4],
    pub bytes_requested: u128,
    pub without_range: u64,
    /// The first and the last creation date, in milliseconds since 1970.
    pub created: Option<(i64, i64)>,
}

/// The codes of `Action`.
const ARCHIVE: usize = 1;
const INVENTORY: usize = 2;

impl Tally {
    #[inline(always)]
    pub fn add(&mut self, row: &Row) {
        let action = row.code(Coded::Action);
        self.jobs += 1;
        self.actions[action] += 1;
        self.statuses[row.code(Coded::StatusCode)] += 1;
        if action != INVENTORY {
            self.tiers[row.code(Coded::Tier)] += 1;
        }
        if action == ARCHIVE {
            match row.range().map(ByteRange::bytes).or(row.archive_size().map(u128::from)) {
                Some(bytes) => self.bytes_requested = self.bytes_requested.saturating_add(bytes),
                None => self.without_range += 1,
            }
        }
        if let Some(created) = row.created() {
            let (first, last) = self.created.unwrap_or((created, created));
            self.created = Some((first.min(created), last.max(created)));
        }
    }
    /// Adds jobs of the same vault.
    pub fn merge(&mut self, other: &Tally) {
        self.jobs += other.jobs;
        for (own, others) in [
            (&mut self.actions, other.actions),
            (&mut self.statuses, other.statuses),
            (&mut self.tiers, other.tiers),
        ] {
            own.iter_mut().zip(others).for_each(|(own, other)| *own += other);
        }
        self.bytes_requested = self.bytes_requested.saturating_add(other.bytes_requested);
        self.without_range += other.without_range;
        self.created = match (self.created, other.created) {
            (Some(own), Some(other)) => Some((own.0.min(other.0), own.1.max(other.1))),
            (own, other) => own.or(other),
        };
    }
}
