//! How the jobs of a vault are spread over pages.

use super::vault::Vault;

/// A page of a vault's listing.
#[derive(Clone, Copy, Debug)]
pub(super) struct PagePlan {
    /// Which page of the vault it is, from 0.
    pub number: u64,
    /// Its first job.
    pub first: u64,
    /// The job after its last one.
    pub end: u64,
    /// The first job of the page before it, if there is one.
    pub before: Option<u64>,
}

/// The pages of a vault: one without jobs, if it has none.
pub(super) fn pages_of(vault: &Vault, size: u64) -> impl Iterator<Item = PagePlan> + use<> {
    let jobs = vault.jobs;
    (0..jobs.div_ceil(size).max(1)).map(move |number| PagePlan {
        number,
        first: number * size,
        end: (number + 1).saturating_mul(size).min(jobs),
        before: number.checked_sub(1).map(|before| before * size),
    })
}
