//! The fast lane: jobs that are plainly clean, taken as they stand, many in a row.
//!
//! What is true of such jobs is added up on the side, and handed over once for all of them. The first
//! job that is not plainly clean ends the run; it goes the plain way, and the next run begins after it.

use super::tally::Tally;
use crate::decode::Taken;
use crate::decode::fast::JobReader;
use crate::listing::JobRun;
use crate::rules::Judge;

/// Reads, accepts and adds up.
#[derive(Debug, Default)]
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
        self.run.clear();
        self.tally = Tally::default();
        let end = take(self, judge, bytes, (start, limit), most);
        let taken = Taken { jobs: self.run.len(), end };
        (taken.jobs > 0).then_some(Run { taken, jobs: &self.run, tally: &self.tally })
    }
}

/// The loop over jobs, compiled once more for processors with wider vectors.
#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt+movbe+fma"))]
fn take(
    lane: &mut Lane,
    judge: &mut Judge,
    bytes: &[u8],
    (start, limit): (usize, usize),
    most: usize,
) -> usize {
    let mut next = Some(start);
    let mut end = start;
    while let Some(at) = next
        && lane.run.len() < most
        && let Some(row) = lane.reader.read(bytes, at)
        && row.span().end <= limit
        && let Some(clean) = judge.accept(row, bytes)
        && lane.run.push(row, bytes, clean.created)
    {
        lane.tally.add(row, &clean);
        end = row.span().end;
        next = JobReader::next_in_list(bytes, end);
    }
    end
}
