//! The rest of a file, where only a part of it could be read in windows.

use super::part::Judging;
use crate::decode::Taken;
use crate::dump::{Fault, JobSite, PageSite, Visitor};
use crate::model::{Job, PageFrame};

/// Visits what of a file was not put together before.
pub(super) struct Rest<'v> {
    pub judging: Judging<'v>,
    /// Up to where the jobs of the first document are known.
    pub offset: usize,
    /// How many documents are known.
    pub documents: usize,
    /// The document with the first job of a page that goes on.
    pub open_run: Option<usize>,
}

impl Rest<'_> {
    fn knows_job(&self, job: &Job<'_>, site: JobSite<'_>) -> bool {
        let place = site.place(job.span(), "");
        place.document < self.documents
            || place.document == self.documents && place.span.start < self.offset
    }

    fn knows_page(&self, site: &PageSite) -> bool {
        site.document() < self.documents && Some(site.document()) != self.open_run
    }
}

impl<'a> Visitor<'a> for Rest<'_> {
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        if !self.knows_job(&job, site) {
            self.judging.job(job, site);
        }
    }

    fn take_jobs(&mut self, bytes: &[u8], start: usize, site: JobSite<'_>) -> Option<Taken> {
        let knows_nothing = self.documents == 0 && self.offset == 0;
        let is_new = knows_nothing || site.document() > self.documents;
        is_new.then(|| self.judging.take_jobs(bytes, start, site)).flatten()
    }

    fn cut_job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        // What was put together before is not broken.
        if site.document() >= self.documents {
            self.judging.cut_job(job, site);
        }
    }

    fn page(&mut self, frame: PageFrame<'a>, jobs: usize, site: &PageSite) {
        if !self.knows_page(site) {
            self.judging.page(frame, jobs, site);
        }
    }

    fn cut_page(&mut self, frame: PageFrame<'a>, jobs: usize, site: &PageSite) {
        if !self.knows_page(site) {
            self.judging.cut_page(frame, jobs, site);
        }
    }

    fn envelope(&mut self, frame: PageFrame<'a>, site: &PageSite) {
        if site.document() >= self.documents {
            self.judging.envelope(frame, site);
        }
    }

    fn fault(&mut self, fault: Fault) {
        if fault.place.document >= self.documents {
            self.judging.fault(fault);
        }
    }
}
