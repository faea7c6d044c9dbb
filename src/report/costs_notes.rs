//! What has to be said beside costs: what they leave out, and what they go by.

use super::costs_json::NOT_KNOWN;
use super::figures::{bytes, counted, grouped};
use crate::ledger::Speed;
use crate::prices::{Costs, GB, OfRegion, Unpriced, Why};

/// All of it, a sentence each.
pub(super) fn notes(costs: &Costs<'_>) -> Vec<String> {
    let unused = costs.lists().iter().filter(|(_, is_used)| !is_used);
    let unused = unused
        .map(|(list, _)| format!("no retrievals in {}: its prices are not used", list.region()));
    let mut notes: Vec<String> = unused.collect();
    notes.extend(costs.unpriced().iter().map(unpriced));
    for region in costs.regions() {
        notes.extend(incomplete(region));
    }
    let totals = costs.totals();
    if totals.values().any(|all| all.work.in_progress.retrievals > 0) {
        notes.push(
            "in progress: what those retrievals cost if they succeed; in no total".to_owned(),
        );
    }
    if totals.values().any(|all| all.work.failed.retrievals > 0) {
        let not_documented = "whether requests of failed jobs are paid is not documented";
        notes.push(format!("failed: {not_documented}; in no total"));
    }
    notes.push(format!("not known, and in no amount: {}", NOT_KNOWN.join(", ")));
    let gb = grouped(GB);
    notes.push(format!("1 GB is {gb} bytes; sums are exact, and rounded half up where shown"));
    notes
}

fn unpriced(unpriced: &Unpriced) -> String {
    let tiers: Vec<String> = unpriced.tiers.iter().map(|(speed, _)| name(*speed)).collect();
    let region = unpriced.region.as_deref().unwrap_or_default();
    let why = match unpriced.why {
        Why::NoRegion => "no region can be read from the VaultARN".to_owned(),
        Why::NoList => format!("no prices for {region}"),
        Why::NoPrice => format!("no price in {region} for {}", tiers.join(" and ")),
    };
    let work = unpriced.work();
    let retrievals = counted(work.requested.retrievals, "retrieval");
    match unpriced.tiers.iter().all(|(speed, _)| *speed == Speed::Inventory) {
        true => format!("{why}: {retrievals} not priced"),
        false => {
            format!("{why}: {retrievals}, {} retrieved, not priced", bytes(work.retrieved.bytes))
        }
    }
}

/// As it stands in a sentence.
fn name(speed: Speed) -> String {
    match speed {
        Speed::Other => "undocumented tiers".to_owned(),
        Speed::Inventory => "inventories".to_owned(),
        speed => speed.as_str().to_owned(),
    }
}

/// What is missing in the costs of a region.
fn incomplete(region: &OfRegion<'_>) -> Vec<String> {
    let all = region.total();
    let without_bytes = all.work.retrieved_without_bytes + all.work.in_progress_without_bytes;
    let lines = [
        (without_bytes, "with neither range nor size: only the request is priced"),
        (all.without_status(), "without a status: not priced"),
    ];
    let region = region.list.region();
    let told = lines.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, what)| format!("{region}: {} {what}", counted(count, "retrieval"))).collect()
}
