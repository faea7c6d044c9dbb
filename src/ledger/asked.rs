//! What of an archive a retrieval asks for, and by what archives and their content are known again.

use std::borrow::Cow;

use rapidhash::v3::{RapidSecrets, rapidhash_v3_nano_inline};

use crate::model::ByteRange;

/// What of an archive a retrieval asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// All of it: it has no `RetrievalByteRange`.
    Whole,
    /// These bytes.
    Range(ByteRange),
    /// There is a `RetrievalByteRange`, but it cannot be read.
    Unknown,
}

impl Asked {
    /// Whether that is all of an archive of this size; of one without a size, only if it is by itself.
    #[must_use]
    pub fn is_whole(self, size: Option<u64>) -> bool {
        match self {
            Asked::Whole => true,
            Asked::Range(range) => size.is_some_and(|size| range.is_whole(size)),
            Asked::Unknown => false,
        }
    }

    /// How many bytes that are of an archive of this size, where it can be told.
    #[must_use]
    pub fn bytes(self, size: Option<u64>) -> Option<u128> {
        match self {
            Asked::Whole => size.map(u128::from),
            Asked::Range(range) => Some(range.bytes()),
            Asked::Unknown => None,
        }
    }
}

/// What an archive retrieval asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request<'f> {
    /// Empty where there is none, or a placeholder, which identifies nothing.
    pub archive_id: Cow<'f, [u8]>,
    pub asked: Asked,
    /// `ArchiveSizeInBytes`.
    pub size: Option<u64>,
    /// [`tree_hash`] of the whole archive.
    pub tree_hash: Option<u32>,
    /// Where its ArchiveId stands in the bytes that it was read from, if it stands there as it is meant.
    pub at: Option<usize>,
}

/// Takes the hashes by which archives are known again. They depend on a key, so that who does not know
/// it cannot make up ArchiveIds that are taken for each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArchiveHashes {
    key: u64,
    secrets: RapidSecrets,
}

impl Default for ArchiveHashes {
    fn default() -> Self {
        ArchiveHashes::new(0)
    }
}

impl ArchiveHashes {
    /// Those of this key.
    pub const fn new(key: u64) -> Self {
        ArchiveHashes { key, secrets: RapidSecrets::seed(key) }
    }

    /// The key.
    pub const fn key(&self) -> u64 {
        self.key
    }

    /// The hash of an ArchiveId; it is the fingerprint that the listing has of it, too.
    #[inline]
    pub fn of(&self, archive_id: &[u8]) -> u64 {
        rapidhash_v3_nano_inline::<true, false>(archive_id, &self.secrets).max(1)
    }
}

const SECRETS: RapidSecrets = RapidSecrets::seed(0);

/// The fingerprint of a tree hash, of the 64 digits that write it; never 0.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "half is wanted")]
pub(crate) fn tree_hash(digits: &[u8]) -> u32 {
    (rapidhash_v3_nano_inline::<true, false>(digits, &SECRETS) as u32).max(1)
}
