//! Takes the jobs themselves out of their dumps, in the order of their listings.
//!
//! Stitching keeps fingerprints; whoever wants the jobs keeps the dumps and asks here. Jobs borrow
//! from their dump, except those in strings of other documents.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::chain::{Chain, Joint};
use super::key::{JobKey, Progress};
use super::listing::Listing;
use super::page::PageId;
use super::place::JobPlace;
use super::saved::{SavedJob, SavedListing, SavedPage};
use super::token::Position;
use crate::dump::{Dump, Fault, JobSite, PageSite, Visitor};
use crate::model::{Job, PageFrame, VaultArn};

impl Listing {
    /// The jobs of each vault, in the order of their listings, each job once; those that stand alone
    /// come last. Of a job that was saved in several states the last one is taken.
    ///
    /// `dumps` are those that were taken in, in the same order. Pages are those that the service cut,
    /// as far as tokens tell: a client's result may hold several, or a part of one.
    #[must_use]
    pub fn with_jobs<'d>(&self, dumps: &'d [Dump<'_>]) -> Vec<SavedListing<'d>> {
        let mut keeper =
            Keeper { listing: self, last_states: self.last_states(), given: HashSet::new() };
        let mut vaults: BTreeMap<Option<&str>, Vault> = BTreeMap::new();
        for chain in self.chains_in_order() {
            let vault = vaults.entry(self.vault_of(chain)).or_default();
            let mut pages = keeper.pages(chain);
            if !vault.pages.is_empty() {
                // Another snapshot bears the same tokens, which would lead into the first one.
                pages.iter_mut().for_each(Cut::forget_tokens);
            }
            vault.pages.extend(pages);
            vault.next = self.page(chain.last()).next.position();
        }
        for page in self.lone_jobs() {
            let vault = vaults.entry(self.vault_arn(page)).or_default();
            let jobs: Vec<JobPlace> =
                keeper.give(JobPlace { page, index: 0 }).into_iter().collect();
            if !jobs.is_empty() {
                vault.pages.push(Cut { jobs, ..Cut::default() });
            }
        }
        let wanted = vaults.values().flat_map(|vault| &vault.pages).flat_map(|page| &page.jobs);
        let mut texts = texts(dumps, &wanted.copied().collect());
        vaults.into_iter().map(|(arn, vault)| vault.filled(arn, &mut texts)).collect()
    }

    /// The chains in the order in which their jobs would be listed: of a listing that begins with its
    /// newest job, the newest chain first.
    fn chains_in_order(&self) -> Vec<&Chain> {
        let dates = |chain: &Chain| {
            chain.links.iter().filter_map(|link| self.page(link.page).dates).collect::<Vec<_>>()
        };
        let all = self.chains().iter().flat_map(dates);
        let steps: i64 =
            all.map(|dates| i64::from(dates.rising.0) - i64::from(dates.falling.0)).sum();
        let first = |chain: &&Chain| {
            let first = dates(chain).first().map(|dates| dates.first);
            first.map(|first| if steps > 0 { first } else { first.saturating_neg() })
        };
        let mut chains: Vec<&Chain> = self.chains().iter().collect();
        // Chains without dates come last.
        chains.sort_by_key(|chain| (first(chain).is_none(), first(chain)));
        chains
    }

    /// For each job that was saved more than once the place of its last state.
    fn last_states(&self) -> HashMap<u128, JobPlace> {
        let time = |place: &JobPlace| self.page(place.page).time;
        let ended = |place: &JobPlace| self.key(*place).progress() == Progress::Ended;
        let later = |one: JobPlace, other: JobPlace| {
            let is_later = match (time(&one), time(&other)) {
                (Some(before), Some(after)) => after > before,
                // Without times, the one that has ended is the later one.
                _ => ended(&other) && !ended(&one),
            };
            if is_later { other } else { one }
        };
        let last = |places: Vec<JobPlace>| {
            let place = places.into_iter().reduce(later)?;
            Some((self.key(place).id, place))
        };
        self.twins().into_iter().filter_map(last).collect()
    }
}

/// The text of the jobs at these places.
fn texts<'d>(dumps: &'d [Dump<'_>], wanted: &HashSet<JobPlace>) -> HashMap<JobPlace, SavedJob<'d>> {
    let mut texts = HashMap::with_capacity(wanted.len());
    let mut page: PageId = 0;
    for dump in dumps {
        let mut taker = Taker { bytes: dump.bytes(), wanted, page, index: 0, texts: &mut texts };
        dump.visit(&mut taker);
        page = taker.page;
    }
    texts
}

/// A vault's pages, before their jobs are filled in.
#[derive(Debug, Default)]
struct Vault {
    pages: Vec<Cut>,
    next: Option<Position>,
}

/// A page as the service cut it.
#[derive(Debug, Default)]
struct Cut {
    fetched_at: Option<String>,
    jobs: Vec<JobPlace>,
    marker: Option<String>,
}

impl Cut {
    fn forget_tokens(&mut self) {
        self.fetched_at = None;
        self.marker = None;
    }
}

impl Vault {
    fn filled<'d>(
        self,
        arn: Option<&str>,
        texts: &mut HashMap<JobPlace, SavedJob<'d>>,
    ) -> SavedListing<'d> {
        let names = arn.and_then(|arn| VaultArn::parse(arn).ok());
        let pages = self.pages.into_iter().map(|page| SavedPage {
            fetched_at: page.fetched_at,
            jobs: page.jobs.iter().filter_map(|place| texts.remove(place)).collect(),
            marker: page.marker,
        });
        SavedListing {
            account_id: names.map(|arn| arn.account_id().to_owned()),
            vault_name: names.map(|arn| arn.vault_name().to_owned()),
            pages: pages.collect(),
            next: self.next,
        }
    }
}

/// Gives each job once.
struct Keeper<'l> {
    listing: &'l Listing,
    last_states: HashMap<u128, JobPlace>,
    given: HashSet<u128>,
}

impl Keeper<'_> {
    /// The pages of a chain, cut where a token tells that the service cut them.
    fn pages(&mut self, chain: &Chain) -> Vec<Cut> {
        let mut pages = Vec::new();
        let mut page = Cut::default();
        let mut before: Option<Position> = None;
        for link in &chain.links {
            let keys = self.listing.keys_of(link.page);
            match before.take() {
                // What a token leads to is not there: the page that is does not follow it.
                Some(_) if link.joint == Some(Joint::Gap) => turn(&mut pages, &mut page, None),
                Some(Position { marker: Some(marker), amount: None | Some(0) }) => {
                    turn(&mut pages, &mut page, Some(marker));
                }
                _ => {}
            }
            before = self.listing.page(link.page).next.position();
            let inner = before.as_ref().and_then(|next| boundary(self.listing, keys, next));
            for index in
                link.overlap.min(inner.unwrap_or(u32::MAX))..self.listing.page(link.page).jobs
            {
                if inner == Some(index) {
                    let marker = before.as_ref().and_then(|next| next.marker.clone());
                    turn(&mut pages, &mut page, marker);
                }
                if index >= link.overlap {
                    page.jobs.extend(self.give(JobPlace { page: link.page, index }));
                }
            }
        }
        pages.push(page);
        pages
    }

    /// The place of the job's last state, unless the job was given before.
    fn give(&mut self, place: JobPlace) -> Option<JobPlace> {
        match self.listing.key(place).id {
            0 => Some(place),
            id if self.given.insert(id) => Some(*self.last_states.get(&id).unwrap_or(&place)),
            _ => None,
        }
    }
}

/// Ends a page, and begins the next one at a marker. What has no jobs yet was not begun.
fn turn(pages: &mut Vec<Cut>, page: &mut Cut, marker: Option<String>) {
    if page.jobs.is_empty() && (pages.is_empty() || page.fetched_at == marker) {
        page.fetched_at = marker;
        return;
    }
    let next = Cut { fetched_at: marker.clone(), ..Cut::default() };
    let ended = std::mem::replace(page, next);
    pages.push(Cut { marker, ..ended });
}

/// The index of the job at which the service's last page began, if a client's result holds it: its
/// token counts the jobs from there, and names the first of them.
fn boundary(listing: &Listing, keys: &[JobKey], next: &Position) -> Option<u32> {
    let offset = usize::try_from(next.offset()).ok().filter(|offset| *offset > 0)?;
    let index = keys.len().checked_sub(offset)?;
    let is_named = keys[index].id == listing.id_of(next.marker.as_deref()?);
    u32::try_from(index).ok().filter(|_| is_named)
}

/// Takes the text of jobs while their dump is visited.
struct Taker<'t, 'd> {
    bytes: &'d [u8],
    wanted: &'t HashSet<JobPlace>,
    page: PageId,
    index: u32,
    texts: &'t mut HashMap<JobPlace, SavedJob<'d>>,
}

impl<'d> Visitor<'d> for Taker<'_, 'd> {
    fn job(&mut self, job: Job<'d>, site: JobSite<'_>) {
        let place = JobPlace { page: self.page, index: self.index };
        self.index += 1;
        if !self.wanted.contains(&place) {
            return;
        }
        let at = site.place(job.span(), "");
        let text = match (&at.inner, site.text()) {
            (None, _) => Cow::Borrowed(&self.bytes[at.span.start..at.span.end]),
            (Some(_), text) => Cow::Owned(text.unwrap_or_default().to_vec()),
        };
        // The job was just read from this text, so it is a JSON object.
        if let Ok(job) = SavedJob::new(text) {
            self.texts.insert(place, job);
        }
    }

    fn page(&mut self, _: PageFrame<'d>, _: usize, _: &PageSite) {
        self.page += 1;
        self.index = 0;
    }

    fn cut_page(&mut self, frame: PageFrame<'d>, jobs: usize, site: &PageSite) {
        self.page(frame, jobs, site);
    }

    fn fault(&mut self, _: Fault) {}
}
