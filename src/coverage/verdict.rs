//! Whether deleting a vault would lose data.
//!
//! Only an inventory says which archives a vault holds, so without one nothing is said to be lost, nor to be safe. That
//! nothing is lost is said only where nothing speaks against it: whatever is missing, hidden, contradictory or wrong
//! in what was read leaves it open.

/// Whether deleting a vault would lose data, as far as dumps can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Archives were not retrieved whole.
    Loses,
    /// That cannot be told.
    CannotTell(Doubt),
    /// All archives of the inventory were retrieved whole.
    NothingLost,
}

/// Why it cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Doubt {
    /// An inventory could not be read.
    LeftOut,
    /// There is no inventory: which archives the vault holds is not known.
    NoInventory,
    /// It is not known which vault an inventory is of: this one, or one that may be of this vault.
    NoVault,
    /// Of some archives it cannot be told whether all was retrieved.
    Untold,
    /// Inventories and jobs tell different sizes or tree hashes of some archives.
    Disagreement,
    /// Archives that the inventory does not have were not retrieved whole.
    Outside,
    /// A filter hides jobs, the listing is incomplete, or dumps could not be read.
    Unseen,
    /// Saves of a job contradict each other.
    Conflict,
    /// The dumps have errors.
    Errors,
}

impl Default for Verdict {
    fn default() -> Self {
        Verdict::CannotTell(Doubt::NoInventory)
    }
}

impl Verdict {
    /// The name, as it is written in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Loses => "loses",
            Verdict::CannotTell(_) => "cannot_tell",
            Verdict::NothingLost => "nothing_lost",
        }
    }
}
