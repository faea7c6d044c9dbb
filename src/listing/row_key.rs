//! The fingerprints of a job that the fast path read: those that [`Fingerprints::of_job`] takes of its view.
//!
//! Each value is hashed once, and serves all fingerprints that it is part of; what is one of a closed set
//! was hashed before the first job.

use super::fingerprint::{Fingerprints, half, of_member, of_millis, of_number, of_range, shorten};
use super::key::{JobKey, Progress, unchanging, with_progress};
use crate::decode::fast::{COLUMNS, Coded, Column, Row};
use crate::model::{Action, InventoryFormat, StatusCode, Tier};

/// What is part of the content of inventories only.
const PARAMETERS: [Column; 4] = [Column::StartDate, Column::EndDate, Column::Limit, Column::Marker];

/// How long the JobId of a clean job is.
const JOB_ID: usize = 92;

/// Takes fingerprints of rows.
#[derive(Clone, Debug)]
pub(super) struct RowKeys {
    fingerprints: Fingerprints,
    /// The fingerprints of the columns' JSON pointers.
    names: [u64; COLUMNS],
    /// What each documented value of a column adds to the content, by its code.
    coded: [(Coded, [u64; 4]); 6],
    /// The fingerprints of the actions, by their code.
    actions: [u64; 4],
}

impl RowKeys {
    pub(super) fn new(fingerprints: Fingerprints) -> Self {
        let names = Column::POINTERS.map(|pointer| fingerprints.of_text(pointer.as_bytes()));
        let codes = |values: &[&str], of_value: &dyn Fn(u64) -> u64| {
            let mut codes = [0; 4];
            for (code, value) in codes[1..].iter_mut().zip(values) {
                *code = of_value(fingerprints.of_text(value.as_bytes()));
            }
            codes
        };
        let texts = |coded, column: Column, values| {
            (coded, codes(values, &|value| of_member(names[column as usize], value)))
        };
        let completed = |value| of_member(names[Column::Completed as usize], value);
        RowKeys {
            fingerprints,
            names,
            coded: [
                texts(Coded::Action, Column::Action, Action::VALUES),
                texts(Coded::StatusCode, Column::StatusCode, StatusCode::VALUES),
                texts(Coded::Tier, Column::Tier, Tier::VALUES),
                texts(Coded::Format, Column::Format, InventoryFormat::VALUES),
                texts(Coded::StatusMessage, Column::StatusMessage, &["Succeeded"]),
                (Coded::Completed, [0, completed(0), completed(1), 0]),
            ],
            actions: codes(Action::VALUES, &|value| value),
        }
    }

    /// The fingerprint of a text.
    #[inline(always)]
    pub(super) fn of_text(&self, text: &[u8]) -> u64 {
        self.fingerprints.of_text(text)
    }

    /// Takes the fingerprints of a job that was read from `bytes` and to which no rule objects, so that
    /// all its values are of their form; `vault` is the fingerprint of its VaultARN, `topic` that of its
    /// SNSTopic, or 0. Texts are unescaped into `buffer`.
    #[inline(always)]
    pub(super) fn of_row(
        &self,
        row: &Row,
        bytes: &[u8],
        vault: u64,
        topic: u64,
        buffer: &mut Vec<u8>,
    ) -> JobKey {
        let member = |column: Column, value: u64| of_member(self.names[column as usize], value);
        let mut content: u64 = 0;
        let mut add = |part: u64| content = content.wrapping_add(part);
        self.coded.iter().for_each(|(coded, parts)| add(parts[row.code(*coded)]));

        // Of a known length, it is hashed without a branch.
        let id: &[u8; JOB_ID] = row.text(Column::JobId, bytes).try_into().unwrap_or(&[0; JOB_ID]);
        let id = self.fingerprints.long(id);
        let created = of_millis(row.created().unwrap_or_default());
        add(member(Column::JobId, shorten(id)));
        add(member(Column::CreationDate, created));
        add(member(Column::VaultArn, vault));
        if let Some(completed) = row.completed() {
            add(member(Column::CompletionDate, of_millis(completed)));
        }
        if let Some(range) = row.range() {
            add(member(Column::RetrievalByteRange, of_range(range)));
        }
        let mut word = |column: Column| match row.is_set(column) {
            true => self.of_text(row.decoded_into(column, bytes, buffer)),
            false => 0,
        };
        let part = |column: Column, word: u64| if word == 0 { 0 } else { member(column, word) };
        let archive = word(Column::ArchiveId);
        let archive_tree_hash = word(Column::ArchiveSha256TreeHash);
        let tree_hash = match row.has_equal_hashes(bytes) {
            true => archive_tree_hash,
            false => word(Column::Sha256TreeHash),
        };
        add(part(Column::ArchiveId, archive));
        add(part(Column::ArchiveSha256TreeHash, archive_tree_hash));
        add(part(Column::Sha256TreeHash, tree_hash));
        add(part(Column::JobDescription, word(Column::JobDescription)));
        add(part(Column::SnsTopic, topic));
        if row.is_set(Column::InventoryRetrievalParameters) {
            PARAMETERS.into_iter().for_each(|column| add(part(column, word(column))));
            add(member(Column::InventoryRetrievalParameters, 0));
        }
        if row.is_set(Column::StatusMessage) && row.code(Coded::StatusMessage) == 0 {
            add(part(Column::StatusMessage, word(Column::StatusMessage)));
        }
        if let Some(size) = row.archive_size() {
            add(member(Column::ArchiveSizeInBytes, size));
        }
        if let Some(size) = row.inventory_size() {
            add(member(Column::InventorySizeInBytes, size));
        }
        JobKey {
            id,
            content: with_progress(content, progress(row)),
            immutable: unchanging(self.actions[row.code(Coded::Action)], created, vault, archive),
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
