//! The fold over everything below: dumps in, findings and totals out, in input order.
//!
//! Findings are handed on file by file, ordered by place. What the rules about the source found
//! comes at the very end ([`Audit::finish`]), since it is said once a file and after everything else.

mod again;
mod archive_ids;
#[expect(clippy::module_inception, reason = "the file of the type that the folder is named for")]
mod audit;
mod broken;
mod cut;
mod excerpt;
mod feed;
mod files;
mod first_jobs;
mod form;
mod forms;
mod glance;
mod held;
mod job_entry;
mod join;
mod lane;
mod line;
mod located;
mod look;
mod of_listing;
mod once;
mod part;
mod places;
mod pool;
mod rest;
mod saves;
mod second_look;
mod snapshot;
mod taking_jobs;
mod tally;
mod told;
mod totals;
mod worker;
mod writing;
mod written;

pub use audit::{Audit, Audited};
pub use excerpt::{Excerpt, printable};
pub use feed::Source;
pub use form::{Form, Standing};
pub use job_entry::JobEntry;
pub use located::Located;
pub use of_listing::Reopen;
pub use told::Told;
pub use totals::{Dates, FindingCounts, Summary, Totals};
