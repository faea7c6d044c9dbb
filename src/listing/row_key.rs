//! The fingerprints of a job that the fast path read: those that [`JobKey::of`] takes of its view.
//!
//! Each value is hashed once, and serves all fingerprints that it is part of; what is one of a closed
//! set was hashed when this was compiled.

use super::fingerprint::{half, lengthen, of_member, of_number, of_text};
use super::key::{JobKey, Progress, unchanging, with_progress};
use crate::decode::fast::{COLUMNS, Coded, Column, Row};
use crate::model::{Action, InventoryFormat, StatusCode, Tier};

/// The fingerprints of the columns' JSON pointers.
const NAMES: [u64; COLUMNS] = {
    let mut names = [0; COLUMNS];
    let mut column = 0;
    while column < COLUMNS {
        names[column] = of_text(Column::POINTERS[column].as_bytes());
        column += 1;
    }
    names
};

/// What each documented value of a column adds to the content, by its code.
const CODED: [(Coded, [u64; 4]); 6] = [
    (Coded::Action, texts(Column::Action, Action::VALUES)),
    (Coded::StatusCode, texts(Column::StatusCode, StatusCode::VALUES)),
    (Coded::Tier, texts(Column::Tier, Tier::VALUES)),
    (Coded::Format, texts(Column::Format, InventoryFormat::VALUES)),
    (Coded::StatusMessage, texts(Column::StatusMessage, &["Succeeded"])),
    (Coded::Completed, [0, member(Column::Completed, 0), member(Column::Completed, 1), 0]),
];

/// The fingerprints of the actions, by their code.
const ACTIONS: [u64; 4] = [
    0,
    of_text(Action::VALUES[0].as_bytes()),
    of_text(Action::VALUES[1].as_bytes()),
    of_text(Action::VALUES[2].as_bytes()),
];

/// Strings of which nothing is kept but that they are part of the content.
const OTHER_TEXTS: [Column; 8] = [
    Column::JobDescription,
    Column::SnsTopic,
    Column::CompletionDate,
    Column::RetrievalByteRange,
    Column::StartDate,
    Column::EndDate,
    Column::Limit,
    Column::Marker,
];

const fn texts(column: Column, values: &[&str]) -> [u64; 4] {
    let mut texts = [0; 4];
    let mut index = 0;
    while index < values.len() {
        texts[index + 1] = member(column, of_text(values[index].as_bytes()));
        index += 1;
    }
    texts
}

#[inline(always)]
const fn member(column: Column, value: u64) -> u64 {
    of_member(NAMES[column as usize], value)
}

impl JobKey {
    /// Takes the fingerprints of a job that was read from `bytes` and to which no rule objects, so that
    /// all its values are of their form; `vault` is the fingerprint of its VaultARN.
    #[inline(always)]
    pub(super) fn of_row(row: &Row, bytes: &[u8], vault: u64) -> Self {
        let text = |column| row.text(column, bytes);
        let mut content: u64 = 0;
        let mut add = |part: u64| content = content.wrapping_add(part);
        CODED.iter().for_each(|(coded, parts)| add(parts[row.code(*coded)]));

        let job_id = of_text(text(Column::JobId));
        let created = of_text(text(Column::CreationDate));
        add(member(Column::JobId, job_id));
        add(member(Column::CreationDate, created));
        add(member(Column::VaultArn, vault));
        let mut set_text = |column: Column| {
            let word = match row.is_set(column) {
                true => of_text(&row.decoded(column, bytes)),
                false => return 0,
            };
            add(member(column, word));
            word
        };
        let archive = set_text(Column::ArchiveId);
        let archive_tree_hash = set_text(Column::ArchiveSha256TreeHash);
        set_text(Column::Sha256TreeHash);
        for column in OTHER_TEXTS {
            set_text(column);
        }
        if row.is_set(Column::StatusMessage) && row.code(Coded::StatusMessage) == 0 {
            set_text(Column::StatusMessage);
        }
        if let Some(size) = row.archive_size() {
            add(member(Column::ArchiveSizeInBytes, size));
        }
        if let Some(size) = row.inventory_size() {
            add(member(Column::InventorySizeInBytes, size));
        }
        if row.is_set(Column::InventoryRetrievalParameters) {
            add(member(Column::InventoryRetrievalParameters, 0));
        }
        JobKey {
            id: lengthen(job_id, text(Column::JobId)),
            content: with_progress(content, progress(row)),
            immutable: unchanging(ACTIONS[row.code(Coded::Action)], created, vault, archive),
            archive,
            archive_size: row.archive_size().map_or(0, |size| half(of_number(size))),
            archive_tree_hash: if archive_tree_hash == 0 { 0 } else { half(archive_tree_hash) },
        }
    }
}

/// How far the job is: no rule objects to it, so the status agrees with the rest.
#[inline(always)]
fn progress(row: &Row) -> Progress {
    match row.code(Coded::StatusCode) {
        1 => Progress::InProgress,
        _ => Progress::Ended,
    }
}
