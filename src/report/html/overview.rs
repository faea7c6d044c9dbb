//! What matters first: a few numbers, each in a tile.

use super::durations::percent;
use crate::coverage::Coverage;
use crate::ledger::{Ledger, Speed};
use crate::prices::Costs;
use crate::report::figures::{bytes, counted, grouped, money};
use crate::report::listing_report::ListingReport;

/// A number that matters, and what is said below it.
#[derive(Clone, Debug)]
pub(super) struct Tile {
    pub label: &'static str,
    pub value: String,
    pub note: String,
    /// How it is: `good`, `warning`, `bad`, or `plain`. It is also said in words.
    pub tone: &'static str,
}

pub(super) fn tiles(report: &ListingReport<'_>) -> Vec<Tile> {
    let mut tiles = vec![findings(report), listings(report), jobs(report)];
    if let Some(ledger) = report.once.ledger() {
        tiles.push(volume(
            "Requested",
            "archive retrieval",
            report.once.bytes_requested(),
            ledger.requested().total().retrievals,
        ));
        let retrieved = ledger.retrieved().total();
        tiles.push(volume("Retrieved", "success", retrieved.bytes, retrieved.retrievals));
        tiles.push(late(ledger));
        tiles.push(failed(ledger));
        tiles.push(in_progress(ledger));
        tiles.push(outputs(ledger));
    }
    tiles.extend(report.coverage.map(paid_again));
    tiles.extend(report.costs.into_iter().flat_map(costs));
    tiles
}

fn findings(report: &ListingReport<'_>) -> Tile {
    let counts = report.saved.summary().findings;
    let all = counts.error + counts.warning + counts.info;
    let parts = [(counts.error, "error"), (counts.warning, "warning"), (counts.info, "note")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let note: Vec<_> = parts.map(|(count, noun)| counted(count, noun)).collect();
    let (tone, note) = match (counts.error, counts.warning) {
        _ if report.saved.summary().files == 0 => ("bad", "nothing was read".to_owned()),
        (0, 0) if all == 0 => ("good", "nothing found".to_owned()),
        (0, 0) => ("plain", note.join(", ")),
        (0, _) => ("warning", note.join(", ")),
        _ => ("bad", note.join(", ")),
    };
    Tile { label: "Findings", value: grouped(all), note, tone }
}

fn listings(report: &ListingReport<'_>) -> Tile {
    let chains = report.listing.chains();
    let complete = chains.iter().filter(|chain| chain.is_complete()).count();
    let missing = (chains.len() - complete) as u64;
    let (tone, note) = match (chains.len(), missing) {
        (0, _) => ("plain", "no page was read".to_owned()),
        (_, 0) => ("good", "all complete".to_owned()),
        (1, _) => ("bad", "incomplete".to_owned()),
        (_, missing) => ("bad", format!("{} incomplete", grouped(missing))),
    };
    Tile { label: "Listings", value: grouped(chains.len()), note, tone }
}

fn jobs(report: &ListingReport<'_>) -> Tile {
    let vaults = report.once.by_vault().len() as u64;
    let again = match report.superseded() {
        0 => String::new(),
        saves => format!(", {} not counted", counted(saves, "earlier save")),
    };
    let note = format!("in {}{again}", counted(vaults, "vault"));
    Tile { label: "Jobs", value: grouped(report.jobs()), note, tone: "plain" }
}

fn volume(label: &'static str, noun: &str, count: u128, retrievals: u64) -> Tile {
    let note = match (noun, retrievals) {
        ("success", 1) => "1 success".to_owned(),
        ("success", _) => format!("{} successes", grouped(retrievals)),
        _ => counted(retrievals, noun),
    };
    Tile { label, value: bytes(count), note, tone: "plain" }
}

fn late(ledger: &Ledger) -> Tile {
    let durations = ledger.durations();
    let late: u64 = Speed::ALL.iter().map(|speed| durations.late(*speed)).sum();
    let documented = durations.spreads().filter(|(speed, _)| speed.documented().is_some());
    let all: u64 = documented.map(|(_, spread)| spread.count).sum();
    let note = match all {
        0 => "no duration is known".to_owned(),
        _ => format!("{} of {}", percent(late, all), counted(all, "retrieval")),
    };
    let tone = if late > 0 { "warning" } else { "plain" };
    Tile { label: "Later than documented", value: grouped(late), note, tone }
}

fn failed(ledger: &Ledger) -> Tile {
    let failures = ledger.failures();
    let note = match failures.by_message().first() {
        Some((message, jobs)) if !message.is_empty() => {
            format!("{}: {}", grouped(*jobs), super::text::shortened(message, 60))
        }
        Some(_) => "without a message".to_owned(),
        None => "no job".to_owned(),
    };
    let tone = if failures.jobs() > 0 { "warning" } else { "plain" };
    Tile { label: "Failed", value: grouped(failures.jobs()), note, tone }
}

fn in_progress(ledger: &Ledger) -> Tile {
    let ages = ledger.in_progress();
    let old: u64 = crate::ledger::AGES
        .iter()
        .zip(ages.jobs)
        .filter(|(from, _)| **from >= 24)
        .map(|(_, jobs)| jobs)
        .sum();
    let note = match (ages.total(), old) {
        (0, _) => "no job".to_owned(),
        (_, 0) => "none older than 24 hours".to_owned(),
        (_, old) => format!("{} older than 24 hours", grouped(old)),
    };
    let tone = if old > 0 { "warning" } else { "plain" };
    Tile { label: "In progress", value: grouped(ages.total()), note, tone }
}

fn outputs(ledger: &Ledger) -> Tile {
    let outputs = ledger.outputs();
    let note = match outputs.next().next() {
        Some(next) => {
            let expires = crate::report::times::to_the_second(next.rank).unwrap_or_default();
            format!("the next expires {expires} UTC")
        }
        None => "none completed in the last 24 hours".to_owned(),
    };
    Tile { label: "Outputs to be had", value: grouped(outputs.count()), note, tone: "plain" }
}

fn paid_again(coverage: &Coverage) -> Tile {
    let repeated = coverage.repeated();
    let note = match repeated.ranges {
        0 => "nothing was retrieved twice".to_owned(),
        ranges => format!("{} retrieved more than once", counted(ranges, "range")),
    };
    let tone = if repeated.ranges > 0 { "warning" } else { "plain" };
    Tile { label: "Retrieved again", value: bytes(repeated.again.bytes), note, tone }
}

/// A tile for each currency.
fn costs<'c>(costs: &'c Costs<'_>) -> impl Iterator<Item = Tile> + 'c {
    costs.totals().into_iter().map(move |(currency, total)| {
        let lists = costs.regions().iter().map(|region| region.list);
        let lists = lists.filter(|list| list.currency() == currency);
        let regions: Vec<String> =
            lists.map(|list| format!("{}, prices of {}", list.region(), list.date())).collect();
        let note = match regions.as_slice() {
            [only] => only.clone(),
            several => counted(several.len() as u64, "region"),
        };
        let value = format!("{} {currency}", money(&total.cost.succeeded.total()));
        Tile { label: "Cost", value, note, tone: "plain" }
    })
}
