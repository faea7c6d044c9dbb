//! `report --format json`: what a listing says, in numbers.
//!
//! `version` is 3. Times are in UTC, durations in whole seconds, sizes in bytes.
//!
//! **What is counted.** Each job counts once, in its latest state: of the saves of one JobId, in
//! whatever folder (with `--scope file`, in one file), that of an ended job counts before one in progress, and
//! otherwise the last in the order of the input. `superseded_saves` says how many other saves there were. With a
//! filter, only jobs count whose latest save matches it. As they are saved, each save by itself, count only `summary`, which is that of
//! `check`, `findings`, and the first and last creation date in `created`.
//!
//! - `as_of`: what ages and what expires are seen from; `as_of_is_now`: whether that is the time of the run.
//! - `jobs`: how many by vault, action, status and tier, where null means Standard and inventory
//!   retrievals have none.
//! - `created_by_day`: jobs by the day of their creation, and how many of them are in which status now.
//! - `requested`: what archive retrievals asked for, their range or else the whole archive; by tier, and by
//!   the day of creation and tier. `retrieved`: the same of those that succeeded, by the day of completion.
//! - `largest`: the 20 archive retrievals that asked for most.
//! - `durations`: from creation to completion, of archive retrievals that succeeded by tier, and of
//!   inventories. A percentile is the least duration that so many of a hundred do not exceed. All of it is
//!   exact to the second up to 48 hours, and to the hour, rounded down, above that; no more than ten years
//!   are told. `documented` is the shortest and the longest time that is typical by the documentation, `late` how
//!   many took longer. `latest`: the 20 that took longest over that, with by how much.
//! - `failures`: by `StatusMessage`. At most 1,000 messages are told apart, the first by their text, and by
//!   their first 256 bytes; `other_messages` are jobs with any other.
//! - `in_progress`: jobs by their age as of `as_of`: `from_hours` on, up to the next.
//! - `outputs`: jobs that were completed in the 24 hours before `as_of`, for which output is kept, at least;
//!   `next_to_expire` are the first 20 of them, by when their 24 hours end. Output of Select jobs is elsewhere.
//! - `inventories`: inventory retrievals by vault, and when the last that succeeded was completed.
//! - `repeated`: ranges of archives that were retrieved more than once. All but the first by creation are
//!   too many: `retrievals_again` and `bytes_again`, also by tier; `first` are the 20 with most of these bytes.
//!   A whole archive is its whole range; its `range` is null if its size is not known.
//! - `archives`: what was retrieved of which. `by_vault`, for each vault with `inventories`, the archives that
//!   these list, and otherwise those that jobs name: how many were retrieved whole, `in_part`, `not_at_all`
//!   (`never_asked_for` are among them), or `not_to_be_told`, and what is missing of the former two; and the same
//!   of archives that jobs name and the inventories do not have. `lacking`: the 20 archives of which most is missing,
//!   with the first 8 ranges of that, and how much of it jobs `in_progress` ask for. `disagreements`: archives of
//!   which an inventory and jobs tell different sizes or tree hashes. In `repeated`, too, an `archive_id` is null that
//!   could not be read again, since the file has changed meanwhile.
//! - `verdict`: whether `deleting` a vault `loses` data, or `nothing_lost`, or `cannot_tell`; in words in `text`. What
//!   dumps do not tell is in `not_told`.
//! - `not_counted`: jobs that are missing in some of this: `without_status`; `without_bytes`, retrievals with
//!   neither range nor size; `without_creation`; `without_completion`, of archive and inventory retrievals
//!   that succeeded; `backwards`, completed before they were created.
//! - `costs`, where prices were given: see [there](super::costs_json).
//! - `chains`: as `pages` has them, in short: what is lacking (`why`), how start and end are known, how
//!   many joints each `evidence` makes, and how many gaps there are.
//!
//! Lists of jobs are in the order of what they name, and among equals in that of JobIds; jobs with the same JobId,
//! tier, vault and rank, which `--scope file` tells apart, are one there.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::archives_json::JsonCoverage;
use super::costs_json::JsonCosts;
use super::ledger_json::JsonLedger;
use super::listing_report::{ListingReport, joints};
use super::pages::why_incomplete;
use crate::audit::{Summary, Totals};
use crate::dump::Skipped;
use crate::finding::Level;
use crate::listing::{Chain, Listing};

#[derive(Serialize)]
struct JsonListing<'t> {
    version: u32,
    as_of: Option<String>,
    as_of_is_now: bool,
    jobs: JsonJobs<'t>,
    superseded_saves: u64,
    created: Option<JsonDates>,
    #[serde(flatten)]
    ledger: Option<JsonLedger<'t>>,
    #[serde(flatten)]
    coverage: Option<JsonCoverage<'t>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    costs: Option<JsonCosts<'t>>,
    chains: Vec<JsonChain<'t>>,
    findings: Vec<JsonRule>,
    summary: &'t Summary,
    skipped: Skipped,
}

#[derive(Serialize)]
struct JsonJobs<'t> {
    total: u64,
    by_vault: &'t BTreeMap<String, u64>,
    by_action: &'t BTreeMap<String, u64>,
    by_status: &'t BTreeMap<String, u64>,
    by_tier: &'t BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct JsonDates {
    first: String,
    last: String,
}

#[derive(Serialize)]
struct JsonChain<'l> {
    vault_arn: Option<&'l str>,
    jobs: u64,
    pages: usize,
    complete: bool,
    why: Vec<String>,
    start: &'static str,
    end: &'static str,
    evidence: BTreeMap<&'static str, u64>,
    gaps: u64,
}

#[derive(Serialize)]
struct JsonRule {
    rule: &'static str,
    level: Level,
    count: u64,
}

/// Writes the report as JSON.
///
/// # Errors
/// What the writer says.
pub fn write_listing_json(out: &mut dyn io::Write, report: &ListingReport<'_>) -> io::Result<()> {
    let ListingReport { saved, once, listing, .. } = report;
    let ledger = once.ledger();
    let listing = JsonListing {
        version: 3,
        as_of: ledger.map(|ledger| ledger.as_of().to_string()),
        as_of_is_now: report.is_as_of_now,
        jobs: JsonJobs {
            total: report.jobs(),
            by_vault: once.by_vault(),
            by_action: once.by_action(),
            by_status: once.by_status(),
            by_tier: once.by_tier(),
        },
        superseded_saves: report.superseded(),
        created: saved.created().map(|dates| JsonDates {
            first: dates.first.to_string(),
            last: dates.last.to_string(),
        }),
        ledger: ledger.map(JsonLedger::of),
        coverage: report.coverage.map(JsonCoverage::of),
        costs: report.costs.map(JsonCosts::of),
        chains: listing.chains().iter().map(|chain| json_chain(listing, chain)).collect(),
        findings: json_rules(saved),
        summary: saved.summary(),
        skipped: report.skipped,
    };
    serde_json::to_writer_pretty(&mut *out, &listing)?;
    out.write_all(b"\n")
}

fn json_chain<'l>(listing: &'l Listing, chain: &Chain) -> JsonChain<'l> {
    let (evidence, gaps) = joints(chain);
    JsonChain {
        vault_arn: listing.vault_of(chain),
        jobs: listing.count_jobs(chain),
        pages: chain.links.len(),
        complete: chain.is_complete(),
        why: why_incomplete(listing, chain),
        start: chain.start.as_str(),
        end: chain.end.as_str(),
        evidence: evidence.into_iter().map(|(by, count)| (by.as_str(), count)).collect(),
        gaps,
    }
}

fn json_rules(totals: &Totals) -> Vec<JsonRule> {
    let rules = totals.by_rule().iter();
    rules.map(|(rule, (level, count))| JsonRule { rule, level: *level, count: *count }).collect()
}
