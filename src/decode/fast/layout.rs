//! What the fast path knows of a job beforehand: its keys, and the kinds of their values.

use super::row::{Coded, Column};
use super::wide::Word;
use crate::model::{Action, InventoryFormat, StatusCode, Tier};

/// What a value of a column looks like.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// A string.
    Text,
    /// A whole number.
    Number,
    /// A string out of a closed set; if it may be another one, that is a text.
    Coded { coded: Coded, values: &'static [&'static str], is_open: bool },
    /// True or false.
    Boolean,
    /// The nested object whose members have columns of their own.
    Parameters,
    /// What is null on nearly every job; anything else is for the plain path.
    Null,
}

/// Each key with its column and shape: those of a job, then those of its parameters.
const KEYS: [(&str, Column, Shape); super::row::COLUMNS] = [
    ("JobId", Column::JobId, Shape::Text),
    ("JobDescription", Column::JobDescription, Shape::Text),
    ("Action", Column::Action, coded(Coded::Action, Action::VALUES)),
    ("ArchiveId", Column::ArchiveId, Shape::Text),
    ("VaultARN", Column::VaultArn, Shape::Text),
    ("CreationDate", Column::CreationDate, Shape::Text),
    ("Completed", Column::Completed, Shape::Boolean),
    ("StatusCode", Column::StatusCode, coded(Coded::StatusCode, StatusCode::VALUES)),
    (
        "StatusMessage",
        Column::StatusMessage,
        Shape::Coded { coded: Coded::StatusMessage, values: &["Succeeded"], is_open: true },
    ),
    ("ArchiveSizeInBytes", Column::ArchiveSizeInBytes, Shape::Number),
    ("InventorySizeInBytes", Column::InventorySizeInBytes, Shape::Number),
    ("SNSTopic", Column::SnsTopic, Shape::Text),
    ("CompletionDate", Column::CompletionDate, Shape::Text),
    ("SHA256TreeHash", Column::Sha256TreeHash, Shape::Text),
    ("ArchiveSHA256TreeHash", Column::ArchiveSha256TreeHash, Shape::Text),
    ("RetrievalByteRange", Column::RetrievalByteRange, Shape::Text),
    ("Tier", Column::Tier, coded(Coded::Tier, Tier::VALUES)),
    ("InventoryRetrievalParameters", Column::InventoryRetrievalParameters, Shape::Parameters),
    ("JobOutputPath", Column::JobOutputPath, Shape::Null),
    ("SelectParameters", Column::SelectParameters, Shape::Null),
    ("OutputLocation", Column::OutputLocation, Shape::Null),
    ("Format", Column::Format, coded(Coded::Format, InventoryFormat::VALUES)),
    ("StartDate", Column::StartDate, Shape::Text),
    ("EndDate", Column::EndDate, Shape::Text),
    ("Limit", Column::Limit, Shape::Text),
    ("Marker", Column::Marker, Shape::Text),
];

const fn coded(coded: Coded, values: &'static [&'static str]) -> Shape {
    Shape::Coded { coded, values, is_open: false }
}

/// Finds keys by their length, first and last byte, which are different for all of them.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    columns: [u8; 64],
    keys: Vec<Word>,
}

/// No key.
const NONE: u8 = u8::MAX;

impl Layout {
    pub fn new() -> Self {
        let mut columns = [NONE; 64];
        for (index, (key, ..)) in (0..).zip(&KEYS) {
            columns[place(key.as_bytes())] = index;
        }
        // Keys are recognised with their closing quote.
        let word = |key: &str| Word::new(format!("{key}\"").as_bytes());
        Layout { columns, keys: KEYS.iter().map(|(key, ..)| word(key)).collect() }
    }

    /// The column of the key whose `length` bytes start at `at`.
    #[inline]
    pub fn find(&self, bytes: &[u8], at: usize, length: usize) -> Option<(Column, Shape)> {
        let column = self.columns[place(bytes.get(at..at + length)?)];
        let key = self.keys.get(usize::from(column))?;
        (key.length == length + 1 && key.stands_at(bytes, at)).then(|| {
            let (_, column, shape) = KEYS[usize::from(column)];
            (column, shape)
        })
    }
}

#[inline]
fn place(key: &[u8]) -> usize {
    match key {
        [first, .., last] => (usize::from(*first) ^ usize::from(*last) ^ (key.len() * 17)) & 63,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{InventoryRetrievalParameters, Job, View};

    #[test]
    fn no_two_keys_share_a_place() {
        let mut places: Vec<usize> = KEYS.iter().map(|(key, ..)| place(key.as_bytes())).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), KEYS.len());
    }

    #[test]
    fn the_keys_are_those_of_the_views_in_their_order() {
        let job = Job::default();
        let parameters = InventoryRetrievalParameters::default();
        let views = job.keys()[..21].iter().chain(parameters.keys());
        assert!(KEYS.iter().map(|(key, ..)| key).eq(views));
        assert!(KEYS.iter().zip(0..).all(|((_, column, _), index)| *column as u8 == index));
    }
}
