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
        let has_ended = |place: JobPlace| self.key(place).progress() == Progress::Ended;
        let _ = self.twins_that(|saves| {
            let latest = saves.iter().max_by_key(|place| (has_ended(**place), **place));
            superseded.extend(saves.iter().filter(|place| Some(*place) != latest));
            false
        });
        superseded.sort_unstable();
        superseded
    }
}
