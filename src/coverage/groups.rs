//! Retrievals brought together by their archive.
//!
//! By the hash first, and then by comparing texts, so that nothing depends on which archives share a hash.

use crate::ledger::{Retrieval, Retrievals, RowPlace};
use crate::repeats::Repeats;

/// Retrievals in the order of the hashes of their archives.
pub(super) struct Groups<'r> {
    retrievals: &'r Retrievals,
    places: Vec<(u64, RowPlace)>,
}

impl<'r> Groups<'r> {
    /// All retrievals.
    pub fn of_all(retrievals: &'r Retrievals) -> Self {
        Self::of_some(retrievals, &mut |_| true)
    }

    /// Those whose archive may have several; the others, which are most, are `alone` and handed on at once.
    pub fn of_repeated(retrievals: &'r Retrievals, alone: &mut dyn FnMut(&Retrieval<'r>)) -> Self {
        let count = retrievals.len();
        if count > Repeats::MOST {
            return Self::of_all(retrievals);
        }
        let mut repeats = Repeats::for_about(count);
        retrievals.iter().for_each(|retrieval| repeats.saw(retrieval.archive));
        Self::of_some(retrievals, &mut |retrieval| {
            let may_repeat = repeats.may_repeat(retrieval.archive);
            if !may_repeat {
                alone(retrieval);
            }
            may_repeat
        })
    }

    fn of_some(retrievals: &'r Retrievals, is_one: &mut dyn FnMut(&Retrieval<'r>) -> bool) -> Self {
        let places = retrievals.places().filter_map(|place| {
            let retrieval = retrievals.at(place);
            is_one(&retrieval).then_some((retrieval.archive, place))
        });
        let mut places: Vec<_> = places.collect();
        places.sort_unstable_by_key(|(archive, _)| *archive);
        Groups { retrievals, places }
    }

    /// Hands on the retrievals of all archives with the same hash, by ArchiveId and vault; in the order of
    /// hashes.
    pub fn for_each(&self, each: &mut dyn FnMut(u64, &[Retrieval<'r>])) {
        let mut together = Vec::new();
        for same in self.places.chunk_by(|one, other| one.0 == other.0) {
            together.clear();
            together.extend(same.iter().map(|(_, place)| self.retrievals.at(*place)));
            // Nearly all are of one archive, in one vault.
            let is_one = |pair: &[Retrieval<'_>]| {
                pair[0].vault == pair[1].vault && pair[0].archive_id == pair[1].archive_id
            };
            if !together.windows(2).all(is_one) {
                together.sort_unstable_by_key(|one| (one.archive_id, one.vault_arn));
            }
            each(same[0].0, &together);
        }
    }
}

/// The retrievals of each ArchiveId.
pub(super) fn by_archive<'s, 'r>(
    retrievals: &'s [Retrieval<'r>],
) -> impl Iterator<Item = &'s [Retrieval<'r>]> {
    retrievals.chunk_by(|one, other| one.archive_id == other.archive_id)
}

/// The retrievals of an ArchiveId by their vault.
pub(super) fn by_vault<'s, 'r>(
    retrievals: &'s [Retrieval<'r>],
) -> impl Iterator<Item = &'s [Retrieval<'r>]> {
    retrievals.chunk_by(|one, other| one.vault == other.vault)
}
