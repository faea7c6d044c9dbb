//! Puts pages together: joint by joint, the strongest evidence first.
//!
//! Each kind of evidence has a file of its own. A joint that was made stands, so a weaker kind only
//! speaks where the stronger ones were silent. Pages that hold nothing of their own are taken out
//! before dates are compared, since a copy would stand in the place of its original.

use std::collections::{HashMap, HashSet};

use super::chain::{Chain, Copied, End, Fork, Link, Start};
use super::fingerprint::Fingerprints;
use super::key::JobKey;
use super::page::PageId;
use super::pages::Pages;
use super::place::File;
use super::record::{NONE, NextKind, Record};
use super::returns::mark_returns;
use super::start::KnownStart;
use super::weave::Weave;
use super::{by_date, by_order, by_token, copies, forks};
use crate::dump::PageKind;
use crate::model::Request;

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Stitched {
    pub chains: Vec<Chain>,
    pub copies: Vec<Copied>,
    pub forks: Vec<Fork>,
}

/// Puts the pages together.
pub(super) fn stitch(
    files: &[File],
    pages: &Pages,
    keys: &[JobKey],
    vaults: &[Box<str>],
    fingerprints: Fingerprints,
) -> Stitched {
    let groups = groups(pages, files);
    let mut weave = Weave::new(pages, keys, &groups, fingerprints);
    let mut copies = Vec::new();
    by_token::join(&mut weave, files, vaults);
    copies::take_out(&mut weave, &mut copies);
    let markers = by_date::Markers::of(&weave);
    by_order::join_empty_pages(&mut weave, files, &markers);
    by_date::join(&mut weave, &markers);
    by_order::join_sequences(&mut weave, files, &markers);
    by_order::join_in_order(&mut weave, &markers);
    copies::take_out(&mut weave, &mut copies);
    let forks = forks::forks(&weave);
    by_date::join_over_gaps(&mut weave, &forks);
    copies.sort_unstable_by_key(|copy| copy.page);
    let chains = chains(&weave, &forks);
    Stitched { chains, copies, forks }
}

/// Pages of one scope, vault and set of filters have the same number. A page without jobs tells no
/// vault: where its scope has one only, it is of that one.
fn groups(pages: &Pages, files: &[File]) -> Vec<u32> {
    let only_vaults = only_vaults(pages, files);
    let filters = filters(pages.requests());
    let mut numbers: HashMap<(u32, u32, u32), u32> = HashMap::new();
    // Most pages are of the group of the page before.
    let mut last = None;
    let mut groups = Vec::with_capacity(pages.len());
    groups.extend(pages.ids().map(|page| {
        let record = pages.record(page);
        let scope = files[record.file as usize].scope;
        let only_vault = || only_vaults.get(&scope).copied().filter(|_| record.jobs == 0);
        let vault = record.vault().or_else(only_vault).unwrap_or(NONE);
        let filters = pages.asked(page).map_or(NONE, |asked| filters[asked as usize]);
        let key = (scope, vault, filters);
        match last {
            Some((before, number)) if before == key => number,
            _ => {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(key).or_insert(next);
                last = Some((key, number));
                number
            }
        }
    }));
    groups
}

/// The vaults of the scopes that have pages without jobs, where they have one only.
fn only_vaults(pages: &Pages, files: &[File]) -> HashMap<u32, u32> {
    let scope = |page: &Record| files[page.file as usize].scope;
    let empty = pages.records().iter().filter(|page| page.jobs == 0);
    // The first vault of a scope, and whether there is no other.
    let mut vaults: HashMap<u32, (Option<u32>, bool)> =
        empty.map(|page| (scope(page), (None, true))).collect();
    if vaults.is_empty() {
        return HashMap::new();
    }
    for page in pages.records().iter().filter(|page| page.vault().is_some()) {
        if let Some((first, is_only)) = vaults.get_mut(&scope(page)) {
            *is_only &= first.is_none() || *first == page.vault();
            *first = first.or(page.vault());
        }
    }
    let only = |(vault, is_only): (Option<u32>, bool)| vault.filter(|_| is_only);
    vaults.into_iter().filter_map(|(scope, vault)| Some((scope, only(vault)?))).collect()
}

/// For each request a number: those that ask for the same jobs have the same.
fn filters(requests: &[Request]) -> Vec<u32> {
    let mut numbers = HashMap::new();
    let number = |(index, request): (u32, &Request)| {
        let filters = (request.statuscode.clone(), request.completed.clone());
        *numbers.entry(filters).or_insert(index)
    };
    (0..).zip(requests).map(number).collect()
}

/// The chains, in the order of the input.
fn chains(weave: &Weave<'_>, forks: &[Fork]) -> Vec<Chain> {
    let forked: HashSet<PageId> = forks.iter().map(|fork| fork.other).collect();
    let listed = || weave.chain_starts().filter(|page| weave.page(*page).is_listed());
    let mut chains = Vec::with_capacity(listed().count());
    chains.extend(listed().map(|page| {
        let mut links = links(weave, page);
        mark_returns(weave, &mut links);
        mark_doubts(weave, &mut links);
        let start = match weave.start(page) {
            _ if forked.contains(&page) => Start::Later,
            KnownStart::Recorded => Start::Recorded,
            KnownStart::Token => Start::Token,
            KnownStart::At(..) => Start::Later,
            KnownStart::Unknown => Start::Assumed,
        };
        let vault = links.iter().find_map(|link| weave.page(link.page).vault());
        Chain { vault, start, end: end(weave.page(weave.chain_end(page))), links }
    }));
    let first = |chain: &Chain| chain.links.iter().map(|link| link.page).min();
    // No page is in two chains.
    chains.sort_by_cached_key(first);
    chains
}

fn links(weave: &Weave<'_>, start: PageId) -> Vec<Link> {
    let mut before = None;
    let mut links = Vec::with_capacity(weave.chain(start).count());
    links.extend(weave.chain(start).map(|page| {
        let joint = before.and(weave.joint(page));
        let overlap = before.map_or(0, |before| weave.overlap(before, page));
        before = Some(page);
        Link { page, joint, overlap, back: None, is_doubtful: false }
    }));
    links
}

/// Marks the pages that end an array of pages with a `Marker`, and go on in another dump:
/// `list(paginate())` with MaxItems keeps the service's `Marker` on a page that was cut before it.
fn mark_doubts(weave: &Weave<'_>, links: &mut [Link]) {
    let followed = links.len().saturating_sub(1);
    for link in &mut links[..followed] {
        link.is_doubtful = weave.may_lack_jobs(link.page);
    }
}

fn end(last: &Record) -> End {
    match (last.next, last.kind) {
        (NextKind::Broken, _) => End::Broken,
        (NextKind::Nothing, PageKind::Page) => End::Listed,
        (NextKind::Nothing, _) => End::Assumed,
        _ => End::Token,
    }
}
