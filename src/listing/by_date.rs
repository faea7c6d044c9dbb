//! Joints that creation dates suggest, and the gaps that they show.
//!
//! A listing is sorted by creation date, one way or the other. So the chains of one vault, put in
//! that order, follow each other wherever one ends with a token and the next does not begin with the
//! listing's first page, provided that nothing says otherwise, and no third chain could be meant.

use std::collections::HashSet;

use super::chain::{Fork, Joint};
use super::evidence::Evidence;
use super::page::PageId;
use super::record::NextKind;
use super::weave::Weave;
use crate::repeats::{Repeats, half};

/// So many jobs of one chain are held against those of another at a time.
const MOST: usize = 1 << 16;

/// Makes the joints that dates show.
pub(super) fn join(weave: &mut Weave<'_>, markers: &Markers) {
    for chains in weave.chains_by_group().iter() {
        let runs = runs(weave, &chains).unwrap_or_default();
        let mut reach = i64::MIN;
        for (index, pair) in runs.windows(2).enumerate() {
            let (one, other) = (&pair[0], &pair[1]);
            reach = reach.max(one.last);
            if reach <= other.first
                && is_alone_in_place(&runs, index)
                && leaves_open(weave, one.end, markers)
                && weave.has_unknown_start(other.start)
            {
                weave.follow(one.end, other.start, Evidence::Dates);
            }
        }
    }
}

/// Joins over what is missing: a token that leads to no saved page, though the listing goes on later.
pub(super) fn join_over_gaps(weave: &mut Weave<'_>, forks: &[Fork]) {
    let forked: HashSet<PageId> = forks.iter().map(|fork| fork.other).collect();
    let may_follow =
        |weave: &Weave<'_>, page| !weave.start(page).is_first() && !forked.contains(&page);
    for chains in weave.chains_by_group().iter() {
        let runs = runs(weave, &chains).unwrap_or_default();
        let mut reach = i64::MIN;
        for pair in runs.windows(2) {
            let (one, other) = (&pair[0], &pair[1]);
            reach = reach.max(one.last);
            if reach <= other.first
                && weave.page(one.end).next != NextKind::Nothing
                && may_follow(weave, other.start)
            {
                weave.join(one.end, other.start, Joint::Gap);
            }
        }
    }
    for chains in weave.chains_by_group().iter() {
        if let [one, other] = chains[..] {
            join_last_two(weave, one, other, &may_follow);
        }
    }
}

/// Joins the only two chains of a listing over a gap, if one goes on and the other may follow. Dates
/// that do not run one way say nothing against it.
fn join_last_two(
    weave: &mut Weave<'_>,
    one: PageId,
    other: PageId,
    may_follow: &dyn Fn(&Weave<'_>, PageId) -> bool,
) {
    let leads = |tail, head| {
        weave.page(weave.chain_end(tail)).next != NextKind::Nothing && may_follow(weave, head)
    };
    let (tail, head) = match (leads(one, other), leads(other, one)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return,
    };
    if !comes_before(weave, head, tail) && !share_jobs(weave, tail, head) {
        weave.join(weave.chain_end(tail), head, Joint::Gap);
    }
}

/// Whether dates that run one way show that the first chain comes before the second.
fn comes_before(weave: &Weave<'_>, first: PageId, second: PageId) -> bool {
    let (Some(one), Some(other)) = (Span::of(weave, first), Span::of(weave, second)) else {
        return false;
    };
    let runs_one_way =
        one.rising == 0 && other.rising == 0 || one.falling == 0 && other.falling == 0;
    let runs = runs(weave, &[first, second]).unwrap_or_default();
    runs_one_way
        && runs.first().is_some_and(|run| run.start == first)
        && runs.windows(2).all(|pair| pair[0].last < pair[1].first)
}

/// Whether two chains share more than the one job that a page may repeat.
///
/// What the filter lets pass is held against the first chain, so many jobs at a time.
fn share_jobs(weave: &Weave<'_>, one: PageId, other: PageId) -> bool {
    let ids = |chain| weave.chain(chain).flat_map(|page| weave.jobs(page)).map(|job| job.id);
    let known = || ids(one).filter(|id| *id != 0);
    let count = known().count();
    Repeats::slices(count).any(|slice| {
        let mut seen = Repeats::for_about(count);
        known().map(half).filter(|half| slice.contains(half)).for_each(|half| seen.saw(half));
        let mut held: HashSet<u128> = HashSet::new();
        let shares_held = |held: &HashSet<u128>| known().any(|id| held.contains(&id));
        let suspects = ids(other).skip(1).filter(|id| slice.contains(&half(*id)));
        for id in suspects.filter(|id| *id != 0 && seen.may_have(half(*id))) {
            held.insert(id);
            if held.len() >= MOST && shares_held(&std::mem::take(&mut held)) {
                return true;
            }
        }
        !held.is_empty() && shares_held(&held)
    })
}

/// What Markers are JobIds.
#[derive(Debug, Default)]
pub(super) struct Markers {
    /// Of each group, by its number.
    groups: Vec<Known>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Whether joints have proved that Markers are JobIds.
    is_proved: bool,
    /// The lengths of the JobIds: the least and the greatest; 0 where none is known.
    lengths: (u16, u16),
}

impl Markers {
    pub(super) fn of(weave: &Weave<'_>) -> Self {
        let count = weave.groups.iter().max().map_or(0, |last| *last as usize + 1);
        let mut groups = vec![Known::default(); count];
        for page in weave.pages.ids() {
            let known = &mut groups[weave.group(page) as usize];
            known.is_proved |= weave.joint(page) == Some(Joint::Follows(Evidence::MarkerIsJob));
            let (shortest, longest) = weave.page(page).id_lengths;
            known.lengths = match known.lengths {
                _ if longest == 0 => continue,
                (_, 0) => (shortest, longest),
                (least, most) => (least.min(shortest), most.max(longest)),
            };
        }
        Markers { groups }
    }

    /// Whether a marker would be a JobId: others were, it is one of the page's own, or it looks like
    /// those that are known.
    fn is_job(&self, weave: &Weave<'_>, page: PageId, marker: &str) -> bool {
        let known = self.groups[weave.group(page) as usize];
        let is_own = || weave.jobs(page).last().is_some_and(|last| last.id == weave.id_of(marker));
        let looks_so = || {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            let (least, most) = known.lengths;
            most > 0
                && (usize::from(least)..=usize::from(most)).contains(&marker.len())
                && marker.bytes().all(is_plain)
        };
        known.is_proved || is_own() || looks_so()
    }
}

/// Whether a page's token may lead to a page whose first job it does not name.
pub(super) fn leaves_open(weave: &Weave<'_>, page: PageId, markers: &Markers) -> bool {
    match weave.position(page) {
        None => false,
        Some(position) if position.offset() > 0 => true,
        Some(position) => match position.marker {
            None => false,
            Some(marker) => !markers.is_job(weave, page, marker),
        },
    }
}

/// A chain, and between which dates its jobs were created: turned so that later in the listing is
/// greater.
struct Run {
    start: PageId,
    end: PageId,
    first: i64,
    last: i64,
    role: Role,
}

/// What a chain can only be, where dates leave that open.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The first: it is known to begin the listing.
    First,
    Any,
    /// The last: it ends without a token.
    Last,
}

impl Role {
    pub(super) fn of(weave: &Weave<'_>, start: PageId) -> Self {
        if weave.page(weave.chain_end(start)).next == NextKind::Nothing {
            Role::Last
        } else if weave.start(start).is_first() {
            Role::First
        } else {
            Role::Any
        }
    }
}

/// Whether no other run stands in the place of the run at `index`, or of the one after it.
fn is_alone_in_place(runs: &[Run], index: usize) -> bool {
    let Some(next) = runs.get(index + 1) else { return false };
    let same_place = |one: &Run, other: &Run| one.first == other.first && one.last == other.last;
    let is_tie = |one: &Run, other: &Run| same_place(one, other) && one.role == other.role;
    let before = index.checked_sub(1).map(|before| &runs[before]);
    let tie_before =
        is_tie(&runs[index], next) || before.is_some_and(|before| is_tie(before, &runs[index]));
    let tie_after = runs
        .get(index + 2)
        .is_some_and(|third| third.first == next.first && third.role == next.role);
    !tie_before && !tie_after
}

/// The dates of a chain.
#[derive(Clone, Copy)]
struct Span {
    last: i64,
    earliest: i64,
    latest: i64,
    rising: u64,
    falling: u64,
}

impl Span {
    fn of(weave: &Weave<'_>, start: PageId) -> Option<Self> {
        let mut span: Option<Span> = None;
        for dates in weave.chain(start).filter_map(|page| weave.page(page).dates()) {
            let span = span.get_or_insert(Span {
                last: dates.first,
                earliest: dates.earliest,
                latest: dates.latest,
                rising: 0,
                falling: 0,
            });
            span.rising += u64::from(dates.rising.0) + u64::from(dates.first > span.last);
            span.falling += u64::from(dates.falling.0) + u64::from(dates.first < span.last);
            span.last = dates.last;
            span.earliest = span.earliest.min(dates.earliest);
            span.latest = span.latest.max(dates.latest);
        }
        span
    }
}

/// The chains that have dates.
fn dated<'w>(
    weave: &'w Weave<'_>,
    chains: &'w [PageId],
) -> impl Iterator<Item = (PageId, Span)> + Clone + 'w {
    chains.iter().filter_map(|start| Some((*start, Span::of(weave, *start)?)))
}

/// The chains of a group sorted by date in the direction of its listing, if it has several and shows
/// which way it runs.
fn runs(weave: &Weave<'_>, chains: &[PageId]) -> Option<Vec<Run>> {
    let count = if chains.len() > 1 { dated(weave, chains).count() } else { 0 };
    if count < 2 {
        return None;
    }
    let sign = direction(weave, &dated(weave, chains))?;
    let mut runs = Vec::with_capacity(count);
    runs.extend(dated(weave, chains).map(|(start, span)| {
        let (one, other) = (sign.saturating_mul(span.earliest), sign.saturating_mul(span.latest));
        let (first, last) = (one.min(other), one.max(other));
        Run { start, end: weave.chain_end(start), first, last, role: Role::of(weave, start) }
    }));
    // No two begin with the same page.
    runs.sort_unstable_by_key(|run| {
        (run.first, run.role == Role::Last, run.last, run.role, run.start)
    });
    Some(runs)
}

/// 1 if the listing begins with its oldest job, -1 if with its newest, as the jobs in a row show; or
/// else a chain that is known to be its first or its last.
fn direction(
    weave: &Weave<'_>,
    chains: &(impl Iterator<Item = (PageId, Span)> + Clone),
) -> Option<i64> {
    let (rising, falling) = chains.clone().fold((0, 0), |(rising, falling), (_, span)| {
        (rising + span.rising, falling + span.falling)
    });
    match rising.cmp(&falling) {
        std::cmp::Ordering::Greater => return Some(1),
        std::cmp::Ordering::Less => return Some(-1),
        std::cmp::Ordering::Equal => {}
    }
    let ends = |start| weave.page(weave.chain_end(start)).next == NextKind::Nothing;
    let first = chains.clone().find(|(start, _)| weave.start(*start).is_first());
    let last = || chains.clone().find(|(start, _)| ends(*start));
    let ((known, span), at_start) = match first {
        Some(first) => (first, true),
        None => (last()?, false),
    };
    let mut others = chains.clone().filter(|(start, _)| *start != known);
    if others.clone().all(|(_, other)| other.earliest >= span.latest) {
        Some(if at_start { 1 } else { -1 })
    } else if others.all(|(_, other)| other.latest <= span.earliest) {
        Some(if at_start { -1 } else { 1 })
    } else {
        None
    }
}
