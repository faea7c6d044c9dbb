//! What a listing says, as tables, and what is said above them.

use std::collections::BTreeMap;

use super::archives_tables::archives_tables;
use super::costs_tables::costs_tables;
use super::figures::{bytes, counted, grouped, jobs};
use super::ledger_tables::{ledger_tables, not_counted};
use super::listing_report::{ListingReport, joints};
use super::tables::{Kind, Room, Table, WITHOUT, or_without};
use crate::listing::{Chain, Listing};
use crate::model::VaultArn;

/// How much was read, in one line.
pub(super) fn headline(report: &ListingReport<'_>) -> String {
    let summary = report.saved.summary();
    format!(
        "{} in {} ({}, {})",
        jobs(summary),
        counted(summary.pages, "page"),
        counted(summary.files, "file"),
        bytes(summary.bytes.into()),
    )
}

/// What is said of all of it, each with its name.
pub(super) fn facts(report: &ListingReport<'_>) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let superseded @ 1.. = report.superseded() {
        let jobs = counted(report.jobs(), "job");
        let saves = counted(superseded, "save");
        let text = format!("{jobs}, each once, in its latest state: {saves} came before");
        facts.push(("counted", text));
    }
    if let Some(dates) = report.saved.created() {
        facts.push(("created", format!("{} to {}", dates.first, dates.last)));
    }
    if let Some(ledger) = report.once.ledger() {
        let now = if report.is_as_of_now { ", the time of this run (--as-of)" } else { "" };
        facts.push(("as of", format!("{}{now}", ledger.as_of())));
    }
    let exactly = |count| format!("{} ({} bytes)", bytes(count), grouped(count));
    facts.push(("requested", exactly(report.once.bytes_requested())));
    if let Some(ledger) = report.once.ledger() {
        facts.push(("retrieved", exactly(ledger.retrieved().total().bytes)));
        let not_counted = not_counted(ledger.uncounted());
        facts.extend(not_counted.into_iter().map(|line| ("not counted", line)));
    }
    facts
}

/// All tables, in their order; some may be empty.
pub(super) fn tables(report: &ListingReport<'_>, room: Room) -> Vec<Table> {
    let mut tables = of_jobs(report, room);
    tables.extend(report.coverage.into_iter().flat_map(|coverage| archives_tables(coverage, room)));
    tables.extend(report.costs.into_iter().flat_map(costs_tables));
    tables.extend(of_listings(report, room));
    tables
}

/// What jobs come to.
pub(super) fn of_jobs(report: &ListingReport<'_>, room: Room) -> Vec<Table> {
    let once = report.once;
    let mut tables = vec![
        counts("Jobs by vault", ("jobs", "vault"), once.by_vault(), room),
        counts("Jobs by action", ("jobs", "action"), once.by_action(), room),
        counts("Jobs by status", ("jobs", "status"), once.by_status(), room),
        counts("Jobs by tier", ("jobs", "tier"), once.by_tier(), room),
    ];
    if let Some(ledger) = once.ledger() {
        tables.extend(ledger_tables(ledger, room));
    }
    tables
}

/// Listings, and what was found.
pub(super) fn of_listings(report: &ListingReport<'_>, room: Room) -> [Table; 2] {
    let rules = report.saved.by_rule().iter();
    let rules = rules.map(|(rule, (level, count))| (format!("{rule} ({level})"), *count));
    let findings = counts("Findings", ("count", "finding"), &rules.collect(), room);
    [chains(report.listing, room.listings), findings]
}

fn counts(
    title: &'static str,
    (noun, head): (&'static str, &'static str),
    counts: &BTreeMap<String, u64>,
    room: Room,
) -> Table {
    let rows = counts.iter().take(room.values);
    let rows = rows.map(|(key, count)| vec![grouped(count), or_without(key)]);
    let more = counts.values().skip(room.values).sum::<u64>();
    let others = counts.len().saturating_sub(room.values) as u64;
    let more = (others > 0).then(|| format!("and {} in {} others", grouped(more), grouped(others)));
    Table { more, ..Table::new(title, [(noun, Kind::Number), (head, Kind::Text)]).rows(rows) }
}

fn chains(listing: &Listing, most: usize) -> Table {
    let chains = listing.chains();
    let rows = chains.iter().take(most).map(|chain| {
        let is_complete = if chain.is_complete() { "yes" } else { "no" };
        vec![
            is_complete.to_owned(),
            grouped(listing.count_jobs(chain)),
            grouped(chain.links.len()),
            name(listing, chain),
            evidence(chain),
        ]
    });
    let head = [
        ("complete", Kind::Text),
        ("jobs", Kind::Number),
        ("pages", Kind::Number),
        ("listing", Kind::Text),
        ("evidence", Kind::Text),
    ];
    let more = chains.len().saturating_sub(most) as u64;
    let more =
        (more > 0).then(|| format!("and {}; `icecore pages` shows all", counted(more, "listing")));
    Table { more, ..Table::new("Listings", head).rows(rows) }
}

/// How a listing is called: by its vault.
pub(super) fn name(listing: &Listing, chain: &Chain) -> String {
    let vault = listing.vault_of(chain).unwrap_or(WITHOUT);
    VaultArn::parse(vault).map_or_else(|_| vault.to_owned(), |arn| arn.vault_name().to_owned())
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
