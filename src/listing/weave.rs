//! The joints made so far, while pages become chains.
//!
//! A page has at most one page before it and one after it. Each chain knows both of its ends by one
//! look-up, so that a joint which would close a circle is refused at once, however long the chain.

use super::chain::Joint;
use super::evidence::Evidence;
use super::fingerprint::Fingerprints;
use super::key::JobKey;
use super::page::PageId;
use super::pages::{Pages, PositionRef};
use super::record::{NextKind, Record};
use super::start::{KnownStart, Starts};

/// The pages, and the joints made so far.
pub(super) struct Weave<'p> {
    pub pages: &'p Pages,
    pub keys: &'p [JobKey],
    /// Pages with the same number may belong to one listing, as far as scope, vault and filters go.
    pub groups: &'p [u32],
    /// The page after; past the last one for none.
    next: Vec<PageId>,
    /// What joins a page to the one before it.
    joints: Vec<Option<Joint>>,
    /// Of a chain's first page its last one, and the other way round.
    other_end: Vec<PageId>,
    /// Pages that are no longer looked at: they hold nothing that others do not hold.
    is_copy: Vec<bool>,
    /// What a page's own token tells of where it starts.
    starts: Starts,
    fingerprints: Fingerprints,
}

impl<'p> Weave<'p> {
    pub(super) fn new(
        pages: &'p Pages,
        keys: &'p [JobKey],
        groups: &'p [u32],
        fingerprints: Fingerprints,
    ) -> Self {
        Weave {
            pages,
            keys,
            groups,
            next: vec![PageId::MAX; pages.len()],
            joints: vec![None; pages.len()],
            other_end: pages.ids().collect(),
            is_copy: vec![false; pages.len()],
            starts: Starts::of(pages, keys, groups),
            fingerprints,
        }
    }

    pub(super) fn page(&self, page: PageId) -> &'p Record {
        self.pages.record(page)
    }

    /// The place in the service's listing at which a page ends.
    pub(super) fn position(&self, page: PageId) -> Option<PositionRef<'p>> {
        self.pages.position(page)
    }

    /// The service's `Marker` with which a page ends.
    pub(super) fn marker(&self, page: PageId) -> Option<&'p str> {
        self.pages.marker(page)
    }

    /// The fingerprint of a Marker, as of the JobId that it may be.
    pub(super) fn id_of(&self, marker: &str) -> u128 {
        self.fingerprints.id_of(marker)
    }

    /// The fingerprints of a page's jobs.
    pub(super) fn jobs(&self, page: PageId) -> &'p [JobKey] {
        self.page(page).jobs_of(self.keys)
    }

    pub(super) fn group(&self, page: PageId) -> u32 {
        self.groups[page as usize]
    }

    pub(super) fn start(&self, page: PageId) -> KnownStart<'p> {
        self.starts.get(self.pages, page)
    }

    /// Whether a page tells nothing of where it starts.
    pub(super) fn has_unknown_start(&self, page: PageId) -> bool {
        self.starts.is_unknown(page)
    }

    /// Notes that a page is the first of its listing, as another save of it proves.
    pub(super) fn prove_start(&mut self, page: PageId) {
        self.starts.prove(page);
    }

    /// Joins the end of one chain to the start of another; tells whether that could be.
    pub(super) fn join(&mut self, tail: PageId, head: PageId, joint: Joint) -> bool {
        if !self.is_open_tail(tail) || !self.is_open_head(head) || self.chain_end(head) == tail {
            return false;
        }
        let (start, end) = (self.other_end[tail as usize], self.other_end[head as usize]);
        self.other_end[start as usize] = end;
        self.other_end[end as usize] = start;
        self.next[tail as usize] = head;
        self.joints[head as usize] = Some(joint);
        true
    }

    pub(super) fn follow(&mut self, tail: PageId, head: PageId, evidence: Evidence) -> bool {
        self.join(tail, head, Joint::Follows(evidence))
    }

    /// Whether a page may still be followed: it is in a listing and has no page after it.
    pub(super) fn is_open_tail(&self, page: PageId) -> bool {
        !self.is_copy[page as usize] && self.next(page).is_none()
    }

    /// Whether a page may still follow another.
    pub(super) fn is_open_head(&self, page: PageId) -> bool {
        !self.is_copy[page as usize] && self.joint(page).is_none()
    }

    /// The last page of the chain that begins with this one.
    pub(super) fn chain_end(&self, start: PageId) -> PageId {
        self.other_end[start as usize]
    }

    pub(super) fn next(&self, page: PageId) -> Option<PageId> {
        Some(self.next[page as usize]).filter(|next| *next != PageId::MAX)
    }

    pub(super) fn joint(&self, page: PageId) -> Option<Joint> {
        self.joints[page as usize]
    }

    /// Whether a page was not taken out.
    pub(super) fn is_kept(&self, page: PageId) -> bool {
        !self.is_copy[page as usize]
    }

    /// Takes a chain out: its pages hold nothing that others do not hold.
    pub(super) fn take_out(&mut self, start: PageId) {
        let mut next = Some(start);
        while let Some(page) = next {
            self.is_copy[page as usize] = true;
            next = self.next(page);
        }
    }

    /// The pages of the chain that begins with this one.
    pub(super) fn chain(&self, start: PageId) -> impl Iterator<Item = PageId> + '_ {
        std::iter::successors(Some(start), |page| self.next(*page))
    }

    /// The first pages of all chains, in the order of the input.
    pub(super) fn chain_starts(&self) -> impl Iterator<Item = PageId> + '_ {
        self.pages.ids().filter(|page| self.is_open_head(*page))
    }

    /// The first pages of all chains of listings, those of each group together.
    pub(super) fn chains_by_group(&self) -> ChainsByGroup {
        let listed = || self.chain_starts().filter(|page| self.page(*page).is_listed());
        let mut starts = Vec::with_capacity(listed().count());
        starts.extend(listed().map(|page| (self.group(page), page)));
        starts.sort_unstable();
        ChainsByGroup { starts }
    }

    /// Whether a page ends an array of pages with a `Marker`: a cut by MaxItems may have dropped jobs
    /// before it, and leaves no trace.
    pub(super) fn may_lack_jobs(&self, page: PageId) -> bool {
        let (one, after) = (self.page(page), self.pages.records().get(page as usize + 1));
        let goes_on =
            after.is_some_and(|after| after.file == one.file && after.array() == one.array());
        one.array().is_some() && !goes_on && one.next == NextKind::Marker
    }

    /// How many first jobs of `head` are the last ones of `tail`: one at a boundary where Glacier
    /// repeats it, or as many as a token says.
    pub(super) fn overlap(&self, tail: PageId, head: PageId) -> u32 {
        let (before, after) = (self.jobs(tail), self.jobs(head));
        let amount = match self.position(tail) {
            Some(position) => usize::try_from(position.offset()).unwrap_or(usize::MAX),
            None => 0,
        };
        let by_token = (amount > 0 && amount <= before.len().min(after.len()))
            && same_jobs(&before[before.len() - amount..], &after[..amount]);
        let by_one = match (before.last(), after.first()) {
            (Some(last), Some(first)) => last.id != 0 && last.id == first.id,
            _ => false,
        };
        match by_token {
            true => u32::try_from(amount).unwrap_or(u32::MAX),
            false => u32::from(by_one),
        }
    }
}

/// The first pages of chains.
pub(super) struct ChainsByGroup {
    starts: Vec<(u32, PageId)>,
}

impl ChainsByGroup {
    /// Those of each group, in the order of the input.
    pub(super) fn iter(&self) -> impl Iterator<Item = Vec<PageId>> + '_ {
        let groups = self.starts.chunk_by(|one, other| one.0 == other.0);
        groups.map(|group| group.iter().map(|(_, page)| *page).collect())
    }
}

/// Whether both are the same jobs, by their identifiers.
fn same_jobs(one: &[JobKey], other: &[JobKey]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| one.id != 0 && one.id == other.id)
}
