//! `Action`: what a job does.

use super::documented::documented;

documented! {
    /// The job type (`Action`).
    Action {
        /// Makes an archive, or a range of one, downloadable.
        ArchiveRetrieval = "ArchiveRetrieval",
        /// Makes the vault's inventory downloadable.
        InventoryRetrieval = "InventoryRetrieval",
        /// Runs SQL over an archive and writes the result to S3.
        Select = "Select",
    }
}
