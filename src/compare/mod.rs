//! What happened between two snapshots of the same listings.
//!
//! A job is the same by its `VaultARN` and `JobId`, or else by its `JobId` alone, which contradicts what it was
//! (`moved.rs`). So both [`Snapshot`]s hold each of their jobs once, in
//! its latest state, packed to a few hundred bytes (`packed.rs`), and a [`Comparison`] joins them by sorted
//! fingerprints. Which fields may change, and until when, is one table (`constancy.rs`).
//!
//! Snapshots are read by an [`Audit`](crate::audit::Audit): see
//! [`Audit::snapshot`](crate::audit::Audit::snapshot).

mod comparison;
mod constancy;
mod contradiction;
mod course;
mod coverage;
mod moved;
mod packed;
mod pointers;
mod row;
mod snapshot;
mod status;
mod taking;
mod value;
mod vaults;

pub use comparison::{Comparison, Followed};
pub use contradiction::{Contradiction, Why};
pub use course::{Counts, Course};
pub use coverage::Coverage;
pub use snapshot::{Snapshot, SnapshotFile, SnapshotJob};
pub use status::Status;
pub(crate) use taking::{Mark, Taking};
pub use value::Value;
pub use vaults::{NotCompared, Side, VaultSide, VaultSides};
