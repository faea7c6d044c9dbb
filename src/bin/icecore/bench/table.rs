//! The result for people: tables of at most 80 columns, and below them what each row does.

use std::io::{self, Write};

use comfy_table::{CellAlignment, Table, presets::NOTHING};
use icecore::audit::printable;
use icecore::report::{bytes, counted, grouped, wrap};

use super::compare::Comparison;
use super::saved::{Saved, SavedRow, Seconds};
use super::work::Work;

/// The columns that every terminal has.
const WIDTH: usize = 80;

/// Writes a result, and how it compares with an earlier one; `explains` tells what each row does.
///
/// # Errors
/// What the writer says.
pub fn write(
    out: &mut dyn Write,
    saved: &Saved,
    comparison: Option<&Comparison>,
    explains: bool,
) -> io::Result<()> {
    writeln!(
        out,
        "{} in {}, {}; medians of {}, each alone in its process",
        counted(saved.dumps.jobs, "job"),
        counted(saved.dumps.files, "file"),
        bytes(saved.dumps.bytes.into()),
        counted(saved.repeats.into(), "run"),
    )?;
    write_rows(out, saved)?;
    if let Some(comparison) = comparison {
        write_comparison(out, comparison)?;
    }
    if explains { write_legend(out, saved) } else { Ok(()) }
}

/// Stages and engines are one table, so that their figures stand below each other.
fn write_rows(out: &mut dyn Write, saved: &Saved) -> io::Result<()> {
    let (mut stages, mut engines) = (vec![header("stage")], vec![header("engine")]);
    for row in &saved.rows {
        let is_engine = row.row.parse().is_ok_and(Work::is_engine);
        if is_engine { &mut engines } else { &mut stages }.push(cells(row));
    }
    let mut rows = Vec::new();
    for part in [stages, engines].into_iter().filter(|part| part.len() > 1) {
        if !rows.is_empty() {
            rows.push(Default::default());
        }
        rows.extend(part);
    }
    write_table(out, rows)
}

fn header(first: &str) -> [String; 7] {
    [first, "threads", "GB/s", "jobs/s", "median", "min to max", "peak"].map(str::to_owned)
}

fn cells(row: &SavedRow) -> [String; 7] {
    let Seconds { median, min, max } = row.seconds;
    let unit = Unit::of(median);
    [
        row.row.clone(),
        row.threads.to_string(),
        gigabytes(row.bytes_per_second),
        grouped(row.jobs_per_second),
        time(median),
        format!("{} to {}", unit.text(min), unit.text(max)),
        row.peak_bytes.map_or_else(|| "–".to_owned(), |peak| bytes(peak.into())),
    ]
}

fn write_comparison(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    let file = printable(&comparison.file);
    writeln!(out, "\ncompared with {file}")?;
    let mut rows = vec![["row", "threads", "then", "now", "now / then"].map(str::to_owned)];
    rows.extend(comparison.rows.iter().map(|row| {
        [
            row.row.clone(),
            row.threads.to_string(),
            time(row.then),
            time(row.now),
            format!("{:.2}", row.ratio),
        ]
    }));
    if rows.len() > 1 {
        write_table(out, rows)?;
    }
    for (names, place) in [(&comparison.only_now, "here"), (&comparison.only_then, "there")] {
        if !names.is_empty() {
            let text = format!("only {place}: {}", printable(&names.join(", ")));
            for line in wrap(&text, WIDTH) {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}

/// Writes a table after an empty line, its first column to the left and the others to the right.
fn write_table<const COLUMNS: usize>(
    out: &mut dyn Write,
    rows: Vec<[String; COLUMNS]>,
) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(NOTHING).add_rows(rows);
    for column in table.column_iter_mut() {
        column.set_padding((0, 2)).set_cell_alignment(CellAlignment::Right);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_cell_alignment(CellAlignment::Left);
    }
    writeln!(out)?;
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn write_legend(out: &mut dyn Write, saved: &Saved) -> io::Result<()> {
    writeln!(out)?;
    for work in Work::ALL {
        if saved.rows.iter().any(|row| row.row == work.name()) {
            writeln!(out, "{:9}  {}", work.name(), work.does())?;
        }
    }
    writeln!(out, "GB         1,000,000,000 bytes of the dumps, after decompression")?;
    writeln!(out, "peak       memory of the process, and the dumps where it works from memory")
}

fn gigabytes(bytes_per_second: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let gigabytes = bytes_per_second as f64 / 1e9;
    match gigabytes {
        100.0.. => format!("{gigabytes:.0}"),
        0.1.. => format!("{gigabytes:.2}"),
        _ => format!("{gigabytes:.4}"),
    }
}

/// A time in the unit that suits it: `12.5 ms`.
fn time(seconds: f64) -> String {
    let unit = Unit::of(seconds);
    format!("{} {}", unit.text(seconds), unit.name)
}

/// The unit that suits a time.
#[derive(Clone, Copy)]
struct Unit {
    name: &'static str,
    in_a_second: f64,
}

impl Unit {
    fn of(seconds: f64) -> Self {
        match seconds {
            1.0.. => Unit { name: "s", in_a_second: 1.0 },
            1e-3.. => Unit { name: "ms", in_a_second: 1e3 },
            _ => Unit { name: "µs", in_a_second: 1e6 },
        }
    }

    /// The time in this unit, with three digits or more.
    fn text(self, seconds: f64) -> String {
        let value = seconds * self.in_a_second;
        match value {
            100.0.. => format!("{value:.0}"),
            10.0.. => format!("{value:.1}"),
            _ => format!("{value:.2}"),
        }
    }
}
