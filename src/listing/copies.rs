//! Pages that were saved more than once: whole or cut, alone or as part of a merged result.
//!
//! A chain whose jobs stand in a longer one, in the same order and the same state, holds nothing of
//! its own: its pages are copies. A chain that claims another start or end is not one, though: the
//! same jobs under another filter are another listing.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::chain::Copied;
use super::key::{JobKey, id_of};
use super::page::{Next, PageId};
use super::weave::{KnownStart, Weave};
use crate::dump::PageKind;

/// How many chains that hold a chain's first job are compared with it, the longest first.
const TRIED: usize = 4;

/// The most jobs that a page ever had: so far on is what a cut page's Marker names.
const LONGEST_PAGE: usize = 1000;

/// Takes out the chains that hold nothing of their own.
pub(super) fn take_out(weave: &mut Weave<'_>, copies: &mut Vec<Copied>) {
    for group in chains_by_group(weave) {
        take_out_of_group(weave, group, copies);
    }
}

/// A chain that may hold others.
#[derive(Clone, Copy)]
struct Candidate {
    start: PageId,
    jobs: u64,
}

/// The chains of each group that has several.
fn chains_by_group(weave: &Weave<'_>) -> Vec<Vec<Candidate>> {
    let mut groups: HashMap<u32, Vec<Candidate>> = HashMap::new();
    for start in weave.chain_starts() {
        if weave.page(start).is_listed() {
            let jobs = weave.chain(start).map(|page| u64::from(weave.page(page).jobs)).sum();
            groups.entry(weave.group(start)).or_default().push(Candidate { start, jobs });
        }
    }
    let mut groups: Vec<_> = groups.into_values().filter(|chains| chains.len() > 1).collect();
    groups.sort_by_key(|chains| chains[0].start);
    groups
}

fn take_out_of_group(weave: &mut Weave<'_>, mut chains: Vec<Candidate>, copies: &mut Vec<Copied>) {
    // Of equal chains the one that ends a listing is kept, or else the first.
    chains.sort_by_key(|chain| {
        let end = weave.chain_end(chain.start);
        let is_cut = weave.page(end).next != Next::Nothing;
        (Reverse(chain.jobs), is_cut, chain.start)
    });
    let places = places_of_first_jobs(weave, &chains);
    let mut kept: HashSet<PageId> = HashSet::new();
    for chain in &chains {
        let Some(first) = Jobs::of(weave, chain.start).next() else { continue };
        let holders = places.get(&first.key.id).map(Vec::as_slice).unwrap_or_default();
        let holder = holders
            .iter()
            .find(|holder| kept.contains(&holder.chain) && is_held(weave, chain.start, holder));
        match holder {
            Some(holder) => {
                copies.extend(copied(weave, chain.start, holder));
                // What a copy proves of the first job, it proves of the original.
                if weave.start(chain.start).is_first() {
                    weave.prove_start(holder.chain);
                }
                weave.take_out(chain.start);
            }
            None => drop(kept.insert(chain.start)),
        }
    }
}

/// Where a job stands in a chain.
#[derive(Clone, Copy)]
struct Holder {
    chain: PageId,
    page: PageId,
    index: usize,
}

/// Where the first job of each chain stands in the longest chains.
fn places_of_first_jobs(weave: &Weave<'_>, chains: &[Candidate]) -> HashMap<u128, Vec<Holder>> {
    let first_id = |chain: &Candidate| Some(Jobs::of(weave, chain.start).next()?.key.id);
    let mut places: HashMap<u128, Vec<Holder>> = chains
        .iter()
        .filter_map(first_id)
        .filter(|id| *id != 0)
        .map(|id| (id, Vec::new()))
        .collect();
    for chain in chains {
        for Placed { key, page, index } in Jobs::of(weave, chain.start) {
            if let Some(holders) = places.get_mut(&key.id)
                && holders.len() < TRIED
            {
                holders.push(Holder { chain: chain.start, page, index });
            }
        }
    }
    places
}

/// Whether all that a chain tells is told by another from this place on.
fn is_held(weave: &Weave<'_>, chain: PageId, holder: &Holder) -> bool {
    let starts_there = match weave.start(chain) {
        KnownStart::Recorded | KnownStart::Token => {
            holder.page == holder.chain && holder.index == 0
        }
        KnownStart::Unknown | KnownStart::At(..) => true,
    };
    let mut there = Jobs::from(weave, holder);
    let mut page = chain;
    let mut is_next = |job: Placed<'_>| {
        let before = std::mem::replace(&mut page, job.page);
        // Jobs that were dropped without a trace are passed over.
        let may_pass = before != job.page && weave.may_lack_jobs(before);
        let tried = if may_pass { LONGEST_PAGE } else { 1 };
        there.by_ref().take(tried).any(|other| other.key.is_same(job.key))
    };
    starts_there
        && Jobs::of(weave, chain).all(&mut is_next)
        && ends_there(weave, chain, holder.chain, there)
}

/// Whether the token at the end of a chain agrees with what follows in the other.
fn ends_there(weave: &Weave<'_>, chain: PageId, holder: PageId, mut rest: Jobs<'_, '_>) -> bool {
    let end = weave.chain_end(chain);
    let holder_end = weave.page(weave.chain_end(holder));
    match &weave.page(end).next {
        // A list of jobs could not keep a token.
        Next::Nothing if weave.page(end).kind != PageKind::Page => true,
        Next::Nothing => rest.next().is_none() && holder_end.next == Next::Nothing,
        Next::Broken | Next::Token(_) => true,
        // A cut page may have kept a Marker from further on.
        next @ Next::Marker(marker) => {
            let id = id_of(marker);
            let is_last = weave.jobs(end).last().is_some_and(|last| last.id == id);
            !weave.page(end).is_job_like(marker)
                || is_last
                || holder_end.next == *next
                || rest.by_ref().take(LONGEST_PAGE).any(|job| job.key.id == id)
        }
    }
}

/// Which page of the holder each page of a chain is a copy of.
fn copied(weave: &Weave<'_>, chain: PageId, holder: &Holder) -> Vec<Copied> {
    let mut copies: Vec<Copied> = Vec::new();
    for (job, other) in Jobs::of(weave, chain).zip(Jobs::from(weave, holder)) {
        if copies.last().is_none_or(|copy| copy.page != job.page) {
            let is_cut = weave.page(job.page).jobs < weave.page(other.page).jobs;
            let skips = skips(weave, job.page, &other);
            copies.push(Copied { page: job.page, of: other.page, is_cut, skips });
        }
    }
    // A page without jobs of its own goes with the rest of its chain.
    let placed: HashSet<PageId> = copies.iter().map(|copy| copy.page).collect();
    let empty = weave.chain(chain).filter(|page| !placed.contains(page));
    let empty = empty.map(|page| Copied { page, of: holder.page, is_cut: true, skips: 0 });
    copies.extend(empty);
    copies
}

/// How many jobs of the holder a page's Marker passes over, where the page's first job is `first`.
fn skips(weave: &Weave<'_>, page: PageId, first: &Placed<'_>) -> u32 {
    let Next::Marker(marker) = &weave.page(page).next else { return 0 };
    let (id, jobs) = (id_of(marker), weave.page(page).jobs as usize);
    let there = Holder { chain: first.page, page: first.page, index: first.index };
    let rest = Jobs::from(weave, &there).skip(jobs);
    let passed = rest.take(LONGEST_PAGE).position(|job| job.key.id == id);
    passed.and_then(|passed| u32::try_from(passed).ok()).unwrap_or(0)
}

/// The jobs of a chain, each once where pages overlap.
struct Jobs<'w, 'p> {
    weave: &'w Weave<'p>,
    page: PageId,
    index: usize,
}

/// A job, and where it stands.
struct Placed<'p> {
    key: &'p JobKey,
    page: PageId,
    index: usize,
}

impl<'w, 'p> Jobs<'w, 'p> {
    fn of(weave: &'w Weave<'p>, chain: PageId) -> Self {
        Jobs { weave, page: chain, index: 0 }
    }

    fn from(weave: &'w Weave<'p>, holder: &Holder) -> Self {
        Jobs { weave, page: holder.page, index: holder.index }
    }
}

impl<'p> Iterator for Jobs<'_, 'p> {
    type Item = Placed<'p>;

    fn next(&mut self) -> Option<Placed<'p>> {
        loop {
            if let Some(key) = self.weave.jobs(self.page).get(self.index) {
                let index = self.index;
                self.index += 1;
                return Some(Placed { key, page: self.page, index });
            }
            let next = self.weave.next(self.page)?;
            self.index = self.weave.overlap(self.page, next) as usize;
            self.page = next;
        }
    }
}
