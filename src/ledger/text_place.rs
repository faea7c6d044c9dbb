//! Where texts stand in the input, so that they need not be kept.

use serde::{Deserialize, Serialize};

/// An `ArchiveId` with more bytes is kept. Glacier's have 138.
pub(crate) const MOST_READ_AGAIN: usize = 1 << 12;

/// Where a text stands in the files that were read: which of them, counted from 0, and how many bytes of
/// the decompressed file stand before it. The order is that of the input.
#[derive(
    Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
pub struct TextPlace {
    /// The number of the file.
    pub file: u32,
    /// The bytes before the text.
    pub offset: u64,
}

/// An `ArchiveId` that is known by its hash alone, and where it can be read. The order is that of the
/// input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnreadId {
    /// Where it stands.
    pub place: TextPlace,
    /// Its hash, by the key of its ledger.
    pub(crate) archive: u64,
}

/// How the text of an `ArchiveId` can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Written<'r> {
    /// It is in memory.
    Here(&'r [u8]),
    /// It stands in the input.
    At(TextPlace),
    /// It cannot be had: it stands farther on than numbers reach.
    Nowhere,
}

/// [`Written`] in eight bytes: where in the text of a chunk, and how long; or else the number of the file
/// and the offset there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed(u64);

const IS_HERE: u64 = 1 << 63;
const OFFSET_BITS: u32 = 40;
const OFFSETS: u64 = 1 << OFFSET_BITS;
const FILES: u64 = (IS_HERE >> OFFSET_BITS) - 1;
const NOWHERE: u64 = IS_HERE - 1;

impl Packed {
    pub const NOWHERE: Packed = Packed(NOWHERE);

    /// A text of a chunk. Texts are shorter than these numbers reach: they are strings of a dump.
    pub fn here(start: usize, length: usize) -> Self {
        let number = |length: usize| u64::from(u32::try_from(length).unwrap_or(u32::MAX));
        Packed(IS_HERE | (number(length) & u64::from(u32::MAX >> 1)) << 32 | number(start))
    }

    /// A text of the input.
    #[inline]
    pub fn at(place: TextPlace) -> Self {
        let file = u64::from(place.file);
        match file < FILES && place.offset < OFFSETS {
            true => Packed(file << OFFSET_BITS | place.offset),
            false => Packed::NOWHERE,
        }
    }

    /// What is meant; `text` is that of the chunk.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "numbers are cut out of it")]
    pub fn unpack(self, text: &[u8]) -> Written<'_> {
        let Packed(packed) = self;
        if packed == NOWHERE {
            return Written::Nowhere;
        }
        if packed & IS_HERE == 0 {
            let file = (packed >> OFFSET_BITS) as u32;
            return Written::At(TextPlace { file, offset: packed & (OFFSETS - 1) });
        }
        let start = packed as u32 as usize;
        let length = (packed & !IS_HERE) >> 32;
        Written::Here(text.get(start..start + length as usize).unwrap_or_default())
    }

    /// The same place as seen from farther ahead.
    #[inline]
    pub fn shift(&mut self, by: TextPlace) {
        if let Written::At(TextPlace { file, offset }) = self.unpack(&[]) {
            let file = file.saturating_add(by.file);
            *self = Packed::at(TextPlace { file, offset: offset.saturating_add(by.offset) });
        }
    }
}
