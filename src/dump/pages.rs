//! Pages held in memory, for programs that want to walk over them.

use std::collections::VecDeque;

use super::document::Documents;
use super::fault::Fault;
use super::site::{JobSite, PageSite};
use super::visitor::Visitor;
use crate::model::{Job, PageFrame};

/// One page with all its jobs.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    frame: PageFrame<'a>,
    jobs: Vec<Job<'a>>,
    /// The index of each job in its list, where elements that are no jobs count, too.
    indexes: Vec<usize>,
    site: PageSite,
}

impl<'a> Page<'a> {
    /// The page without its jobs: its tokens and metadata.
    #[must_use]
    pub fn frame(&self) -> &PageFrame<'a> {
        &self.frame
    }

    /// The jobs, in the order of the dump.
    #[must_use]
    pub fn jobs(&self) -> &[Job<'a>] {
        &self.jobs
    }

    /// Where the page stands.
    #[must_use]
    pub fn site(&self) -> &PageSite {
        &self.site
    }

    /// The jobs, each with where it stands.
    pub fn jobs_and_sites(&self) -> impl Iterator<Item = (&Job<'a>, JobSite<'_>)> {
        self.jobs
            .iter()
            .zip(&self.indexes)
            .map(|(job, &index)| (job, JobSite::new(&self.site, index)))
    }
}

/// The pages of a dump, each with its jobs in memory; see [`Dump::pages`](super::Dump::pages).
pub struct Pages<'d> {
    documents: Documents<'d>,
    ready: VecDeque<Result<Page<'d>, Fault>>,
    jobs: Vec<Job<'d>>,
    indexes: Vec<usize>,
}

impl<'d> Pages<'d> {
    pub(super) fn new(documents: Documents<'d>) -> Self {
        Pages { documents, ready: VecDeque::new(), jobs: Vec::new(), indexes: Vec::new() }
    }
}

impl<'d> Iterator for Pages<'d> {
    /// A page, or what could not be read in its place.
    type Item = Result<Page<'d>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() {
            let mut collector = Collector {
                ready: &mut self.ready,
                jobs: &mut self.jobs,
                indexes: &mut self.indexes,
            };
            if !self.documents.step(&mut collector) {
                break;
            }
        }
        self.ready.pop_front()
    }
}

struct Collector<'c, 'd> {
    ready: &'c mut VecDeque<Result<Page<'d>, Fault>>,
    jobs: &'c mut Vec<Job<'d>>,
    indexes: &'c mut Vec<usize>,
}

impl<'d> Visitor<'d> for Collector<'_, 'd> {
    fn job(&mut self, job: Job<'d>, site: JobSite<'_>) {
        self.jobs.push(job);
        self.indexes.push(site.index());
    }

    fn page(&mut self, frame: PageFrame<'d>, _: usize, site: &PageSite) {
        let jobs = std::mem::take(self.jobs);
        let indexes = std::mem::take(self.indexes);
        self.ready.push_back(Ok(Page { frame, jobs, indexes, site: site.clone() }));
    }

    /// The jobs before the break are whole, and so are not lost: they are a page of their own.
    fn cut_page(&mut self, frame: PageFrame<'d>, jobs: usize, site: &PageSite) {
        if jobs > 0 {
            self.page(frame, jobs, site);
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.ready.push_back(Err(fault));
    }
}
