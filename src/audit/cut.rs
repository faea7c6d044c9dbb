//! What stands around the list of a document that breaks in its list, or after it.

use super::part::Judging;
use crate::dump::{Fault, JobSite, PageSite, Visitor};
use crate::model::{Job, PageFrame};

/// Visits the document without its jobs; what breaks it is kept, to be told as it stands in the file.
pub(super) struct Cut<'v> {
    pub judging: Judging<'v>,
    pub fault: Option<Fault>,
}

impl<'a> Visitor<'a> for Cut<'_> {
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        self.judging.job(job, site);
    }

    /// Without its jobs an array is whole, but is not.
    fn page(&mut self, frame: PageFrame<'a>, jobs: usize, site: &PageSite) {
        self.judging.cut_page(frame, jobs, site);
    }

    fn cut_page(&mut self, frame: PageFrame<'a>, jobs: usize, site: &PageSite) {
        self.judging.cut_page(frame, jobs, site);
    }

    fn fault(&mut self, fault: Fault) {
        self.fault = Some(fault);
    }
}
