//! Whether deleting a vault would lose data.
//!
//! More jobs can only have retrieved more. So nothing that a filter hides or a listing lacks takes back
//! that nothing is lost; but it may take back that something is.

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
pub enum Doubt {
    /// An inventory could not be read.
    LeftOut,
    /// There is no inventory: which archives the vault holds is not known.
    NoInventory,
    /// Of some archives it cannot be told whether all was retrieved.
    Untold,
    /// Archives that the inventory does not have were not retrieved whole.
    Outside,
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
