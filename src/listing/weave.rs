//! The joints made so far, while pages become chains.
//!
//! A page has at most one page before it and one after it. Each chain knows both of its ends by one
//! look-up, so that a joint which would close a circle is refused at once, however long the chain.

use std::collections::HashMap;

use super::chain::Joint;
use super::evidence::Evidence;
use super::key::JobKey;
use super::page::{Next, PageId, PageSummary};

/// The pages, and the joints made so far.
pub(super) struct Weave<'p> {
    pub pages: &'p [PageSummary],
    pub keys: &'p [JobKey],
    /// Pages with the same number may belong to one listing, as far as scope, vault and filters go.
    pub groups: &'p [u32],
    next: Vec<Option<PageId>>,
    /// The page before, and what joins them.
    before: Vec<Option<(PageId, Joint)>>,
    /// Of a chain's first page its last one, and the other way round.
    other_end: Vec<PageId>,
    /// Pages that are no longer looked at: they hold nothing that others do not hold.
    is_copy: Vec<bool>,
    /// What a page's own token tells of where it starts.
    pub starts: Vec<KnownStart>,
}

/// What is known of where a page starts in its listing, by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KnownStart {
    /// Nothing.
    Unknown,
    /// At the first job: its request had no marker.
    Recorded,
    /// At the first job: its token counts just its own jobs.
    Token,
    /// So many jobs into the page at this marker.
    At(Option<Box<str>>, u64),
}

impl KnownStart {
    pub(super) fn is_first(&self) -> bool {
        matches!(self, KnownStart::Recorded | KnownStart::Token)
    }
}

impl<'p> Weave<'p> {
    pub(super) fn new(
        pages: &'p [PageSummary],
        keys: &'p [JobKey],
        groups: &'p [u32],
        starts: Vec<KnownStart>,
    ) -> Self {
        let count = PageId::try_from(pages.len()).unwrap_or(PageId::MAX);
        Weave {
            pages,
            keys,
            groups,
            next: vec![None; pages.len()],
            before: vec![None; pages.len()],
            other_end: (0..count).collect(),
            is_copy: vec![false; pages.len()],
            starts,
        }
    }

    pub(super) fn page(&self, page: PageId) -> &'p PageSummary {
        &self.pages[page as usize]
    }

    /// The fingerprints of a page's jobs.
    pub(super) fn jobs(&self, page: PageId) -> &'p [JobKey] {
        self.page(page).jobs_of(self.keys)
    }

    pub(super) fn group(&self, page: PageId) -> u32 {
        self.groups[page as usize]
    }

    pub(super) fn start(&self, page: PageId) -> &KnownStart {
        &self.starts[page as usize]
    }

    /// Notes that a page is the first of its listing, as another save of it proves.
    pub(super) fn prove_start(&mut self, page: PageId) {
        let start = &mut self.starts[page as usize];
        if *start == KnownStart::Unknown {
            *start = KnownStart::Token;
        }
    }

    /// Joins the end of one chain to the start of another; tells whether that could be.
    pub(super) fn join(&mut self, tail: PageId, head: PageId, joint: Joint) -> bool {
        if !self.is_open_tail(tail) || !self.is_open_head(head) || self.chain_end(head) == tail {
            return false;
        }
        let (start, end) = (self.other_end[tail as usize], self.other_end[head as usize]);
        self.other_end[start as usize] = end;
        self.other_end[end as usize] = start;
        self.next[tail as usize] = Some(head);
        self.before[head as usize] = Some((tail, joint));
        true
    }

    pub(super) fn follow(&mut self, tail: PageId, head: PageId, evidence: Evidence) -> bool {
        self.join(tail, head, Joint::Follows(evidence))
    }

    /// Whether a page may still be followed: it is in a listing and has no page after it.
    pub(super) fn is_open_tail(&self, page: PageId) -> bool {
        !self.is_copy[page as usize] && self.next[page as usize].is_none()
    }

    /// Whether a page may still follow another.
    pub(super) fn is_open_head(&self, page: PageId) -> bool {
        !self.is_copy[page as usize] && self.before[page as usize].is_none()
    }

    /// The last page of the chain that begins with this one.
    pub(super) fn chain_end(&self, start: PageId) -> PageId {
        self.other_end[start as usize]
    }

    pub(super) fn next(&self, page: PageId) -> Option<PageId> {
        self.next[page as usize]
    }

    pub(super) fn joint(&self, page: PageId) -> Option<Joint> {
        self.before[page as usize].map(|(_, joint)| joint)
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
    pub(super) fn chain_starts(&self) -> Vec<PageId> {
        let count = PageId::try_from(self.pages.len()).unwrap_or(PageId::MAX);
        (0..count).filter(|page| self.is_open_head(*page)).collect()
    }

    /// The first pages of the chains of each group, in the order of the input.
    pub(super) fn chains_by_group(&self) -> Vec<Vec<PageId>> {
        let mut groups: HashMap<u32, Vec<PageId>> = HashMap::new();
        for start in self.chain_starts() {
            if self.page(start).is_listed() {
                groups.entry(self.group(start)).or_default().push(start);
            }
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort();
        groups
    }

    /// Whether a page ends an array of pages with a `Marker`: a cut by MaxItems may have dropped jobs
    /// before it, and leaves no trace.
    pub(super) fn may_lack_jobs(&self, page: PageId) -> bool {
        let (one, after) = (self.page(page), self.pages.get(page as usize + 1));
        let goes_on = after.is_some_and(|after| after.file == one.file && after.array == one.array);
        one.array.is_some() && !goes_on && matches!(one.next, Next::Marker(_))
    }

    /// How many first jobs of `head` are the last ones of `tail`: one at a boundary where Glacier
    /// repeats it, or as many as a token says.
    pub(super) fn overlap(&self, tail: PageId, head: PageId) -> u32 {
        let (before, after) = (self.jobs(tail), self.jobs(head));
        let amount = match self.page(tail).next.position() {
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

/// Whether both are the same jobs, by their identifiers.
fn same_jobs(one: &[JobKey], other: &[JobKey]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| one.id != 0 && one.id == other.id)
}
