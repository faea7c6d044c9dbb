//! Events to views: [`Job`](crate::model::Job) and [`PageFrame`](crate::model::PageFrame).
//!
//! Reading is lenient above the syntax: a value of the wrong type becomes a malformed field, an
//! unknown or repeated key an oddity, and reading goes on. Only broken JSON ends it; what was read
//! up to there stays in the view, except for a member whose end the break may have hidden.

pub mod fast;
mod object;
mod page;
mod skip;
mod trail;

pub use page::{JobSink, Taken, not_a_job, one_job, page, some_jobs};
pub use skip::{Skipped, each_member, skip};
pub use trail::Trail;
