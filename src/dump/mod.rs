//! Saved responses: opened, decompressed, and taken apart into pages and jobs.
//!
//! A dump is whatever somebody saved: the body of a response, what an SDK or the AWS CLI made of
//! it, an array of pages, one job a line, a notification. Its shape is recognised from its keys,
//! never from its name; each shape has a file of its own in this folder.
//!
//! [`Dump::pages`] hands out pages that borrow from the dump. [`Dump::visit`] does the same
//! without holding a page in memory: it lends each job to a [`Visitor`] as it is read. What cannot
//! be read is a [`Fault`], and reading goes on after it wherever that is safe.

mod array;
mod cause;
mod dispatch;
mod document;
mod embedded;
mod error;
mod extension;
mod fault;
mod inputs;
mod interaction;
mod lines;
mod list;
mod notification;
mod page;
mod pages;
mod placebo;
mod recording;
mod shape;
mod site;
mod source;
mod spool;
mod stream;
mod visitor;
mod walk;
mod window;

pub use cause::Cause;
pub use document::{
    Resume, Stretch, begins_with_job, read_broken, read_document, read_documents, read_on,
};
pub use error::Error;
pub use extension::EXTENSIONS;
pub use fault::{Fault, FaultKind};
pub use inputs::{Input, Inputs, Search, Skipped};
pub use lines::{Lines, line_end, may_be_cut};
pub use list::{ListEnd, ListKind, ListPart, broken_list, list_start, read_list};
pub use pages::{Page, Pages};
pub use shape::Foreign;
pub use site::{JobSite, PageKind, PageSite, Place, Shift};
pub use source::Dump;
pub use spool::{Spool, SpoolReader};
pub use stream::{Stream, is_compressed};
pub use visitor::Visitor;
pub use window::{Entry, Slices, Window, Windows, count_lines, last_document};
