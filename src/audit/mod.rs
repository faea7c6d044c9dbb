//! The fold over everything below: dumps in, findings and totals out, in input order.
//!
//! Findings are handed on file by file, ordered by place. What the rules about the source found
//! comes at the very end ([`Audit::finish`]), since it is said once a file and after everything else.

mod excerpt;
mod located;
mod of_listing;
mod second_look;
mod totals;

pub use excerpt::{Excerpt, printable};
pub use located::Located;
pub use of_listing::Reopen;
pub use totals::{Dates, FindingCounts, Summary, Totals};

use crate::dump::{Dump, Error, Fault, JobSite, PageSite, Visitor};
use crate::filter::Filter;
use crate::finding::{Finding, Profile};
use crate::listing::{Collector, Listing, Scope};
use crate::model::{Job, PageFrame, Timestamp};
use crate::rules::{Judge, judge_listing, order};

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
/// let audited = audit.finish(&mut |_, look| {
///     look(&dump);
///     Ok(())
/// });
/// assert_eq!(audited.totals.summary().jobs, 1);
/// ```
#[derive(Debug)]
pub struct Audit {
    profile: Profile,
    judge: Judge,
    totals: Totals,
    of_sources: Vec<Located>,
    collector: Collector,
    filter: Filter,
}

/// What is known when all dumps were judged.
#[derive(Debug)]
pub struct Audited {
    /// What the dumps hold, in numbers.
    pub totals: Totals,
    /// What the rules about listings found, in the order of the input.
    pub of_listings: Vec<Located>,
    /// What the rules about the source found, in the order of the input.
    pub of_sources: Vec<Located>,
    /// The pages, put together.
    pub listing: Listing,
    /// Files that could not be read again: their findings tell no place.
    pub errors: Vec<Error>,
}

impl Audit {
    /// An audit by this profile.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        Audit {
            profile,
            judge: Judge::new(profile),
            totals: Totals::default(),
            of_sources: Vec::new(),
            collector: Collector::default(),
            filter: Filter::default(),
        }
    }

    /// Puts pages together within this scope.
    #[must_use]
    pub fn scope(self, scope: Scope) -> Self {
        Audit { collector: Collector::new(scope), ..self }
    }

    /// Audits as of this time: a job cannot have been created after it.
    #[must_use]
    pub fn as_of(self, time: Timestamp) -> Self {
        Audit { judge: self.judge.as_of(time), ..self }
    }

    /// Judges and counts only jobs that match, by what could be read of them.
    ///
    /// Pages, documents and what cannot be read are judged as before: a filter says which jobs are
    /// of interest, and not which parts of a dump may be broken.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.totals.count_matches(!filter.is_empty());
        Audit { filter, ..self }
    }

    /// Judges one dump; `file` is its name in findings.
    pub fn dump(&mut self, file: &str, dump: &Dump<'_>, found: &mut dyn FnMut(&Located)) {
        self.collector.begin_file(file);
        let mut visitor = FileVisitor {
            collector: &mut self.collector,
            filter: &self.filter,
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

    /// Ends the audit: puts the pages together and judges the listings.
    ///
    /// What is found then stands in files that are no longer in memory: `reopen` lends the dump of a
    /// number again, counted from 0 in the order of the calls of [`Audit::dump`].
    #[must_use]
    pub fn finish(mut self, reopen: &mut Reopen<'_>) -> Audited {
        let listing = self.collector.stitch();
        let drafted = judge_listing(&listing, self.profile);
        let (of_listings, errors) = of_listing::locate(&listing, drafted, reopen);
        self.totals.add_findings(of_listings.iter().map(|located| &located.finding));
        let (totals, of_sources) = (self.totals, self.of_sources);
        Audited { totals, of_listings, of_sources, listing, errors }
    }
}

/// Judges and counts what one file holds.
struct FileVisitor<'v> {
    collector: &'v mut Collector,
    filter: &'v Filter,
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
        // A filter is no reason to call a listing incomplete.
        self.collector.add_job(&job, site.page().request());
        self.totals.saw_job();
        if self.filter.matches(&job) {
            self.totals.add_job(&job);
            self.judge.job(&job, site, &mut self.findings);
        }
    }

    fn cut_job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        if self.filter.matches(&job) {
            self.judge.cut_job(&job, site, &mut self.findings);
        }
    }

    fn page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        self.saw_document(site.document());
        self.totals.add_page();
        self.collector.add_page(&frame, site);
        self.judge.frame(&frame, site, &mut self.findings);
    }

    /// A page that breaks after its first jobs is still counted, as its jobs are.
    fn cut_page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        self.totals.add_page();
        self.collector.add_cut_page(&frame, site);
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
