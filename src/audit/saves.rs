//! Counts some of a file's jobs when all files have been read: those at given places, or all but those.

use super::look::{Look, Origin};
use super::totals::Totals;
use super::worker::Settings;
use crate::dump::{Fault, JobSite, PageSite, Shift, Visitor};
use crate::model::{Job, PageFrame};

/// A job's place in its file: its page there, and its index on the page.
pub(super) type Place = (u32, u32);

/// Which jobs of a file are counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which<'p> {
    /// Those at these places, which are in order.
    At(&'p [Place]),
    /// All of this number of jobs but those at these places.
    AllBut(u64, &'p [Place]),
}

impl Which<'_> {
    fn count(self) -> u64 {
        match self {
            Which::At(places) => places.len() as u64,
            Which::AllBut(jobs, places) => jobs.saturating_sub(places.len() as u64),
        }
    }

    fn has(self, place: Place) -> bool {
        match self {
            Which::At(places) => places.binary_search(&place).is_ok(),
            Which::AllBut(_, places) => places.binary_search(&place).is_err(),
        }
    }
}

/// Counts them while the file is read.
#[derive(Debug)]
pub(super) struct Saves<'s> {
    settings: &'s Settings,
    which: Which<'s>,
    /// The place of the next job.
    next: Place,
    unseen: u64,
    counted: Totals,
    /// The same since the start of the part.
    fresh: Totals,
    fresh_jobs: u64,
}

impl<'s> Saves<'s> {
    pub fn new(settings: &'s Settings, which: Which<'s>) -> Self {
        Saves {
            settings,
            which,
            next: (0, 0),
            unseen: which.count(),
            counted: settings.totals(),
            fresh: settings.totals(),
            fresh_jobs: 0,
        }
    }

    /// What was counted, and how many jobs were not found.
    pub fn end(mut self) -> (Totals, u64) {
        self.counted.merge(self.fresh);
        (self.counted, self.unseen)
    }
}

impl Look for Saves<'_> {
    type At = Place;

    fn is_done(&self) -> bool {
        self.unseen == 0
    }

    fn begin_part(&mut self) -> Place {
        if std::mem::take(&mut self.fresh_jobs) > 0 {
            let fresh = std::mem::replace(&mut self.fresh, self.settings.totals());
            self.counted.merge(fresh);
        }
        self.next
    }

    fn go_back(&mut self, at: Place) {
        self.next = at;
        self.unseen += std::mem::take(&mut self.fresh_jobs);
        self.fresh = self.settings.totals();
    }

    fn end_page(&mut self) {
        self.next = (self.next.0 + 1, 0);
    }

    /// What is counted has no place.
    fn stands(&mut self, _: Shift, _: Origin) {}
}

impl<'a> Visitor<'a> for Saves<'_> {
    fn job(&mut self, job: Job<'a>, _: JobSite<'_>) {
        if self.which.has(self.next) {
            self.unseen = self.unseen.saturating_sub(1);
            self.fresh_jobs += 1;
            if self.settings.filter.matches(&job) {
                // Where it stands was told in the first reading.
                self.fresh.add_job(&job, false);
            }
        }
        self.next.1 += 1;
    }

    fn page(&mut self, _: PageFrame<'a>, _: usize, _: &PageSite) {
        self.end_page();
    }

    fn cut_page(&mut self, _: PageFrame<'a>, _: usize, _: &PageSite) {
        self.end_page();
    }

    /// What breaks was told in the first reading.
    fn fault(&mut self, _: Fault) {}
}
