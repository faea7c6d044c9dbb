//! Jobs that were saved more than once, and archives that several jobs retrieve.

use super::key::JobKey;
use super::listing::Listing;
use super::place::JobPlace;

impl Listing {
    /// Jobs with the same JobId, wherever they were saved within a scope: each group in the order of
    /// the input, of two jobs at least.
    #[must_use]
    pub fn twins(&self) -> Vec<Vec<JobPlace>> {
        self.grouped(|job| (job.id != 0).then_some(job.id), |id| (id >> 64) as u64)
    }

    /// Jobs that retrieve the same archive, within a scope.
    #[must_use]
    pub fn twins_by_archive(&self) -> Vec<Vec<JobPlace>> {
        self.grouped(|job| (job.archive != 0).then_some(job.archive), |archive| archive)
    }

    /// Groups jobs by what a key tells of them. Sorting takes sixteen bytes a job, and no table.
    fn grouped<K: Copy + Eq>(
        &self,
        key: impl Fn(&JobKey) -> Option<K>,
        prefix: impl Fn(K) -> u64,
    ) -> Vec<Vec<JobPlace>> {
        let keys = self.keys();
        let mut jobs: Vec<(u64, usize)> = keys
            .iter()
            .enumerate()
            .filter_map(|(job, own)| Some((prefix(key(own)?), job)))
            .collect();
        jobs.sort_unstable();
        let mut groups = Vec::new();
        let same = |one: &(u64, usize), other: &(u64, usize)| {
            one.0 == other.0 && key(&keys[one.1]) == key(&keys[other.1])
        };
        for same in jobs.chunk_by(same).filter(|same| same.len() > 1) {
            let places = same.iter().map(|(_, job)| self.place_of(*job)).collect();
            groups.extend(self.by_scope(places));
        }
        // In the order of the input, whatever the fingerprints are.
        groups.sort_unstable();
        groups
    }

    /// The same jobs, those of each scope apart.
    fn by_scope(&self, mut places: Vec<JobPlace>) -> Vec<Vec<JobPlace>> {
        let scope = |place: &JobPlace| self.file_of(place.page).scope;
        places.sort_by_key(scope);
        let groups = places.chunk_by(|one, other| scope(one) == scope(other));
        groups.filter(|group| group.len() > 1).map(<[JobPlace]>::to_vec).collect()
    }
}
