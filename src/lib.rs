//! Reads saved AWS S3 Glacier `ListJobs` responses, offline, and says which job or page is
//! impossible.
//!
//! The library reads in the order of the data: a [`Dump`](dump::Dump) is opened and taken apart into
//! pages of [`Job`](model::Job)s, whose fields borrow from it; a [`Listing`](listing::Listing) puts
//! pages of any number of dumps together, with the evidence for each joint; a [`Judge`](rules::Judge)
//! holds jobs and pages against Glacier's rules; an [`Audit`](audit::Audit) does all that and adds up
//! what the dumps hold; a [`policy`] says what of that is to be told; a [`report`] writes it out. Programs that page through jobs find botocore's
//! paginator in [`paginate`], and those that need dumps make them up with [`generate`].
//!
//! ```
//! use icecore::dump::Dump;
//! use icecore::finding::Profile;
//! use icecore::rules::Judge;
//!
//! let saved = br#"{"JobList": [{
//!     "JobId": "HkF9p6o7yjhFx-K3CGl6fuSm6VzW9T7esGQfco8nUXVYwS0jlb5gq1JZ55yHgt5vP54ZShjoQzQVVh7vESAMPLEjobID",
//!     "Action": "InventoryRetrieval",
//!     "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/samples",
//!     "CreationDate": "2024-03-08T09:00:00.000Z",
//!     "Completed": true,
//!     "StatusCode": "InProgress"
//! }]}"#;
//!
//! let dump = Dump::from_slice(saved);
//! let mut judge = Judge::new(Profile::Observed);
//! for page in dump.pages() {
//!     let page = page?;
//!     for job in page.jobs() {
//!         assert_eq!(job.action().value().unwrap(), "InventoryRetrieval");
//!     }
//!     let findings = judge.page(&page);
//!     assert_eq!(findings[0].rule.id, "completion-state");
//! }
//! # Ok::<(), icecore::dump::Fault>(())
//! ```
//!
//! # Features
//! `cli` (on by default) adds the `icecore` command and the reports for people. Without it, the
//! library has neither an argument parser nor a terminal crate.
//!
//! # What it does not do
//! It never connects to anything and needs no credentials. It never changes a dump: a recorded
//! response is evidence.

pub mod audit;
pub mod compare;
pub mod coverage;
pub mod decode;
pub mod dump;
pub mod filter;
pub mod finding;
pub mod generate;
pub mod inventory;
pub mod json;
pub mod ledger;
pub mod listing;
pub mod model;
pub mod paginate;
pub mod policy;
pub mod prices;
mod repeats;
pub mod report;
pub mod rules;
pub mod span;

/// The README's example is a test, too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
