//! `report --format json`: what the dumps hold, in numbers.
//!
//! `version` is 1. `jobs` counts jobs by vault, action, status and tier, `bytes_requested` adds up
//! the ranges of archive retrievals, in bytes, and `created` gives the first and last creation date.
//! `findings` counts by rule, `summary` is that of `check`. A job that is saved twice counts twice.
//! With a filter, everything but `summary.jobs` counts matching jobs only.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use crate::audit::{Summary, Totals};
use crate::dump::Skipped;
use crate::finding::Level;

#[derive(Serialize)]
struct JsonListing<'t> {
    version: u32,
    jobs: JsonJobs<'t>,
    bytes_requested: u128,
    retrievals_without_range: u64,
    created: Option<JsonDates>,
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
struct JsonRule {
    rule: &'static str,
    level: Level,
    count: u64,
}

/// Writes the totals as JSON.
///
/// # Errors
/// What the writer says.
pub fn write_listing_json(
    out: &mut dyn io::Write,
    totals: &Totals,
    skipped: Skipped,
) -> io::Result<()> {
    let rules = totals.by_rule().iter();
    let listing = JsonListing {
        version: 1,
        jobs: JsonJobs {
            total: totals.summary().matched.unwrap_or(totals.summary().jobs),
            by_vault: totals.by_vault(),
            by_action: totals.by_action(),
            by_status: totals.by_status(),
            by_tier: totals.by_tier(),
        },
        bytes_requested: totals.bytes_requested(),
        retrievals_without_range: totals.without_range(),
        created: totals.created().map(|dates| JsonDates {
            first: dates.first.to_string(),
            last: dates.last.to_string(),
        }),
        findings: rules
            .map(|(rule, (level, count))| JsonRule { rule, level: *level, count: *count })
            .collect(),
        summary: totals.summary(),
        skipped,
    };
    serde_json::to_writer_pretty(&mut *out, &listing)?;
    out.write_all(b"\n")
}
