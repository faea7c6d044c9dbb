//! Takes the jobs of a file for a snapshot while it is read again, each with its place.

use super::look::{Look, Origin};
use super::saves::Place;
use super::second_look::moved;
use crate::compare::{Mark, Taking};
use crate::dump::{Fault, JobSite, PageSite, Shift, Visitor};
use crate::model::{Job, PageFrame};
use crate::span::Span;

/// Takes jobs while their file is read.
pub(super) struct TakingJobs<'t, 'l> {
    taking: &'t mut Taking<'l>,
    /// The place of the next job.
    next: Place,
    /// How many jobs were not seen yet.
    pub unseen: u64,
    shift: Shift,
    origin: Origin,
}

impl<'t, 'l> TakingJobs<'t, 'l> {
    pub fn new(taking: &'t mut Taking<'l>, jobs: u64) -> Self {
        let (shift, origin) = (Shift::default(), Origin { split: usize::MAX, ..Origin::default() });
        TakingJobs { taking, next: (0, 0), unseen: jobs, shift, origin }
    }
}

impl Look for TakingJobs<'_, '_> {
    type At = (Mark, Place, u64);

    fn is_done(&self) -> bool {
        self.unseen == 0
    }

    fn begin_part(&mut self) -> Self::At {
        (self.taking.mark(), self.next, self.unseen)
    }

    fn go_back(&mut self, (mark, next, unseen): Self::At) {
        self.taking.go_back(mark);
        (self.next, self.unseen) = (next, unseen);
    }

    fn end_page(&mut self) {
        self.next = (self.next.0 + 1, 0);
    }

    fn stands(&mut self, shift: Shift, origin: Origin) {
        (self.shift, self.origin) = (shift, origin);
    }
}

impl<'a> Visitor<'a> for TakingJobs<'_, '_> {
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        let start = job.span().start;
        let place = site.place(Span::new(start, start + 1), "");
        let offset = moved(place, &self.shift, self.origin).span.start;
        self.taking.job(&job, self.next, offset);
        self.unseen = self.unseen.saturating_sub(1);
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
