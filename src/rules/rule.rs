//! What a rule is: its description, and the kind of code it has.

use super::listing_draft::{ListingDrafts, Stitched};
use super::marks::Marks;
use super::subject::Subject;
use crate::dump::Fault;
use crate::finding::{Drafts, RuleMeta, Spot};

/// A rule: what is written about it, and its code.
#[derive(Debug)]
pub struct Rule {
    /// What is written about it.
    pub meta: RuleMeta,
    pub(super) check: Check,
}

/// The code of a rule, by what it looks at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Check {
    /// What could not be read.
    Fault(fn(&Fault) -> Option<Told>),
    /// A job or the frame of a page.
    Subject(fn(&Subject<'_, '_>, &mut Drafts)),
    /// A job.
    Job(fn(&Subject<'_, '_>, &mut Drafts)),
    /// The pages, put together.
    Listing(fn(&Stitched<'_>, &mut ListingDrafts)),
    /// Marks that were taken before any rule ran, counted over a file.
    Source(Source),
}

/// A message, and a help if the rule's own does not do.
pub(super) type Told = (String, Option<String>);

/// A rule about the source: which marks it counts, and what it says of their number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    pub spots: fn(&Marks) -> &[Spot],
    pub message: fn(u64) -> String,
}
