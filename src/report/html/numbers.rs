//! The tables of the report for terminals.

use super::text::shown;
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
    pub is_long: bool,
}

/// All that have something to say; findings have a section of their own.
pub(super) fn numbers(report: &ListingReport<'_>) -> Vec<Numbers> {
    let tables = of_jobs(report, ROOM).into_iter().chain(of_listings(report, ROOM));
    tables.filter(|table| !table.rows.is_empty() || table.lead.is_some()).map(of).collect()
}

fn of(table: Table) -> Numbers {
    let class = |kind: &Kind| match kind {
        Kind::Text => "text",
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
        lead: table.lead,
        rows: rows.collect(),
        is_long: table.rows.len() > LONG,
        head: table.head.iter().map(|(name, kind)| (*name, class(kind))).collect(),
        more: table.more,
    }
}
