//! The tables of the report for terminals.

use super::text::shown;
use crate::report::archives_tables::archives_tables;
use crate::report::costs_tables::costs_tables;
use crate::report::listing_report::ListingReport;
use crate::report::listing_tables::{of_jobs, of_listings};
use crate::report::tables::{Kind, Room, Table};

const ROOM: Room = Room { values: 500, days: 366, messages: 100, listings: 500 };

/// Tables with more rows than this are folded up.
const LONG: usize = 31;

/// A table of the page.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    pub title: &'static str,
    pub lead: Option<String>,
    pub head: Vec<(&'static str, &'static str)>,
    pub rows: Vec<Vec<(&'static str, String)>>,
    pub more: Option<String>,
    pub notes: Vec<String>,
    pub is_long: bool,
}

/// Those of jobs and listings; findings have a section of their own.
pub(super) fn numbers(report: &ListingReport<'_>) -> Vec<Numbers> {
    let tables = of_jobs(report, ROOM).into_iter().chain(of_listings(report, ROOM));
    told(tables)
}

/// What was retrieved of archives.
pub(super) fn of_archives(report: &ListingReport<'_>) -> Vec<Numbers> {
    told(report.coverage.into_iter().flat_map(|coverage| archives_tables(coverage, ROOM)))
}

/// What that cost.
pub(super) fn of_costs(report: &ListingReport<'_>) -> Vec<Numbers> {
    told(report.costs.into_iter().flat_map(costs_tables))
}

/// All that have something to say.
fn told(tables: impl Iterator<Item = Table>) -> Vec<Numbers> {
    tables.filter(|table| !table.is_empty()).map(of).collect()
}

fn of(table: Table) -> Numbers {
    let class = |kind: &Kind| match kind {
        Kind::Text | Kind::Name => "text",
        Kind::Range => "range",
        Kind::Number => "number",
        Kind::Id => "id",
    };
    let classes: Vec<_> = table.head.iter().map(|(_, kind)| class(kind)).collect();
    let rows = table.rows.iter().map(|row| {
        let cells = classes.iter().zip(row);
        cells.map(|(class, text)| (*class, shown(text))).collect()
    });
    Numbers {
        title: table.title,
        lead: table.lead.map(|lead| shown(lead.trim_end_matches(':'))),
        rows: rows.collect(),
        is_long: table.rows.len() > LONG,
        head: table.head.iter().map(|(name, kind)| (*name, class(kind))).collect(),
        more: table.more,
        notes: table.notes.iter().map(|note| shown(note)).collect(),
    }
}
