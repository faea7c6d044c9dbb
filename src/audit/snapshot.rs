//! Takes snapshots for a comparison: when the pages are put together all files are read once more, and of
//! each job what is compared is kept.

use std::io;
use std::path::Path;

use super::again::Again;
use super::audit::Audit;
use super::feed::{Source, WINDOW};
use super::of_listing::{Files, Reopen};
use super::once::jobs_by_file;
use super::places::positions;
use super::taking_jobs::TakingJobs;
use crate::compare::{Snapshot, Taking};
use crate::dump::{Dump, Error};
use crate::span::Locator;

impl Audit {
    /// Ends the audit, and takes a snapshot of all jobs, to be compared with another one; tells also
    /// which files could not be read again, or not like before: their jobs are missing in it.
    ///
    /// `reopen` lends the dump of a number again, as for [`Audit::finish`].
    #[must_use]
    pub fn snapshot(self, reopen: &mut Reopen<'_>) -> (Snapshot, Vec<Error>) {
        self.take(&mut Files::Lent(reopen), &mut |_| {})
    }

    /// The same of an audit of files; `sources` are all that were judged, in their order. `begins` is told
    /// the name of each file before it is read again.
    #[must_use]
    pub fn snapshot_files(
        mut self,
        sources: &[(String, Source<'_>)],
        begins: &mut dyn FnMut(&str),
    ) -> (Snapshot, Vec<Error>) {
        let begun = std::mem::take(&mut self.begun);
        let window = self.window.unwrap_or(WINDOW);
        self.take(&mut Files::Read(Again { sources, begun: &begun, window }), begins)
    }

    fn take(
        self,
        files: &mut Files<'_, '_>,
        begins: &mut dyn FnMut(&str),
    ) -> (Snapshot, Vec<Error>) {
        let listing = self.collector.stitch();
        let mut taking = Taking::new(&listing, &self.settings.filter);
        let mut errors = Vec::new();
        for (file, jobs) in jobs_by_file(&listing).into_iter().enumerate() {
            begins(&listing.files()[file].name);
            taking.begin_file(file);
            match take_file(&mut taking, file, jobs, files) {
                Ok(0) => {}
                Ok(_) => {
                    let name = Path::new(&*listing.files()[file].name);
                    let changed = io::Error::other("it has changed since it was first read");
                    errors.push(Error::reading(Some(name), changed));
                }
                Err(error) => errors.push(error),
            }
        }
        let mut snapshot = taking.end();
        if !errors.is_empty() {
            snapshot.set_partial();
        }
        (snapshot, errors)
    }
}

/// Takes the jobs of a file; tells how many were not found.
fn take_file(
    taking: &mut Taking<'_>,
    file: usize,
    jobs: u64,
    files: &mut Files<'_, '_>,
) -> Result<u64, Error> {
    if jobs == 0 {
        return Ok(0);
    }
    match files {
        Files::Lent(reopen) => {
            let mut unseen = jobs;
            reopen(file, &mut |dump| unseen = take_dump(taking, jobs, dump))?;
            Ok(unseen)
        }
        Files::Read(again) => {
            let file = u32::try_from(file).unwrap_or(u32::MAX);
            let start = taking.mark();
            let unseen = again.take(file, TakingJobs::new(taking, jobs))?;
            if unseen == 0 {
                let found = positions(again.source(file), taking.offsets())?;
                taking.end_file(found);
                return Ok(0);
            }
            let mut unseen = jobs;
            taking.go_back(start);
            again.source(file).lend(&mut |dump| unseen = take_dump(taking, jobs, dump))?;
            Ok(unseen)
        }
    }
}

/// Takes the jobs of a file that is in memory.
fn take_dump(taking: &mut Taking<'_>, jobs: u64, dump: &Dump<'_>) -> u64 {
    let mut looking = TakingJobs::new(taking, jobs);
    dump.visit(&mut looking);
    let unseen = looking.unseen;
    let mut locator = Locator::new(dump.bytes());
    let positions: Vec<_> = taking.offsets().iter().map(|at| locator.locate(*at)).collect();
    taking.end_file(positions);
    unseen
}
