//! Which JobIds and archives may stand more than once.
//!
//! To read all fingerprints from memory costs more than to take them in, so both filters are filled in one
//! pass; it takes as long as putting the pages together, and is made beside that.

use super::key::JobKey;
use crate::repeats::{Repeats, half};

/// What may stand more than once.
#[derive(Debug)]
pub(super) struct MayRepeat {
    /// Halves of the identifiers of jobs.
    pub ids: Repeats,
    pub archives: Repeats,
}

impl MayRepeat {
    /// What may stand more than once among these; `None` if they are more than one filter holds.
    pub(super) fn of(keys: &[JobKey]) -> Option<Self> {
        if keys.len() > Repeats::MOST {
            return None;
        }
        let mut seen = MayRepeat {
            ids: Repeats::for_about(keys.len()),
            archives: Repeats::for_about(keys.len()),
        };
        for key in keys {
            if let Some(id) = id(key) {
                seen.ids.saw(id);
            }
            if let Some(archive) = archive(key) {
                seen.archives.saw(archive);
            }
        }
        Some(MayRepeat { ids: seen.ids.ended(), archives: seen.archives.ended() })
    }
}

/// Half of a job's identifier, if it has one.
#[inline]
pub(super) fn id(key: &JobKey) -> Option<u64> {
    (key.id != 0).then(|| half(key.id))
}

/// The archive that a job retrieves.
#[inline]
pub(super) fn archive(key: &JobKey) -> Option<u64> {
    (key.archive != 0).then_some(key.archive)
}
