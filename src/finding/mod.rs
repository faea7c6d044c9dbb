//! What is found: levels, the description of a rule, and the finding itself.
//!
//! A rule writes [`Draft`]s, which know bytes and pointers as seen from the job or page judged. Only
//! whoever knows where that stands in a file makes a [`Finding`] of one, so no finding is without
//! its place.

mod draft;
mod found;
mod level;
mod meta;
mod sample;

pub use draft::{Draft, Drafts, Finding, Spot};
pub(crate) use found::Findings;
pub use found::Found;
pub use level::{Level, Levels, Profile};
pub use meta::{Group, RuleMeta};
pub use sample::{Base, Sample};
