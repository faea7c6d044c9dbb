//! Pages that were saved more than once: whole or cut, alone or as part of a merged result.
//!
//! A chain whose jobs stand in a longer one, in the same order and the same state, holds nothing of
//! its own: its pages are copies. A chain that claims another start or end is not one, though: the
//! same jobs under another filter are another listing.

use std::cmp::Reverse;

use super::chain::Copied;
use super::key::JobKey;
use super::page::PageId;
use super::record::NextKind;
use super::start::KnownStart;
use super::weave::Weave;
use crate::dump::PageKind;
use crate::repeats::{Repeats, half};

/// How many chains that hold a chain's first job are compared with it, the longest first.
const TRIED: u8 = 4;

/// The most jobs that a page ever had: so far on is what a cut page's Marker names.
const LONGEST_PAGE: usize = 1000;

/// Takes out the chains that hold nothing of their own.
pub(super) fn take_out(weave: &mut Weave<'_>, copies: &mut Vec<Copied>) {
    for chains in weave.chains_by_group().iter().filter(|chains| chains.len() > 1) {
        let jobs = |start| weave.chain(start).map(|page| u64::from(weave.page(page).jobs)).sum();
        let candidates = chains.into_iter().map(|start| Candidate { start, jobs: jobs(start) });
        let candidates = candidates.collect();
        take_out_of_group(weave, candidates, copies);
    }
}

/// A chain that may hold others.
#[derive(Clone, Copy)]
struct Candidate {
    jobs: u64,
    start: PageId,
}

fn take_out_of_group(weave: &mut Weave<'_>, mut chains: Vec<Candidate>, copies: &mut Vec<Copied>) {
    // Of equal chains the one that ends a listing is kept, or else the first.
    chains.sort_unstable_by_key(|chain| {
        let end = weave.chain_end(chain.start);
        let is_cut = weave.page(end).next != NextKind::Nothing;
        (Reverse(chain.jobs), is_cut, chain.start)
    });
    let holders = Holders::of(weave, &chains);
    for Candidate { start: chain, .. } in chains {
        let Some(first) = Jobs::of(weave, chain).next() else { continue };
        // A chain does not hold itself, and one that was taken out or comes later is not kept.
        let holders = holders.of_job(first.key.id);
        let mut kept = holders.take_while(|holder| holder.chain != chain);
        let holder =
            kept.find(|holder| weave.is_kept(holder.chain) && is_held(weave, chain, holder));
        let Some(&holder) = holder else { continue };
        copied(weave, chain, &holder, copies);
        // What a copy proves of the first job, it proves of the original.
        if weave.start(chain).is_first() {
            weave.prove_start(holder.chain);
        }
        weave.take_out(chain);
    }
}

/// Where a job stands in a chain.
#[derive(Clone, Copy)]
struct Holder {
    chain: PageId,
    page: PageId,
    index: u32,
}

/// Where the first jobs of chains stand in the longest chains.
struct Holders {
    /// Of the first jobs the halves of their identifiers, sorted.
    firsts: Vec<u64>,
    /// The number of the first job, and how many places were found before.
    places: Vec<(u32, u32, Holder)>,
}

impl Holders {
    fn of(weave: &Weave<'_>, chains: &[Candidate]) -> Self {
        let mut firsts = Vec::with_capacity(chains.len());
        let jobs = chains.iter().filter_map(|chain| Jobs::of(weave, chain.start).next());
        firsts.extend(jobs.filter(|job| job.key.id != 0).map(|job| half(job.key.id)));
        firsts.sort_unstable();
        firsts.dedup();
        let mut filter = Repeats::for_about(firsts.len());
        firsts.iter().for_each(|first| filter.saw(*first));
        let mut holders = Holders { firsts, places: Vec::with_capacity(chains.len()) };
        let mut found = vec![0; holders.firsts.len()];
        for chain in chains {
            for Placed { key, page, index } in Jobs::of(weave, chain.start) {
                if key.id != 0
                    && filter.may_have(half(key.id))
                    && let Ok(first) = holders.firsts.binary_search(&half(key.id))
                    && found[first] < TRIED
                {
                    found[first] += 1;
                    let holder = Holder { chain: chain.start, page, index };
                    holders.push(first, holder);
                }
            }
        }
        holders.places.sort_unstable_by_key(|(first, number, _)| (*first, *number));
        holders
    }

    fn push(&mut self, first: usize, holder: Holder) {
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        self.places.push((number(first), number(self.places.len()), holder));
    }

    /// The places of a first job, in the longest chain first.
    fn of_job(&self, id: u128) -> impl Iterator<Item = &Holder> {
        let first = self.firsts.binary_search(&half(id)).ok().filter(|_| id != 0);
        let first = first.map_or(u32::MAX, |first| u32::try_from(first).unwrap_or(u32::MAX));
        let start = self.places.partition_point(|place| place.0 < first);
        let places = self.places[start..].iter().take_while(move |place| place.0 == first);
        places.map(|(_, _, holder)| holder)
    }
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
    let (end, holder_end) = (weave.chain_end(chain), weave.chain_end(holder));
    match weave.page(end).next {
        // A list of jobs could not keep a token.
        NextKind::Nothing if weave.page(end).kind != PageKind::Page => true,
        NextKind::Nothing => {
            rest.next().is_none() && weave.page(holder_end).next == NextKind::Nothing
        }
        // A cut page may have kept a Marker from further on.
        NextKind::Marker => {
            let marker = weave.marker(end).unwrap_or_default();
            let id = weave.id_of(marker);
            let is_last = weave.jobs(end).last().is_some_and(|last| last.id == id);
            !weave.page(end).is_job_like(marker)
                || is_last
                || weave.marker(holder_end) == Some(marker)
                || rest.by_ref().take(LONGEST_PAGE).any(|job| job.key.id == id)
        }
        _ => true,
    }
}

/// Tells which page of the holder each page of a chain is a copy of.
fn copied(weave: &Weave<'_>, chain: PageId, holder: &Holder, copies: &mut Vec<Copied>) {
    let mut jobs = Jobs::of(weave, chain).zip(Jobs::from(weave, holder)).peekable();
    for page in weave.chain(chain) {
        match jobs.next_if(|(job, _)| job.page == page) {
            Some((job, other)) => {
                let is_cut = weave.page(page).jobs < weave.page(other.page).jobs;
                let skips = skips(weave, job.page, &other);
                copies.push(Copied { page, of: other.page, is_cut, skips });
                while jobs.next_if(|(job, _)| job.page == page).is_some() {}
            }
            // A page without jobs of its own goes with the rest of its chain.
            None => copies.push(Copied { page, of: holder.page, is_cut: true, skips: 0 }),
        }
    }
}

/// How many jobs of the holder a page's Marker passes over, where the page's first job is `first`.
fn skips(weave: &Weave<'_>, page: PageId, first: &Placed<'_>) -> u32 {
    let Some(marker) = weave.marker(page) else { return 0 };
    let (id, jobs) = (weave.id_of(marker), weave.page(page).jobs as usize);
    let there = Holder { chain: first.page, page: first.page, index: first.index };
    let rest = Jobs::from(weave, &there).skip(jobs);
    let passed = rest.take(LONGEST_PAGE).position(|job| job.key.id == id);
    passed.and_then(|passed| u32::try_from(passed).ok()).unwrap_or(0)
}

/// The jobs of a chain, each once where pages overlap.
struct Jobs<'w, 'p> {
    weave: &'w Weave<'p>,
    page: PageId,
    index: u32,
}

/// A job, and where it stands.
struct Placed<'p> {
    key: &'p JobKey,
    page: PageId,
    index: u32,
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
            if let Some(key) = self.weave.jobs(self.page).get(self.index as usize) {
                let index = self.index;
                self.index += 1;
                return Some(Placed { key, page: self.page, index });
            }
            let next = self.weave.next(self.page)?;
            self.index = self.weave.overlap(self.page, next);
            self.page = next;
        }
    }
}
