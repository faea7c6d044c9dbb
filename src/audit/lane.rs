//! The fast lane: jobs that are plainly clean, taken as they stand, many in a row.
//!
//! What is true of such jobs is added up on the side, and handed over once for all of them. The first
//! job that is not plainly clean ends the run; it goes the plain way, and the next run begins after it.

use super::tally::Tally;
use crate::decode::Taken;
use crate::decode::fast::{JobReader, Row, RowSink};
use crate::dump::{PageKind, PageSite};
use crate::ledger::{Facts, Ledger};
use crate::listing::JobRun;
use crate::rules::Judge;

/// Reads, accepts and adds up.
#[derive(Debug)]
pub(super) struct Lane {
    reader: JobReader,
    run: JobRun,
    tally: Tally,
}

/// Which jobs may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offered {
    One,
    /// It and those after it in its list.
    List,
    /// It and those after it, each of which is a document.
    Documents,
}

impl Offered {
    /// What is offered with a job at this site.
    pub fn at(site: &PageSite) -> Self {
        match site.kind() {
            PageKind::LoneJob if site.is_row_of_documents() => Offered::Documents,
            PageKind::LoneJob => Offered::One,
            PageKind::Page | PageKind::Jobs => Offered::List,
        }
    }
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

    /// Takes the job whose opening brace stands at `start`, and those after it that are `offered`, up to
    /// the first that is not plainly clean or is of another vault; all before `limit`. Bytes after `limit`
    /// may be looked at, but mean nothing. Those taken are entered in the `ledger`, with whether offsets in
    /// `bytes` are those of a file, or of a part of one.
    pub fn run(
        &mut self,
        judge: &mut Judge,
        bytes: &[u8],
        start: usize,
        limit: usize,
        offered: Offered,
        ledger: Option<(&mut Ledger, bool)>,
    ) -> Option<Run<'_>> {
        let Lane { reader, run, tally } = self;
        run.clear();
        *tally = Tally::default();
        let most = if offered == Offered::One { 1 } else { usize::MAX };
        let mut taking = Taking { run, tally, ledger, judge, bytes, limit, most };
        let taken = match offered {
            Offered::Documents => reader.read_documents(bytes, start, &mut taking),
            Offered::One | Offered::List => reader.read_list(bytes, start, &mut taking),
        };
        (taken.jobs > 0).then_some(Run { taken, jobs: run, tally })
    }
}

/// What becomes of a row.
struct Taking<'l> {
    run: &'l mut JobRun,
    tally: &'l mut Tally,
    ledger: Option<(&'l mut Ledger, bool)>,
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
            if let Some((ledger, is_of_file)) = &mut self.ledger {
                let archive = self.run.last_archive();
                enter(ledger, row, self.bytes, (*is_of_file, archive));
            }
        }
        is_taken
    }
}

/// Apart from the loop over jobs, so that this stays small where no ledger is kept.
#[inline(never)]
fn enter(ledger: &mut Ledger, row: &Row, bytes: &[u8], (is_of_file, archive): (bool, Option<u64>)) {
    ledger.add(&Facts::of_row(row, bytes).of_file(is_of_file).archive(archive));
}
