//! The page as a whole.

use std::io;

use askama::Template;

use super::chains::{Maps, maps};
use super::durations::durations;
use super::findings::HtmlFindings;
use super::head::Head;
use super::jobs::Jobs;
use super::numbers::{Numbers, numbers, of_archives, of_costs};
use super::overview::{Tile, tiles};
use super::policy::{POLICY, SCRIPT, STYLE};
use super::rules::{Rule, rules};
use super::stacks::{Chart, bytes_over_time, jobs_over_time};
use super::verdicts::{Told, verdicts};
use crate::audit::JobEntry;
use crate::report::listing_report::ListingReport;

/// So many jobs are shown at most.
pub const JOBS: usize = 5000;

/// What a page is made of.
#[derive(Clone, Copy, Debug)]
pub struct HtmlReport<'a> {
    /// The numbers.
    pub report: ListingReport<'a>,
    /// What was found.
    pub findings: &'a HtmlFindings,
    /// The first jobs, at most [`JOBS`] of them.
    pub jobs: &'a [JobEntry],
    /// Names of files, or of what was named in place of one, that could not be read, each with why.
    pub unreadable: &'a [(String, String)],
}

impl HtmlReport<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        write_page(out, &Page::of(self))
    }
}

/// Writes what a template makes of its values.
pub(super) fn write_page(out: &mut dyn io::Write, page: &impl Template) -> io::Result<()> {
    Template::write_into(page, &mut Plain(out))?;
    // A template loses its last line feed.
    out.write_all(b"\n")
}

/// A writer whose size is known, as templates want it.
struct Plain<'o>(&'o mut dyn io::Write);

impl io::Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The values of the page, section by section.
#[derive(Template)]
#[template(path = "report/page.html")]
struct Page<'a> {
    policy: &'static str,
    style: &'static str,
    script: &'static str,
    head: Head,
    verdicts: Vec<Told>,
    more_verdicts: Option<String>,
    tiles: Vec<Tile>,
    jobs_over_time: Option<Chart>,
    bytes_over_time: Vec<Chart>,
    durations: Option<String>,
    maps: Maps,
    numbers: Vec<Numbers>,
    archives: Vec<Numbers>,
    costs: Vec<Numbers>,
    findings: &'a HtmlFindings,
    rules: Vec<Rule>,
    jobs: Jobs,
    all_jobs: u64,
}

impl<'a> Page<'a> {
    fn of(html: &'a HtmlReport<'_>) -> Self {
        let HtmlReport { report, findings, jobs, unreadable } = html;
        let ledger = report.once.ledger();
        let (verdicts, more_verdicts) = verdicts(report);
        Page {
            policy: POLICY,
            style: STYLE,
            script: SCRIPT,
            head: Head::of(report, unreadable),
            verdicts,
            more_verdicts,
            tiles: tiles(report),
            jobs_over_time: ledger.and_then(jobs_over_time),
            bytes_over_time: ledger.map(bytes_over_time).unwrap_or_default(),
            durations: ledger.and_then(durations),
            maps: maps(report.listing),
            numbers: numbers(report),
            archives: of_archives(report),
            costs: of_costs(report),
            findings,
            rules: rules(report),
            jobs: Jobs::of(jobs),
            all_jobs: report.jobs(),
        }
    }
}
