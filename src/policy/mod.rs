//! What a team makes of findings: other levels in some folders, what is allowed and why, and what was
//! there before.
//!
//! Rules say what Glacier could not have answered; this says which of that is to be told. A finding goes
//! through the [`Sieve`] once its file, line and pointer are known, and comes out with its level, or
//! not at all, and then it is counted. What has to know the same finding again in a dump that was paged or
//! formatted anew goes by its [`Identity`].

mod allow;
mod baseline;
mod identity;
mod patterns;
#[expect(clippy::module_inception, reason = "the file of the type that the folder is named for")]
mod policy;
mod root;
mod sieve;

pub use allow::Allow;
pub use baseline::{Baseline, BaselineError, Stale};
pub(crate) use identity::digest;
pub use identity::{About, Identity};
pub use patterns::{PatternError, Patterns};
pub use policy::{Here, Override, Policy, Selected};
pub use root::Root;
pub use sieve::{Sieve, Suppressed, Verdict};
