//! `StatusCode`: how far a job is.

use super::documented::documented;

documented! {
    /// The status of a job (`StatusCode`).
    StatusCode {
        /// Accepted, and not finished.
        InProgress = "InProgress",
        /// Finished; the output can be fetched for at least 24 hours.
        Succeeded = "Succeeded",
        /// Finished without output; `StatusMessage` says why.
        Failed = "Failed",
    }
}
