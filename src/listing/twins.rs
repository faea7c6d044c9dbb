//! Jobs that were saved more than once.
//!
//! Nothing is kept of each job: a filter ([`Repeats`]) tells which identifiers may stand twice, and
//! the places of those are gathered in a second pass, as many at a time as fit a fixed size. What
//! grows is what is returned; and if a single job was saved more often than fits, the places of that.

use std::borrow::Cow;

use super::key::JobKey;
use super::listing::Listing;
use super::may_repeat::id;
use super::place::JobPlace;
use crate::repeats::{Repeats, half};

/// So many places are compared at a time: 8 MiB.
const MOST: usize = 1 << 19;

impl Listing {
    /// Jobs with the same JobId, wherever they were saved within a scope: each group in the order of
    /// the input, of two jobs at least.
    #[must_use]
    pub fn twins(&self) -> Vec<Vec<JobPlace>> {
        self.twins_that(|_| true)
    }

    /// Those groups of jobs with the same JobId that `matter`; nothing is kept of the others.
    #[must_use]
    pub fn twins_that(&self, mut matter: impl FnMut(&[JobPlace]) -> bool) -> Vec<Vec<JobPlace>> {
        let mut groups = Vec::new();
        self.all_twins(|places| {
            self.by_scope(places, |group| {
                if matter(group) {
                    groups.push(group.to_vec());
                }
            });
        });
        // In the order of the input, whatever the fingerprints are.
        groups.sort_unstable();
        groups
    }

    /// Lends jobs with the same JobId, wherever they were saved, in the order of the input.
    pub(super) fn all_twins(&self, mut lend: impl FnMut(Vec<JobPlace>)) {
        let known = self.may_repeat().map(|may_repeat| &may_repeat.ids);
        gather(self.keys(), known, MOST, |same| {
            lend(same.iter().map(|(_, job)| self.place_of(*job)).collect());
        });
    }

    /// How many different jobs there are: one that was saved several times within a scope counts once.
    #[must_use]
    pub fn distinct_jobs(&self) -> u64 {
        let mut again = 0;
        let _ = self.twins_that(|group| {
            again += group.len() as u64 - 1;
            false
        });
        self.keys().len() as u64 - again
    }

    /// Lends the same jobs, those of each scope apart.
    pub(super) fn by_scope(&self, mut places: Vec<JobPlace>, mut lend: impl FnMut(&[JobPlace])) {
        let scope = |place: &JobPlace| self.file_of(place.page).scope;
        places.sort_by_key(scope);
        let groups = places.chunk_by(|one, other| scope(one) == scope(other));
        groups.filter(|group| group.len() > 1).for_each(&mut lend);
    }
}

/// Half of an identifier, and which job has it.
type Half = (u64, usize);

/// Lends the numbers of jobs with the same identifier, `most` of them being held at a time; `known` is
/// what may repeat, if that was noted before.
fn gather(keys: &[JobKey], known: Option<&Repeats>, most: usize, mut lend: impl FnMut(&[Half])) {
    for slice in Repeats::slices(keys.len()) {
        let within = || Cow::Owned(Repeats::within(&slice, keys.len(), keys.iter().filter_map(id)));
        let repeats = known.map_or_else(within, Cow::Borrowed);
        if repeats.is_empty() {
            continue;
        }
        let mut from = Some(*slice.start());
        while let Some(start) = from {
            let mut held = Held { halves: Vec::new(), end: *slice.end(), most };
            for (job, key) in keys.iter().enumerate() {
                let half = half(key.id);
                if key.id != 0 && half >= start && half <= held.end && repeats.may_repeat(half) {
                    held.push((half, job));
                }
            }
            held.lend(keys, &mut lend);
            from = (held.end < *slice.end()).then(|| held.end + 1);
        }
    }
}

/// The jobs that are compared with each other, up to a greatest half.
struct Held {
    halves: Vec<Half>,
    end: u64,
    most: usize,
}

impl Held {
    fn push(&mut self, half: Half) {
        self.halves.push(half);
        if self.halves.len() >= self.most {
            self.drop_greatest();
        }
    }

    /// Leaves about half of them to another pass.
    #[cold]
    fn drop_greatest(&mut self) {
        let middle = self.halves.len() / 2;
        let (_, median, above) = self.halves.select_nth_unstable(middle);
        let median = median.0;
        // Where all above are equal to the median, those below it are kept.
        let end = match above.iter().any(|(half, _)| *half > median) {
            true => Some(median),
            false => median.checked_sub(1),
        };
        match end.filter(|end| self.halves.iter().any(|(half, _)| half <= end)) {
            Some(end) => {
                self.end = end;
                self.halves.retain(|(half, _)| *half <= end);
            }
            // All are saves of one job.
            None => self.most *= 2,
        }
    }

    fn lend(&mut self, keys: &[JobKey], lend: &mut impl FnMut(&[Half])) {
        self.halves.sort_unstable();
        for same in self.halves.chunk_by_mut(|one, other| one.0 == other.0) {
            // Halves may agree by chance where identifiers do not.
            let id = |(_, job): &Half| keys[*job].id;
            if same.iter().any(|job| id(job) != id(&same[0])) {
                same.sort_unstable_by_key(|job| (id(job), job.1));
            }
            let same = same.chunk_by(|one, other| id(one) == id(other));
            same.filter(|same| same.len() > 1).for_each(&mut *lend);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::may_repeat::MayRepeat;
    use super::{Half, JobKey, Repeats, gather};

    /// The same, by a table of all jobs.
    fn by_table(keys: &[JobKey]) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<u128, Vec<usize>> = BTreeMap::new();
        for (job, key) in keys.iter().enumerate().filter(|(_, key)| key.id != 0) {
            groups.entry(key.id).or_default().push(job);
        }
        groups.into_values().filter(|group| group.len() > 1).collect()
    }

    fn gathered(keys: &[JobKey], known: Option<&Repeats>, most: usize) -> Vec<Vec<usize>> {
        let mut groups = Vec::new();
        let mut add =
            |same: &[Half]| groups.push(same.iter().map(|(_, job)| *job).collect::<Vec<_>>());
        gather(keys, known, most, &mut add);
        groups.sort();
        groups
    }

    proptest! {
        #[test]
        fn all_twins_are_found_however_few_are_held_at_a_time(
            ids in prop::collection::vec((0_u128..3, 0_u128..40), 0..200),
            most in 1_usize..50,
        ) {
            // Some agree in the lower half only, some have no identifier.
            let spread = |low: u128| low * 0x0123_4567_89AB_CDEF % (1 << 64);
            let key = |(high, low)| JobKey { id: high << 64 | spread(low), ..JobKey::default() };
            let keys: Vec<JobKey> = ids.into_iter().map(key).collect();
            let mut expected = by_table(&keys);
            expected.sort();
            let known = MayRepeat::of(&keys).map(|may_repeat| may_repeat.ids);
            prop_assert_eq!(&gathered(&keys, known.as_ref(), most), &expected);
            prop_assert_eq!(&gathered(&keys, None, most), &expected);
        }
    }
}
