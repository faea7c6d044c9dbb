//! `report --format markdown`: what people read of a listing, for the summary of a step, a comment or a wiki.
//!
//! It has the tables of the form for terminals. GitHub refuses a summary of more than 1 MiB whole, so rows are
//! bounded, and so are texts: what does not fit is counted.

use std::io::{self, Write};

use super::archives_text::verdicts;
use super::figures::counted;
use super::listing_report::ListingReport;
use super::listing_tables::{facts, headline, tables};
use super::markdown::literal;
use super::tables::{Kind, Room, Table};
use crate::coverage::Coverage;

const ROOM: Room = Room { values: 100, days: 31, messages: 20, listings: 100 };

/// So many characters of a text are shown: more than any identifier has.
const LONGEST: usize = 160;

/// Writes the report in Markdown, as GitHub and GitLab read it.
///
/// # Errors
/// What the writer says.
pub fn write_listing_markdown(out: &mut dyn Write, report: &ListingReport<'_>) -> io::Result<()> {
    writeln!(out, "### icecore report: {}\n", literal(&headline(report)))?;
    for (name, fact) in facts(report) {
        writeln!(out, "- {name}: {}", literal(&fact))?;
    }
    if let Some(coverage) = report.coverage {
        write_verdicts(out, coverage)?;
    }
    tables(report, ROOM).iter().try_for_each(|table| write(out, table))
}

/// Whether deleting vaults would lose data, the worst first.
fn write_verdicts(out: &mut dyn Write, coverage: &Coverage) -> io::Result<()> {
    let verdicts = verdicts(coverage);
    let shown = verdicts.iter().take(ROOM.listings);
    shown.into_iter().try_for_each(|verdict| writeln!(out, "- **{}**", literal(verdict)))?;
    match verdicts.len().saturating_sub(ROOM.listings) {
        0 => Ok(()),
        more => writeln!(out, "- and of {}", counted(more as u64, "other vault")),
    }
}

fn write(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    if table.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n#### {}", table.title)?;
    if let Some(lead) = &table.lead {
        writeln!(out, "\n{}", literal(lead))?;
    }
    if !table.rows.is_empty() {
        writeln!(out)?;
        write_rows(out, table)?;
    }
    if let Some(more) = &table.more {
        writeln!(out, "\n{}", literal(more))?;
    }
    if !table.notes.is_empty() {
        writeln!(out)?;
    }
    table.notes.iter().try_for_each(|note| writeln!(out, "- {}", literal(note)))
}

fn write_rows(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    let names: Vec<_> = table.head.iter().map(|(name, _)| *name).collect();
    writeln!(out, "| {} |", names.join(" | "))?;
    let sides =
        table.head.iter().map(|(_, kind)| if *kind == Kind::Number { "--:" } else { "---" });
    writeln!(out, "|{}|", sides.collect::<Vec<_>>().join("|"))?;
    for row in &table.rows {
        let cells: Vec<_> =
            table.head.iter().zip(row).map(|((_, kind), text)| cell(*kind, text)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn cell(kind: Kind, text: &str) -> String {
    let text = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    match kind {
        Kind::Id => format!("<code>{}</code>", literal(&text)),
        Kind::Text | Kind::Number | Kind::Range | Kind::Name => literal(&text),
    }
}
