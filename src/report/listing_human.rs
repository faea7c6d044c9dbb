//! `report --format human`: what a listing says, in tables. What is counted how is said with the form
//! [for programs](super::listing_json).

use std::io::{self, Write};

use super::archives_human::{write_archives, write_verdicts};
use super::costs_human::write_costs;
use super::layout::{BOLD, cut_middle};
use super::listing_report::ListingReport;
use super::listing_table::{Align, write_table};
use super::listing_tables::{facts, headline, of_jobs, of_listings};
use super::tables::{Kind, Room, Table};
use crate::audit::printable;

/// Of days there are more in JSON.
const ROOM: Room = Room { values: usize::MAX, days: 31, messages: 20, listings: 20 };

/// Writes the report for a terminal of `width` columns.
///
/// # Errors
/// What the writer says.
pub fn write_listing_human(
    out: &mut dyn Write,
    report: &ListingReport<'_>,
    width: usize,
) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}", headline(report))?;
    for (name, fact) in facts(report) {
        writeln!(out, "{name:<12} {fact}")?;
    }
    if let Some(coverage) = report.coverage {
        write_verdicts(out, coverage, width)?;
    }
    of_jobs(report, ROOM).into_iter().try_for_each(|table| write(out, table, width))?;
    if let Some(coverage) = report.coverage {
        write_archives(out, coverage, width)?;
    }
    if let Some(costs) = report.costs {
        write_costs(out, costs, width)?;
    }
    of_listings(report, ROOM).into_iter().try_for_each(|table| write(out, table, width))
}

fn write(out: &mut dyn Write, table: Table, width: usize) -> io::Result<()> {
    if let Some(lead) = &table.lead {
        writeln!(out, "\n {lead}")?;
    }
    let align = |kind: Kind| if kind == Kind::Number { Align::Right } else { Align::Left };
    let head: Vec<_> = table.head.iter().map(|(name, kind)| (*name, align(*kind))).collect();
    let more = table.more.clone();
    write_table(out, &head, printed(table, width), width)?;
    more.map_or(Ok(()), |more| writeln!(out, " {more}"))
}

/// The rows with nothing in them that a terminal would act upon; identifiers are cut where they do not fit.
fn printed(table: Table, width: usize) -> Vec<Vec<String>> {
    let id = table.head.iter().position(|(_, kind)| *kind == Kind::Id);
    let mut rows = table.rows;
    rows.iter_mut().flatten().for_each(|cell| *cell = printable(cell));
    let Some(id) = id else { return rows };
    let widest = |column: usize| {
        let cells = rows.iter().map(|row| row[column].len());
        cells.chain([table.head[column].0.len()]).max().unwrap_or(0)
    };
    let others: usize = (0..table.head.len()).filter(|column| *column != id).map(widest).sum();
    // Each cell has a space on both sides.
    let room = width.saturating_sub(others + 2 * table.head.len()).max(20);
    rows.iter_mut().for_each(|row| row[id] = cut_middle(&row[id], room));
    rows
}
