//! What the archive retrievals of a vault come to: what there is to be paid for.

use serde::{Deserialize, Serialize};

use super::sums::Amount;
use super::volumes::Volume;
use crate::model::StatusCode;

/// Archive retrievals of one vault and tier, by what came of them. Retrievals that do not tell their bytes
/// count with none.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Work {
    /// All of them.
    pub requested: Volume,
    /// Those that succeeded.
    pub retrieved: Volume,
    /// Those in progress.
    pub in_progress: Volume,
    /// Those that failed.
    pub failed: Volume,
    /// How many of those that succeeded tell neither range nor size.
    pub retrieved_without_bytes: u64,
    /// The same of those in progress.
    pub in_progress_without_bytes: u64,
}

impl Work {
    /// Adds a retrieval of this status, and of so many bytes if that is known.
    #[inline]
    pub(super) fn count(&mut self, status: Option<StatusCode>, bytes: Option<u128>) {
        let volume = Volume { retrievals: 1, bytes: bytes.unwrap_or(0) };
        let without = u64::from(bytes.is_none());
        self.requested.add(&volume);
        match status {
            Some(StatusCode::Succeeded) => {
                self.retrieved.add(&volume);
                self.retrieved_without_bytes += without;
            }
            Some(StatusCode::InProgress) => {
                self.in_progress.add(&volume);
                self.in_progress_without_bytes += without;
            }
            Some(StatusCode::Failed) => self.failed.add(&volume),
            None => {}
        }
    }

    fn volumes(&mut self) -> [&mut Volume; 4] {
        [&mut self.requested, &mut self.retrieved, &mut self.in_progress, &mut self.failed]
    }

    fn without_bytes(&mut self) -> [&mut u64; 2] {
        [&mut self.retrieved_without_bytes, &mut self.in_progress_without_bytes]
    }
}

impl Amount for Work {
    fn add(&mut self, other: &Self) {
        let mut other = *other;
        self.volumes().into_iter().zip(other.volumes()).for_each(|(own, other)| own.add(other));
        let counts = self.without_bytes().into_iter().zip(other.without_bytes());
        counts.for_each(|(own, other)| own.add(other));
    }

    fn take_out(&mut self, other: &Self) {
        let mut other = *other;
        let volumes = self.volumes().into_iter().zip(other.volumes());
        volumes.for_each(|(own, other)| own.take_out(other));
        let counts = self.without_bytes().into_iter().zip(other.without_bytes());
        counts.for_each(|(own, other)| own.take_out(other));
    }
}
