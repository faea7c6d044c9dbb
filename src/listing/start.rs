//! Where each page starts in its listing, as far as the page tells by itself.

use std::collections::HashMap;

use super::key::JobKey;
use super::meeting::crowds;
use super::page::PageId;
use super::pages::{Pages, PositionRef};

/// What is known of where a page starts in its listing, by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KnownStart<'p> {
    /// Nothing.
    Unknown,
    /// At the first job: its request had no marker.
    Recorded,
    /// At the first job: its token counts just its own jobs.
    Token,
    /// So many jobs into the page at this marker.
    At(Option<&'p str>, u64),
}

impl KnownStart<'_> {
    pub(super) fn is_first(&self) -> bool {
        matches!(self, KnownStart::Recorded | KnownStart::Token)
    }
}

/// What is known of where each page starts: the kind of its [`KnownStart`], since the page itself tells
/// the rest.
#[derive(Debug)]
pub(super) struct Starts(Vec<Kind>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Unknown,
    Recorded,
    Token,
    At,
}

impl Starts {
    /// What each page tells of its start.
    ///
    /// A client's token at marker M with amount A, on a dump of n ≤ A jobs, says that the dump starts
    /// A − n jobs into the page at M. Where two dumps with other jobs bear the same token, only one can
    /// be right: the other's token leads back, and its start is not believed.
    pub(super) fn of(pages: &Pages, keys: &[JobKey], groups: &[u32]) -> Self {
        let kind = |page| match of_page(pages, page) {
            KnownStart::Unknown => Kind::Unknown,
            KnownStart::Recorded => Kind::Recorded,
            KnownStart::Token => Kind::Token,
            KnownStart::At(..) => Kind::At,
        };
        let mut starts = Starts(pages.ids().map(kind).collect());
        starts.drop_false_claims(pages, keys, groups);
        starts
    }

    fn drop_false_claims(&mut self, pages: &Pages, keys: &[JobKey], groups: &[u32]) {
        let claim = |page: PageId| {
            let position = pages.position(page).filter(|_| pages.record(page).next.is_token())?;
            Some((groups[page as usize], position))
        };
        let crowds = crowds(pages.ids(), claim);
        let rises = if crowds.is_empty() { HashMap::new() } else { rises(pages, groups) };
        for mut claimants in crowds {
            // Where nothing shows which way the listing runs, its newest job is taken to be the first,
            // as in what AWS is seen to answer.
            let group = groups[claimants[0] as usize];
            let falls = rises.get(&group).is_none_or(|steps| *steps <= 0);
            claimants.sort_by_key(|page| {
                let date = pages.record(*page).dates().map_or(0, |dates| dates.first);
                (if falls { date.saturating_neg() } else { date }, *page)
            });
            let first_job =
                |page: PageId| pages.record(page).jobs_of(keys).first().map(|key| key.id);
            let believed = claimants.first().and_then(|page| first_job(*page));
            for page in claimants {
                if first_job(page) != believed {
                    self.0[page as usize] = Kind::Unknown;
                }
            }
        }
    }

    pub(super) fn get<'p>(&self, pages: &'p Pages, page: PageId) -> KnownStart<'p> {
        match self.0[page as usize] {
            Kind::Unknown => KnownStart::Unknown,
            Kind::Recorded => KnownStart::Recorded,
            Kind::Token => KnownStart::Token,
            Kind::At => of_page(pages, page),
        }
    }

    pub(super) fn is_unknown(&self, page: PageId) -> bool {
        self.0[page as usize] == Kind::Unknown
    }

    /// Notes that a page is the first of its listing, as another save of it proves.
    pub(super) fn prove(&mut self, page: PageId) {
        if self.is_unknown(page) {
            self.0[page as usize] = Kind::Token;
        }
    }
}

/// What one page tells of its start.
pub(super) fn of_page(pages: &Pages, page: PageId) -> KnownStart<'_> {
    if let Some(request) = pages.request(page) {
        return match request.marker {
            None => KnownStart::Recorded,
            Some(marker) => KnownStart::At(Some(marker), 0),
        };
    }
    let record = pages.record(page);
    let jobs = u64::from(record.jobs);
    match pages.position(page).filter(|_| record.next.is_token()) {
        Some(PositionRef { marker, amount: Some(amount) }) if amount >= jobs => {
            match (marker, amount - jobs) {
                (None, 0) => KnownStart::Token,
                (marker, offset) => KnownStart::At(marker, offset),
            }
        }
        _ => KnownStart::Unknown,
    }
}

/// For each group, by how many steps more its pages rise than fall.
fn rises(pages: &Pages, groups: &[u32]) -> HashMap<u32, i64> {
    let mut rises: HashMap<u32, i64> = HashMap::new();
    for (page, group) in pages.records().iter().zip(groups) {
        if let Some(dates) = page.dates() {
            *rises.entry(*group).or_default() +=
                i64::from(dates.rising.0) - i64::from(dates.falling.0);
        }
    }
    rises
}
