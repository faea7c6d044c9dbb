//! `list --format table`: what people look for in a list of jobs, in the width that they have.
//!
//! Identifiers are cut in the middle: jobs are told apart by their ends. Actions are without their
//! `Retrieval`, and a retrieval without a tier has `Standard`, which that means. Nothing is shown that
//! a terminal would act upon.

use std::io;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets::NOTHING};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::figures::bytes;
use super::grid::{Grid, text};
use super::layout::{cut_end, cut_middle};
use crate::audit::printable;
use crate::listing::SavedJob;
use crate::model::{Action, Tier, Timestamp};

const HEADER: [&str; 7] = ["Created", "Action", "Status", "Tier", "Size", "JobId", "Description"];
const SIZE: usize = 4;
const JOB_ID: usize = 5;
const DESCRIPTION: usize = 6;
/// What is left of an identifier, at least.
const SHORTEST_ID: usize = 9;
/// The width of the longest documented words; what stands in their place may be anything.
const WIDEST_WORD: usize = 10;
/// The width of a date.
const WIDEST_DATE: usize = 16;

pub(super) fn write_jobs(
    out: &mut dyn io::Write,
    jobs: &[&SavedJob<'_>],
    width: usize,
) -> io::Result<()> {
    let mut rows: Vec<[String; 7]> = jobs.iter().map(|job| cells_of(&job.to_value())).collect();
    let columns = match rows.iter().any(|row| !row[DESCRIPTION].is_empty()) {
        true => 7,
        false => 6,
    };
    fit(&mut rows, columns, width);
    let mut table = table(width);
    table.set_header(&HEADER[..columns]);
    for row in &rows {
        table.add_row(&row[..columns]);
    }
    if let Some(column) = table.column_mut(SIZE) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    write(out, table)
}

pub(super) fn write_value(out: &mut dyn io::Write, value: &Value, width: usize) -> io::Result<()> {
    let grid = Grid::of(value);
    match &grid.header {
        Some(columns) if columns.iter().map(|name| name.width() + 1).sum::<usize>() > width => {
            write_records(out, columns, &grid.rows, width)
        }
        _ => write_grid(out, &grid, width),
    }
}

fn write_grid(out: &mut dyn io::Write, grid: &Grid<'_>, width: usize) -> io::Result<()> {
    let mut table = table(width);
    if let Some(columns) = &grid.header {
        table.set_header(columns.iter().map(|name| printable(name)));
    }
    for cells in &grid.rows {
        table.add_row(cells.iter().map(|cell| {
            let shown = Cell::new(printable(&text(cell)));
            match cell {
                Value::Number(_) => shown.set_alignment(CellAlignment::Right),
                _ => shown,
            }
        }));
    }
    write(out, table)
}

/// Writes rows below each other, a line for each column that has a value, where not even
/// the names of the columns fit beside each other.
fn write_records(
    out: &mut dyn io::Write,
    columns: &[String],
    rows: &[Vec<&Value>],
    width: usize,
) -> io::Result<()> {
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let mut table = table(width);
        for (name, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.is_null()) {
            table.add_row([printable(name), printable(&text(cell))]);
        }
        write(out, table)?;
    }
    Ok(())
}

fn table(width: usize) -> Table {
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table
}

fn write(out: &mut dyn io::Write, mut table: Table) -> io::Result<()> {
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn cells_of(job: &Value) -> [String; 7] {
    let shown = |key: &str| printable(&text(&job[key]));
    let word = |key: &str| cut_middle(&shown(key), WIDEST_WORD);
    let action = job["Action"].as_str().and_then(|action| action.parse().ok());
    let tier = match (action, &job["Tier"]) {
        (Some(Action::ArchiveRetrieval | Action::Select), Value::Null) => {
            Tier::Standard.to_string()
        }
        _ => word("Tier"),
    };
    let size = match action {
        Some(Action::InventoryRetrieval) => "InventorySizeInBytes",
        _ => "ArchiveSizeInBytes",
    };
    let (date, name) = (shown("CreationDate"), shown("Action"));
    [
        created(&date).unwrap_or_else(|| cut_middle(&date, WIDEST_DATE)),
        cut_middle(name.strip_suffix("Retrieval").unwrap_or(&name), WIDEST_WORD),
        word("StatusCode"),
        tier,
        job[size].as_u64().map_or_else(|| word(size), |size| bytes(size.into())),
        shown("JobId"),
        shown("JobDescription"),
    ]
}

/// `2024-03-08 10:42`, in UTC.
fn created(date: &str) -> Option<String> {
    let date: Timestamp = date.parse().ok()?;
    Some(date.utc().strftime("%Y-%m-%d %H:%M").to_string())
}

/// Cuts identifiers and descriptions down to what the other columns leave.
fn fit(rows: &mut [[String; 7]], columns: usize, width: usize) {
    let widest = |column: usize| {
        let cells = rows.iter().map(|row| row[column].width());
        cells.chain([HEADER[column].width()]).max().unwrap_or(0)
    };
    let others: usize = (0..JOB_ID).map(|column| widest(column) + 1).sum();
    let room = width.saturating_sub(others + 1);
    let description = match columns > DESCRIPTION {
        true => widest(DESCRIPTION) + 1,
        false => 0,
    };
    let job_id =
        room.saturating_sub(description).clamp(SHORTEST_ID, widest(JOB_ID).max(SHORTEST_ID));
    let description = room.saturating_sub(job_id + 1).max(HEADER[DESCRIPTION].len());
    for row in rows {
        row[JOB_ID] = cut_middle(&row[JOB_ID], job_id);
        row[DESCRIPTION] = cut_end(&row[DESCRIPTION], description);
    }
}
