//! What was retrieved of archives, in tables: what twice, and what is lost when a vault is deleted.

use super::archives_text::{name, not_told, remarks};
use super::figures::{bytes, counted, grouped};
use super::tables::{Kind, Room, Table};
use crate::coverage::{ArchiveState, Coverage, Pending, State, Subject};

/// How what is not known is called.
const UNKNOWN: &str = "unknown";

/// What stands in place of an ArchiveId that could not be read again.
const UNREAD: &str = "(could not be read again)";

/// All of it.
pub(super) fn archives_tables(coverage: &Coverage, room: Room) -> Vec<Table> {
    vec![
        repeated_by_tier(coverage),
        repeated(coverage),
        vaults(coverage, room.listings),
        states("Archives not retrieved whole", coverage.lacking()),
        outside(coverage),
        disagreements(coverage),
        untold(coverage),
    ]
}

fn repeated_by_tier(coverage: &Coverage) -> Table {
    let repeated = coverage.repeated();
    let rows = repeated.by_speed().iter().map(|(speed, volume)| {
        vec![speed.as_str().to_owned(), grouped(volume.retrievals), bytes(volume.bytes)]
    });
    let head = [("tier", Kind::Text), ("too many", Kind::Number), ("paid again", Kind::Number)];
    let (ranges, paid) = (counted(repeated.ranges, "range"), bytes(repeated.again.bytes));
    let lead = format!("{ranges} of archives retrieved more than once, {paid} paid again:");
    let lead = (repeated.ranges > 0).then_some(lead);
    Table { lead, ..Table::new("Retrieved more than once, by tier", head).rows(rows) }
}

fn repeated(coverage: &Coverage) -> Table {
    let rows = coverage.repeated().first().map(|range| {
        let again = range.bytes_again().map_or_else(|| UNKNOWN.to_owned(), bytes);
        let which = range.range().map_or_else(|| "whole".to_owned(), |range| range.to_string());
        vec![again, grouped(range.times()), which, range.archive_id().unwrap_or(UNREAD).to_owned()]
    });
    let head = [
        ("paid again", Kind::Number),
        ("times", Kind::Number),
        ("range", Kind::Range),
        ("ArchiveId", Kind::Id),
    ];
    Table::new("Retrieved more than once", head).rows(rows)
}

fn vaults(coverage: &Coverage, most: usize) -> Table {
    let subjects = coverage.subjects();
    let rows = subjects.iter().take(most).map(|subject| {
        let archives = subject.archives();
        let counts = [
            archives.archives,
            archives.whole,
            archives.part,
            archives.not_at_all,
            archives.untold,
        ];
        let mut row: Vec<String> = counts.iter().map(grouped).collect();
        row.extend([bytes(archives.missing), name(subject)]);
        row
    });
    let head = [
        ("archives", Kind::Number),
        ("whole", Kind::Number),
        ("in part", Kind::Number),
        ("not at all", Kind::Number),
        ("not told", Kind::Number),
        ("missing", Kind::Number),
        ("vault", Kind::Name),
    ];
    let more = subjects.len().saturating_sub(most) as u64;
    let more = (more > 0).then(|| format!("and {}", counted(more, "vault")));
    let notes = subjects.iter().take(most).flat_map(remarks).collect();
    Table { more, notes, ..Table::new("Archives by vault", head).rows(rows) }
}

fn outside(coverage: &Coverage) -> Table {
    let count = |subject: &Subject| subject.outside().archives;
    let count = coverage.subjects().iter().map(count).sum();
    let table = states("Archives that no inventory has", coverage.outside());
    let lead = || format!("{} that jobs name and no inventory has:", counted(count, "archive"));
    let lead = (!table.rows.is_empty()).then(lead);
    Table { lead, ..table }
}

fn states<'a>(title: &'static str, archives: impl Iterator<Item = &'a ArchiveState>) -> Table {
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
        let id = archive.archive_id().unwrap_or(UNREAD).to_owned();
        vec![missing, state.to_owned(), pending.to_owned(), ranges(archive), id]
    });
    let head = [
        ("missing", Kind::Number),
        ("retrieved", Kind::Text),
        ("waits", Kind::Text),
        ("missing bytes", Kind::Range),
        ("ArchiveId", Kind::Id),
    ];
    Table::new(title, head).rows(rows)
}

/// `1048576-2097151 +3`: the first range that is missing, and how many more there are.
fn ranges(archive: &ArchiveState) -> String {
    let first = archive.missing_ranges().first().map(ToString::to_string);
    match archive.count_missing_ranges() {
        0 | 1 => first.unwrap_or_default(),
        count => format!("{} +{}", first.unwrap_or_default(), grouped(count - 1)),
    }
}

fn disagreements(coverage: &Coverage) -> Table {
    let disagreements = coverage.disagreements();
    let rows = disagreements.first().map(|one| {
        let told = one.size_told.map(grouped).unwrap_or_default();
        let hash = if one.is_other_tree_hash { "differs" } else { "" };
        vec![grouped(one.size_listed), told, hash.to_owned(), one.archive_id.clone()]
    });
    let head = [
        ("listed", Kind::Number),
        ("a job tells", Kind::Number),
        ("tree hash", Kind::Text),
        ("ArchiveId", Kind::Id),
    ];
    let count = counted(disagreements.archives, "archive");
    let lead = format!("{count} of which inventory and jobs tell different things:");
    let lead = (disagreements.archives > 0).then_some(lead);
    Table { lead, ..Table::new("Inventory and jobs disagree", head).rows(rows) }
}

fn untold(coverage: &Coverage) -> Table {
    let table = Table::new("What dumps do not tell", []);
    if coverage.subjects().is_empty() {
        return table;
    }
    let lead = "before a vault is deleted, what dumps do not tell:".to_owned();
    Table { lead: Some(lead), notes: not_told(coverage), ..table }
}
