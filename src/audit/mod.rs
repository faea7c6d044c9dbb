//! The fold over everything below: dumps in, findings and totals out, in input order.
//!
//! Findings are handed on file by file, ordered by place. What the rules about the source found
//! comes at the very end ([`Audit::finish`]), since it is said once a file and after everything else.

mod excerpt;
mod located;
mod totals;

pub use excerpt::{Excerpt, printable};
pub use located::Located;
pub use totals::{Dates, FindingCounts, Summary, Totals};

use crate::dump::{Dump, Fault, JobSite, PageSite, Visitor};
use crate::finding::{Finding, Profile};
use crate::model::{Job, PageFrame, Timestamp};
use crate::rules::{Judge, order};

/// Judges dumps, one after the other, and adds up what they hold.
///
/// ```
/// use icecore::audit::Audit;
/// use icecore::dump::Dump;
/// use icecore::finding::Profile;
///
/// let dump = Dump::from_slice(br#"{"JobList": [{"Action": "Select"}]}"#);
/// let mut audit = Audit::new(Profile::Observed);
/// audit.dump("page.json", &dump, &mut |found| {
///     println!("{}:{}: {}", found.file, found.position.line, found.finding.message);
/// });
/// let (totals, _) = audit.finish();
/// assert_eq!(totals.summary().jobs, 1);
/// ```
#[derive(Debug)]
pub struct Audit {
    judge: Judge,
    totals: Totals,
    of_sources: Vec<Located>,
}

impl Audit {
    /// An audit by this profile.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        Audit { judge: Judge::new(profile), totals: Totals::default(), of_sources: Vec::new() }
    }

    /// Audits as of this time: a job cannot have been created after it.
    #[must_use]
    pub fn as_of(self, time: Timestamp) -> Self {
        Audit { judge: self.judge.as_of(time), ..self }
    }

    /// Judges one dump; `file` is its name in findings.
    pub fn dump(&mut self, file: &str, dump: &Dump<'_>, found: &mut dyn FnMut(&Located)) {
        let mut visitor = FileVisitor {
            judge: &mut self.judge,
            totals: &mut self.totals,
            findings: Vec::new(),
            documents: 0,
        };
        dump.visit(&mut visitor);
        let FileVisitor { mut findings, documents, .. } = visitor;
        let of_sources = self.judge.end_of_file();
        self.totals.add_file(dump.bytes().len());
        self.totals.add_findings(findings.iter().chain(&of_sources));

        findings.sort_by_key(order);
        for located in Located::all(file, findings, dump.bytes(), documents > 1) {
            found(&located);
        }
        self.of_sources.extend(Located::all(file, of_sources, dump.bytes(), documents > 1));
    }

    /// Ends the audit: the totals, and what the rules about the source found.
    #[must_use]
    pub fn finish(self) -> (Totals, Vec<Located>) {
        (self.totals, self.of_sources)
    }
}

/// Judges and counts what one file holds.
struct FileVisitor<'v> {
    judge: &'v mut Judge,
    totals: &'v mut Totals,
    findings: Vec<Finding>,
    documents: usize,
}

impl FileVisitor<'_> {
    fn saw_document(&mut self, index: usize) {
        self.documents = self.documents.max(index + 1);
    }
}

impl<'a> Visitor<'a> for FileVisitor<'_> {
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        self.saw_document(site.document());
        self.totals.add_job(&job);
        self.judge.job(&job, site, &mut self.findings);
    }

    fn cut_job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        self.judge.cut_job(&job, site, &mut self.findings);
    }

    fn page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        self.saw_document(site.document());
        self.totals.add_page();
        self.judge.frame(&frame, site, &mut self.findings);
    }

    /// A page that breaks after its first jobs is still counted, as its jobs are.
    fn cut_page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        self.totals.add_page();
        self.judge.frame(&frame, site, &mut self.findings);
    }

    fn envelope(&mut self, frame: PageFrame<'a>, site: &PageSite) {
        self.judge.frame(&frame, site, &mut self.findings);
    }

    fn fault(&mut self, fault: Fault) {
        self.saw_document(fault.place.document);
        self.judge.fault(&fault, &mut self.findings);
    }
}
