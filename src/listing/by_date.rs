//! Joints that creation dates suggest, and the gaps that they show.
//!
//! A listing is sorted by creation date, one way or the other. So the chains of one vault, put in
//! that order, follow each other wherever one ends with a token and the next does not begin with the
//! listing's first page, provided that nothing says otherwise, and no third chain could be meant.

use std::collections::{HashMap, HashSet};

use super::chain::{Fork, Joint};
use super::evidence::Evidence;
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
    for chains in chains_by_group(weave) {
        // Dates that do not run one way say nothing, but where there is one end and one beginning,
        // they belong together.
        let spans = chains.iter().filter_map(|start| Some((*start, Span::of(weave, *start)?)));
        let runs = sorted(weave, &spans.collect::<Vec<_>>()).unwrap_or_default();
        if runs.len() == 2 && runs[0].before_all_later(&runs, 0) {
            continue;
        }
        if let [one, other] = chains[..] {
            let leads = |tail, head| {
                weave.page(weave.chain_end(tail)).next != Next::Nothing && may_follow(weave, head)
            };
            let (tail, head) = match (leads(one, other), leads(other, one)) {
                (true, false) => (one, other),
                (false, true) => (other, one),
                _ => continue,
            };
            if !share_jobs(weave, tail, head) {
                weave.join(weave.chain_end(tail), head, Joint::Gap);
            }
        }
    }
}

/// The chains of each group.
fn chains_by_group(weave: &Weave<'_>) -> Vec<Vec<PageId>> {
    let mut groups: HashMap<u32, Vec<PageId>> = HashMap::new();
    for start in weave.chain_starts() {
        if weave.page(start).is_listed() {
            groups.entry(weave.group(start)).or_default().push(start);
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort();
    groups
}

fn share_jobs(weave: &Weave<'_>, one: PageId, other: PageId) -> bool {
    let ids = |chain| weave.chain(chain).flat_map(|page| weave.jobs(page)).map(|job| job.id);
    let known: HashSet<u128> = ids(one).filter(|id| *id != 0).collect();
    ids(other).any(|id| known.contains(&id))
}

/// In which groups Markers are JobIds, as joints have proved.
#[derive(Debug, Default)]
pub(super) struct Markers {
    groups: HashSet<u32>,
}

impl Markers {
    pub(super) fn of(weave: &Weave<'_>) -> Self {
        let count = PageId::try_from(weave.pages.len()).unwrap_or(PageId::MAX);
        let proves =
            |page: &PageId| weave.joint(*page) == Some(Joint::Follows(Evidence::MarkerIsJob));
        Markers { groups: (0..count).filter(proves).map(|page| weave.group(page)).collect() }
    }

    /// Whether a marker would be the next page's first JobId.
    fn is_job(&self, weave: &Weave<'_>, page: PageId, marker: &str) -> bool {
        self.groups.contains(&weave.group(page)) || weave.page(page).is_job_like(marker)
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
    let tie_before = same_place(&runs[index], next);
    let tie_after = runs.get(index + 2).is_some_and(|third| third.first == next.first);
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
            }
        })
        .collect();
    runs.sort_by_key(|run| (run.first, run.last, run.start));
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
