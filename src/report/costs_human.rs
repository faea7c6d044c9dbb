//! Costs for people: by which prices, and a table a region.

use std::io::{self, Write};

use super::costs_notes::notes;
use super::figures::{bytes, grouped, money};
use super::layout::wrap;
use super::listing_table::{Align, write_table};
use crate::audit::printable;
use crate::ledger::{Speed, Volume};
use crate::prices::{Bill, Costs, Priced};

/// Writes what retrievals cost.
pub(super) fn write_costs(out: &mut dyn Write, costs: &Costs<'_>, width: usize) -> io::Result<()> {
    write_lists(out, costs, width)?;
    for region in costs.regions() {
        let name = format!("{}, {}", region.list.region(), region.list.currency());
        write_bills(out, &name, &region.tiers, &region.total(), width)?;
    }
    for (currency, total) in costs.totals() {
        let regions = costs.regions().iter();
        if regions.filter(|region| region.list.currency() == currency).count() > 1 {
            write_bills(out, &format!("all regions, {currency}"), &[], &total, width)?;
        }
    }
    writeln!(out)?;
    for note in notes(costs) {
        let mut indent = " ";
        for line in wrap(&note, width.saturating_sub(3)) {
            writeln!(out, "{indent}{line}")?;
            indent = "   ";
        }
    }
    Ok(())
}

fn write_lists(out: &mut dyn Write, costs: &Costs<'_>, width: usize) -> io::Result<()> {
    let rows = costs.lists().iter().map(|(list, _)| {
        vec![
            list.region().to_string(),
            list.date().to_string(),
            list.currency().to_string(),
            printable(list.name()),
            printable(list.source()),
        ]
    });
    let head = ["prices for", "of", "in", "file", "source"].map(|name| (name, Align::Left));
    write_table(out, &head, rows.collect(), width)
}

/// What the retrievals of each tier cost that succeeded, and beneath what is in no total.
fn write_bills(
    out: &mut dyn Write,
    name: &str,
    tiers: &[(Speed, Priced)],
    total: &Priced,
    width: usize,
) -> io::Result<()> {
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
        (name, Align::Left),
        ("requests", Align::Right),
        ("cost", Align::Right),
        ("bytes", Align::Right),
        ("cost", Align::Right),
        ("total", Align::Right),
    ];
    write_table(out, &head, rows, width)
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
