//! Where pages and jobs came from, and what of a file is no page.

use serde::{Deserialize, Serialize};

use super::page::PageId;
use crate::dump::Fault;

/// A file that pages came from.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct File {
    /// Its name.
    pub name: Box<str>,
    /// Files with the same number may belong to one listing.
    pub scope: u32,
    /// The number of its first page, or of the next file's if it has none.
    pub(super) first_page: PageId,
}

/// What could not be read of a file, so that it is in no listing.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Unread {
    /// The number of the file.
    pub file: u32,
    /// The first fault.
    pub first: Fault,
    /// How many there are.
    pub count: u64,
}

/// A job's place: its page, and its index among the page's jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobPlace {
    /// The page.
    pub page: PageId,
    /// The index among the page's jobs, from 0.
    pub index: u32,
}
