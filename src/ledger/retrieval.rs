//! An archive retrieval by itself.

use super::asked::Asked;
use super::speed::Speed;
use super::text_place::Written;
use crate::model::StatusCode;

/// An archive retrieval. Those that are equal are the same to all that is told of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Retrieval<'r> {
    /// The hash of its ArchiveId, by which the archive is known again.
    pub(crate) archive: u64,
    pub(crate) written: Written<'r>,
    /// Its `VaultARN`; empty if it has none.
    pub vault_arn: &'r str,
    /// The number of the vault in its ledger.
    pub(crate) vault: u32,
    /// What it asks for.
    pub asked: Asked,
    /// `ArchiveSizeInBytes`.
    pub size: Option<u64>,
    /// [`tree_hash`](super::asked::tree_hash) of the whole archive.
    pub(crate) tree_hash: Option<u32>,
    /// When it was created, in milliseconds since 1970.
    pub created: Option<i64>,
    /// Its tier.
    pub speed: Speed,
    /// How far it is.
    pub status: Option<StatusCode>,
}

impl Retrieval<'_> {
    /// Whether its output could be downloaded.
    #[must_use]
    pub fn has_succeeded(&self) -> bool {
        self.status == Some(StatusCode::Succeeded)
    }

    /// Whether it may still succeed.
    #[must_use]
    pub fn is_in_progress(&self) -> bool {
        self.status == Some(StatusCode::InProgress)
    }
}
