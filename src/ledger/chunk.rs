//! Some archive retrievals, a row each, and the texts of their ArchiveIds.

use super::asked::Asked;
use super::retrieval::Retrieval;
use super::speed::Speed;
use crate::model::{ByteRange, StatusCode};

/// Rows, and one text with the ArchiveIds of all.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    rows: Vec<Row>,
    text: Vec<u8>,
}

/// A retrieval in 64 bytes.
#[derive(Clone, Copy, Debug)]
struct Row {
    archive: u64,
    range: [u64; 2],
    size: u64,
    tree_hash: u64,
    created: i64,
    /// Where the ArchiveId begins in the text, and how long it is.
    id: [u32; 2],
    vault: u32,
    speed: Speed,
    status: Option<StatusCode>,
    /// Which of its numbers mean something, a bit each.
    told: u8,
}

const RANGE: u8 = 1;
const UNKNOWN: u8 = 1 << 1;
const SIZE: u8 = 1 << 2;
const TREE_HASH: u8 = 1 << 3;
const CREATED: u8 = 1 << 4;

impl Chunk {
    /// An empty one with room for so many rows and so many bytes of text.
    pub fn with_room(rows: usize, text: usize) -> Self {
        Chunk { rows: Vec::with_capacity(rows), text: Vec::with_capacity(text) }
    }

    #[inline]
    pub fn push(&mut self, retrieval: &Retrieval<'_>) {
        let Retrieval { archive, archive_id, vault, asked, speed, status, .. } = *retrieval;
        let (told, range) = match asked {
            Asked::Whole => (0, [0, 0]),
            Asked::Range(range) => (RANGE, [range.start(), range.end()]),
            Asked::Unknown => (UNKNOWN, [0, 0]),
        };
        let bit = |is_told: bool, bit: u8| if is_told { bit } else { 0 };
        self.rows.push(Row {
            archive,
            range,
            size: retrieval.size.unwrap_or_default(),
            tree_hash: retrieval.tree_hash.unwrap_or_default(),
            created: retrieval.created.unwrap_or_default(),
            id: [number(self.text.len()), number(archive_id.len())],
            vault,
            speed,
            status,
            told: told
                | bit(retrieval.size.is_some(), SIZE)
                | bit(retrieval.tree_hash.is_some(), TREE_HASH)
                | bit(retrieval.created.is_some(), CREATED),
        });
        self.text.extend_from_slice(archive_id);
    }

    /// The retrieval at an index; it must be one.
    #[inline]
    pub fn at<'r>(&'r self, index: usize, vaults: &'r [String]) -> Retrieval<'r> {
        let row = &self.rows[index];
        let is_told = |bit: u8| row.told & bit != 0;
        let [start, length] = row.id.map(|number| number as usize);
        Retrieval {
            archive: row.archive,
            archive_id: &self.text[start..start + length],
            vault_arn: &vaults[row.vault as usize],
            vault: row.vault,
            asked: match ByteRange::new(row.range[0], row.range[1]) {
                Ok(range) if is_told(RANGE) => Asked::Range(range),
                _ if is_told(UNKNOWN) => Asked::Unknown,
                _ => Asked::Whole,
            },
            size: is_told(SIZE).then_some(row.size),
            tree_hash: is_told(TREE_HASH).then_some(row.tree_hash),
            created: is_told(CREATED).then_some(row.created),
            speed: row.speed,
            status: row.status,
        }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many bytes the ArchiveIds have.
    pub fn text(&self) -> usize {
        self.text.len()
    }

    /// Whether one of the archives may be one of those that this is true of.
    pub fn has(&self, is_one: impl Fn(u64) -> bool) -> bool {
        self.rows.iter().any(|row| is_one(row.archive))
    }

    /// Gives each vault the number that stands for it here.
    pub fn renumber(&mut self, vaults: &[u32]) {
        self.rows.iter_mut().for_each(|row| row.vault = vaults[row.vault as usize]);
    }

    /// Keeps what is wanted.
    pub fn retain(&mut self, vaults: &[String], keep: &mut dyn FnMut(Retrieval<'_>) -> bool) {
        let kept = (0..self.len()).map(|index| self.at(index, vaults));
        let mut left = Chunk::default();
        kept.filter(|retrieval| keep(*retrieval)).for_each(|retrieval| left.push(&retrieval));
        *self = left;
    }
}

/// Texts are shorter than this, or stand alone and are a string of a dump.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
