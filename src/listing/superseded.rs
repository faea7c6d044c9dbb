//! Saves of jobs that were saved again: a job counts once, in its latest state.

use super::key::Progress;
use super::listing::Listing;
use super::place::JobPlace;

impl Listing {
    /// All saves of jobs within a scope but the latest of each, in the order of the input. An ended job is
    /// later than one in progress; of others it is the last that was saved.
    #[must_use]
    pub fn superseded(&self) -> Vec<JobPlace> {
        let mut superseded = Vec::new();
        self.saved_again(|saves, latest| {
            superseded.extend(saves.iter().filter(|place| **place != latest));
        });
        superseded.sort_unstable();
        superseded
    }

    /// Lends the saves of each job that was saved several times within a scope, with the latest.
    pub(crate) fn saved_again(&self, mut lend: impl FnMut(&[JobPlace], JobPlace)) {
        let has_ended = |place: JobPlace| self.key(place).progress() == Progress::Ended;
        let _ = self.twins_that(|saves| {
            if let Some(latest) = saves.iter().max_by_key(|place| (has_ended(**place), **place)) {
                lend(saves, *latest);
            }
            false
        });
    }
}
