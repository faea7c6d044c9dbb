//! Some archive retrievals, in columns.
//!
//! The hashes of archives stand by themselves, since all of them are gone over more often than the rest is
//! looked at; so do ranges, since few have one that is not all of the archive.

use super::asked::Asked;
use super::retrieval::Retrieval;
use super::speed::Speed;
use super::text_place::{Packed, TextPlace, Written};
use crate::model::{ByteRange, StatusCode};

/// Rows, their ranges, and one text with the ArchiveIds that stand nowhere else.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    archives: Vec<u64>,
    rows: Vec<Row>,
    /// Ranges that are not all of an archive, each with the size that is told.
    ranges: Vec<(ByteRange, u64)>,
    text: Vec<u8>,
}

/// The rest of a retrieval, in 32 bytes.
#[derive(Clone, Copy, Debug)]
struct Row {
    id: Packed,
    /// The size; of a range that is not all of it, where that stands with the size.
    size: u64,
    /// When it was created, and below that in a few bits what else there is.
    created: i64,
    /// 0 if it has none.
    tree_hash: u32,
    vault: u32,
}

/// What there is besides: numbers of few values in the lowest bits.
const BITS: u32 = 10;
const SPEED: i64 = 0b111;
const STATUS: (u32, i64) = (3, 0b11);
const ASKED: (u32, i64) = (5, 0b11);
const HAS_SIZE: i64 = 1 << 7;
const HAS_CREATED: i64 = 1 << 8;

const SUCCEEDED: i64 = 2;
const WHOLE: i64 = 0;
const RANGE: i64 = 1;
const UNKNOWN: i64 = 2;
/// The range that is all of the archive by its size.
const ALL: i64 = 3;

impl Chunk {
    /// Makes room for so many rows.
    pub fn reserve(&mut self, rows: usize) {
        self.archives.reserve_exact(rows);
        self.rows.reserve_exact(rows);
    }

    #[inline]
    pub fn push(&mut self, retrieval: &Retrieval<'_>) {
        let Retrieval { archive, vault, asked, speed, status, size, created, .. } = *retrieval;
        let told_size = size.unwrap_or_default();
        let (asked, size_or_place) = match asked {
            Asked::Whole => (WHOLE, told_size),
            Asked::Unknown => (UNKNOWN, told_size),
            Asked::Range(_) if asked.is_whole(size) => (ALL, told_size),
            Asked::Range(range) => {
                self.ranges.push((range, told_size));
                (RANGE, self.ranges.len() as u64 - 1)
            }
        };
        let status = match status {
            None => 0,
            Some(StatusCode::InProgress) => 1,
            Some(StatusCode::Succeeded) => SUCCEEDED,
            Some(StatusCode::Failed) => 3,
        };
        let bit = |is_told: bool, bit: i64| if is_told { bit } else { 0 };
        let told = speed as i64 | status << STATUS.0 | asked << ASKED.0;
        let told = told | bit(size.is_some(), HAS_SIZE) | bit(created.is_some(), HAS_CREATED);
        self.archives.push(archive);
        let row = Row {
            id: self.pack(retrieval.written),
            size: size_or_place,
            created: created.unwrap_or_default() << BITS | told,
            tree_hash: retrieval.tree_hash.unwrap_or_default(),
            vault,
        };
        self.rows.push(row);
    }

    #[inline]
    fn pack(&mut self, written: Written<'_>) -> Packed {
        match written {
            Written::At(place) => Packed::at(place),
            Written::Nowhere => Packed::NOWHERE,
            Written::Here(text) => {
                let start = self.text.len();
                self.text.extend_from_slice(text);
                Packed::here(start, text.len())
            }
        }
    }

    /// The retrieval at an index; it must be one.
    #[inline]
    pub fn at<'r>(&'r self, index: usize, vaults: &'r [String]) -> Retrieval<'r> {
        let row = &self.rows[index];
        let (asked, size) = self.asked(row);
        Retrieval {
            archive: self.archives[index],
            written: row.id.unpack(&self.text),
            vault_arn: &vaults[row.vault as usize],
            vault: row.vault,
            asked,
            size: (row.created & HAS_SIZE != 0).then_some(size),
            tree_hash: (row.tree_hash != 0).then_some(row.tree_hash),
            created: (row.created & HAS_CREATED != 0).then_some(row.created >> BITS),
            speed: row.speed(),
            status: row.status(),
        }
    }

    /// What a row asks for, and its size or 0.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "it is the place of a range")]
    fn asked(&self, row: &Row) -> (Asked, u64) {
        let all = |size: u64| ByteRange::new(0, size.saturating_sub(1));
        match row.told(ASKED) {
            WHOLE => (Asked::Whole, row.size),
            ALL => (all(row.size).map_or(Asked::Unknown, Asked::Range), row.size),
            RANGE => {
                let (range, size) = self.ranges[row.size as usize];
                (Asked::Range(range), size)
            }
            _ => (Asked::Unknown, row.size),
        }
    }

    /// The number of the vault of a retrieval that asked for all of an archive and succeeded; `None` of all
    /// others.
    #[inline]
    pub fn whole(&self, index: usize) -> Option<u32> {
        let row = &self.rows[index];
        let is_whole = matches!(row.told(ASKED), WHOLE | ALL) && row.told(STATUS) == SUCCEEDED;
        is_whole.then_some(row.vault)
    }

    /// The hashes of the archives.
    pub fn archives(&self) -> &[u64] {
        &self.archives
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many bytes of ArchiveIds are kept.
    pub fn text(&self) -> usize {
        self.text.len()
    }

    /// Gives each vault the number that stands for it here.
    pub fn renumber(&mut self, vaults: &[u32]) {
        self.rows.iter_mut().for_each(|row| row.vault = vaults[row.vault as usize]);
    }

    /// Moves the places of ArchiveIds: so much stands before.
    pub fn shift(&mut self, by: TextPlace) {
        self.rows.iter_mut().for_each(|row| row.id.shift(by));
    }

    /// Takes out the rows at these indexes, which are in order.
    pub fn take_out(&mut self, rows: &[u32], vaults: &[String]) {
        let mut left = Chunk::default();
        left.reserve(self.len().saturating_sub(rows.len()));
        let kept = (0..self.len()).filter(|index| rows.binary_search(&number(*index)).is_err());
        kept.for_each(|index| left.push(&self.at(index, vaults)));
        *self = left;
    }
}

impl Row {
    #[inline]
    fn told(&self, (shift, mask): (u32, i64)) -> i64 {
        self.created >> shift & mask
    }

    fn speed(&self) -> Speed {
        match self.created & SPEED {
            0 => Speed::Expedited,
            1 => Speed::Standard,
            2 => Speed::Bulk,
            3 => Speed::Other,
            _ => Speed::Inventory,
        }
    }

    fn status(&self) -> Option<StatusCode> {
        match self.told(STATUS) {
            1 => Some(StatusCode::InProgress),
            SUCCEEDED => Some(StatusCode::Succeeded),
            3 => Some(StatusCode::Failed),
            _ => None,
        }
    }
}

/// A chunk is full long before rows have no number.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
