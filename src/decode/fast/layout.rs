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

/// Finds keys by two of their bytes, and where several have the same two by a third. So a key is looked up
/// before it is known where it ends, and one comparison tells whether it is the one.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    groups: [Group; 64],
    keys: [Word; KEYS.len()],
}

/// Keys with the same two bytes.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// The offset of the byte that tells them apart.
    offset: u8,
    /// Of each of the last three bits of that byte, which key it is.
    keys: [u8; 8],
}

/// No key.
const NONE: u8 = u8::MAX;

/// The offsets of the two bytes, and those of which one tells the rest apart.
const FIRST: usize = 0;
const SECOND: usize = 3;
const THIRD: [u8; 2] = [8, 9];

impl Layout {
    pub fn new() -> Self {
        let mut groups = [Group { offset: THIRD[0], keys: [NONE; 8] }; 64];
        for (place, group) in groups.iter_mut().enumerate() {
            let has_place = |(_, (key, ..)): &(u8, &(&str, Column, Shape))| {
                place_of(key.as_bytes()[FIRST], key.as_bytes()[SECOND]) == place
            };
            let those: Vec<(u8, &str)> = (0..)
                .zip(&KEYS)
                .filter(has_place)
                .map(|(index, (key, ..))| (index, *key))
                .collect();
            group.fill(&those);
        }
        // Keys are recognised with their closing quote.
        Layout { groups, keys: KEYS.map(|(key, ..)| Word::new(format!("{key}\"").as_bytes())) }
    }

    /// The column of the key that begins at `at`, and how long it is.
    #[inline(always)]
    pub fn find(&self, bytes: &[u8], at: usize) -> Option<(Column, Shape, usize)> {
        let window = bytes.get(at..)?.first_chunk::<16>()?;
        let group = &self.groups[place_of(window[FIRST], window[SECOND])];
        let third = window[usize::from(group.offset & 15)];
        let index = usize::from(group.keys[usize::from(third & 7)]);
        let key = self.keys.get(index)?;
        let (_, column, shape) = KEYS[index];
        key.stands_at(bytes, at).then_some((column, shape, key.length - 1))
    }
}

impl Group {
    fn fill(&mut self, keys: &[(u8, &str)]) {
        match keys {
            [] => {}
            [(index, _)] => self.keys = [*index; 8],
            several => {
                // Where none does, the test that looks up every key tells.
                let byte = |key: &str, offset: u8| key.as_bytes().get(usize::from(offset)).copied();
                let tells = |offset: &u8| {
                    several.iter().all(|(_, key)| {
                        let same = |(_, other): &&(u8, &str)| {
                            byte(other, *offset).map(|byte| byte & 7)
                                == byte(key, *offset).map(|byte| byte & 7)
                        };
                        byte(key, *offset).is_some() && several.iter().filter(same).count() == 1
                    })
                };
                self.offset = THIRD.into_iter().find(tells).unwrap_or(THIRD[0]);
                for (index, key) in several {
                    if let Some(byte) = byte(key, self.offset) {
                        self.keys[usize::from(byte & 7)] = *index;
                    }
                }
            }
        }
    }
}

/// Where keys with these two bytes are. The factor keeps different groups apart.
#[inline(always)]
fn place_of(first: u8, second: u8) -> usize {
    const FACTOR: u32 = 679;
    let both = u32::from(first) | u32::from(second) << 8;
    (both.wrapping_mul(FACTOR) >> 10 & 63) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{InventoryRetrievalParameters, Job, View};

    #[test]
    fn each_key_is_found_and_nothing_else() {
        let layout = Layout::new();
        for (key, column, _) in KEYS {
            let find = |text: String| {
                let bytes = [text.as_bytes(), &[b' '; 64]].concat();
                layout.find(&bytes, 0).map(|(column, _, length)| (column, length))
            };
            assert_eq!(find(format!("{key}\":")), Some((column, key.len())));
            assert_eq!(find(format!("{key}x\":")), None);
            assert_eq!(find(format!("{}\":", &key[..key.len() - 1])), None);
        }
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
