//! Joints that tokens prove: by a recorded request, by a client's token, by a Marker that is the next
//! page's first JobId.
//!
//! Pages that a token leaves and pages that it leads to meet under one key, so the cost is linear in
//! the pages. Where one page meets one page, they are joined at once; where several meet (a listing
//! saved twice, a token that leads back), that waits until all others are joined, because by then it
//! shows which joint would close a circle.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use super::evidence::Evidence;
use super::key::id_of;
use super::page::{Next, PageId};
use super::token::Position;
use super::weave::{KnownStart, Weave};
use crate::model::VaultArn;

/// Makes all joints that tokens prove, the strongest first.
pub(super) fn join(weave: &mut Weave<'_>, scopes: &[u32], vaults: &[Box<str>]) {
    by_request(weave, scopes, vaults);
    by_position(weave);
    by_first_job(weave, Evidence::Token);
    by_first_job(weave, Evidence::MarkerIsJob);
}

/// `recorded`: a request's marker is the `Marker` of an earlier response.
fn by_request(weave: &mut Weave<'_>, scopes: &[u32], vaults: &[Box<str>]) {
    let mut meeting = Meeting::default();
    for page in ids(weave) {
        let summary = weave.page(page);
        let scope = scopes[page as usize];
        let request = summary.request.as_deref();
        let vault = match request.and_then(|request| request.vault_name.as_deref()) {
            Some(name) => Some(name),
            None => summary.vault.and_then(|vault| {
                VaultArn::parse(&vaults[vault as usize]).ok().map(|arn| arn.vault_name())
            }),
        };
        let filters = request.map(|request| (&request.statuscode, &request.completed));
        let Some(filters) = filters else { continue };
        if let (Next::Marker(marker), true) = (&summary.next, weave.is_open_tail(page)) {
            meeting.tail((scope, vault, filters, &**marker), page);
        }
        if let Some(marker) = request.and_then(|request| request.marker.as_deref()) {
            meeting.head((scope, vault, filters, marker), page);
        }
    }
    meeting.join(weave, Evidence::Recorded);
}

/// `token`: the place where one dump ends is the place where another begins.
fn by_position(weave: &mut Weave<'_>) {
    let mut meeting = Meeting::default();
    for page in ids(weave) {
        let group = weave.group(page);
        let summary = weave.page(page);
        if let Some(Position { marker, amount }) = summary.next.position()
            && weave.is_open_tail(page)
        {
            meeting.tail((group, marker, amount.unwrap_or(0)), page);
        }
        if let (KnownStart::At(marker, offset), None) = (weave.start(page), &summary.request)
            && weave.is_open_head(page)
        {
            meeting.head((group, marker.as_deref().map(str::to_owned), *offset), page);
        }
    }
    meeting.join(weave, Evidence::Token);
}

/// `marker-is-job`, and `token` where the token is a client's: the marker is the first JobId of the
/// page that it leads to.
fn by_first_job(weave: &mut Weave<'_>, evidence: Evidence) {
    let mut meeting = Meeting::default();
    for page in ids(weave) {
        let group = weave.group(page);
        let summary = weave.page(page);
        let marker = match (&summary.next, evidence) {
            (Next::Token(token), Evidence::Token) => {
                token.position().and_then(|position| position.marker)
            }
            (Next::Marker(marker), Evidence::MarkerIsJob) => Some(marker.to_string()),
            _ => None,
        };
        if let Some(marker) = marker
            && weave.is_open_tail(page)
        {
            meeting.tail((group, id_of(&marker)), page);
        }
        if let Some(first) = weave.jobs(page).first()
            && first.id != 0
            && summary.is_listed()
            && weave.is_open_head(page)
            && *weave.start(page) == KnownStart::Unknown
        {
            meeting.head((group, first.id), page);
        }
    }
    meeting.join(weave, evidence);
}

/// Whether a page that begins with the token's job is where the token leads: a client that was cut
/// inside a page has the first jobs of that page, too.
fn leads_to(weave: &Weave<'_>, tail: PageId, head: PageId, evidence: Evidence) -> bool {
    let Next::Token(token) = &weave.page(tail).next else {
        return true;
    };
    let offset = token.position().map_or(0, |position| position.offset());
    if evidence == Evidence::Token && *weave.start(head) == KnownStart::Unknown && offset > 0 {
        return u64::from(weave.overlap(tail, head)) == offset;
    }
    true
}

fn ids(weave: &Weave<'_>) -> std::ops::Range<PageId> {
    0..PageId::try_from(weave.pages.len()).unwrap_or(PageId::MAX)
}

/// Where pages meet: under each key those that the token leaves, and those that it leads to.
struct Meeting<K> {
    places: HashMap<K, usize>,
    tails: Vec<Vec<PageId>>,
    heads: Vec<Vec<PageId>>,
}

impl<K> Default for Meeting<K> {
    fn default() -> Self {
        Meeting { places: HashMap::new(), tails: Vec::new(), heads: Vec::new() }
    }
}

impl<K: Hash + Eq> Meeting<K> {
    fn tail(&mut self, key: K, page: PageId) {
        let place = self.place(key);
        self.tails[place].push(page);
    }

    fn head(&mut self, key: K, page: PageId) {
        let place = self.place(key);
        self.heads[place].push(page);
    }

    fn place(&mut self, key: K) -> usize {
        let next = self.tails.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.tails.push(Vec::new());
            self.heads.push(Vec::new());
        }
        place
    }

    /// Joins what meets, in the order of the input.
    fn join(self, weave: &mut Weave<'_>, evidence: Evidence) {
        let places: Vec<_> = self.tails.into_iter().zip(self.heads).collect();
        let is_plain = |tails: &[PageId], heads: &[PageId]| tails.len() == 1 && heads.len() == 1;
        for (tails, heads) in places.iter().filter(|(tails, heads)| is_plain(tails, heads)) {
            if leads_to(weave, tails[0], heads[0], evidence) {
                weave.follow(tails[0], heads[0], evidence);
            }
        }
        let directions = directions(weave);
        for (tails, heads) in places {
            if !is_plain(&tails, &heads) && !heads.is_empty() {
                pair(weave, tails, heads, evidence, &directions);
            }
        }
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
    let when = |page: PageId| (weave.page(page).time.unwrap_or(i64::MIN), page);
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
            if heads.iter().all(|page| weave.page(*page).time.is_some()) {
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
    let (page, next) = (weave.page(page), weave.page(next));
    page.file == next.file && page.ordinal + 1 == next.ordinal
}

/// Joins pages that stand one after the other in one file.
fn pair_neighbours(weave: &mut Weave<'_>, tails: &[PageId], heads: &[PageId], evidence: Evidence) {
    let place = |weave: &Weave<'_>, page| {
        let summary = weave.page(page);
        (summary.file, summary.ordinal)
    };
    let by_place: HashMap<_, _> = heads.iter().map(|head| (place(weave, *head), *head)).collect();
    for tail in tails {
        let (file, ordinal) = place(weave, *tail);
        if let Some(head) = by_place.get(&(file, ordinal + 1))
            && leads_to(weave, *tail, *head, evidence)
        {
            weave.follow(*tail, *head, evidence);
        }
    }
}

/// For each group, by how many steps more its jobs rise than fall, as its pages and the joints made so
/// far show.
fn directions(weave: &Weave<'_>) -> HashMap<u32, i64> {
    let mut directions: HashMap<u32, i64> = HashMap::new();
    for page in ids(weave) {
        let Some(dates) = weave.page(page).dates else { continue };
        let steps = directions.entry(weave.group(page)).or_default();
        *steps += i64::from(dates.rising.0) - i64::from(dates.falling.0);
        if let Some(next) = weave.next(page).and_then(|next| weave.page(next).dates) {
            *steps += i64::from(next.first > dates.last) - i64::from(next.first < dates.last);
        }
    }
    directions
}

/// Whether the dates of two pages let one follow the other. Where nothing shows which way the listing
/// runs, it is taken to begin with its newest job.
fn fits(weave: &Weave<'_>, tail: PageId, head: PageId, directions: &HashMap<u32, i64>) -> bool {
    let rises = directions.get(&weave.group(head)).is_some_and(|steps| *steps > 0);
    match (weave.page(tail).dates, weave.page(head).dates) {
        (Some(tail), Some(head)) if rises => tail.latest <= head.earliest,
        (Some(tail), Some(head)) => tail.earliest >= head.latest,
        _ => false,
    }
}
