//! What a part of a file came to: everything as seen from where the part begins.

use super::excerpt::Excerpt;
use super::lane::{Lane, Offered};
use super::tally::Tally;
use super::totals::Totals;
use super::writing::Writing;
use crate::decode::Taken;
use crate::dump::{Fault, JobSite, PageSite, Visitor};
use crate::filter::Filter;
use crate::finding::{Finding, Findings};
use crate::listing::Collector;
use crate::model::{Job, PageFrame};
use crate::rules::{Judge, Tally as Marks};
use crate::span::{Locator, Position};

/// After so many jobs that it had to leave, the fast lane is asked only each time that there are so
/// many more: to be left costs a job about as much as to be taken.
const PATIENCE: u32 = 8;

/// What was found and counted.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub collector: Collector,
    pub totals: Totals,
    pub findings: Vec<Finding>,
    /// What takes the findings in place of that, where they are written down at once.
    pub writing: Option<Writing>,
    /// How many jobs in a row the fast lane has left to the plain way.
    left: u32,
    /// The marks of the source, where a part is no window.
    pub marks: Vec<Marks>,
    /// Clean jobs of one vault, which are not in the totals yet.
    tallied: Option<(String, Tally)>,
}

impl Part {
    /// Goes on with what earlier files came to.
    pub fn new(collector: Collector, totals: Totals) -> Self {
        Part { collector, totals, ..Part::default() }
    }

    /// Who takes what is found.
    fn findings(&mut self) -> &mut dyn Findings {
        match &mut self.writing {
            Some(writing) => writing,
            None => &mut self.findings,
        }
    }

    fn tally(&mut self, vault_arn: &str, tally: &Tally) {
        match &mut self.tallied {
            Some((vault, tallied)) if vault == vault_arn => tallied.merge(tally),
            _ => {
                self.total();
                self.tallied = Some((vault_arn.to_owned(), *tally));
            }
        }
    }

    /// Brings the totals up to date.
    pub fn total(&mut self) {
        if let Some((vault_arn, tally)) = self.tallied.take() {
            self.totals.add_tally(&vault_arn, &tally);
        }
    }
}

/// A finding with its line, column and excerpt.
#[derive(Debug)]
pub(super) struct Shown {
    pub finding: Finding,
    pub position: Position,
    pub excerpt: Excerpt,
}

impl Shown {
    /// Shows findings that are in order of their place, in one pass over the bytes; `before` bytes
    /// stand before those that the findings count from.
    pub fn all(
        findings: Vec<Finding>,
        bytes: &[u8],
        before: usize,
        with_excerpts: bool,
    ) -> Vec<Shown> {
        let mut locator = Locator::new(&bytes[before..]);
        let shown = findings
            .into_iter()
            .map(|finding| Shown::located(finding, &mut locator, bytes, before, with_excerpts));
        shown.collect()
    }

    /// Shows one finding.
    pub fn of(finding: Finding, bytes: &[u8], before: usize, with_excerpts: bool) -> Shown {
        let mut locator = Locator::new(&bytes[before..]);
        Shown::located(finding, &mut locator, bytes, before, with_excerpts)
    }

    fn located(
        finding: Finding,
        locator: &mut Locator<'_>,
        bytes: &[u8],
        before: usize,
        with_excerpts: bool,
    ) -> Shown {
        let mut span = finding.place.span;
        let position = locator.locate(span.start);
        (span.start, span.end) = (span.start + before, span.end + before);
        let excerpt = match with_excerpts {
            true => Excerpt::of(bytes, span),
            false => Excerpt::default(),
        };
        Shown { finding, position, excerpt }
    }
}

/// Judges and counts what is read.
pub(super) struct Judging<'v> {
    pub part: &'v mut Part,
    pub filter: &'v Filter,
    pub judge: &'v mut Judge,
    pub lane: Option<&'v mut Lane>,
    /// The bytes that are read and more after them, where there are any.
    pub padded: Option<&'v [u8]>,
    /// Whether what turns out to be cut off is left, since the file will be read as a whole.
    pub leaves_cut: bool,
    /// How many documents were seen.
    pub documents: usize,
}

impl Judging<'_> {
    fn saw_document(&mut self, index: usize) {
        self.documents = self.documents.max(index + 1);
    }
}

impl<'a> Visitor<'a> for Judging<'_> {
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        self.saw_document(site.document());
        if !self.part.collector.has_open_page() {
            self.part.collector.begin_page(site.page(), job.span().start);
        }
        // A filter is no reason to call a listing incomplete.
        self.part.collector.add_job(&job, site.page().request());
        self.part.totals.saw_job();
        if self.filter.matches(&job) {
            self.part.totals.add_job(&job, site.page().is_of_file());
            self.judge.any_job(&job, false, site, self.part.findings());
        }
    }

    fn take_jobs(&mut self, bytes: &[u8], start: usize, site: JobSite<'_>) -> Option<Taken> {
        // A filter asks each job for more than whether it is clean.
        let asks_more = site.page().request().is_some() || !self.filter.is_empty();
        let lane = self.lane.as_mut().filter(|_| !asks_more)?;
        // Where job after job is broken, it is enough to look now and then whether they still are.
        if self.part.left >= PATIENCE && !self.part.left.is_multiple_of(PATIENCE) {
            self.part.left = self.part.left.wrapping_add(1);
            return None;
        }
        let offered = Offered::at(site.page());
        let padded = self.padded.filter(|padded| padded.as_ptr() == bytes.as_ptr());
        let ledger = self.part.totals.ledger_mut();
        let padded = padded.unwrap_or(bytes);
        let ledger = ledger.map(|ledger| (ledger, site.page().is_of_file()));
        let run = lane.run(self.judge, padded, start, bytes.len(), offered, ledger);
        self.part.left = if run.is_some() { 0 } else { self.part.left.wrapping_add(1) };
        let run = run?;
        if !self.part.collector.has_open_page() {
            self.part.collector.begin_page(site.page(), start);
        }
        self.part.collector.add_run(run.jobs);
        self.part.tally(run.jobs.vault_arn(), run.tally);
        let more = if offered == Offered::Documents { run.taken.jobs - 1 } else { 0 };
        let taken = run.taken;
        self.saw_document(site.document() + more);
        Some(taken)
    }

    fn cut_job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        if !self.leaves_cut && self.filter.matches(&job) {
            self.judge.any_job(&job, true, site, self.part.findings());
        }
    }

    fn page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        self.saw_document(site.document());
        self.part.totals.add_page();
        self.part.collector.add_page(&frame, site);
        if self.lane.is_none() || !Judge::accepts_frame(&frame) {
            self.judge.any_frame(&frame, site, self.part.findings());
        }
    }

    /// A page that breaks after its first jobs is still counted, as its jobs are.
    fn cut_page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        if self.leaves_cut {
            return;
        }
        self.part.totals.add_page();
        self.part.collector.add_cut_page(&frame, site);
        self.judge.any_frame(&frame, site, self.part.findings());
    }

    fn envelope(&mut self, frame: PageFrame<'a>, site: &PageSite) {
        self.judge.any_frame(&frame, site, self.part.findings());
    }

    fn fault(&mut self, fault: Fault) {
        self.saw_document(fault.place.document);
        self.judge.any_fault(&fault, self.part.findings());
        self.part.collector.add_fault(fault);
    }
}
