//! What is told of a vault.

use super::tally::Tally;
use super::verdict::{Doubt, Verdict};

/// A vault that has an inventory, or archives that jobs retrieve.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    pub(super) vault_arn: Option<String>,
    pub(super) listed: Option<Listed>,
    pub(super) archives: Tally,
    pub(super) outside: Tally,
    pub(super) is_incomplete: bool,
    pub(super) is_left_out: bool,
}

/// The inventories of a vault.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Their names; those in JSON are of one vault together, one in CSV is always by itself.
    pub names: Vec<String>,
    /// The `InventoryDate`s, in order.
    pub dates: Vec<String>,
    /// How many archives are listed again, in another inventory or in the same.
    pub again: u64,
    /// How many archives are listed with different sizes or tree hashes; the largest size counts.
    pub contradicted: u64,
}

impl Subject {
    /// The `VaultARN`: of the inventory, or of the jobs, where it may be empty. `None` if the inventory
    /// names none and no job, or jobs of several vaults, retrieve its archives.
    #[must_use]
    pub fn vault_arn(&self) -> Option<&str> {
        self.vault_arn.as_deref()
    }

    /// Its inventories, if there are any.
    #[must_use]
    pub fn listed(&self) -> Option<&Listed> {
        self.listed.as_ref()
    }

    /// The archives of its inventories; without one, those that jobs name.
    #[must_use]
    pub fn archives(&self) -> &Tally {
        &self.archives
    }

    /// Archives that jobs name, and its inventories do not have. Its list names whole ones, too.
    #[must_use]
    pub fn outside(&self) -> &Tally {
        &self.outside
    }

    /// Whether the listing of its jobs is incomplete.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.is_incomplete
    }

    /// Whether deleting it would lose data, as far as dumps can tell.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let (archives, outside) = (&self.archives, &self.outside);
        if archives.lacking() > 0 {
            Verdict::Loses
        } else if self.is_left_out {
            Verdict::CannotTell(Doubt::LeftOut)
        } else if self.listed.is_none() {
            Verdict::CannotTell(Doubt::NoInventory)
        } else if archives.untold > 0 {
            Verdict::CannotTell(Doubt::Untold)
        } else if outside.lacking() + outside.untold > 0 {
            Verdict::CannotTell(Doubt::Outside)
        } else {
            Verdict::NothingLost
        }
    }
}
