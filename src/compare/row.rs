//! What a snapshot keeps of a job besides its members, in 32 bytes.

use super::status::Status;
use crate::listing::Progress;

/// A job of a snapshot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Where its packed members begin.
    pub start: u64,
    /// Its place, in a file of this number.
    pub line: u32,
    pub column: u32,
    pub file: u32,
    /// The number of its vault.
    pub vault: u32,
    /// Its place among all jobs, listing by listing.
    pub rank: u32,
    pub status: Status,
    pub has_ended: bool,
    /// Whether it passes the filter.
    pub matches: bool,
}

impl Row {
    /// Whether this save is later than an earlier one of the same job: an ended job is later than one in
    /// progress, and of others it is the one that was saved last.
    pub fn supersedes(&self, earlier: &Row) -> bool {
        self.has_ended || !earlier.has_ended
    }
}

/// Whether a job has ended, as far as its latest state goes by that.
pub(super) fn has_ended(progress: Progress) -> bool {
    progress == Progress::Ended
}

/// A number that fits a row; of what is beyond, the last that does.
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
