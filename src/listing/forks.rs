//! Places where one token leads to two pages.

use super::chain::Fork;
use super::key::JobKey;
use super::page::PageId;
use super::start::KnownStart;
use super::weave::Weave;
use crate::repeats::half;

/// Chains that begin where a token leads which led elsewhere: to other jobs, at no other time.
pub(super) fn forks(weave: &Weave<'_>) -> Vec<Fork> {
    let mut heads = heads(weave);
    find_tokens(weave, &mut heads);
    // In the order of the input.
    heads.sort_unstable_by_key(|head| head.page);
    let forks = heads.into_iter().filter_map(|head| {
        let (from, other) = (head.from?, head.page);
        let taken = weave.next(from)?;
        let is_fork = diverge(weave, taken, other) && from != other;
        is_fork.then_some(Fork { from, taken, other })
    });
    forks.collect()
}

/// The first page of a chain that may begin where a token leads.
struct Head {
    /// The half of an identifier: that of the token, or of the page's first job.
    marker: u64,
    page: PageId,
    /// The first page whose token leads there.
    from: Option<PageId>,
}

/// The first pages of chains, sorted by where they may begin.
fn heads(weave: &Weave<'_>) -> Vec<Head> {
    let starts = weave.chain_starts().filter(|page| weave.page(*page).is_listed());
    let mut heads: Vec<Head> = starts
        .filter_map(|page| {
            let marker = match weave.start(page) {
                KnownStart::At(Some(marker), 0) => weave.id_of(marker),
                KnownStart::Unknown => weave.jobs(page).first()?.id,
                _ => return None,
            };
            (marker != 0).then(|| Head { marker: half(marker), page, from: None })
        })
        .collect();
    heads.sort_unstable_by_key(|head| (head.marker, head.page));
    heads
}

/// Finds for each chain the first page that goes on elsewhere by a token that leads to it.
fn find_tokens(weave: &Weave<'_>, heads: &mut [Head]) {
    for from in weave.pages.ids().filter(|page| weave.next(*page).is_some()) {
        let Some(position) = weave.position(from).filter(|it| it.offset() == 0) else { continue };
        let Some(text) = position.marker else { continue };
        let (id, group) = (weave.id_of(text), weave.group(from));
        let start = heads.partition_point(|head| head.marker < half(id));
        for head in heads[start..].iter_mut().take_while(|head| head.marker == half(id)) {
            let leads_there = match weave.start(head.page) {
                KnownStart::At(marker, _) => marker == Some(text),
                _ => weave.jobs(head.page).first().is_some_and(|first| first.id == id),
            };
            if weave.group(head.page) == group && leads_there {
                head.from.get_or_insert(from);
            }
        }
    }
}

/// Whether two pages hold different jobs, at no different times.
fn diverge(weave: &Weave<'_>, one: PageId, other: PageId) -> bool {
    let times = (weave.page(one).time(), weave.page(other).time());
    let is_snapshot = matches!(times, (Some(one), Some(other)) if one != other);
    let differ =
        |(one, other): (&JobKey, &JobKey)| one.id != other.id && one.id != 0 && other.id != 0;
    !is_snapshot && weave.jobs(one).iter().zip(weave.jobs(other)).any(differ)
}
