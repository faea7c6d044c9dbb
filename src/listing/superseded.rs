//! Saves of jobs that were saved again: a job counts once, in its latest state.
//!
//! A JobId names one job, whatever folder it was saved to: so saves of several days, each in a folder of its own, are
//! saves of the same jobs, though their pages are listings apart.

use super::key::Progress;
use super::listing::Listing;
use super::place::JobPlace;

impl Listing {
    /// All saves of jobs but the latest of each, in the order of the input. An ended job is later than one in
    /// progress; of others it is the last that was saved. With [`Scope::File`](super::Scope::File) each file is by
    /// itself.
    #[must_use]
    pub fn superseded(&self) -> Vec<JobPlace> {
        let mut superseded = Vec::new();
        self.saved_again(|saves, latest| {
            superseded.extend(saves.iter().filter(|place| **place != latest));
        });
        superseded.sort_unstable();
        superseded
    }

    /// How many jobs have saves that cannot all be true: with another Action, archive, vault or creation, or that
    /// differ though the job had ended in both.
    #[must_use]
    pub fn conflicting_jobs(&self) -> u64 {
        let mut conflicting = 0;
        self.saved_again(|saves, _| {
            let keys = || saves.iter().map(|place| self.key(*place));
            let ended = keys().filter(|key| key.progress() == Progress::Ended);
            let immutable = keys().map(|key| key.immutable).filter(|value| *value != 0);
            let is_conflicting = differ(ended.map(|key| key.content)) || differ(immutable);
            conflicting += u64::from(is_conflicting);
        });
        conflicting
    }

    /// Lends the saves of each job that was saved several times, with the latest.
    pub(crate) fn saved_again(&self, mut lend: impl FnMut(&[JobPlace], JobPlace)) {
        let has_ended = |place: JobPlace| self.key(place).progress() == Progress::Ended;
        let mut lend_all = |saves: &[JobPlace]| {
            if let Some(latest) = saves.iter().max_by_key(|place| (has_ended(**place), **place)) {
                lend(saves, *latest);
            }
        };
        self.all_twins(|places| match self.are_files_apart() {
            true => self.by_scope(places, &mut lend_all),
            false => lend_all(&places),
        });
    }
}

fn differ(mut values: impl Iterator<Item = u64>) -> bool {
    let first = values.next();
    values.any(|value| Some(value) != first)
}
