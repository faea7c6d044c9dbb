//! What the archive retrievals of a listing come to, archive by archive: which bytes were retrieved, which
//! of them twice, and what is lost when the vault is deleted.
//!
//! Archives are told by `VaultARN` and `ArchiveId`; of the latter a ledger has hashes, so those that are to be named
//! are read again at the end ([`Coverage::unread`], [`Coverage::name`]). What jobs retrieved of one is the union of the ranges that
//! succeeded; a vault's [inventory](crate::inventory) says which archives there are at all. All of it is
//! worked out of the rows of a [`Ledger`](crate::ledger::Ledger), in which each job counts once.

mod archive;
#[expect(clippy::module_inception, reason = "the file of the type that the folder is named for")]
mod coverage;
mod disagreement;
mod first;
mod groups;
mod loose;
mod name;
mod repeated;
mod subject;
mod survey;
mod tally;
mod union;
mod verdict;
mod view;

pub use archive::{ArchiveState, Pending, State};
pub use coverage::Coverage;
pub use disagreement::{Disagreement, Disagreements};
pub use repeated::{Repeated, RepeatedRange};
pub use subject::{Listed, Subject};
pub use tally::Tally;
pub use verdict::{Doubt, Verdict};
pub use view::View;
