//! Vault inventories, as they were saved: which archives a vault held.
//!
//! An inventory is the output of an inventory retrieval, in JSON or in CSV, told apart by its content.
//! It is read whole or not at all: of half an inventory nobody can say what a vault holds.

mod csv;
mod error;
#[expect(clippy::module_inception, reason = "the file of the type that the folder is named for")]
mod inventory;
mod json;
mod read;
mod wrong;

pub use error::Error;
pub use inventory::{Archive, Inventory};
