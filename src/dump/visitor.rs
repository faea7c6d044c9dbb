//! Who receives what is read.

use super::fault::Fault;
use super::site::{JobSite, PageSite};
use crate::decode::Taken;
use crate::model::{Job, PageFrame};

/// Receives the jobs, pages and faults of a dump, in the order in which they are read.
///
/// The frame of a page comes after its jobs, since `Marker` stands after `JobList`.
pub trait Visitor<'a> {
    /// A whole job.
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>);

    /// Offers jobs before they are read: the one whose opening brace stands at `start` in `bytes`, at
    /// this site, and those after it in its list, if it is in one, or in a
    /// [row of documents](PageSite::is_row_of_documents).
    ///
    /// A visitor that has a faster way than [`Visitor::job`] may take as many as it likes; they are
    /// then not lent. It must take only what is strict JSON, and of documents only what has a JobId.
    fn take_jobs(&mut self, bytes: &[u8], start: usize, site: JobSite<'_>) -> Option<Taken> {
        let _ = (bytes, start, site);
        None
    }

    /// The readable part of a job in which the JSON breaks; the fault follows.
    fn cut_job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        let _ = (job, site);
    }

    /// The end of a page that had `jobs` jobs.
    fn page(&mut self, frame: PageFrame<'a>, jobs: usize, site: &PageSite);

    /// The readable part of a page in which the JSON breaks; the fault follows.
    fn cut_page(&mut self, frame: PageFrame<'a>, jobs: usize, site: &PageSite) {
        let _ = (frame, jobs, site);
    }

    /// What is odd about an object that stands around pages or jobs, such as a repeated key.
    fn envelope(&mut self, frame: PageFrame<'a>, site: &PageSite) {
        let _ = (frame, site);
    }

    /// Something that could not be read.
    fn fault(&mut self, fault: Fault);
}
