//! Listings: pages put back together, with the evidence for every joint.
//!
//! A saved page does not say which request fetched it, nor which page came before it. What it does
//! say is in its [`Token`]s, its jobs and their dates; from these, pages become chains again.

mod archives;
mod beside;
mod by_date;
mod by_order;
mod by_token;
mod chain;
mod collector;
mod command;
mod copies;
mod evidence;
mod fingerprint;
mod forks;
mod keep;
mod key;
mod key_bytes;
#[expect(clippy::module_inception, reason = "the file of the type that the folder is named for")]
mod listing;
mod may_repeat;
mod meeting;
mod merge;
mod numbers;
mod open_page;
mod page;
mod pages;
mod place;
mod record;
mod returns;
mod row_key;
mod run;
mod saved;
mod scope;
mod start;
mod stitch;
mod superseded;
mod token;
mod twins;
mod weave;
mod written;

pub use archives::ArchiveFacts;
pub(crate) use beside::beside;
pub use chain::{Chain, Copied, End, Fork, Joint, Link, Return, Start};
pub use collector::Collector;
pub use evidence::Evidence;
pub use key::{JobKey, Progress};
pub use listing::Listing;
pub(crate) use merge::Difference;
pub use merge::Unmergeable;
pub use page::{DateRun, Next, OddJobs, PageId, PageStart, PageSummary, Requested};
pub use place::{File, JobPlace, Unread};
pub use run::JobRun;
pub use saved::{SavedJob, SavedListing, SavedPage};
pub use scope::Scope;
pub use token::{Position, Token};
pub(crate) use token::{push_python_string, python_b64decode};
