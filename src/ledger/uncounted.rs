//! What could not be counted, and so has to be said.

use serde::{Deserialize, Serialize};

/// Jobs that are missing in some count, since a field of theirs is missing or cannot be read.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Uncounted {
    /// Jobs without a `StatusCode`: what came of them is not known.
    pub without_status: u64,
    /// Archive retrievals with neither range nor size: they are in no bytes.
    pub without_bytes: u64,
    /// Jobs without a `CreationDate`: they have no day of request, no duration, no age.
    pub without_creation: u64,
    /// Archive and inventory retrievals that succeeded, without a `CompletionDate`: they have no day of
    /// retrieval, no duration, and no output that expires.
    pub without_completion: u64,
    /// Retrievals that succeeded before they were created: they have no duration.
    pub backwards: u64,
}

impl Uncounted {
    /// Each count, and the same of another.
    fn with<'u>(&'u mut self, other: &Self) -> [(&'u mut u64, u64); 5] {
        [
            (&mut self.without_status, other.without_status),
            (&mut self.without_bytes, other.without_bytes),
            (&mut self.without_creation, other.without_creation),
            (&mut self.without_completion, other.without_completion),
            (&mut self.backwards, other.backwards),
        ]
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.with(other).into_iter().for_each(|(own, other)| *own += other);
    }

    pub(super) fn take_out(&mut self, other: &Self) {
        let both = self.with(other).into_iter();
        both.for_each(|(own, other)| *own = own.saturating_sub(other));
    }
}
