//! Where each page starts in its listing, as far as the page tells by itself.

use std::collections::HashMap;

use super::key::JobKey;
use super::page::{Next, PageId, PageSummary};
use super::token::Position;
use super::weave::KnownStart;

/// What each page tells of its start.
///
/// A client's token at marker M with amount A, on a dump of n ≤ A jobs, says that the dump starts
/// A − n jobs into the page at M. Where two dumps with other jobs bear the same token, only one can
/// be right: the other's token leads back, and its start is not believed.
pub(super) fn of_pages(pages: &[PageSummary], keys: &[JobKey], groups: &[u32]) -> Vec<KnownStart> {
    let mut starts: Vec<KnownStart> = pages.iter().map(of_page).collect();
    let mut claims: HashMap<(u32, Position), Vec<PageId>> = HashMap::new();
    for (page, summary) in (0..).zip(pages) {
        if let (Next::Token(_), Some(position)) = (&summary.next, summary.next.position()) {
            claims.entry((groups[page as usize], position)).or_default().push(page);
        }
    }
    let falls = direction_by_group(pages, groups);
    for ((group, _), mut claimants) in claims {
        // Where nothing shows which way the listing runs, its newest job is taken to be the first, as
        // in what AWS is seen to answer.
        let falls = falls.get(&group).is_none_or(|steps| *steps <= 0);
        claimants.sort_by_key(|page| {
            let date = pages[*page as usize].dates.map_or(0, |dates| dates.first);
            (if falls { date.saturating_neg() } else { date }, *page)
        });
        let first_job = |page: PageId| pages[page as usize].jobs_of(keys).first().map(|key| key.id);
        let believed = claimants.first().and_then(|page| first_job(*page));
        for page in claimants {
            if first_job(page) != believed {
                starts[page as usize] = KnownStart::Unknown;
            }
        }
    }
    starts
}

/// What one page tells of its start.
pub(super) fn of_page(page: &PageSummary) -> KnownStart {
    if let Some(request) = &page.request {
        return match &request.marker {
            None => KnownStart::Recorded,
            Some(marker) => KnownStart::At(Some(marker.as_str().into()), 0),
        };
    }
    let Next::Token(token) = &page.next else {
        return KnownStart::Unknown;
    };
    match token.position() {
        Some(Position { marker, amount: Some(amount) }) if amount >= u64::from(page.jobs) => {
            match (marker, amount - u64::from(page.jobs)) {
                (None, 0) => KnownStart::Token,
                (marker, offset) => KnownStart::At(marker.map(Box::from), offset),
            }
        }
        _ => KnownStart::Unknown,
    }
}

/// For each group, by how many steps more its pages rise than fall.
fn direction_by_group(pages: &[PageSummary], groups: &[u32]) -> HashMap<u32, i64> {
    let mut steps: HashMap<u32, i64> = HashMap::new();
    for (page, group) in pages.iter().zip(groups) {
        if let Some(dates) = page.dates {
            *steps.entry(*group).or_default() +=
                i64::from(dates.rising.0) - i64::from(dates.falling.0);
        }
    }
    steps
}
