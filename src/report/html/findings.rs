//! What was found, the worst first, as much as a page holds.

use std::collections::BTreeSet;
use std::io;

use super::text::{Part, href, parts, shown};
use crate::audit::Located;
use crate::finding::{Finding, Level};
use crate::report::shortlist::Shortlist;

/// So many findings are shown.
const MOST: usize = 2000;

/// Findings that a page shows, taken in one after the other; no more are held than are shown.
#[derive(Clone, Debug)]
pub struct HtmlFindings {
    rows: Shortlist<Row>,
}

/// A finding.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub level: &'static str,
    pub rule: &'static str,
    pub message: Vec<Part>,
    pub help: Vec<Part>,
    /// `file:line:column`.
    pub place: String,
    /// Where that is, if it is a file.
    pub href: Option<String>,
    pub job_id: String,
}

impl Default for HtmlFindings {
    fn default() -> Self {
        HtmlFindings { rows: Shortlist::new(MOST, |_| 1) }
    }
}

impl HtmlFindings {
    /// Takes in a finding, which is told at this level. `path` leads to its file from the folder of the page, if
    /// it is a file.
    pub fn add(&mut self, located: &Located, level: Level, path: Option<&str>) {
        // Making a row does not fail.
        let _ = self.rows.offer(level, || io::Result::Ok(Row::of(located, level, path)));
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.entries()
    }

    /// How many findings are shown.
    pub(super) fn shown(&self) -> u64 {
        self.rows().count() as u64
    }

    /// How many findings are not shown.
    pub(super) fn left_out(&self) -> u64 {
        self.rows.left_out().iter().sum()
    }

    /// The levels that occur, the worst first.
    pub(super) fn levels(&self) -> Vec<&'static str> {
        let mut levels: Vec<_> = self.rows().map(|row| row.level).collect();
        levels.dedup();
        levels
    }

    /// The rules that occur, by their names.
    pub(super) fn rules(&self) -> BTreeSet<&'static str> {
        self.rows().map(|row| row.rule).collect()
    }
}

impl Row {
    fn of(located: &Located, level: Level, path: Option<&str>) -> Self {
        let Finding { rule, message, help, job_id, .. } = &located.finding;
        let (line, column) = (located.position.line, located.position.column);
        Row {
            level: level_name(level),
            rule: rule.id,
            message: parts(&shown(message)),
            help: parts(&shown(help)),
            place: format!("{}:{line}:{column}", shown(&located.file)),
            href: path.map(|path| format!("{}#L{line}", href(path))),
            job_id: shown(job_id.as_deref().unwrap_or_default()),
        }
    }
}

/// A level, as the totals call it.
pub(super) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Info => "note",
        level => level.as_str(),
    }
}
