//! The saved pages of one vault in a row, and where in it a marker stands.
//!
//! A marker is found in two ways: it is the token that a saved page was fetched with, or it is the
//! `JobId` of the job at which the page begins. Which comes first depends on who cut the pages, so
//! both are offered.

use std::collections::HashMap;

use crate::listing::{Position, SavedJob, SavedListing};

/// All jobs of a vault, with the saved page boundaries among them.
#[derive(Clone, Debug)]
pub(super) struct Collection<'l, 'd> {
    pub(super) jobs: Vec<&'l SavedJob<'d>>,
    pub(super) pages: Vec<Boundary<'l>>,
    /// Where the listing goes on after its last job.
    pub(super) next: Option<Position>,
    by_token: HashMap<&'l str, usize>,
    by_job: HashMap<&'l str, usize>,
}

/// One saved page: the jobs from `start` up to `end`.
#[derive(Clone, Debug)]
pub(super) struct Boundary<'l> {
    pub(super) start: usize,
    pub(super) end: usize,
    fetched_at: Option<&'l str>,
    /// As it was saved: empty where it says, in that way, that there is no further page.
    pub(super) marker: Option<&'l str>,
}

impl<'l> Boundary<'l> {
    fn token(&self) -> Option<&'l str> {
        self.marker.filter(|marker| !marker.is_empty())
    }
}

impl<'l, 'd> Collection<'l, 'd> {
    pub(super) fn new(listings: &[&'l SavedListing<'d>]) -> Self {
        let mut collection = Collection {
            jobs: Vec::new(),
            pages: Vec::new(),
            next: None,
            by_token: HashMap::new(),
            by_job: HashMap::new(),
        };
        listings.iter().for_each(|listing| collection.append(listing));
        if let (None, Some(last)) = (&collection.next, collection.pages.last()) {
            collection.next = last.token().map(Position::at);
        }
        collection.index();
        collection.next = collection.next.take().filter(|next| !collection.leads_back(next));
        collection
    }

    fn append(&mut self, listing: &'l SavedListing<'d>) {
        for page in &listing.pages {
            let marker = page.marker.as_deref();
            let fetched_at = page.fetched_at.as_deref();
            match self.pages.last_mut() {
                // Nobody can ask for an empty page that has no token, so it is not a page.
                Some(before)
                    if page.jobs.is_empty() && fetched_at.is_none() && before.token().is_none() =>
                {
                    before.marker = marker;
                }
                _ => {
                    let start = self.jobs.len();
                    self.jobs.extend(&page.jobs);
                    self.pages.push(Boundary { start, end: self.jobs.len(), fetched_at, marker });
                }
            }
        }
        self.next.clone_from(&listing.next);
        if let (Some(last), Some(Position { marker: Some(marker), amount: None })) =
            (self.pages.last_mut(), &listing.next)
        {
            last.marker = last.token().or(Some(marker));
        }
    }

    /// The first of several jobs or pages is the one that is found.
    fn index(&mut self) {
        let mut from_before = None;
        for (index, page) in self.pages.iter().enumerate() {
            for token in [page.fetched_at, from_before].into_iter().flatten() {
                self.by_token.entry(token).or_insert(index);
            }
            from_before = page.token();
        }
        for (index, job) in self.jobs.iter().enumerate() {
            if let Some(job_id) = job.job_id().filter(|job_id| !job_id.is_empty()) {
                self.by_job.entry(job_id).or_insert(index);
            }
        }
    }

    /// Whether this is the token of a saved page: then it is a circle, and no way on.
    fn leads_back(&self, next: &Position) -> bool {
        let marker = next.marker.as_deref().filter(|_| next.amount.is_none());
        marker.is_some_and(|marker| self.page_of(marker).is_some())
    }

    /// The page that was fetched with this marker.
    pub(super) fn page_of(&self, marker: &str) -> Option<usize> {
        self.by_token.get(marker).copied()
    }

    /// The job that this marker is.
    pub(super) fn job_of(&self, marker: &str) -> Option<usize> {
        self.by_job.get(marker).copied().or_else(|| {
            let index: usize = marker.strip_prefix('#')?.parse().ok()?;
            (index < self.jobs.len()).then_some(index)
        })
    }

    /// The saved page that this job is on.
    pub(super) fn page_with(&self, job: usize) -> usize {
        self.pages.partition_point(|page| page.end <= job)
    }

    /// A marker that leads to this job and no other.
    pub(super) fn marker_of(&self, job: usize) -> String {
        let own = self.jobs[job].job_id().filter(|job_id| self.by_job.get(job_id) == Some(&job));
        own.map_or_else(|| format!("#{job}"), str::to_owned)
    }

    /// The Marker of a saved page. Where it was not saved (jobs written out without their pages), the
    /// token of the next page or its first job serves.
    pub(super) fn marker_after(&self, page: usize) -> Option<String> {
        let saved = self.pages[page].token();
        let following = || {
            let next = self.pages.get(page + 1)?;
            let token = next.fetched_at.filter(|token| self.page_of(token) == Some(page + 1));
            let first = || {
                let marker = self.marker_of(next.start);
                let leads_elsewhere = self.page_of(&marker).is_some_and(|found| found != page + 1);
                if leads_elsewhere { format!("#{}", next.start) } else { marker }
            };
            Some(token.map_or_else(first, str::to_owned))
        };
        saved.map(str::to_owned).or_else(following)
    }
}
