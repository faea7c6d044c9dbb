//! What is kept of a page: 112 bytes, and the text of its token.

use serde::{Deserialize, Serialize};

use super::key::JobKey;
use super::page::DateRun;
use crate::dump::{PageKind, Shift};

/// A page, packed. What few pages have stands in a table beside it ([`Pages`](super::pages::Pages)).
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(super) struct Record {
    /// The number of its first job among all jobs.
    pub first_job: u64,
    /// How many jobs it has.
    pub jobs: u32,
    /// The number of its file.
    pub file: u32,
    /// The lengths of its shortest and its longest JobId.
    pub id_lengths: (u16, u16),
    /// What it was saved as.
    pub kind: PageKind,
    /// What it ends with.
    pub next: NextKind,
    /// How many bytes the token's text has.
    pub token_length: u32,
    /// Where the token's text stands among the texts.
    pub token_at: u64,
    /// The number of its row in the table of what few pages have; past its end if it has none.
    pub extra: u32,
    flags: u8,
    vault: u32,
    document: u32,
    start: u64,
    time: i64,
    dates: DateRun,
}

/// What a page ends with.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub(super) enum NextKind {
    Nothing,
    Broken,
    /// The service's `Marker`.
    Marker,
    /// A client's `NextToken`, of one of these kinds.
    Botocore,
    Old,
    Raw,
    Foreign,
    Malformed,
}

impl NextKind {
    /// Whether it is a client's token.
    pub(super) fn is_token(self) -> bool {
        !matches!(self, NextKind::Nothing | NextKind::Broken | NextKind::Marker)
    }
}

/// What is unset of a vault, or of what few pages have.
pub(super) const NONE: u32 = u32::MAX;

const HAS_TIME: u8 = 1;
const HAS_DATES: u8 = 1 << 1;
const HAS_START: u8 = 1 << 2;
const IS_ELEMENT: u8 = 1 << 3;
const IS_RESPONSE: u8 = 1 << 4;
const HAS_METADATA: u8 = 1 << 5;

impl Record {
    /// A page of this kind in this file, of which nothing else is known yet.
    pub(super) fn new(file: u32, kind: PageKind) -> Self {
        Record {
            first_job: 0,
            jobs: 0,
            file,
            id_lengths: (0, 0),
            kind,
            next: NextKind::Nothing,
            token_length: 0,
            token_at: 0,
            extra: NONE,
            flags: 0,
            vault: NONE,
            document: 0,
            start: 0,
            time: 0,
            dates: DateRun::new(0),
        }
    }

    pub(super) fn vault(&self) -> Option<u32> {
        (self.vault != NONE).then_some(self.vault)
    }

    pub(super) fn set_vault(&mut self, vault: Option<u32>) {
        self.vault = vault.unwrap_or(NONE);
    }

    /// Tells what its jobs have shown.
    pub(super) fn tell_jobs(
        &mut self,
        jobs: u32,
        vault: Option<u32>,
        id_lengths: Option<(u16, u16)>,
        dates: Option<DateRun>,
    ) {
        self.jobs = jobs;
        self.set_vault(vault);
        self.id_lengths = id_lengths.unwrap_or_default();
        self.set(HAS_DATES, dates.is_some());
        self.dates = dates.unwrap_or(DateRun::new(0));
    }

    pub(super) fn dates(&self) -> Option<DateRun> {
        self.has(HAS_DATES).then_some(self.dates)
    }

    pub(super) fn time(&self) -> Option<i64> {
        self.has(HAS_TIME).then_some(self.time)
    }

    pub(super) fn set_time(&mut self, time: Option<i64>) {
        self.set(HAS_TIME, time.is_some());
        self.time = time.unwrap_or(0);
    }

    /// Its document in its file, if it is an element of an array of pages there.
    pub(super) fn array(&self) -> Option<u32> {
        self.has(IS_ELEMENT).then_some(self.document)
    }

    /// Where it begins, and in which document, if nothing of another kind stands around it.
    pub(super) fn start(&self) -> Option<(u64, u32)> {
        self.has(HAS_START).then_some((self.start, self.document))
    }

    pub(super) fn set_start(&mut self, start: Option<(u64, u32)>) {
        self.set(HAS_START, start.is_some());
        if let Some((start, document)) = start {
            (self.start, self.document) = (start, document);
        }
    }

    /// Tells of which document it is an element.
    pub(super) fn set_array(&mut self, document: Option<u32>) {
        self.set(IS_ELEMENT, document.is_some());
        if let Some(document) = document {
            self.document = document;
        }
    }

    /// Tells what stands before the part of the file that it was read in.
    pub(super) fn shift(&mut self, by: &Shift) {
        self.start += by.bytes as u64;
        let documents = u32::try_from(by.documents).unwrap_or(u32::MAX);
        self.document = self.document.saturating_add(documents);
    }

    pub(super) fn is_response(&self) -> bool {
        self.has(IS_RESPONSE)
    }

    pub(super) fn has_metadata(&self) -> bool {
        self.has(HAS_METADATA)
    }

    pub(super) fn set_response(&mut self, is_response: bool, has_metadata: bool) {
        self.set(IS_RESPONSE, is_response);
        self.set(HAS_METADATA, has_metadata);
    }

    /// The fingerprints of its jobs, out of those of all jobs.
    pub(super) fn jobs_of<'k>(&self, keys: &'k [JobKey]) -> &'k [JobKey] {
        let first = usize::try_from(self.first_job).unwrap_or(usize::MAX).min(keys.len());
        &keys[first..(first + self.jobs as usize).min(keys.len())]
    }

    /// Whether the page is part of a listing at all; a job that stands alone is not.
    pub(super) fn is_listed(&self) -> bool {
        self.kind != PageKind::LoneJob
    }

    /// Whether this token of the page has the form of its JobIds, so that it is one.
    pub(super) fn is_job_like(&self, marker: &str) -> bool {
        let (shortest, longest) = self.id_lengths;
        (usize::from(shortest.max(1))..=usize::from(longest)).contains(&marker.len())
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn set(&mut self, flag: u8, is_set: bool) {
        self.flags = if is_set { self.flags | flag } else { self.flags & !flag };
    }
}

#[cfg(test)]
mod tests {
    use super::Record;

    #[test]
    fn a_page_takes_so_many_bytes() {
        assert_eq!(size_of::<Record>(), 112);
    }
}
