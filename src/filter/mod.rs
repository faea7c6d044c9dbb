//! Which jobs are asked for, in Glacier's own words.
//!
//! The service itself can only tell jobs by `statuscode` and `completed`; a dump can be asked about
//! everything that its jobs say. The tests of a [`Filter`] all have to pass. A value that cannot be
//! read never passes a test on it: a job whose `CreationDate` is `yesterday` was created neither
//! before nor after any time.

mod job_filter;
mod within;

pub use job_filter::{Filter, FilterBuilder};
