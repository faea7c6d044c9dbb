//! Counts each job once.
//!
//! While dumps stream past, a job is counted as often as it was saved, since nobody knows what follows.
//! When the listing is put together it shows which saves were too many; just these are read again, and
//! taken out. Where a list of the first so many falls short by that, and only there, all other jobs are
//! read again for a new one.

use super::of_listing::{Files, changed};
use super::saves::{Place, Saves, Which};
use super::totals::Totals;
use super::worker::Settings;
use crate::dump::Error;
use crate::ledger::Ledger;
use crate::listing::Listing;

/// What the dumps hold with each job counted once, in its latest state, the `superseded` saves of each file
/// left out, and files that could not be read
/// again for that.
pub(super) fn count_once(
    listing: &Listing,
    superseded: &[Vec<Place>],
    settings: &Settings,
    saved: &Totals,
    files: &mut Files<'_, '_>,
) -> (Totals, Vec<Error>) {
    let mut once = saved.clone();
    if superseded.iter().all(Vec::is_empty) {
        return (once, Vec::new());
    }
    let which = superseded.iter().map(|places| Which::At(places));
    let (too_many, mut errors) = count(listing, settings, which, files);
    once.take_out(&too_many);
    if once.ledger().is_some_and(Ledger::lacks) {
        let jobs = jobs_by_file(listing);
        let which = jobs.iter().zip(superseded).map(|(jobs, out)| Which::AllBut(*jobs, out));
        let (others, more) = count(listing, settings, which, files);
        // Where retrievals stand, only the first reading told.
        let ledger = others.ledger().zip(once.ledger());
        let ledger = ledger.map(|(others, once)| others.clone().with_retrievals_of(once));
        once.keep_ledger(ledger);
        errors.extend(more);
    }
    (once, errors)
}

/// Counts some of the jobs of each file.
fn count<'w>(
    listing: &Listing,
    settings: &Settings,
    which: impl Iterator<Item = Which<'w>>,
    files: &mut Files<'_, '_>,
) -> (Totals, Vec<Error>) {
    let mut totals = settings.totals();
    let mut errors = Vec::new();
    for (file, which) in (0..).zip(which) {
        let begin = || Saves::new(settings, which);
        if matches!(which, Which::At([])) {
            continue;
        }
        let saves = match files {
            Files::Lent(reopen) => {
                let mut saves = begin();
                reopen(file as usize, &mut |dump| dump.visit(&mut saves)).map(|()| saves)
            }
            Files::Read(again) => again.search(file, begin),
        };
        match saves.map(Saves::end) {
            Ok((counted, unseen)) => {
                totals.merge(counted);
                if unseen > 0 {
                    errors.push(changed(listing, file));
                }
            }
            Err(error) => errors.push(error),
        }
    }
    (totals, errors)
}

/// Of each file the places of saves that do not count.
pub(super) fn superseded_by_file(listing: &Listing) -> Vec<Vec<Place>> {
    let mut by_file = vec![Vec::new(); listing.files().len()];
    for place in listing.superseded() {
        let page = listing.page(place.page);
        by_file[page.file as usize].push((page.ordinal, place.index));
    }
    by_file
}

/// How many jobs each file has.
pub(super) fn jobs_by_file(listing: &Listing) -> Vec<u64> {
    let mut by_file = vec![0; listing.files().len()];
    listing.pages().for_each(|page| by_file[page.file as usize] += u64::from(page.jobs));
    by_file
}
