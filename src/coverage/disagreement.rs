//! Archives of which inventories and jobs tell different things.

use super::first::First;
use crate::inventory;
use crate::ledger::{Retrieval, tree_hash};

/// An archive of which an inventory and jobs tell different things, ordered by its names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disagreement {
    /// The `VaultARN` of the jobs.
    pub vault_arn: String,
    /// The `ArchiveId`.
    pub archive_id: String,
    /// Its size by the inventory.
    pub size_listed: u64,
    /// The largest other size that a job tells, if one does.
    pub size_told: Option<u64>,
    /// Whether a job tells another tree hash.
    pub is_other_tree_hash: bool,
}

/// How many there are, and the first 20.
#[derive(Clone, Debug, Default)]
pub struct Disagreements {
    /// How many archives.
    pub archives: u64,
    first: First<Disagreement>,
}

impl Disagreements {
    /// The first 20 by their names.
    pub fn first(&self) -> impl Iterator<Item = &Disagreement> {
        self.first.iter()
    }

    /// Compares an archive with what its jobs tell of it; returns whether they disagree.
    pub(super) fn add(
        &mut self,
        listed: &inventory::Archive,
        retrievals: &[Retrieval<'_>],
    ) -> bool {
        let sizes = retrievals.iter().filter_map(|one| one.size);
        let size_told = sizes.filter(|size| *size != listed.size).max();
        let own = listed.tree_hash.map(|hash| tree_hash(&hash.digits()));
        let differs = |one: &Retrieval<'_>| {
            one.tree_hash.zip(own).is_some_and(|(told, listed)| told != listed)
        };
        let is_other_tree_hash = retrievals.iter().any(differs);
        if size_told.is_none() && !is_other_tree_hash {
            return false;
        }
        self.archives += 1;
        self.first.add(Disagreement {
            vault_arn: retrievals.first().map_or("", |one| one.vault_arn).to_owned(),
            archive_id: listed.archive_id.clone(),
            size_listed: listed.size,
            size_told,
            is_other_tree_hash,
        });
        true
    }
}
