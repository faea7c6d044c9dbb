//! Archives where there is no inventory, on all threads.
//!
//! Nearly all archives are retrieved once. Which may be retrieved more often, a filter of a fixed size
//! tells; only those are sorted, to bring their retrievals together. What each thread comes to is merged, and
//! no part of that depends on how retrievals were parted.

use rayon::prelude::*;

use super::archive::Archive;
use super::groups::{by_vault, for_each_archive};
use super::repeated::Repeated;
use super::tally::Tally;
use crate::ledger::{Retrieval, Retrievals, RowPlace, Rows};
use crate::repeats::Repeats;

/// So many retrievals are gone over before another thread has even begun.
const FEW: usize = 20_000;

/// What archives come to by their jobs alone.
pub(super) struct Loose {
    /// By the number of their vault.
    pub tallies: Vec<Tally>,
    pub repeated: Repeated,
}

impl Loose {
    /// Nothing of each vault.
    fn new(retrievals: &Retrievals) -> Self {
        let tallies = vec![Tally::default(); retrievals.vaults().len()];
        Loose { tallies, repeated: Repeated::default() }
    }

    pub fn of(retrievals: &Retrievals) -> Self {
        let count = retrievals.len();
        let parts = rayon::current_num_threads().min(count.div_ceil(FEW)).max(1);
        let rows = retrievals.rows();
        let share = rows.len().div_ceil(parts).max(1);
        let seen = rows.par_chunks(share).map(|rows| {
            let mut repeats = Repeats::for_about(count);
            let archives = rows.iter().flat_map(Rows::archives);
            archives.for_each(|archive| repeats.saw(*archive));
            repeats
        });
        let repeats = seen.reduce_with(|mut one, other| {
            one.merge(&other);
            one
        });
        let Some(repeats) = repeats else { return Loose::new(retrievals) };
        let alone = rows.par_chunks(share).map(|rows| Loose::alone(retrievals, rows, &repeats));
        let nothing = || (Loose::new(retrievals), Vec::new());
        let (loose, mut several) = alone.reduce(nothing, |(one, mut places), (other, more)| {
            places.extend(more);
            (one.merged(other), places)
        });
        several.par_sort_unstable_by_key(|(archive, _)| *archive);
        let slices: Vec<_> = Repeats::cut(parts as u64).collect();
        let together = slices.into_par_iter().map(|slice| {
            let before = |end: u64| several.partition_point(|(archive, _)| *archive < end);
            let from = before(*slice.start());
            let same = several[from..].partition_point(|(archive, _)| slice.contains(archive));
            Loose::together(retrievals, &several[from..from + same])
        });
        loose.merged(together.reduce(|| Loose::new(retrievals), Loose::merged))
    }

    /// Enters what stands alone of these; tells what may not.
    fn alone(
        retrievals: &Retrievals,
        rows: &[Rows<'_>],
        repeats: &Repeats,
    ) -> (Self, Vec<(u64, RowPlace)>) {
        let mut loose = Loose::new(retrievals);
        let mut several = Vec::new();
        for rows in rows {
            for (row, archive) in (0..).zip(rows.archives()) {
                if repeats.may_repeat(*archive) {
                    several.push((*archive, rows.place(row)));
                } else if let Some(vault) = rows.whole(row) {
                    loose.tallies[vault as usize].add_whole();
                } else {
                    loose.enter(&[rows.at(row)]);
                }
            }
        }
        (loose, several)
    }

    /// Enters what may have several retrievals; in the order of hashes.
    fn together(retrievals: &Retrievals, several: &[(u64, RowPlace)]) -> Self {
        let mut loose = Loose::new(retrievals);
        for_each_archive(retrievals, several, &mut |_, same| {
            by_vault(same).for_each(|own| loose.enter(own));
        });
        loose
    }

    /// Enters an archive: all its retrievals in a vault.
    fn enter(&mut self, own: &[Retrieval<'_>]) {
        self.repeated.add(own, None);
        self.tallies[own[0].vault as usize].add(&Archive::of_jobs(own, None));
    }

    fn merged(mut self, other: Loose) -> Self {
        let both = self.tallies.iter_mut().zip(other.tallies);
        both.for_each(|(own, other)| own.merge(other));
        self.repeated.merge(other.repeated);
        self
    }
}
