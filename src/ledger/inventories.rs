//! Inventory retrievals, and how old the last inventory of each vault is.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::kept::Kept;
use super::statuses::Statuses;
use super::sums::Amount;
use crate::model::StatusCode;

/// Of the completions of a vault so many are kept: only the last is shown, and some may be taken out.
const KEPT: usize = 8;

/// Inventory retrievals by vault.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Inventories {
    by_vault: BTreeMap<String, VaultInventory>,
}

/// The inventory retrievals of a vault.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct VaultInventory {
    statuses: Statuses,
    succeeded: Kept<Reverse<i64>, KEPT>,
}

impl Inventories {
    /// Adds an inventory retrieval of this status, and when it ended if it succeeded.
    pub(super) fn add(
        &mut self,
        vault_arn: &str,
        status: Option<StatusCode>,
        succeeded: Option<i64>,
    ) {
        let of_vault = match self.by_vault.get_mut(vault_arn) {
            Some(of_vault) => of_vault,
            None => self.by_vault.entry(vault_arn.to_owned()).or_default(),
        };
        of_vault.statuses.count(status);
        if let Some(completed) = succeeded {
            of_vault.succeeded.add(Reverse(completed), 1);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (vault, later) in other.by_vault {
            let own = self.by_vault.entry(vault).or_default();
            own.statuses.add(&later.statuses);
            own.succeeded.merge(later.succeeded);
        }
    }

    pub(super) fn take_out(&mut self, other: &Self) {
        for (vault, out) in &other.by_vault {
            if let Some(own) = self.by_vault.get_mut(vault) {
                own.statuses.take_out(&out.statuses);
                own.succeeded.take_out(&out.succeeded);
            }
        }
        self.by_vault.retain(|_, of_vault| of_vault.jobs() > 0);
    }

    pub(super) fn lacks(&self) -> bool {
        self.by_vault.values().any(|of_vault| of_vault.succeeded.lacks(1))
    }

    /// By `VaultARN`; the empty one is that of jobs without one.
    #[must_use]
    pub fn by_vault(&self) -> &BTreeMap<String, VaultInventory> {
        &self.by_vault
    }

    /// How many there are in all.
    #[must_use]
    pub fn jobs(&self) -> u64 {
        self.by_vault.values().map(VaultInventory::jobs).sum()
    }
}

impl VaultInventory {
    /// How many there are.
    #[must_use]
    pub fn jobs(&self) -> u64 {
        self.statuses.total()
    }

    /// How many are in each status.
    #[must_use]
    pub fn statuses(&self) -> &Statuses {
        &self.statuses
    }

    /// When the last one that succeeded was completed, in milliseconds since 1970.
    #[must_use]
    pub fn last_succeeded(&self) -> Option<i64> {
        self.succeeded.counts().keys().next().map(|completed| completed.0)
    }
}
