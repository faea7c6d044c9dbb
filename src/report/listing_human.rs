//! `report --format human`: what a listing says, in tables. What is counted how is said with the form
//! [for programs](super::listing_json).

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::archives_human::{write_archives, write_verdicts};
use super::costs_human::write_costs;
use super::figures::{bytes, counted, grouped, jobs};
use super::layout::BOLD;
use super::ledger_human::{not_counted, write_ledger};
use super::listing_report::{ListingReport, joints};
use super::listing_table::{Align, write_table};
use crate::listing::{Chain, Listing};
use crate::model::VaultArn;

/// How a job without a value in a field is called.
const WITHOUT: &str = "(none)";

/// So many listings are shown.
const LISTINGS: usize = 20;

/// Writes the report for a terminal of `width` columns.
///
/// # Errors
/// What the writer says.
pub fn write_listing_human(
    out: &mut dyn Write,
    report: &ListingReport<'_>,
    width: usize,
) -> io::Result<()> {
    write_head(out, report)?;
    if let Some(coverage) = report.coverage {
        write_verdicts(out, coverage, width)?;
    }
    let once = report.once;
    write_counts(out, ("jobs", "vault"), once.by_vault(), width)?;
    write_counts(out, ("jobs", "action"), once.by_action(), width)?;
    write_counts(out, ("jobs", "status"), once.by_status(), width)?;
    write_counts(out, ("jobs", "tier"), once.by_tier(), width)?;
    if let Some(ledger) = once.ledger() {
        write_ledger(out, ledger, width)?;
    }
    if let Some(coverage) = report.coverage {
        write_archives(out, coverage, width)?;
    }
    if let Some(costs) = report.costs {
        write_costs(out, costs, width)?;
    }
    write_chains(out, report.listing, width)?;
    let rules = report.saved.by_rule().iter();
    let rules = rules.map(|(rule, (level, count))| (format!("{rule} ({level})"), *count));
    write_counts(out, ("count", "finding"), &rules.collect(), width)
}

fn write_head(out: &mut dyn Write, report: &ListingReport<'_>) -> io::Result<()> {
    let summary = report.saved.summary();
    writeln!(
        out,
        "{BOLD}{} in {}{BOLD:#} ({}, {})",
        jobs(summary),
        counted(summary.pages, "page"),
        counted(summary.files, "file"),
        bytes(summary.bytes.into()),
    )?;
    if let superseded @ 1.. = report.superseded() {
        let jobs = counted(report.jobs(), "job");
        let saves = counted(superseded, "save");
        writeln!(out, "counted      {jobs}, each once, in its latest state: {saves} came before")?;
    }
    if let Some(dates) = report.saved.created() {
        writeln!(out, "created      {} to {}", dates.first, dates.last)?;
    }
    if let Some(ledger) = report.once.ledger() {
        let now = if report.is_as_of_now { ", the time of this run (--as-of)" } else { "" };
        writeln!(out, "as of        {}{now}", ledger.as_of())?;
    }
    let requested = report.once.bytes_requested();
    writeln!(out, "requested    {} ({} bytes)", bytes(requested), grouped(requested))?;
    if let Some(ledger) = report.once.ledger() {
        let retrieved = ledger.retrieved().total().bytes;
        writeln!(out, "retrieved    {} ({} bytes)", bytes(retrieved), grouped(retrieved))?;
        for line in not_counted(ledger.uncounted()) {
            writeln!(out, "not counted  {line}")?;
        }
    }
    Ok(())
}

fn write_counts(
    out: &mut dyn Write,
    (noun, head): (&str, &str),
    counts: &BTreeMap<String, u64>,
    width: usize,
) -> io::Result<()> {
    let rows = counts.iter().map(|(key, count)| {
        let name = if key.is_empty() { WITHOUT } else { key };
        vec![grouped(count), name.escape_debug().collect()]
    });
    write_table(out, &[(noun, Align::Right), (head, Align::Left)], rows.collect(), width)
}

fn write_chains(out: &mut dyn Write, listing: &Listing, width: usize) -> io::Result<()> {
    let chains = listing.chains();
    let rows = chains.iter().take(LISTINGS).map(|chain| {
        let vault = listing.vault_of(chain).unwrap_or(WITHOUT);
        let name = VaultArn::parse(vault).map(|arn| arn.vault_name().to_owned());
        vec![
            if chain.is_complete() { "yes" } else { "no" }.to_owned(),
            grouped(listing.count_jobs(chain)),
            grouped(chain.links.len()),
            name.unwrap_or_else(|_| vault.escape_debug().collect()),
            evidence(chain),
        ]
    });
    let head = [
        ("complete", Align::Left),
        ("jobs", Align::Right),
        ("pages", Align::Right),
        ("listing", Align::Left),
        ("evidence", Align::Left),
    ];
    write_table(out, &head, rows.collect(), width)?;
    if let more @ 1.. = chains.len().saturating_sub(LISTINGS) {
        writeln!(out, " and {}; `icecore pages` shows all", counted(more as u64, "listing"))?;
    }
    Ok(())
}

/// `start assumed, 3 token, 1 gap, end listed`.
fn evidence(chain: &Chain) -> String {
    let (evidence, gaps) = joints(chain);
    let mut parts = vec![format!("start {}", chain.start.as_str())];
    parts.extend(evidence.into_iter().map(|(by, count)| format!("{} {by}", grouped(count))));
    if gaps > 0 {
        parts.push(counted(gaps, "gap"));
    }
    parts.push(format!("end {}", chain.end.as_str()));
    parts.join(", ")
}
