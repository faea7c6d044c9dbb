//! What is known of each page: what stitching and its rules ask for, and nothing that a second look
//! into the file can tell.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::token::{Position, Token};
use crate::dump::{PageKind, PageSite, Shift};
use crate::model::Request;

/// The number of a page, in the order of the input.
pub type PageId = u32;

/// A page, as stitching sees it: what a [`Listing`](super::Listing) keeps packed, unpacked.
#[derive(Clone, Debug)]
pub struct PageSummary<'l> {
    /// The number of its file, in the order of the input.
    pub file: u32,
    /// Which page of its file it is, from 0.
    pub ordinal: u32,
    /// What it was saved as.
    pub kind: PageKind,
    /// Its document in its file, if it is an element of an array of pages there.
    pub array: Option<u32>,
    /// Where it begins in its file, if nothing of another kind stands around it.
    pub start: Option<PageStart>,
    /// Whether the service's own answer shows: a `Marker`, even null, or metadata.
    pub is_response: bool,
    /// Whether it has an SDK's metadata.
    pub has_metadata: bool,
    /// The number of its first job among all jobs.
    pub first_job: u64,
    /// How many jobs it has.
    pub jobs: u32,
    /// The number of its first job's vault; `None` without jobs.
    pub vault: Option<u32>,
    /// Where the listing goes on.
    pub next: Next<'l>,
    /// The request that fetched it, where a recorder kept it.
    pub request: Option<Requested<'l>>,
    /// When it was fetched, in milliseconds since 1970, where that was kept.
    pub time: Option<i64>,
    /// The lengths of its shortest and its longest JobId: Markers of such a length are JobIds.
    pub id_lengths: (u16, u16),
    /// The dates of its jobs.
    pub dates: Option<DateRun>,
    /// Jobs that stand out: of another vault than the first, or outside of the request's filters.
    pub odd_jobs: Option<OddJobs>,
}

/// A request: what was asked for, and apart from it the marker, which each request has its own of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requested<'l> {
    /// Where the listing was to go on; `None` asks for its first page.
    pub marker: Option<&'l str>,
    pub(super) asked: &'l Request,
}

impl<'l> Requested<'l> {
    /// What was asked for, whatever the marker: that of this one is `None`.
    #[must_use]
    pub fn asked(&self) -> &'l Request {
        self.asked
    }
}

impl Deref for Requested<'_> {
    type Target = Request;

    fn deref(&self) -> &Request {
        self.asked
    }
}

/// Where a page begins that is a document of its own, or that jobs outside of a page object are.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct PageStart {
    /// The offset of its brace, or of its first job's, in the decompressed file.
    pub offset: u64,
    /// The index of the document.
    pub document: u32,
    /// In an array of jobs, the index of the first.
    pub element: Option<u32>,
}

impl PageStart {
    /// The start of a page whose brace, or whose first job's, stands at this offset.
    pub(super) fn of(site: &PageSite, offset: usize) -> Option<Self> {
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        site.is_outermost().then(|| PageStart {
            offset: offset as u64,
            document: number(site.document()),
            element: site.first_element().map(number),
        })
    }

    /// The same place, as seen from the file that a part stands in.
    pub(super) fn moved(self, by: &Shift) -> Self {
        let documents = u32::try_from(by.documents).unwrap_or(u32::MAX);
        let offset = self.offset + by.bytes as u64;
        PageStart { offset, document: self.document.saturating_add(documents), ..self }
    }
}

impl PageSummary<'_> {
    /// Whether the page is part of a listing at all; a job that stands alone is not.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.kind != PageKind::LoneJob
    }
}

/// Where a listing goes on after a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next<'l> {
    /// Nowhere: neither `Marker` nor `NextToken`.
    Nothing,
    /// At the service's `Marker`.
    Marker(&'l str),
    /// At a client's `NextToken`.
    Token(Token),
    /// The JSON breaks inside the page, so nobody knows.
    Broken,
}

impl Next<'_> {
    /// The place in the service's listing.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match self {
            Next::Marker(marker) => Some(Position::at(*marker)),
            Next::Token(token) => token.position(),
            Next::Nothing | Next::Broken => None,
        }
    }

    /// The token as it is saved, if there is one; one that botocore no longer writes, as it writes it now.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self {
            Next::Nothing | Next::Broken => None,
            Next::Marker(marker) => Some((*marker).to_owned()),
            Next::Token(Token::Botocore(position) | Token::Old(position)) => {
                Some(position.encode())
            }
            Next::Token(Token::Raw(text) | Token::Malformed(text)) => Some(text.clone()),
            Next::Token(Token::Foreign(members)) => serde_json::to_string(members).ok(),
        }
    }
}

/// The creation dates of jobs in a row, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct DateRun {
    /// That of the first job that has one.
    pub first: i64,
    /// That of the last job that has one.
    pub last: i64,
    /// The earliest.
    pub earliest: i64,
    /// The latest.
    pub latest: i64,
    /// How often a job is later than the one before it, and the index of the first that is.
    pub rising: (u32, u32),
    /// How often a job is earlier than the one before it, and the index of the first that is.
    pub falling: (u32, u32),
}

impl DateRun {
    /// A run of one date.
    pub(super) fn new(date: i64) -> Self {
        DateRun {
            first: date,
            last: date,
            earliest: date,
            latest: date,
            rising: (0, 0),
            falling: (0, 0),
        }
    }

    /// Goes on with the date of the job at `index`.
    pub(super) fn push(&mut self, date: i64, index: u32) {
        let steps = match date.cmp(&self.last) {
            std::cmp::Ordering::Greater => Some(&mut self.rising),
            std::cmp::Ordering::Less => Some(&mut self.falling),
            std::cmp::Ordering::Equal => None,
        };
        if let Some((count, first)) = steps {
            if *count == 0 {
                *first = index;
            }
            *count += 1;
        }
        self.last = date;
        self.earliest = self.earliest.min(date);
        self.latest = self.latest.max(date);
    }

    /// The same run, its first job at this index.
    pub(super) fn moved(self, index: u32) -> Self {
        let moved = |(count, first): (u32, u32)| match count {
            0 => (0, 0),
            _ => (count, first.saturating_add(index)),
        };
        DateRun { rising: moved(self.rising), falling: moved(self.falling), ..self }
    }

    /// Goes on with the dates of further jobs, counted from `index` on; the first of them that has a
    /// date is `first_dated`.
    pub(super) fn append(&mut self, next: &DateRun, index: u32, first_dated: u32) {
        let next = next.moved(index);
        self.push(next.first, index + first_dated);
        for (own, next) in [(&mut self.rising, next.rising), (&mut self.falling, next.falling)] {
            if own.0 == 0 {
                own.1 = next.1;
            }
            own.0 += next.0;
        }
        self.last = next.last;
        self.earliest = self.earliest.min(next.earliest);
        self.latest = self.latest.max(next.latest);
    }
}

/// Jobs of a page that stand out: how many, and the index of the first.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct OddJobs {
    /// Of another vault than the page's first job.
    pub other_vault: (u32, u32),
    /// Of another vault than the request's.
    pub unrequested_vault: (u32, u32),
    /// Of another status than the request's `statuscode`.
    pub other_status: (u32, u32),
    /// Completed, or not, against the request's `completed`.
    pub other_completed: (u32, u32),
}

impl OddJobs {
    /// Whether they are found among so many jobs.
    pub(super) fn are_among(&self, jobs: u32) -> bool {
        let OddJobs { other_vault, unrequested_vault, other_status, other_completed } = self;
        [other_vault, unrequested_vault, other_status, other_completed]
            .iter()
            .all(|(count, first)| *count == 0 || *count <= jobs && *first < jobs)
    }
}
