//! The first jobs of what was put together, for those who want to see jobs and not only numbers.
//!
//! Which jobs come first is known only when all pages are; then just these are read again. Each stands once, where
//! the listing has it first, in its latest state.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::job_entry::JobEntry;
use super::look::{Look, Origin};
use super::of_listing::{Files, changed};
use super::worker::Settings;
use crate::dump::{Error, Fault, JobSite, PageSite, Shift, Visitor};
use crate::listing::{JobPlace, Listing, PageId};
use crate::model::{Job, PageFrame};

/// A job's place in its file, and its number in the order of the listing.
type Wanted = ((u32, u32), u64);

/// The first so many jobs that match, and files that could not be read again for them.
pub(super) fn first_jobs(
    listing: &Listing,
    settings: &Settings,
    most: usize,
    files: &mut Files<'_, '_>,
) -> (Vec<JobEntry>, Vec<Error>) {
    // What matches a filter is known only of jobs that were read.
    let looked_at = if settings.filter.is_empty() { most } else { usize::MAX };
    let mut first = BTreeMap::new();
    let mut errors = Vec::new();
    for (file, wanted) in (0..).zip(wanted_by_file(listing, looked_at)) {
        if wanted.is_empty() {
            continue;
        }
        let begin = || Gather::new(settings, &wanted, most);
        let gathered = match files {
            Files::Lent(reopen) => {
                let mut gather = begin();
                reopen(file as usize, &mut |dump| dump.visit(&mut gather)).map(|()| gather)
            }
            Files::Read(again) => again.search(file, begin),
        };
        match gathered {
            Ok(gather) => {
                if gather.unseen > 0 {
                    errors.push(changed(listing, file));
                }
                first.extend(gather.end());
            }
            Err(error) => errors.push(error),
        }
        keep_first(&mut first, most);
    }
    (first.into_values().collect(), errors)
}

/// Of each file the jobs that are looked at.
fn wanted_by_file(listing: &Listing, most: usize) -> Vec<Vec<Wanted>> {
    let mut by_file: Vec<Vec<Wanted>> = vec![Vec::new(); listing.files().len()];
    for (number, place) in (0..).zip(in_order(listing).take(most)) {
        let page = listing.page(place.page);
        by_file[page.file as usize].push(((page.ordinal, place.index), number));
    }
    by_file.iter_mut().for_each(|wanted| wanted.sort_unstable());
    by_file
}

/// The places of all jobs in the order of their listings: pages of chains, copies, jobs that stand alone.
fn in_order(listing: &Listing) -> impl Iterator<Item = JobPlace> {
    let of_chains = listing.chains().iter().flat_map(|chain| &chain.links).map(|link| link.page);
    let copies = listing.copies().iter().map(|copy| copy.page);
    let pages: Vec<PageId> = of_chains.chain(copies).chain(listing.lone_jobs()).collect();
    let again = Again::of(listing, &pages);
    let places = pages
        .into_iter()
        .flat_map(|page| (0..listing.page(page).jobs).map(move |index| JobPlace { page, index }));
    places.filter_map(move |place| again.shown_at(place))
}

/// Jobs that were saved several times.
struct Again {
    /// The latest save of each, by the place that comes first.
    latest: HashMap<JobPlace, JobPlace>,
    /// All other places.
    others: HashSet<JobPlace>,
}

impl Again {
    fn of(listing: &Listing, order: &[PageId]) -> Self {
        let mut ranks = vec![usize::MAX; listing.pages().len()];
        order.iter().enumerate().for_each(|(rank, page)| ranks[*page as usize] = rank);
        let mut again = Again { latest: HashMap::new(), others: HashSet::new() };
        listing.saved_again(|saves, latest| {
            let first = saves.iter().min_by_key(|place| (ranks[place.page as usize], place.index));
            if let Some(first) = first {
                again.latest.insert(*first, latest);
                again.others.extend(saves.iter().filter(|place| *place != first));
            }
        });
        again
    }

    /// Which save is shown at a place, if one is.
    fn shown_at(&self, place: JobPlace) -> Option<JobPlace> {
        match self.latest.get(&place) {
            Some(latest) => Some(*latest),
            None => (!self.others.contains(&place)).then_some(place),
        }
    }
}

fn keep_first(jobs: &mut BTreeMap<u64, JobEntry>, most: usize) {
    while jobs.len() > most {
        jobs.pop_last();
    }
}

/// Takes them down while a file is read.
struct Gather<'g> {
    settings: &'g Settings,
    wanted: &'g [Wanted],
    most: usize,
    /// The place of the next job.
    next: (u32, u32),
    unseen: usize,
    taken: BTreeMap<u64, JobEntry>,
    /// Those since the start of the part, and how many were seen there.
    fresh: BTreeMap<u64, JobEntry>,
    fresh_seen: usize,
}

impl<'g> Gather<'g> {
    fn new(settings: &'g Settings, wanted: &'g [Wanted], most: usize) -> Self {
        Gather {
            settings,
            wanted,
            most,
            next: (0, 0),
            unseen: wanted.len(),
            taken: BTreeMap::new(),
            fresh: BTreeMap::new(),
            fresh_seen: 0,
        }
    }

    fn end(mut self) -> BTreeMap<u64, JobEntry> {
        self.taken.append(&mut self.fresh);
        self.taken
    }
}

impl Look for Gather<'_> {
    type At = (u32, u32);

    fn is_done(&self) -> bool {
        self.unseen == 0
    }

    fn begin_part(&mut self) -> (u32, u32) {
        self.fresh_seen = 0;
        self.taken.append(&mut self.fresh);
        keep_first(&mut self.taken, self.most);
        self.next
    }

    fn go_back(&mut self, at: (u32, u32)) {
        self.next = at;
        self.unseen += std::mem::take(&mut self.fresh_seen);
        self.fresh.clear();
    }

    fn end_page(&mut self) {
        self.next = (self.next.0 + 1, 0);
    }

    /// A job is shown without its place.
    fn stands(&mut self, _: Shift, _: Origin) {}
}

impl<'a> Visitor<'a> for Gather<'_> {
    fn job(&mut self, job: Job<'a>, _: JobSite<'_>) {
        if let Ok(at) = self.wanted.binary_search_by_key(&self.next, |(place, _)| *place) {
            self.unseen = self.unseen.saturating_sub(1);
            self.fresh_seen += 1;
            if self.settings.filter.matches(&job) {
                self.fresh.insert(self.wanted[at].1, JobEntry::of(&job));
                keep_first(&mut self.fresh, self.most);
            }
        }
        self.next.1 += 1;
    }

    fn page(&mut self, _: PageFrame<'a>, _: usize, _: &PageSite) {
        self.end_page();
    }

    fn cut_page(&mut self, _: PageFrame<'a>, _: usize, _: &PageSite) {
        self.end_page();
    }

    /// What breaks was told in the first reading.
    fn fault(&mut self, _: Fault) {}
}
