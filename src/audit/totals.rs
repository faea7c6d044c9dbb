//! What the dumps hold, in numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::tally::Tally;
use crate::finding::{Finding, Level, RuleMeta};
use crate::json::Text;
use crate::ledger::{Facts, Ledger, TextPlace};
use crate::model::{Action, ByteRange, Field, Job, StatusCode, Tier, Timestamp};

/// How much was judged, and how it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files read.
    pub files: u64,
    /// Pages; jobs outside of a page object count as one page for as long as they follow each other.
    pub pages: u64,
    /// Jobs.
    pub jobs: u64,
    /// How many of them match the filter; `None` if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<u64>,
    /// Bytes, after decompression.
    pub bytes: u64,
    /// Findings by level.
    pub findings: FindingCounts,
}

/// [`Summary`], as it is written: unlike in reports, nothing is left out.
#[derive(Deserialize, Serialize)]
#[serde(remote = "Summary")]
struct SummaryForm {
    files: u64,
    pages: u64,
    jobs: u64,
    matched: Option<u64>,
    bytes: u64,
    findings: FindingCounts,
}

/// Findings by level.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct FindingCounts {
    /// At [`Level::Error`].
    pub error: u64,
    /// At [`Level::Warning`].
    pub warning: u64,
    /// At [`Level::Info`].
    pub info: u64,
}

impl FindingCounts {
    /// The worst level that occurs.
    #[must_use]
    pub fn worst(&self) -> Level {
        match self {
            FindingCounts { error: 1.., .. } => Level::Error,
            FindingCounts { warning: 1.., .. } => Level::Warning,
            FindingCounts { info: 1.., .. } => Level::Info,
            _ => Level::Off,
        }
    }

    /// Adds so many findings of this level.
    pub fn add(&mut self, level: Level, count: u64) {
        match level {
            Level::Error => self.error += count,
            Level::Warning => self.warning += count,
            Level::Info => self.info += count,
            Level::Off => {}
        }
    }
}

/// The first and the last creation date.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Dates {
    /// The earliest.
    pub first: Timestamp,
    /// The latest.
    pub last: Timestamp,
}

/// What the dumps hold. Jobs are counted as they are saved: one that is saved twice counts twice.
///
/// With a filter, only jobs that match it are counted, but for [`Summary::jobs`].
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Totals {
    #[serde(with = "SummaryForm")]
    summary: Summary,
    by_vault: BTreeMap<String, u64>,
    by_action: BTreeMap<String, u64>,
    by_status: BTreeMap<String, u64>,
    by_tier: BTreeMap<String, u64>,
    #[serde(deserialize_with = "super::forms::rule_counts")]
    by_rule: BTreeMap<&'static str, (Level, u64)>,
    #[serde(with = "crate::ledger::text")]
    bytes_requested: u128,
    without_range: u64,
    created: Option<Dates>,
    ledger: Option<Box<Ledger>>,
}

impl Totals {
    /// How much was judged, and how it went.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Jobs by `VaultARN`; a job without one counts under the empty name, as in the other counts.
    #[must_use]
    pub fn by_vault(&self) -> &BTreeMap<String, u64> {
        &self.by_vault
    }

    /// Jobs by `Action`.
    #[must_use]
    pub fn by_action(&self) -> &BTreeMap<String, u64> {
        &self.by_action
    }

    /// Jobs by `StatusCode`.
    #[must_use]
    pub fn by_status(&self) -> &BTreeMap<String, u64> {
        &self.by_status
    }

    /// Jobs other than inventory retrievals by `Tier`; null means Standard.
    #[must_use]
    pub fn by_tier(&self) -> &BTreeMap<String, u64> {
        &self.by_tier
    }

    /// Findings by rule, with the highest level of any.
    #[must_use]
    pub fn by_rule(&self) -> &BTreeMap<&'static str, (Level, u64)> {
        &self.by_rule
    }

    /// The bytes that archive retrievals asked for: their ranges, or else the whole archive.
    #[must_use]
    pub fn bytes_requested(&self) -> u128 {
        self.bytes_requested
    }

    /// Archive retrievals that tell neither range nor size, and so are not in the bytes requested.
    #[must_use]
    pub fn without_range(&self) -> u64 {
        self.without_range
    }

    /// The first and the last creation date, of jobs whose date can be read.
    #[must_use]
    pub fn created(&self) -> Option<Dates> {
        self.created
    }

    /// What jobs asked for and what came of them, if the audit keeps a ledger.
    #[must_use]
    pub fn ledger(&self) -> Option<&Ledger> {
        self.ledger.as_deref()
    }

    /// The ledger, for who enters jobs that are counted by [`Totals::add_tally`].
    pub(super) fn ledger_mut(&mut self) -> Option<&mut Ledger> {
        self.ledger.as_deref_mut()
    }

    /// Enters jobs in a ledger, too.
    pub(super) fn keep_ledger(&mut self, ledger: Option<Ledger>) {
        self.ledger = ledger.map(Box::new);
    }

    /// So many files, and bytes of the file, stand before what was counted.
    pub(super) fn shift(&mut self, by: TextPlace) {
        if let Some(ledger) = &mut self.ledger {
            ledger.shift(by);
        }
    }

    pub(super) fn add_file(&mut self, bytes: usize) {
        self.summary.files += 1;
        self.summary.bytes += bytes as u64;
    }

    pub(super) fn add_page(&mut self) {
        self.summary.pages += 1;
    }

    /// Makes the summary tell how many jobs match, or not.
    pub(super) fn count_matches(&mut self, is_filtered: bool) {
        self.summary.matched = is_filtered.then_some(0);
    }

    pub(super) fn saw_job(&mut self) {
        self.summary.jobs += 1;
    }

    /// Counts a job that matches the filter.
    /// `is_of_file` if its offsets are those of a file, or of a part of one.
    pub(super) fn add_job(&mut self, job: &Job<'_>, is_of_file: bool) {
        if let Some(matched) = &mut self.summary.matched {
            *matched += 1;
        }
        count(&mut self.by_vault, job.vault_arn(), "");
        count(&mut self.by_action, job.action(), "");
        count(&mut self.by_status, job.status_code(), "");
        let action = parse::<Action>(job.action());
        if action != Some(Action::InventoryRetrieval) {
            count(&mut self.by_tier, job.tier(), "Standard");
        }
        if action == Some(Action::ArchiveRetrieval) {
            self.add_request(job);
        }
        if let Some(created) = parse::<Timestamp>(job.creation_date()) {
            self.add_date(created);
        }
        if let Some(ledger) = &mut self.ledger {
            ledger.add(&Facts::of_job(job).of_file(is_of_file));
        }
    }

    /// Counts clean jobs of one vault, all of which match the filter.
    pub(super) fn add_tally(&mut self, vault_arn: &str, tally: &Tally) {
        self.summary.jobs += tally.jobs;
        if let Some(matched) = &mut self.summary.matched {
            *matched += tally.jobs;
        }
        count_more(&mut self.by_vault, vault_arn, tally.jobs);
        for (counts, values, unset, tallied) in [
            (&mut self.by_action, Action::VALUES, "", &tally.actions),
            (&mut self.by_status, StatusCode::VALUES, "", &tally.statuses),
            (&mut self.by_tier, Tier::VALUES, "Standard", &tally.tiers),
        ] {
            let values = std::iter::once(&unset).chain(values);
            values.zip(tallied).for_each(|(value, jobs)| count_more(counts, value, *jobs));
        }
        self.bytes_requested = self.bytes_requested.saturating_add(tally.bytes_requested);
        self.without_range += tally.without_range;
        if let Some((first, last)) = tally.created {
            for created in [first, last].into_iter().filter_map(Timestamp::from_unix_millis) {
                self.add_date(created);
            }
        }
    }

    fn add_date(&mut self, created: Timestamp) {
        let dates = self.created.get_or_insert(Dates { first: created, last: created });
        // Of one moment that is written in several ways, the one with most digits, whichever came first.
        let is_finer = |than: Timestamp| created.fraction_digits() > than.fraction_digits();
        if created < dates.first || created == dates.first && is_finer(dates.first) {
            dates.first = created;
        }
        if created > dates.last || created == dates.last && is_finer(dates.last) {
            dates.last = created;
        }
    }

    fn add_request(&mut self, job: &Job<'_>) {
        let range = parse::<ByteRange>(job.retrieval_byte_range()).map(ByteRange::bytes);
        let size = job.archive_size_in_bytes().value().map(|size| u128::from(*size));
        let whole = size.filter(|_| job.retrieval_byte_range().is_unset());
        match range.or(whole) {
            Some(bytes) => self.bytes_requested = self.bytes_requested.saturating_add(bytes),
            None => self.without_range += 1,
        }
    }

    /// Adds what was counted of a later part, whole files or not.
    pub(super) fn merge(&mut self, later: Totals) {
        let (own, other) = (&mut self.summary, later.summary);
        own.files += other.files;
        own.pages += other.pages;
        own.jobs += other.jobs;
        own.bytes += other.bytes;
        own.matched = match (own.matched, other.matched) {
            (Some(own), Some(other)) => Some(own + other),
            (own, other) => own.or(other),
        };
        own.findings.error += other.findings.error;
        own.findings.warning += other.findings.warning;
        own.findings.info += other.findings.info;
        for (own, other) in [
            (&mut self.by_vault, later.by_vault),
            (&mut self.by_action, later.by_action),
            (&mut self.by_status, later.by_status),
            (&mut self.by_tier, later.by_tier),
        ] {
            other.iter().for_each(|(key, count)| count_more(own, key, *count));
        }
        for (rule, (level, count)) in later.by_rule {
            self.by_rule.entry(rule).or_insert((level, 0)).1 += count;
        }
        self.bytes_requested = self.bytes_requested.saturating_add(later.bytes_requested);
        self.without_range += later.without_range;
        if let Some(Dates { first, last }) = later.created {
            self.add_date(first);
            self.add_date(last);
        }
        match (&mut self.ledger, later.ledger) {
            (Some(own), Some(later)) => own.merge(*later),
            (None, Some(later)) => self.ledger = Some(later),
            (_, None) => {}
        }
    }

    /// Takes out jobs that were counted: of them, not of files, pages, findings, and not of the first
    /// and the last date.
    pub(super) fn take_out(&mut self, jobs: &Totals) {
        for (own, out) in [
            (&mut self.by_vault, &jobs.by_vault),
            (&mut self.by_action, &jobs.by_action),
            (&mut self.by_status, &jobs.by_status),
            (&mut self.by_tier, &jobs.by_tier),
        ] {
            out.iter().for_each(|(key, count)| count_less(own, key, *count));
        }
        self.bytes_requested = self.bytes_requested.saturating_sub(jobs.bytes_requested);
        self.without_range = self.without_range.saturating_sub(jobs.without_range);
        if let (Some(own), Some(out)) = (&mut self.ledger, &jobs.ledger) {
            own.take_out(out);
        }
    }

    /// The same, but for findings: these in place of those that were counted.
    #[must_use]
    pub fn with_findings(mut self, counts: &[(&'static RuleMeta, Level, u64)]) -> Self {
        self.summary.findings = FindingCounts::default();
        self.by_rule.clear();
        self.add_counts(counts);
        self
    }

    pub(super) fn add_findings<'f>(&mut self, findings: impl Iterator<Item = &'f Finding>) {
        findings.for_each(|finding| self.add_counts(&[(finding.rule, finding.level, 1)]));
    }

    /// Adds so many findings of each of these rules.
    pub(super) fn add_counts(&mut self, counts: &[(&'static RuleMeta, Level, u64)]) {
        for (rule, level, count) in counts {
            self.summary.findings.add(*level, *count);
            let counted = self.by_rule.entry(rule.id).or_insert((*level, 0));
            *counted = (counted.0.max(*level), counted.1 + count);
        }
    }
}

fn parse<T: std::str::FromStr>(field: &Field<'_, Text<'_>>) -> Option<T> {
    field.value()?.decode().parse().ok()
}

/// Counts a job under the text of a field, or under `unset`.
fn count(counts: &mut BTreeMap<String, u64>, field: &Field<'_, Text<'_>>, unset: &str) {
    let text = field.value().map(Text::decode);
    count_more(counts, text.as_deref().unwrap_or(unset), 1);
}

fn count_more(counts: &mut BTreeMap<String, u64>, key: &str, more: u64) {
    match counts.get_mut(key) {
        Some(count) => *count += more,
        None if more > 0 => drop(counts.insert(key.to_owned(), more)),
        None => {}
    }
}

/// Where nothing is left, nothing is counted.
fn count_less(counts: &mut BTreeMap<String, u64>, key: &str, less: u64) {
    if let Some(count) = counts.get_mut(key) {
        *count = count.saturating_sub(less);
        if *count == 0 {
            counts.remove(key);
        }
    }
}
