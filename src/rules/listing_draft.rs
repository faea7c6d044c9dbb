//! What the rules about a listing are shown, and how they report.
//!
//! When pages are put together, the files are no longer in memory. So these rules name places by page,
//! job and field; whoever looks into the file again turns that into bytes.

use crate::finding::{Level, Profile};
use crate::listing::{JobPlace, Listing, PageId};

/// The pages put together, as rules see them.
#[derive(Debug)]
pub struct Stitched<'l> {
    /// The pages, put together.
    pub listing: &'l Listing,
    /// By whose measure is judged.
    pub profile: Profile,
    /// Jobs that were saved more than once, each group in the order of the input, where a rule may
    /// have something to say about it.
    pub twins: Vec<Vec<JobPlace>>,
    /// Jobs that retrieve the same archive, and tell different things of it.
    pub contested_archives: Vec<Vec<JobPlace>>,
}

/// A place in a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The opening brace of a page.
    Page(PageId),
    /// The token that a page ends with.
    Token(PageId),
    /// The opening brace of a job.
    Job(JobPlace),
    /// A field of a job, or else its opening brace.
    Field(JobPlace, &'static str),
}

impl Spot {
    /// The page that it is in.
    #[must_use]
    pub fn page(&self) -> PageId {
        match self {
            Spot::Page(page) | Spot::Token(page) => *page,
            Spot::Job(place) | Spot::Field(place, _) => place.page,
        }
    }
}

/// What a rule about a listing found.
#[derive(Clone, Debug)]
pub struct ListingDraft {
    /// Where.
    pub spot: Spot,
    /// What is wrong there.
    pub message: String,
    /// What to do about it, if there is more to say than the rule's own help.
    pub help: Option<String>,
    /// The level, where it is not the rule's own.
    pub level: Option<Level>,
    /// Another save of what is reported, and the fields that differ: what they hold completes the
    /// message. Where they turn out to be equal there is nothing to report.
    pub differs_from: Option<(JobPlace, &'static [&'static str])>,
}

impl ListingDraft {
    /// Says what to do, instead of the rule's own help.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Is of this level at most, whatever the rule's own is.
    pub fn at_most(&mut self, level: Level) -> &mut Self {
        self.level = Some(level);
        self
    }

    /// Completes the message by how these fields differ from those of another job.
    pub fn differs_from(&mut self, other: JobPlace, fields: &'static [&'static str]) -> &mut Self {
        self.differs_from = Some((other, fields));
        self
    }
}

/// Collects what the rules about a listing find.
#[derive(Debug, Default)]
pub struct ListingDrafts {
    drafts: Vec<ListingDraft>,
}

impl ListingDrafts {
    /// Reports something.
    pub fn report(&mut self, spot: Spot, message: impl Into<String>) -> &mut ListingDraft {
        self.drafts.push(ListingDraft {
            spot,
            message: message.into(),
            help: None,
            level: None,
            differs_from: None,
        });
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    /// Takes out what was reported.
    pub fn drain(&mut self) -> impl Iterator<Item = ListingDraft> + '_ {
        self.drafts.drain(..)
    }
}

impl Stitched<'_> {
    /// How a page is called in messages: its file, and which page of it where there are several.
    pub(super) fn name(&self, page: PageId) -> String {
        let (file, ordinal) = (&self.listing.file_of(page).name, self.listing.page(page).ordinal);
        match self.listing.is_only_page_of_file(page) {
            true => file.to_string(),
            false => format!("page {} of {file}", ordinal + 1),
        }
    }
}
