//! A table of the report for people.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, Table, presets::NOTHING};

/// On which side cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// More columns than this stand closer to each other.
const FEW: usize = 5;

/// Writes a table after an empty line; nothing if it has no rows.
pub(super) fn write_table(
    out: &mut dyn Write,
    head: &[(&str, Align)],
    rows: Vec<Vec<String>>,
    width: usize,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(head.iter().map(|(name, _)| *name));
    table.add_rows(rows);
    for (column, (_, align)) in table.column_iter_mut().zip(head) {
        if *align == Align::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if head.len() > FEW {
            column.set_padding((1, 0));
        }
    }
    writeln!(out)?;
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
