//! Reading every job without judging it: the fast reader, and the plain one for what it leaves.

use std::hint::black_box;

use icecore::decode::Taken;
use icecore::decode::fast::{JobReader, Row, RowSink};
use icecore::dump::{Dump, Fault, JobSite, PageKind, PageSite, Visitor};
use icecore::model::{Job, PageFrame};

/// Reads the jobs of dumps, and counts them.
#[derive(Default)]
pub struct Decoder {
    reader: JobReader,
    pub jobs: u64,
}

impl Decoder {
    pub fn dump(&mut self, dump: &Dump<'_>) {
        dump.visit(self);
    }
}

impl<'a> Visitor<'a> for Decoder {
    fn take_jobs(&mut self, bytes: &[u8], start: usize, site: JobSite<'_>) -> Option<Taken> {
        // A job that stands alone is its own document, and the next one another.
        let left = if site.page().kind() == PageKind::LoneJob { 1 } else { usize::MAX };
        let taken = self.reader.read_list(bytes, start, &mut Seen { left });
        self.jobs += taken.jobs as u64;
        (taken.jobs > 0).then_some(taken)
    }

    fn job(&mut self, job: Job<'a>, _: JobSite<'_>) {
        black_box(job);
        self.jobs += 1;
    }

    fn page(&mut self, frame: PageFrame<'a>, _: usize, _: &PageSite) {
        black_box(frame);
    }

    fn fault(&mut self, fault: Fault) {
        black_box(fault);
    }
}

/// Takes so many rows, and lets none be optimised away.
struct Seen {
    left: usize,
}

impl RowSink for Seen {
    #[inline(always)]
    fn take(&mut self, row: &Row) -> bool {
        let is_taken = self.left > 0;
        self.left -= usize::from(is_taken);
        black_box(row);
        is_taken
    }
}
