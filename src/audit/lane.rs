//! The fast lane: jobs that are plainly clean, taken as they stand, many in a row.
//!
//! What is true of such jobs is added up on the side, and handed over once for all of them. The first
//! job that is not plainly clean ends the run; it goes the plain way, and the next run begins after it.

use super::tally::Tally;
use crate::decode::Taken;
use crate::decode::fast::{JobReader, Row, RowSink};
use crate::listing::JobRun;
use crate::rules::Judge;

/// Reads, accepts and adds up.
#[derive(Debug)]
pub(super) struct Lane {
    reader: JobReader,
    run: JobRun,
    tally: Tally,
}

/// What a run came to.
pub(super) struct Run<'l> {
    pub taken: Taken,
    pub jobs: &'l JobRun,
    pub tally: &'l Tally,
}

impl Lane {
    /// A lane that has seen nothing yet.
    pub fn new(fingerprint_key: u64) -> Self {
        let run = JobRun::new(fingerprint_key);
        Lane { reader: JobReader::new(), run, tally: Tally::default() }
    }

    /// Takes the job whose opening brace stands at `start`, and, of a list, those after it, up to the
    /// first that is not plainly clean or is of another vault; at most `most`, all before `limit`.
    /// Bytes after `limit` may be looked at, but mean nothing.
    pub fn run(
        &mut self,
        judge: &mut Judge,
        bytes: &[u8],
        start: usize,
        limit: usize,
        most: usize,
    ) -> Option<Run<'_>> {
        let Lane { reader, run, tally } = self;
        run.clear();
        *tally = Tally::default();
        let mut taking = Taking { run, tally, judge, bytes, limit, most };
        let taken = reader.read_list(bytes, start, &mut taking);
        (taken.jobs > 0).then_some(Run { taken, jobs: run, tally })
    }
}

/// What becomes of a row.
struct Taking<'l> {
    run: &'l mut JobRun,
    tally: &'l mut Tally,
    judge: &'l mut Judge,
    bytes: &'l [u8],
    limit: usize,
    most: usize,
}

impl RowSink for Taking<'_> {
    #[inline(always)]
    fn take(&mut self, row: &Row) -> bool {
        let is_taken = self.run.len() < self.most
            && row.span().end <= self.limit
            && self.judge.accept(row, self.bytes)
            && self.run.push(row, self.bytes);
        if is_taken {
            self.tally.add(row);
        }
        is_taken
    }
}
