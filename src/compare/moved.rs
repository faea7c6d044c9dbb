//! Jobs that are of another vault now, which Glacier never makes of a job.
//!
//! Jobs are the same by `VaultARN` and `JobId`. What is left of both snapshots then is followed by its JobId alone,
//! where just one job of each has that.

use std::hash::{BuildHasher, RandomState};

use super::snapshot::Snapshot;

/// A job's place in its snapshot, behind a hash of its JobId.
type Known = (u64, u32);

/// Pairs of places, in the old and in the new snapshot, of those that are only in one each.
pub(super) fn moved(
    (old, only_old): (&Snapshot, impl Iterator<Item = u32>),
    (new, only_new): (&Snapshot, impl Iterator<Item = u32>),
) -> Vec<(u32, u32)> {
    let hashes = RandomState::new();
    let olds = by_job_id(old, only_old, &hashes);
    let news = by_job_id(new, only_new, &hashes);
    let mut pairs = Vec::new();
    let mut rest = &olds[..];
    for same in news.chunk_by(|one, other| one.0 == other.0) {
        let hash = same[0].0;
        rest = &rest[rest.partition_point(|known| known.0 < hash)..];
        let before = rest.partition_point(|known| known.0 == hash);
        if let ([(_, was)], [(_, is)]) = (&rest[..before], same)
            && old.job(*was as usize).job_id() == new.job(*is as usize).job_id()
        {
            pairs.push((*was, *is));
        }
    }
    pairs
}

fn by_job_id(
    snapshot: &Snapshot,
    places: impl Iterator<Item = u32>,
    hashes: &RandomState,
) -> Vec<Known> {
    let hash = |place: u32| hashes.hash_one(&*snapshot.job(place as usize).job_id());
    let mut known: Vec<Known> = places.map(|place| (hash(place), place)).collect();
    known.sort_unstable();
    known
}
