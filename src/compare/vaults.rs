//! What two snapshots have of each vault, and what of their jobs cannot be compared.

use super::coverage::Coverage;

/// One of two snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The old one.
    Old,
    /// The new one.
    New,
}

impl Side {
    /// The name, as it is written for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Old => "old",
            Side::New => "new",
        }
    }
}

/// What two snapshots have of a vault.
#[derive(Clone, Copy, Debug)]
pub struct VaultSides<'s> {
    /// Its ARN; empty where jobs have none.
    pub arn: &'s str,
    /// What the old one has; `None` if nothing there is about the vault.
    pub old: Option<VaultSide>,
    /// What the new one has.
    pub new: Option<VaultSide>,
}

/// What one snapshot has of a vault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VaultSide {
    /// How many of its jobs there are that are compared.
    pub jobs: u64,
    /// How much of its listing there is.
    pub coverage: Coverage,
    /// Whether a job that is not there was not in the listing; see
    /// [`Snapshot::is_whole`](super::Snapshot::is_whole).
    pub is_whole: bool,
}

impl VaultSides<'_> {
    /// Whether a job that only the new one has is certain to be new.
    #[must_use]
    pub fn are_new_certain(&self) -> bool {
        self.old.is_some_and(|side| side.is_whole)
    }

    /// Whether a job that only the old one has is certain to be listed no longer.
    #[must_use]
    pub fn are_vanished_certain(&self) -> bool {
        self.new.is_some_and(|side| side.is_whole)
    }
}

/// A member that differs in some jobs, but cannot be compared there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotCompared<'s> {
    /// Its JSON pointer in the job.
    pub pointer: &'s str,
    /// In which of both something stands in the way.
    pub side: Side,
    /// Whether that is a placeholder; otherwise the member occurs nowhere in this one, not even as null, so
    /// that what saved it may not have known it.
    pub is_placeholder: bool,
}
