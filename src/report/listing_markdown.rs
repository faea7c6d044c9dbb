//! `report --format markdown`: what people read of a listing, for the summary of a step, a comment or a wiki.
//!
//! It has the tables of the form for terminals. GitHub refuses a summary of more than 1 MiB whole, so rows are
//! bounded, and so are texts: what does not fit is counted.

use std::io::{self, Write};

use super::listing_report::ListingReport;
use super::listing_tables::{facts, headline, of_jobs, of_listings};
use super::markdown::literal;
use super::tables::{Kind, Room, Table};

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
    of_jobs(report, ROOM).iter().try_for_each(|table| write(out, table))?;
    of_listings(report, ROOM).iter().try_for_each(|table| write(out, table))
}

fn write(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    if table.rows.is_empty() && table.lead.is_none() {
        return Ok(());
    }
    writeln!(out, "\n#### {}\n", table.title)?;
    if let Some(lead) = &table.lead {
        writeln!(out, "{}\n", literal(lead))?;
    }
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
    table.more.as_ref().map_or(Ok(()), |more| writeln!(out, "\n{}", literal(more)))
}

fn cell(kind: Kind, text: &str) -> String {
    let text = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    match kind {
        Kind::Id => format!("<code>{}</code>", literal(&text)),
        Kind::Text | Kind::Number => literal(&text),
    }
}
