//! The result: every page in its place.

use std::collections::HashSet;

use super::beside::beside;
use super::chain::{Chain, Copied, Fork, Joint, Link};
use super::fingerprint::Fingerprints;
use super::key::JobKey;
use super::may_repeat::MayRepeat;
use super::page::{PageId, PageSummary};
use super::pages::Pages;
use super::place::{File, JobPlace, Unread};
use super::scope::Scope;
use super::start::{self, KnownStart};
use super::stitch::stitch;
use super::token::Position;

/// Saved pages, put together to chains.
///
/// Every page is in a chain, or named as a copy, or holds a job that stands alone.
#[derive(Debug)]
pub struct Listing {
    files: Vec<File>,
    pages: Pages,
    keys: Vec<JobKey>,
    /// What may stand more than once among them, if one filter tells.
    may_repeat: Option<MayRepeat>,
    vaults: Vec<Box<str>>,
    chains: Vec<Chain>,
    copies: Vec<Copied>,
    forks: Vec<Fork>,
    unread: Vec<Unread>,
    /// The number of each page's chain, and its position there; past the last one for pages in none.
    place_in_chain: Vec<(u32, u32)>,
    fingerprints: Fingerprints,
    /// Whether files have nothing to do with each other.
    are_files_apart: bool,
}

impl Listing {
    pub(super) fn new(
        files: Vec<File>,
        mut pages: Pages,
        mut keys: Vec<JobKey>,
        vaults: Vec<Box<str>>,
        unread: Vec<Unread>,
        fingerprints: Fingerprints,
    ) -> Self {
        keys.shrink_to_fit();
        pages.shrink();
        let (stitched, may_repeat) = beside(
            keys.len(),
            || stitch(&files, &pages, &keys, &vaults, fingerprints),
            || MayRepeat::of(&keys),
        );
        let (chains, copies, forks) = (stitched.chains, stitched.copies, stitched.forks);
        let mut place_in_chain = vec![(u32::MAX, u32::MAX); pages.len()];
        for (number, chain) in (0..).zip(&chains) {
            for (position, link) in (0..).zip(&chain.links) {
                place_in_chain[link.page as usize] = (number, position);
            }
        }
        Listing {
            files,
            pages,
            keys,
            may_repeat,
            vaults,
            chains,
            copies,
            forks,
            unread,
            place_in_chain,
            fingerprints,
            are_files_apart: false,
        }
    }

    /// The same, put together within this scope.
    pub(super) fn scope(self, scope: Scope) -> Self {
        Listing { are_files_apart: scope == Scope::File, ..self }
    }

    /// Whether files have nothing to do with each other, so that a job of one is none of another.
    pub(super) fn are_files_apart(&self) -> bool {
        self.are_files_apart
    }

    /// The fingerprint of a Marker, as of the JobId that it may be.
    pub(super) fn id_of(&self, marker: &str) -> u128 {
        self.fingerprints.id_of(marker)
    }

    /// The files, in the order of the input.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// What could not be read, in the order of the input.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The pages, in the order of the input.
    #[must_use]
    pub fn pages(&self) -> impl ExactSizeIterator<Item = PageSummary<'_>> + Clone {
        self.pages.ids().map(|page| self.page(page))
    }

    /// One page.
    #[must_use]
    pub fn page(&self, page: PageId) -> PageSummary<'_> {
        self.pages.summary(page, page - self.file_of(page).first_page)
    }

    /// The file that a page stands in.
    #[must_use]
    pub fn file_of(&self, page: PageId) -> &File {
        &self.files[self.pages.record(page).file as usize]
    }

    /// Whether no other page stands in the file of this one.
    #[must_use]
    pub fn is_only_page_of_file(&self, page: PageId) -> bool {
        let file = self.pages.record(page).file;
        let after = self.pages.records().get(page as usize + 1);
        self.file_of(page).first_page == page && after.is_none_or(|after| after.file != file)
    }

    /// The fingerprints of a page's jobs.
    #[must_use]
    pub fn keys_of(&self, page: PageId) -> &[JobKey] {
        self.pages.record(page).jobs_of(&self.keys)
    }

    /// The fingerprints of a job.
    #[must_use]
    pub fn key(&self, job: JobPlace) -> &JobKey {
        &self.keys_of(job.page)[job.index as usize]
    }

    /// The fingerprints of all jobs, in the order of the input.
    #[must_use]
    pub fn keys(&self) -> &[JobKey] {
        &self.keys
    }

    /// What may stand more than once among all jobs, if one filter tells.
    pub(super) fn may_repeat(&self) -> Option<&MayRepeat> {
        self.may_repeat.as_ref()
    }

    /// The place of a job, by its number among all jobs.
    #[must_use]
    pub fn place_of(&self, job: usize) -> JobPlace {
        let number = job as u64;
        let after = self.pages.records().partition_point(|page| page.first_job <= number);
        // Pages without jobs share the number of the next page's first job; that page is the last.
        let page = after.saturating_sub(1);
        let index = number.saturating_sub(self.pages.records()[page].first_job);
        JobPlace {
            page: PageId::try_from(page).unwrap_or(PageId::MAX),
            index: u32::try_from(index).unwrap_or(u32::MAX),
        }
    }

    /// The ARN of a page's vault, if its jobs tell it.
    #[must_use]
    pub fn vault_arn(&self, page: PageId) -> Option<&str> {
        Some(&self.vaults[self.pages.record(page).vault()? as usize])
    }

    /// The vault of a chain: that of the first page whose jobs tell it.
    #[must_use]
    pub fn vault_of(&self, chain: &Chain) -> Option<&str> {
        Some(&self.vaults[chain.vault? as usize])
    }

    /// The chains, in the order of the input.
    #[must_use]
    pub fn chains(&self) -> &[Chain] {
        &self.chains
    }

    /// The chain that a page is in.
    #[must_use]
    pub fn chain_with(&self, page: PageId) -> Option<&Chain> {
        self.chains.get(self.place_in_chain[page as usize].0 as usize)
    }

    /// The number of the chain that a page is in, and the position of its link there.
    #[must_use]
    pub fn place_in_chain(&self, page: PageId) -> Option<(usize, usize)> {
        let (chain, position) = self.place_in_chain[page as usize];
        (chain != u32::MAX).then_some((chain as usize, position as usize))
    }

    /// Pages that hold nothing that a chain does not hold, in the order of the input.
    #[must_use]
    pub fn copies(&self) -> &[Copied] {
        &self.copies
    }

    /// Places where one token leads to two pages.
    #[must_use]
    pub fn forks(&self) -> &[Fork] {
        &self.forks
    }

    /// The place where a chain's page starts, by the token that led to it or by what it tells itself;
    /// `None` at the listing's first job, or where nothing tells.
    #[must_use]
    pub fn token_in(&self, chain: &Chain, index: usize) -> Option<Position> {
        let link = chain.links.get(index)?;
        let before = index.checked_sub(1).and_then(|before| chain.links.get(before));
        match (before, link.joint) {
            (Some(before), Some(Joint::Follows(_))) => {
                self.pages.position(before.page).map(Position::from)
            }
            _ => match start::of_page(&self.pages, link.page) {
                KnownStart::At(marker, offset) => Some(Position {
                    marker: marker.map(str::to_owned),
                    amount: (offset > 0).then_some(offset),
                }),
                KnownStart::Unknown | KnownStart::Recorded | KnownStart::Token => None,
            },
        }
    }

    /// Jobs that stand alone and so are part of no listing, in the order of the input.
    pub fn lone_jobs(&self) -> impl Iterator<Item = PageId> + '_ {
        self.pages.ids().filter(|page| !self.pages.record(*page).is_listed())
    }

    /// The places of a chain's jobs in the order of the listing, each job once: at its first place.
    pub fn jobs_of<'l>(&'l self, chain: &'l Chain) -> impl Iterator<Item = JobPlace> + 'l {
        let mut given = HashSet::new();
        let places = chain.links.iter().flat_map(|Link { page, overlap, .. }| {
            (*overlap..self.pages.record(*page).jobs).map(|index| JobPlace { page: *page, index })
        });
        places.filter(move |place| match self.key(*place).id {
            0 => true,
            id => given.insert(id),
        })
    }

    /// How many jobs a chain has, each boundary's overlap once.
    #[must_use]
    pub fn count_jobs(&self, chain: &Chain) -> u64 {
        let jobs =
            |link: &Link| u64::from(self.pages.record(link.page).jobs.saturating_sub(link.overlap));
        chain.links.iter().map(jobs).sum()
    }

    /// Whether all chains are complete.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.chains.iter().all(Chain::is_complete)
    }
}
