//! `Tier`: how fast, and at what price, data comes back.

use super::documented::documented;

documented! {
    /// The retrieval tier (`Tier`); null on a retrieval means [`Tier::Standard`].
    Tier {
        /// Typically 1 to 5 minutes.
        Expedited = "Expedited",
        /// Typically 3 to 5 hours.
        Standard = "Standard",
        /// Typically 5 to 12 hours.
        Bulk = "Bulk",
    }
}
