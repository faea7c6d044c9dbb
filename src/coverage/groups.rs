//! Retrievals brought together by the hash of their archive.

use rayon::prelude::*;

use crate::ledger::{Retrieval, Retrievals, RowPlace};

/// All retrievals, each with the hash of its archive; in the order of hashes.
pub(super) fn all(retrievals: &Retrievals) -> Vec<(u64, RowPlace)> {
    let mut places = Vec::with_capacity(retrievals.len());
    for rows in retrievals.rows() {
        let own = (0..).zip(rows.archives());
        places.extend(own.map(|(row, archive)| (*archive, rows.place(row))));
    }
    places.par_sort_unstable_by_key(|(archive, _)| *archive);
    places
}

/// Hands on the retrievals of each archive, by vault, with its hash; `places` are in the order of hashes.
pub(super) fn for_each_archive<'r>(
    retrievals: &'r Retrievals,
    places: &[(u64, RowPlace)],
    each: &mut dyn FnMut(u64, &[Retrieval<'r>]),
) {
    let mut together = Vec::new();
    for same in places.chunk_by(|one, other| one.0 == other.0) {
        together.clear();
        together.extend(same.iter().map(|(_, place)| retrievals.at(*place)));
        // Nearly all are in one vault.
        let is_one = |pair: &[Retrieval<'_>]| pair[0].vault == pair[1].vault;
        if !together.windows(2).all(is_one) {
            together.sort_unstable_by_key(|one| one.vault_arn);
        }
        each(same[0].0, &together);
    }
}

/// The retrievals of an archive by their vault.
pub(super) fn by_vault<'s, 'r>(
    retrievals: &'s [Retrieval<'r>],
) -> impl Iterator<Item = &'s [Retrieval<'r>]> {
    retrievals.chunk_by(|one, other| one.vault == other.vault)
}
