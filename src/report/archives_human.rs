//! Archives for people: what was retrieved twice, and what is lost when a vault is deleted.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::archives_text::{name, not_told, remarks, verdicts};
use super::figures::{bytes, counted, grouped};
use super::layout::{BOLD, cut_middle, wrap};
use super::listing_table::{Align, write_table};
use crate::audit::printable;
use crate::coverage::{ArchiveState, Coverage, Pending, State, Subject};

/// So many vaults are shown; of all there are in JSON.
const VAULTS: usize = 20;

/// So many verdicts stand in the head, the worst first.
const VERDICTS: usize = 5;

/// The columns of the names in the head.
const INDENT: usize = 13;

/// So many columns an ArchiveId or the name of a vault has at least.
const LEAST: usize = 12;

/// What the counts of archives take at most before the name of a vault.
const COUNTS: usize = 62;

/// How what is not known is called.
const UNKNOWN: &str = "unknown";

/// Writes the verdicts, for the head of the report.
pub(super) fn write_verdicts(
    out: &mut dyn Write,
    coverage: &Coverage,
    width: usize,
) -> io::Result<()> {
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

/// Writes all the rest.
pub(super) fn write_archives(
    out: &mut dyn Write,
    coverage: &Coverage,
    width: usize,
) -> io::Result<()> {
    let shown = Shown { coverage, width };
    shown.write_repeated(out)?;
    shown.write_vaults(out)?;
    shown.write_lacking(out)?;
    shown.write_outside(out)?;
    shown.write_disagreements(out)?;
    shown.write_not_told(out)
}

struct Shown<'c> {
    coverage: &'c Coverage,
    width: usize,
}

impl Shown<'_> {
    fn write_repeated(&self, out: &mut dyn Write) -> io::Result<()> {
        let repeated = self.coverage.repeated();
        if repeated.ranges == 0 {
            return Ok(());
        }
        writeln!(
            out,
            "\n {} of archives retrieved more than once, {} paid again:",
            counted(repeated.ranges, "range"),
            bytes(repeated.again.bytes),
        )?;
        let tiers = repeated.by_speed().iter().map(|(speed, volume)| {
            vec![speed.as_str().to_owned(), grouped(volume.retrievals), bytes(volume.bytes)]
        });
        let head =
            [("tier", Align::Left), ("too many", Align::Right), ("paid again", Align::Right)];
        write_table(out, &head, tiers.collect(), self.width)?;
        let rows = repeated.first().map(|range| {
            let again = range.bytes_again().map_or_else(|| UNKNOWN.to_owned(), bytes);
            let which = range.range().map_or_else(|| "whole".to_owned(), |range| range.to_string());
            (vec![again, grouped(range.times()), which], range.archive_id())
        });
        let head = [("paid again", Align::Right), ("times", Align::Right), ("range", Align::Left)];
        self.write_named(out, &head, rows.collect())
    }

    fn write_vaults(&self, out: &mut dyn Write) -> io::Result<()> {
        let subjects = self.coverage.subjects();
        let rows = subjects.iter().take(VAULTS).map(|subject| {
            let archives = subject.archives();
            let counts = [
                archives.archives,
                archives.whole,
                archives.part,
                archives.not_at_all,
                archives.untold,
            ];
            let mut row: Vec<String> = counts.iter().map(grouped).collect();
            let room = self.width.saturating_sub(COUNTS).max(LEAST);
            row.extend([bytes(archives.missing), cut_middle(&printable(&name(subject)), room)]);
            row
        });
        let head = [
            ("archives", Align::Right),
            ("whole", Align::Right),
            ("in part", Align::Right),
            ("not at all", Align::Right),
            ("not told", Align::Right),
            ("missing", Align::Right),
            ("vault", Align::Left),
        ];
        write_table(out, &head, rows.collect(), self.width)?;
        if let more @ 1.. = subjects.len().saturating_sub(VAULTS) {
            writeln!(out, " and {}", counted(more as u64, "vault"))?;
        }
        for remark in subjects.iter().take(VAULTS).flat_map(remarks) {
            self.write_line(out, &remark)?;
        }
        Ok(())
    }

    fn write_lacking(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_states(out, self.coverage.lacking())
    }

    fn write_outside(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut outside = self.coverage.outside().peekable();
        if outside.peek().is_some() {
            let count = |subject: &Subject| subject.outside().archives;
            let count = self.coverage.subjects().iter().map(count).sum();
            writeln!(out, "\n {} that jobs name and no inventory has:", counted(count, "archive"))?;
        }
        self.write_states(out, outside)
    }

    fn write_states<'a>(
        &self,
        out: &mut dyn Write,
        archives: impl Iterator<Item = &'a ArchiveState>,
    ) -> io::Result<()> {
        let rows = archives.map(|archive| {
            let unknown = || UNKNOWN.to_owned();
            let missing = archive.missing().map_or_else(unknown, |missing| bytes(missing.into()));
            let pending = match archive.pending() {
                Pending::Nothing => "",
                pending => pending.as_str(),
            };
            let state = match archive.state() {
                State::Never => "never",
                state => state.as_str(),
            };
            let cells = [missing, state.to_owned(), pending.to_owned(), ranges(archive)];
            (cells.into(), archive.archive_id())
        });
        let head = [
            ("missing", Align::Right),
            ("retrieved", Align::Left),
            ("waits", Align::Left),
            ("missing bytes", Align::Left),
        ];
        self.write_named(out, &head, rows.collect())
    }

    fn write_disagreements(&self, out: &mut dyn Write) -> io::Result<()> {
        let disagreements = self.coverage.disagreements();
        if disagreements.archives == 0 {
            return Ok(());
        }
        let count = counted(disagreements.archives, "archive");
        writeln!(out, "\n {count} of which inventory and jobs tell different things:")?;
        let rows = disagreements.first().map(|one| {
            let told = one.size_told.map(grouped).unwrap_or_default();
            let hash = if one.is_other_tree_hash { "differs" } else { "" };
            (vec![grouped(one.size_listed), told, hash.to_owned()], one.archive_id.as_str())
        });
        let head =
            [("listed", Align::Right), ("a job tells", Align::Right), ("tree hash", Align::Left)];
        self.write_named(out, &head, rows.collect())
    }

    fn write_not_told(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.coverage.subjects().is_empty() {
            return Ok(());
        }
        writeln!(out, "\n before a vault is deleted: what dumps do not tell")?;
        not_told(self.coverage).iter().try_for_each(|line| self.write_line(out, line))
    }

    fn write_line(&self, out: &mut dyn Write, line: &str) -> io::Result<()> {
        let lines = wrap(&printable(line), self.width.saturating_sub(3));
        for (number, line) in lines.iter().enumerate() {
            writeln!(out, " {} {line}", if number == 0 { "-" } else { " " })?;
        }
        Ok(())
    }

    /// A table with an ArchiveId last in each row, cut to what is left of the width.
    fn write_named(
        &self,
        out: &mut dyn Write,
        head: &[(&str, Align)],
        rows: Vec<(Vec<String>, &str)>,
    ) -> io::Result<()> {
        let widest = |column: usize| {
            let cells = rows.iter().map(|(cells, _)| cells[column].width());
            cells.chain([head[column].0.width()]).max().unwrap_or_default()
        };
        // Each cell has a space on both sides.
        let taken: usize = (0..head.len()).map(|column| widest(column) + 2).sum();
        let room = self.width.saturating_sub(taken + 2).max(LEAST);
        let rows = rows.into_iter().map(|(mut cells, id)| {
            cells.push(cut_middle(&printable(id), room));
            cells
        });
        let mut head = head.to_vec();
        head.push(("ArchiveId", Align::Left));
        write_table(out, &head, rows.collect(), self.width)
    }
}

/// `1048576-2097151 +3`: the first range that is missing, and how many more there are.
fn ranges(archive: &ArchiveState) -> String {
    let first = archive.missing_ranges().first().map(ToString::to_string);
    match archive.count_missing_ranges() {
        0 | 1 => first.unwrap_or_default(),
        count => format!("{} +{}", first.unwrap_or_default(), grouped(count - 1)),
    }
}
