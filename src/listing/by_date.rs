//! Joints that creation dates suggest, and the gaps that they show.
//!
//! A listing is sorted by creation date, one way or the other. So the chains of one vault, put in
//! that order, follow each other wherever one ends with a token and the next does not begin with the
//! listing's first page, provided that nothing says otherwise, and no third chain could be meant.

use std::collections::{HashMap, HashSet};

use super::chain::{Fork, Joint};
use super::evidence::Evidence;
use super::key::id_of;
use super::page::{Next, PageId};
use super::weave::{KnownStart, Weave};

/// Makes the joints that dates show.
pub(super) fn join(weave: &mut Weave<'_>, markers: &Markers) {
    for runs in runs_by_group(weave) {
        for (index, pair) in runs.windows(2).enumerate() {
            let (one, other) = (&pair[0], &pair[1]);
            let is_only = is_alone_in_place(&runs, index);
            if is_only
                && leaves_open(weave, one.end, markers)
                && *weave.start(other.start) == KnownStart::Unknown
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
    for runs in runs_by_group(weave) {
        for (index, pair) in runs.windows(2).enumerate() {
            let (one, other) = (&pair[0], &pair[1]);
            if one.before_all_later(&runs, index)
                && weave.page(one.end).next != Next::Nothing
                && may_follow(weave, other.start)
            {
                weave.join(one.end, other.start, Joint::Gap);
            }
        }
    }
    for chains in weave.chains_by_group() {
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
        weave.page(weave.chain_end(tail)).next != Next::Nothing && may_follow(weave, head)
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
    let spans = [first, second].map(|start| Some((start, Span::of(weave, start)?)));
    let [Some(first), Some(second)] = spans else { return false };
    let spans = [first, second];
    let runs_one_way = spans.iter().all(|(_, span)| span.rising == 0)
        || spans.iter().all(|(_, span)| span.falling == 0);
    let runs = sorted(weave, &spans).unwrap_or_default();
    runs_one_way
        && runs.first().is_some_and(|run| run.start == first.0)
        && runs.windows(2).all(|pair| pair[0].last < pair[1].first)
}

/// Whether two chains share more than the one job that a page may repeat.
fn share_jobs(weave: &Weave<'_>, one: PageId, other: PageId) -> bool {
    let ids = |chain| weave.chain(chain).flat_map(|page| weave.jobs(page)).map(|job| job.id);
    let known: HashSet<u128> = ids(one).filter(|id| *id != 0).collect();
    ids(other).skip(1).any(|id| known.contains(&id))
}

/// What Markers are JobIds.
#[derive(Debug, Default)]
pub(super) struct Markers {
    /// The groups in which joints have proved that Markers are JobIds.
    proved: HashSet<u32>,
    /// The lengths of the first JobIds of each group's pages: the least and the greatest.
    lengths: HashMap<u32, (u16, u16)>,
}

impl Markers {
    pub(super) fn of(weave: &Weave<'_>) -> Self {
        let count = PageId::try_from(weave.pages.len()).unwrap_or(PageId::MAX);
        let mut markers = Markers::default();
        for page in 0..count {
            let group = weave.group(page);
            if weave.joint(page) == Some(Joint::Follows(Evidence::MarkerIsJob)) {
                markers.proved.insert(group);
            }
            let (shortest, longest) = weave.page(page).id_lengths;
            if longest > 0 {
                let known = markers.lengths.entry(group).or_insert((shortest, longest));
                *known = (known.0.min(shortest), known.1.max(longest));
            }
        }
        markers
    }

    /// Whether a marker would be a JobId: others were, it is one of the page's own, or it looks like
    /// those that are known.
    fn is_job(&self, weave: &Weave<'_>, page: PageId, marker: &str) -> bool {
        let group = weave.group(page);
        let is_own = || weave.jobs(page).last().is_some_and(|last| last.id == id_of(marker));
        let looks_so = || {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            let lengths = self.lengths.get(&group);
            lengths.is_some_and(|(least, most)| {
                (usize::from(*least)..=usize::from(*most)).contains(&marker.len())
            }) && marker.bytes().all(is_plain)
        };
        self.proved.contains(&group) || is_own() || looks_so()
    }
}

/// Whether a page's token may lead to a page whose first job it does not name.
pub(super) fn leaves_open(weave: &Weave<'_>, page: PageId, markers: &Markers) -> bool {
    match weave.page(page).next.position() {
        None => false,
        Some(position) if position.offset() > 0 => true,
        Some(position) => match position.marker {
            None => false,
            Some(marker) => !markers.is_job(weave, page, &marker),
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
    /// The greatest date of this and of all runs before it.
    reach: i64,
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
        if weave.page(weave.chain_end(start)).next == Next::Nothing {
            Role::Last
        } else if weave.start(start).is_first() {
            Role::First
        } else {
            Role::Any
        }
    }
}

impl Run {
    /// Whether this and all runs before it end before the next one begins.
    fn before_all_later(&self, runs: &[Run], index: usize) -> bool {
        runs.get(index + 1).is_some_and(|next| self.reach <= next.first)
    }
}

/// Whether the run after `index` is the only one that can follow it.
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
    runs[index].before_all_later(runs, index) && !tie_before && !tie_after
}

/// The chains of each group, sorted by date in the direction of its listing.
fn runs_by_group(weave: &Weave<'_>) -> Vec<Vec<Run>> {
    let mut groups: HashMap<u32, Vec<(PageId, Span)>> = HashMap::new();
    for start in weave.chain_starts() {
        if weave.page(start).is_listed()
            && let Some(span) = Span::of(weave, start)
        {
            groups.entry(weave.group(start)).or_default().push((start, span));
        }
    }
    let mut groups: Vec<_> = groups.into_values().filter(|chains| chains.len() > 1).collect();
    groups.sort_by_key(|chains| chains[0].0);
    groups.into_iter().filter_map(|chains| sorted(weave, &chains)).collect()
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
        for dates in weave.chain(start).filter_map(|page| weave.page(page).dates) {
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

/// Sorts the chains of a group, if it shows which way its listing runs.
fn sorted(weave: &Weave<'_>, chains: &[(PageId, Span)]) -> Option<Vec<Run>> {
    let sign = direction(weave, chains)?;
    let mut runs: Vec<Run> = chains
        .iter()
        .map(|(start, span)| {
            let (one, other) =
                (sign.saturating_mul(span.earliest), sign.saturating_mul(span.latest));
            Run {
                start: *start,
                end: weave.chain_end(*start),
                first: one.min(other),
                last: one.max(other),
                reach: one.max(other),
                role: Role::of(weave, *start),
            }
        })
        .collect();
    runs.sort_by_key(|run| (run.first, run.role == Role::Last, run.last, run.role, run.start));
    let mut reach = i64::MIN;
    for run in &mut runs {
        reach = reach.max(run.last);
        run.reach = reach;
    }
    Some(runs)
}

/// 1 if the listing begins with its oldest job, -1 if with its newest, as the jobs in a row show; or
/// else a chain that is known to be its first or its last.
fn direction(weave: &Weave<'_>, chains: &[(PageId, Span)]) -> Option<i64> {
    let steps = |count: fn(&Span) -> u64| chains.iter().map(|(_, span)| count(span)).sum::<u64>();
    let (rising, falling) = (steps(|span| span.rising), steps(|span| span.falling));
    match rising.cmp(&falling) {
        std::cmp::Ordering::Greater => return Some(1),
        std::cmp::Ordering::Less => return Some(-1),
        std::cmp::Ordering::Equal => {}
    }
    let first = chains.iter().find(|(start, _)| weave.start(*start).is_first());
    let last =
        chains.iter().find(|(start, _)| weave.page(weave.chain_end(*start)).next == Next::Nothing);
    let (known, at_start) = match (first, last) {
        (Some((known, _)), _) => (*known, true),
        (None, Some((known, _))) => (*known, false),
        (None, None) => return None,
    };
    let span = chains.iter().find(|(start, _)| *start == known).map(|(_, span)| *span)?;
    let others = || chains.iter().filter(|(start, _)| *start != known).map(|(_, span)| span);
    if others().all(|other| other.earliest >= span.latest) {
        Some(if at_start { 1 } else { -1 })
    } else if others().all(|other| other.latest <= span.earliest) {
        Some(if at_start { -1 } else { 1 })
    } else {
        None
    }
}
