//! Joints that tokens prove: by a recorded request, by a client's token, by a Marker that is the next
//! page's first JobId.
//!
//! Pages that a token leaves and pages that it leads to meet under one key ([`Meeting`]). Where one page
//! meets one page, they are joined at once; where several meet (a listing saved twice, a token that leads
//! back), that waits until all others are joined, because by then it shows which joint would close a
//! circle.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use super::evidence::Evidence;
use super::meeting::Meeting;
use super::page::PageId;
use super::place::File;
use super::record::NextKind;
use super::start::KnownStart;
use super::weave::Weave;
use crate::model::VaultArn;

/// Makes all joints that tokens prove, the strongest first.
pub(super) fn join<'p>(weave: &mut Weave<'p>, files: &'p [File], vaults: &'p [Box<str>]) {
    by_request(weave, files, vaults);
    by_position(weave);
    by_first_job(weave, Evidence::Token);
    by_first_job(weave, Evidence::MarkerIsJob);
}

/// `recorded`: a request's marker is the `Marker` of an earlier response.
fn by_request<'p>(weave: &mut Weave<'p>, files: &'p [File], vaults: &'p [Box<str>]) {
    meet(
        weave,
        Evidence::Recorded,
        |weave, page| {
            let marker = weave.marker(page).filter(|_| weave.is_open_tail(page))?;
            Some((requested(weave, page, files, vaults)?, marker))
        },
        |weave, page| {
            let marker = weave.pages.request(page)?.marker?;
            Some((requested(weave, page, files, vaults)?, marker))
        },
    );
}

/// The scope and vault of a request, and its filters.
type Requested<'p> = (u32, Option<&'p str>, &'p Option<String>, &'p Option<String>);

fn requested<'p>(
    weave: &Weave<'p>,
    page: PageId,
    files: &[File],
    vaults: &'p [Box<str>],
) -> Option<Requested<'p>> {
    let request = weave.pages.request(page)?.asked();
    let record = weave.page(page);
    let told = || {
        let arn = VaultArn::parse(&vaults[record.vault()? as usize]).ok()?;
        Some(arn.vault_name())
    };
    let vault = request.vault_name.as_deref().or_else(told);
    let scope = files[record.file as usize].scope;
    Some((scope, vault, &request.statuscode, &request.completed))
}

/// `token`: the place where one dump ends is the place where another begins.
fn by_position(weave: &mut Weave<'_>) {
    meet(
        weave,
        Evidence::Token,
        |weave, page| {
            let position = weave.position(page).filter(|_| weave.is_open_tail(page))?;
            Some((weave.group(page), position.marker, position.offset()))
        },
        |weave, page| match weave.start(page) {
            KnownStart::At(marker, offset) if !weave.pages.is_recorded(page) => {
                weave.is_open_head(page).then(|| (weave.group(page), marker, offset))
            }
            _ => None,
        },
    );
}

/// `marker-is-job`, and `token` where the token is a client's: the marker is the first JobId of the
/// page that it leads to.
fn by_first_job(weave: &mut Weave<'_>, evidence: Evidence) {
    meet(
        weave,
        evidence,
        |weave, page| {
            let next = weave.page(page).next;
            let is_meant = match evidence {
                Evidence::Token => next.is_token(),
                _ => next == NextKind::Marker,
            };
            let position = weave.position(page).filter(|_| is_meant && weave.is_open_tail(page))?;
            Some((weave.group(page), weave.id_of(position.marker?)))
        },
        |weave, page| {
            let first = weave.jobs(page).first().filter(|first| first.id != 0)?;
            let may_follow = weave.page(page).is_listed()
                && weave.is_open_head(page)
                && weave.has_unknown_start(page);
            may_follow.then(|| (weave.group(page), first.id))
        },
    );
}

/// Joins the pages that a token leaves to those that it leads to, which have the same key.
fn meet<'p, K: Hash + Eq>(
    weave: &mut Weave<'p>,
    evidence: Evidence,
    tail_key: impl Fn(&Weave<'p>, PageId) -> Option<K>,
    head_key: impl Fn(&Weave<'p>, PageId) -> Option<K>,
) {
    let all = weave.pages.ids();
    let met = Meeting::of(all, |page| tail_key(weave, page), |page| head_key(weave, page));
    let Some(meeting) = met else { return };
    for (tail, head) in meeting.pairs() {
        // A page leaves and is led to under one key each, so no joint before changed these.
        if tail_key(weave, tail) == head_key(weave, head) && leads_to(weave, tail, head, evidence) {
            weave.follow(tail, head, evidence);
        }
    }
    if meeting.crowds.is_empty() {
        return;
    }
    let directions = directions(weave);
    for (tails, heads) in meeting.crowds {
        pair(weave, tails, heads, evidence, &directions);
    }
}

/// Whether a page that begins with the token's job is where the token leads: a client that was cut
/// inside a page has the first jobs of that page, too.
fn leads_to(weave: &Weave<'_>, tail: PageId, head: PageId, evidence: Evidence) -> bool {
    if !weave.page(tail).next.is_token() || evidence != Evidence::Token {
        return true;
    }
    let offset = weave.position(tail).map_or(0, |position| position.offset());
    match weave.has_unknown_start(head) && offset > 0 {
        true => u64::from(weave.overlap(tail, head)) == offset,
        false => true,
    }
}

/// Joins several pages that bear a token to several that it leads to.
fn pair(
    weave: &mut Weave<'_>,
    tails: Vec<PageId>,
    heads: Vec<PageId>,
    evidence: Evidence,
    directions: &HashMap<u32, i64>,
) {
    let leads_to_one = heads.len() == 1;
    if !leads_to_one {
        pair_neighbours(weave, &tails, &heads, evidence);
    }
    let mut tails: Vec<_> = tails.into_iter().filter(|page| weave.is_open_tail(*page)).collect();
    let mut heads: Vec<_> = heads.into_iter().filter(|page| weave.is_open_head(*page)).collect();
    let when = |page: PageId| (weave.page(page).time().unwrap_or(i64::MIN), page);
    match (tails.len(), heads.first()) {
        // The fullest save of a page is the one to go on with; of equals, the one that goes on itself.
        (1, _) => heads.sort_by_key(|page| {
            (Reverse(weave.page(*page).jobs), weave.is_open_tail(*page), when(*page))
        }),
        // Of a page that was saved twice, the one that something leads to goes on.
        (_, Some(&head)) if leads_to_one => tails.sort_by_key(|page| {
            let is_apart = !are_neighbours(weave, *page, head);
            let fits = fits(weave, *page, head, directions);
            (!fits, weave.is_open_head(*page), is_apart, when(*page))
        }),
        _ => {
            tails.sort_by_key(|page| when(*page));
            heads.sort_by_key(|page| (Reverse(weave.page(*page).jobs), when(*page)));
            // Saved at known times, they are told apart by these.
            if heads.iter().all(|page| weave.page(*page).time().is_some()) {
                heads.sort_by_key(|page| when(*page));
            }
        }
    }
    let mut heads = heads.into_iter().peekable();
    for tail in tails {
        while let Some(&head) = heads.peek() {
            if leads_to(weave, tail, head, evidence) && weave.follow(tail, head, evidence) {
                heads.next();
                break;
            }
            if weave.is_open_head(head) {
                // It would close a circle here; it may still follow another page.
                break;
            }
            heads.next();
        }
    }
}

/// Whether a page stands right before another in one file.
fn are_neighbours(weave: &Weave<'_>, page: PageId, next: PageId) -> bool {
    // Pages are numbered in the order of the input.
    page + 1 == next && weave.page(page).file == weave.page(next).file
}

/// Joins pages that stand one after the other in one file.
fn pair_neighbours(weave: &mut Weave<'_>, tails: &[PageId], heads: &[PageId], evidence: Evidence) {
    for &tail in tails {
        let head = tail + 1;
        // Heads are in the order of the input.
        if heads.binary_search(&head).is_ok()
            && weave.page(tail).file == weave.page(head).file
            && leads_to(weave, tail, head, evidence)
        {
            weave.follow(tail, head, evidence);
        }
    }
}

/// For each group, by how many steps more its jobs rise than fall, as its pages and the joints made so
/// far show.
fn directions(weave: &Weave<'_>) -> HashMap<u32, i64> {
    let mut directions: HashMap<u32, i64> = HashMap::new();
    for page in weave.pages.ids() {
        let Some(dates) = weave.page(page).dates() else { continue };
        let steps = directions.entry(weave.group(page)).or_default();
        *steps += i64::from(dates.rising.0) - i64::from(dates.falling.0);
        if let Some(next) = weave.next(page).and_then(|next| weave.page(next).dates()) {
            *steps += i64::from(next.first > dates.last) - i64::from(next.first < dates.last);
        }
    }
    directions
}

/// Whether the dates of two pages let one follow the other. Where nothing shows which way the listing
/// runs, it is taken to begin with its newest job.
fn fits(weave: &Weave<'_>, tail: PageId, head: PageId, directions: &HashMap<u32, i64>) -> bool {
    let rises = directions.get(&weave.group(head)).is_some_and(|steps| *steps > 0);
    match (weave.page(tail).dates(), weave.page(head).dates()) {
        (Some(tail), Some(head)) if rises => tail.latest <= head.earliest,
        (Some(tail), Some(head)) => tail.earliest >= head.latest,
        _ => false,
    }
}
