//! Jobs that are named, in the order of something.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, read};
use super::kept::Kept;
use super::speed::Speed;

/// How many jobs each list names.
pub const SHOWN: usize = 20;

/// So many are kept, so that some can be taken out.
const KEPT: usize = 32;

/// A job in an order: by its rank, and among equals by its JobId. Jobs with the same in all of this
/// are one.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Ranked<R> {
    /// What it is ordered by.
    pub rank: R,
    /// Its `JobId`; empty if it has none.
    pub job_id: String,
    /// Its `VaultARN`; empty if it has none.
    pub vault_arn: String,
    /// Its tier, or that it is an inventory's.
    pub speed: Speed,
}

/// The first of all jobs.
pub(super) type First<R> = Kept<Ranked<R>, KEPT>;

impl<R: Copy + Ord> First<R> {
    /// Takes in a job, unless it stands after this rank: then it is not named where this is merged.
    #[inline]
    pub fn rank(&mut self, rank: R, end: R, facts: &Facts<'_>) {
        if rank > end {
            return self.cut();
        }
        self.offer(
            |last| rank > last.rank,
            || Ranked {
                rank,
                job_id: read(&facts.job_id()).to_owned(),
                vault_arn: read(&facts.vault_arn()).to_owned(),
                speed: facts.speed,
            },
        );
    }

    /// Those that are shown.
    pub fn shown(&self) -> impl Iterator<Item = &Ranked<R>> {
        self.counts().keys().take(SHOWN)
    }
}
