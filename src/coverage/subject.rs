//! What is told of a vault.

use super::tally::Tally;
use super::verdict::{Doubt, Verdict};
use super::view::View;

/// A vault that has an inventory, or archives that jobs retrieve.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    pub(super) vault_arn: Option<String>,
    pub(super) listed: Option<Listed>,
    pub(super) archives: Tally,
    pub(super) outside: Tally,
    /// How many archives inventories and jobs tell different things of.
    pub(super) disagreeing: u64,
    pub(super) is_incomplete: bool,
    pub(super) verdict: Verdict,
}

/// The inventories of a vault.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Their names. Those of one vault are together; one in CSV of which that is not known is by itself.
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
        self.verdict
    }

    /// How many archives its inventories list differently, or jobs tell different things of.
    #[must_use]
    pub fn disputed(&self) -> u64 {
        self.disagreeing + self.listed.as_ref().map_or(0, |listed| listed.contradicted)
    }

    /// Settles the verdict, with so much having been seen; `has_loose` tells whether there is an inventory of a vault
    /// that is not known.
    pub(super) fn judge(&mut self, view: &View, has_loose: bool) {
        self.is_incomplete = view.is_incomplete(self.vault_arn());
        self.verdict = match self.doubt(view, has_loose) {
            _ if self.listed.is_some() && self.archives.lacking() > 0 => Verdict::Loses,
            Some(doubt) => Verdict::CannotTell(doubt),
            None => Verdict::NothingLost,
        };
    }

    /// What speaks against that nothing is lost.
    fn doubt(&self, view: &View, has_loose: bool) -> Option<Doubt> {
        let outside = self.outside.lacking() + self.outside.untold;
        let is_unseen = view.is_filtered || view.lacks_dumps || self.is_incomplete;
        let doubts = [
            (view.left_out > 0, Doubt::LeftOut),
            // An archive that is only named by jobs may have been deleted long ago.
            (self.listed.is_none(), Doubt::NoInventory),
            (has_loose, Doubt::NoVault),
            (self.archives.untold > 0, Doubt::Untold),
            (self.disputed() > 0, Doubt::Disagreement),
            (outside > 0, Doubt::Outside),
            (is_unseen, Doubt::Unseen),
            (view.conflicting > 0, Doubt::Conflict),
            (view.errors > 0, Doubt::Errors),
        ];
        doubts.into_iter().find_map(|(is_so, doubt)| is_so.then_some(doubt))
    }
}
