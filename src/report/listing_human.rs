//! `report --format human`: what a listing says, in tables. What is counted how is said with the form
//! [for programs](super::listing_json).

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::archives_text::verdicts;
use super::figures::counted;
use super::layout::{BOLD, cut_middle, wrap};
use super::listing_report::ListingReport;
use super::listing_table::{Align, write_table};
use super::listing_tables::{facts, headline, tables};
use super::tables::{Kind, Room, Table};
use crate::audit::printable;
use crate::coverage::Coverage;

/// Of days there are more in JSON.
const ROOM: Room = Room { values: usize::MAX, days: 31, messages: 20, listings: 20 };

/// So many verdicts stand in the head, the worst first.
const VERDICTS: usize = 5;

/// The columns of the names in the head.
const INDENT: usize = 13;

/// So many columns an identifier has at least.
const LEAST: usize = 12;

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
    tables(report, ROOM).into_iter().try_for_each(|table| write(out, table, width))
}

/// Writes the verdicts, the worst first.
fn write_verdicts(out: &mut dyn Write, coverage: &Coverage, width: usize) -> io::Result<()> {
    let verdicts = verdicts(coverage);
    for verdict in verdicts.iter().take(VERDICTS) {
        let lines = wrap(&printable(verdict), width.saturating_sub(INDENT));
        for (number, line) in lines.iter().enumerate() {
            let label = if number == 0 { "verdict" } else { "" };
            writeln!(out, "{label:INDENT$}{BOLD}{line}{BOLD:#}")?;
        }
    }
    match verdicts.len().saturating_sub(VERDICTS) {
        0 => Ok(()),
        more => {
            writeln!(out, "{:INDENT$}and of {}: see below", "", counted(more as u64, "other vault"))
        }
    }
}

fn write(out: &mut dyn Write, table: Table, width: usize) -> io::Result<()> {
    if let Some(lead) = &table.lead {
        writeln!(out, "\n {lead}")?;
    }
    let align = |kind: Kind| if kind == Kind::Number { Align::Right } else { Align::Left };
    let head: Vec<_> = table.head.iter().map(|(name, kind)| (*name, align(*kind))).collect();
    let (more, notes) = (table.more.clone(), table.notes.clone());
    write_table(out, &head, printed(table, width), width)?;
    if let Some(more) = more {
        writeln!(out, " {more}")?;
    }
    for note in notes {
        let lines = wrap(&printable(&note), width.saturating_sub(3));
        for (number, line) in lines.iter().enumerate() {
            writeln!(out, " {} {line}", if number == 0 { "-" } else { " " })?;
        }
    }
    Ok(())
}

/// The rows with nothing in them that a terminal would act upon; identifiers are cut where they do not fit.
fn printed(table: Table, width: usize) -> Vec<Vec<String>> {
    let id = table.head.iter().position(|(_, kind)| matches!(kind, Kind::Id | Kind::Name));
    let mut rows = table.rows;
    rows.iter_mut().flatten().for_each(|cell| *cell = printable(cell));
    let Some(id) = id else { return rows };
    let widest = |column: usize| {
        let cells = rows.iter().map(|row| row[column].width());
        cells.chain([table.head[column].0.width()]).max().unwrap_or(0)
    };
    let others: usize = (0..table.head.len()).filter(|column| *column != id).map(widest).sum();
    // Each cell has a space on both sides.
    let room = width.saturating_sub(others + 2 * table.head.len()).max(LEAST);
    rows.iter_mut().for_each(|row| row[id] = cut_middle(&row[id], room));
    rows
}
