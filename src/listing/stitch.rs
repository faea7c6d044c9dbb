//! Puts pages together: joint by joint, the strongest evidence first.
//!
//! Each kind of evidence has a file of its own. A joint that was made stands, so a weaker kind only
//! speaks where the stronger ones were silent. Pages that hold nothing of their own are taken out
//! before dates are compared, since a copy would stand in the place of its original.

use std::collections::{HashMap, HashSet};

use super::chain::{Chain, Copied, End, Fork, Joint, Link, Return, Start};
use super::key::{JobKey, id_of};
use super::page::{Next, PageId, PageSummary};
use super::place::File;
use super::token::Position;
use super::weave::{KnownStart, Weave};
use super::{by_date, by_order, by_token, copies, start};
use crate::dump::PageKind;

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
    pages: &[PageSummary],
    keys: &[JobKey],
    vaults: &[Box<str>],
) -> Stitched {
    let scopes: Vec<u32> = pages.iter().map(|page| files[page.file as usize].scope).collect();
    let groups = groups(pages, &scopes);
    let starts = start::of_pages(pages, keys, &groups);
    let mut weave = Weave::new(pages, keys, &groups, starts);
    let mut copies = Vec::new();
    by_token::join(&mut weave, &scopes, vaults);
    copies::take_out(&mut weave, &mut copies);
    let markers = by_date::Markers::of(&weave);
    by_order::join_empty_pages(&mut weave, files, &markers);
    by_date::join(&mut weave, &markers);
    by_order::join_sequences(&mut weave, files, &markers);
    by_order::join_in_order(&mut weave, &markers);
    copies::take_out(&mut weave, &mut copies);
    let forks = forks(&weave);
    by_date::join_over_gaps(&mut weave, &forks);
    copies.sort_by_key(|copy| copy.page);
    let chains = chains(&weave, &forks);
    Stitched { chains, copies, forks }
}

/// Pages of one scope, vault and set of filters have the same number. A page without jobs tells no
/// vault: where its scope has one only, it is of that one.
fn groups(pages: &[PageSummary], scopes: &[u32]) -> Vec<u32> {
    let mut only_vault: HashMap<u32, Option<u32>> = HashMap::new();
    for (page, scope) in pages.iter().zip(scopes) {
        if let Some(vault) = page.vault {
            let known = only_vault.entry(*scope).or_insert(Some(vault));
            *known = known.filter(|known| *known == vault);
        }
    }
    let mut numbers = HashMap::new();
    pages
        .iter()
        .zip(scopes)
        .map(|(page, scope)| {
            let request = page.request.as_deref();
            let filters = request.map(|request| (&request.statuscode, &request.completed));
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            let only_vault = only_vault.get(scope).copied().flatten();
            let vault = page.vault.or(only_vault.filter(|_| page.jobs == 0));
            *numbers.entry((*scope, vault, filters)).or_insert(next)
        })
        .collect()
}

/// The chains, in the order of the input.
fn chains(weave: &Weave<'_>, forks: &[Fork]) -> Vec<Chain> {
    let forked: HashSet<PageId> = forks.iter().map(|fork| fork.other).collect();
    let listed = weave.chain_starts().into_iter().filter(|page| weave.page(*page).is_listed());
    let mut chains: Vec<Chain> = listed
        .map(|page| {
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
            let vault = links.iter().find_map(|link| weave.page(link.page).vault);
            Chain { vault, start, end: end(weave.page(weave.chain_end(page))), links }
        })
        .collect();
    chains.sort_by_key(|chain| chain.links.iter().map(|link| link.page).min());
    chains
}

fn links(weave: &Weave<'_>, start: PageId) -> Vec<Link> {
    let mut before = None;
    weave
        .chain(start)
        .map(|page| {
            let joint = before.and(weave.joint(page));
            let overlap = before.map_or(0, |before| weave.overlap(before, page));
            before = Some(page);
            Link { page, joint, overlap, back: None, is_doubtful: false }
        })
        .collect()
}

/// Marks the pages that end an array of pages with a `Marker`, and go on in another dump:
/// `list(paginate())` with MaxItems keeps the service's `Marker` on a page that was cut before it.
fn mark_doubts(weave: &Weave<'_>, links: &mut [Link]) {
    let followed = links.len().saturating_sub(1);
    for link in &mut links[..followed] {
        link.is_doubtful = weave.may_lack_jobs(link.page);
    }
}

fn end(last: &PageSummary) -> End {
    match (&last.next, last.kind) {
        (Next::Broken, _) => End::Broken,
        (Next::Marker(_) | Next::Token(_), _) => End::Token,
        (Next::Nothing, PageKind::Page) => End::Listed,
        (Next::Nothing, _) => End::Assumed,
    }
}

/// Marks the tokens of a chain that lead back to where it has been: to a place that an earlier token
/// led to, or to the first job of an earlier page.
fn mark_returns(weave: &Weave<'_>, links: &mut [Link]) {
    // The index of the page that each place is, and each first job begins.
    let mut places: HashMap<Position, usize> = HashMap::new();
    let mut first_jobs: HashMap<u128, usize> = HashMap::new();
    if let Some(KnownStart::At(marker, offset)) = links.first().map(|link| weave.start(link.page)) {
        let marker = marker.as_deref().map(str::to_owned);
        places.insert(Position { marker, amount: (*offset > 0).then_some(*offset) }, 0);
    }
    for index in 0..links.len() {
        let link = links[index];
        if let Some(first) = weave.jobs(link.page).first()
            && first.id != 0
        {
            first_jobs.entry(first.id).or_insert(index);
        }
        let Some(position) = weave.page(link.page).next.position() else { continue };
        let position =
            Position { amount: position.amount.filter(|amount| *amount > 0), ..position };
        let by_job = || {
            let marker = position.marker.as_deref().filter(|_| position.amount.is_none())?;
            let is_only_job = weave.page(link.page).jobs == 1;
            let back = first_jobs.get(&id_of(marker)).filter(|back| !is_only_job || **back < index);
            back.filter(|_| !leads_on(weave, links, index, marker))
        };
        if let Some(&back) = places.get(&position).or_else(by_job) {
            let to = links[back].page;
            links[index].back = Some(Return { to, distance: index + 1 - back });
        } else {
            places.insert(position, index + 1);
        }
    }
}

/// Whether a marker is the first job of the page that follows, which may be the page's own last job.
fn leads_on(weave: &Weave<'_>, links: &[Link], index: usize, marker: &str) -> bool {
    let Some(Link { page, joint: Some(Joint::Follows(_)), .. }) = links.get(index + 1) else {
        return false;
    };
    weave.jobs(*page).first().is_some_and(|first| first.id == id_of(marker))
}

/// Chains that begin where a token leads which led elsewhere: to other jobs, at no other time.
fn forks(weave: &Weave<'_>) -> Vec<Fork> {
    let mut taken: HashMap<(u32, String), (PageId, PageId)> = HashMap::new();
    let mut by_job: HashMap<(u32, u128), (PageId, PageId)> = HashMap::new();
    let count = PageId::try_from(weave.pages.len()).unwrap_or(PageId::MAX);
    for from in 0..count {
        if let (Some(position), Some(next)) = (weave.page(from).next.position(), weave.next(from))
            && position.offset() == 0
            && let Some(marker) = position.marker
        {
            let group = weave.group(from);
            by_job.entry((group, id_of(&marker))).or_insert((from, next));
            taken.entry((group, marker)).or_insert((from, next));
        }
    }
    let heads = weave.chain_starts().into_iter().filter(|page| weave.page(*page).is_listed());
    heads
        .filter_map(|other| {
            let group = weave.group(other);
            let (from, next) = match weave.start(other) {
                KnownStart::At(Some(marker), 0) => *taken.get(&(group, marker.to_string()))?,
                KnownStart::Unknown => {
                    let first = weave.jobs(other).first().filter(|first| first.id != 0)?;
                    *by_job.get(&(group, first.id))?
                }
                _ => return None,
            };
            let is_fork = diverge(weave, next, other) && from != other;
            is_fork.then_some(Fork { from, taken: next, other })
        })
        .collect()
}

/// Whether two pages hold different jobs, at no different times.
fn diverge(weave: &Weave<'_>, one: PageId, other: PageId) -> bool {
    let times = (weave.page(one).time, weave.page(other).time);
    let is_snapshot = matches!(times, (Some(one), Some(other)) if one != other);
    let differ =
        |(one, other): (&JobKey, &JobKey)| one.id != other.id && one.id != 0 && other.id != 0;
    !is_snapshot && weave.jobs(one).iter().zip(weave.jobs(other)).any(differ)
}
