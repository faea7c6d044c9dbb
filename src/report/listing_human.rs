//! `report --format human`: what the dumps hold, in tables.

use std::collections::BTreeMap;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, Table, presets::NOTHING};

use super::figures::{bytes, counted, grouped, jobs};
use super::layout::BOLD;
use crate::audit::Totals;

/// How a job without a value in a field is called.
const WITHOUT: &str = "(none)";

/// Writes the totals for a terminal of `width` columns.
///
/// # Errors
/// What the writer says.
pub fn write_listing_human(out: &mut dyn Write, totals: &Totals, width: usize) -> io::Result<()> {
    let summary = totals.summary();
    writeln!(
        out,
        "{BOLD}{} in {}{BOLD:#} ({}, {})",
        jobs(summary),
        counted(summary.pages, "page"),
        counted(summary.files, "file"),
        bytes(summary.bytes.into()),
    )?;
    if let Some(dates) = totals.created() {
        writeln!(out, "created      {} to {}", dates.first, dates.last)?;
    }
    let requested = totals.bytes_requested();
    writeln!(out, "requested    {} ({} bytes)", bytes(requested), grouped(requested))?;
    if totals.without_range() > 0 {
        let count = counted(totals.without_range(), "retrieval");
        writeln!(out, "not counted  {count} with neither range nor size")?;
    }
    write_counts(out, "vault", totals.by_vault(), width)?;
    write_counts(out, "action", totals.by_action(), width)?;
    write_counts(out, "status", totals.by_status(), width)?;
    write_counts(out, "tier", totals.by_tier(), width)?;
    let rules: BTreeMap<String, u64> = totals
        .by_rule()
        .iter()
        .map(|(rule, (level, count))| (format!("{rule} ({level})"), *count))
        .collect();
    write_counts(out, "finding", &rules, width)
}

fn write_counts(
    out: &mut dyn Write,
    head: &str,
    counts: &BTreeMap<String, u64>,
    width: usize,
) -> io::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let noun = if head == "finding" { "count" } else { "jobs" };
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header([noun, head]);
    for (key, count) in counts {
        let name = if key.is_empty() { WITHOUT } else { key };
        let name: String = name.escape_debug().collect();
        table.add_row([grouped(count), name]);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    writeln!(out)?;
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
