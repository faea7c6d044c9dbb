//! From events to views: what becomes of each value, and of what has no place.

mod allocation;
mod breaks;
mod fast;
mod fields;
mod oddities;

use icecore::dump::{JobSite, PageSite, Visitor};
use icecore::model::{Job, PageFrame};

/// Keeps the jobs of a dump: the whole ones, and the one in which the JSON breaks.
#[derive(Default)]
struct Jobs {
    whole: Vec<Job<'static>>,
    cut: Vec<Job<'static>>,
    frames: Vec<PageFrame<'static>>,
}

impl Jobs {
    fn of(dump: &str) -> Self {
        let mut jobs = Jobs::default();
        icecore::dump::Dump::from_slice(dump.as_bytes()).visit(&mut jobs);
        jobs
    }
}

impl<'a> Visitor<'a> for Jobs {
    fn job(&mut self, job: Job<'a>, _: JobSite<'_>) {
        self.whole.push(job.into_owned());
    }

    fn cut_job(&mut self, job: Job<'a>, _: JobSite<'_>) {
        self.cut.push(job.into_owned());
    }

    fn page(&mut self, frame: PageFrame<'a>, _: usize, _: &PageSite) {
        self.frames.push(frame.into_owned());
    }

    fn cut_page(&mut self, frame: PageFrame<'a>, _: usize, _: &PageSite) {
        self.frames.push(frame.into_owned());
    }

    fn fault(&mut self, _: icecore::dump::Fault) {}
}
