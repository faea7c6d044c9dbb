//! Costs in tables: by which prices, what each region cost, and what is in no amount.

use super::costs_notes::notes;
use super::figures::{bytes, grouped, money};
use super::tables::{Kind, Table};
use crate::ledger::{Speed, Volume};
use crate::prices::{Bill, Costs, Priced};

/// All of it; what is to be said beside is in the last one.
pub(super) fn costs_tables(costs: &Costs<'_>) -> Vec<Table> {
    let mut tables = vec![lists(costs)];
    tables.extend(costs.regions().iter().map(|region| {
        let lead = format!("in {}, {}:", region.list.region(), region.list.currency());
        bills(lead, &region.tiers, &region.total())
    }));
    for (currency, total) in costs.totals() {
        let regions = costs.regions().iter();
        if regions.filter(|region| region.list.currency() == currency).count() > 1 {
            tables.push(bills(format!("in all regions, {currency}:"), &[], &total));
        }
    }
    if let Some(last) = tables.last_mut() {
        last.notes = notes(costs);
    }
    tables
}

fn lists(costs: &Costs<'_>) -> Table {
    let rows = costs.lists().iter().map(|(list, _)| {
        vec![
            list.region().to_string(),
            list.date().to_string(),
            list.currency().to_string(),
            list.name().to_owned(),
            list.source().to_owned(),
        ]
    });
    let head = ["prices for", "of", "in", "file", "source"].map(|name| (name, Kind::Text));
    Table::new("Prices", head).rows(rows)
}

/// What the retrievals of each tier cost that succeeded, and beneath what is in no total.
fn bills(lead: String, tiers: &[(Speed, Priced)], total: &Priced) -> Table {
    let succeeded = |name: &str, priced: &Priced| {
        let is_any = priced.work.retrieved.retrievals > 0;
        is_any.then(|| row(name, priced.work.retrieved, &priced.cost.succeeded))
    };
    let mut rows: Vec<_> =
        tiers.iter().filter_map(|(speed, tier)| succeeded(speed.as_str(), tier)).collect();
    if rows.len() != 1 {
        rows.extend(succeeded("all", total));
    }
    let Priced { work, cost } = total;
    if work.in_progress.retrievals > 0 {
        rows.push(row("in progress", work.in_progress, &cost.in_progress));
    }
    if work.failed.retrievals > 0 {
        let (requests, cost) = (grouped(work.failed.retrievals), money(&cost.failed));
        let nothing = String::new;
        rows.push(vec!["failed".to_owned(), requests, cost.clone(), nothing(), nothing(), cost]);
    }
    let head = [
        ("cost of", Kind::Text),
        ("requests", Kind::Number),
        ("cost", Kind::Number),
        ("bytes", Kind::Number),
        ("cost", Kind::Number),
        ("total", Kind::Number),
    ];
    Table { lead: Some(lead), ..Table::new("What it cost", head).rows(rows) }
}

fn row(name: &str, volume: Volume, bill: &Bill) -> Vec<String> {
    vec![
        name.to_owned(),
        grouped(volume.retrievals),
        money(&bill.requests),
        bytes(volume.bytes),
        money(&bill.bytes),
        money(&bill.total()),
    ]
}
