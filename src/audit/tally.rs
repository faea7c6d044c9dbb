//! What clean jobs in a row add to the totals.

use crate::decode::fast::{Coded, Row};
use crate::model::ByteRange;
use crate::rules::Clean;

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
    pub fn add(&mut self, row: &Row, clean: &Clean) {
        let action = row.code(Coded::Action);
        self.jobs += 1;
        self.actions[action] += 1;
        self.statuses[row.code(Coded::StatusCode)] += 1;
        if action != INVENTORY {
            self.tiers[row.code(Coded::Tier)] += 1;
        }
        if action == ARCHIVE {
            match clean.range.map(ByteRange::bytes).or(row.archive_size().map(u128::from)) {
                Some(bytes) => self.bytes_requested = self.bytes_requested.saturating_add(bytes),
                None => self.without_range += 1,
            }
        }
        let (first, last) = self.created.unwrap_or((clean.created, clean.created));
        self.created = Some((first.min(clean.created), last.max(clean.created)));
    }
}
