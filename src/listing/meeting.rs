//! Pages that meet under one key: those that a token leaves and those that it leads to.
//!
//! Of each key there are 32 bits of a hash and the page's number, sorted. Where one page that a token
//! leaves meets one that it leads to, that is all that is needed; only where several meet do their keys
//! stand in a table.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::page::PageId;

/// No page.
const NONE: PageId = PageId::MAX;

/// Who meets whom.
pub(super) struct Meeting {
    /// For each page that one leads to alone, which it alone leads to; by keys that are not compared
    /// yet.
    heads: Vec<PageId>,
    tails: Vec<PageId>,
    /// Several pages that meet: those that a token leaves, and those that it leads to.
    pub crowds: Vec<(Vec<PageId>, Vec<PageId>)>,
}

impl Meeting {
    /// Lets pages meet by the keys of the tokens that leave them and by those that lead to them.
    pub(super) fn of<K: Hash + Eq>(
        pages: Range<PageId>,
        tail: impl Fn(PageId) -> Option<K>,
        head: impl Fn(PageId) -> Option<K>,
    ) -> Option<Self> {
        let tails = sorted(pages.clone(), &tail);
        if tails.is_empty() {
            return None;
        }
        let heads = sorted(pages.clone(), &head);
        let none = vec![NONE; pages.end as usize];
        let mut meeting = Meeting { heads: none.clone(), tails: none, crowds: Vec::new() };
        let crowded = meeting.pair(&tails, &heads);
        drop((tails, heads));
        meeting.sort_out(crowded, tail, head);
        Some(meeting)
    }

    /// The pairs of pages that meet nobody else, in the order in which the input first tells of their
    /// keys. Whether the keys are equal is still to be seen.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (PageId, PageId)> + '_ {
        (0..).zip(self.heads.iter().zip(&self.tails)).flat_map(|(page, (&head, &tail))| {
            let leaves = (head != NONE && head >= page).then_some((page, head));
            let leads = (tail != NONE && tail > page).then_some((tail, page));
            leaves.into_iter().chain(leads)
        })
    }

    /// Pairs pages whose hashes no other has; returns the others whose hashes are met.
    fn pair(&mut self, tails: &[u64], heads: &[u64]) -> Vec<PageId> {
        let mut crowded = Vec::new();
        let mut heads = heads.chunk_by(is_same).peekable();
        for tails in tails.chunk_by(is_same) {
            while heads.next_if(|heads| hash(heads[0]) < hash(tails[0])).is_some() {}
            let Some(heads) = heads.next_if(|heads| is_same(&heads[0], &tails[0])) else {
                continue;
            };
            match (tails, heads) {
                ([tail], [head]) => {
                    self.heads[page(*tail) as usize] = page(*head);
                    self.tails[page(*head) as usize] = page(*tail);
                }
                _ => crowded.extend(tails.iter().chain(heads).map(|entry| page(*entry))),
            }
        }
        crowded
    }

    /// Sorts out by their keys the pages whose hashes several have.
    fn sort_out<K: Hash + Eq>(
        &mut self,
        mut crowded: Vec<PageId>,
        tail: impl Fn(PageId) -> Option<K>,
        head: impl Fn(PageId) -> Option<K>,
    ) {
        crowded.sort_unstable();
        crowded.dedup();
        let mut places: HashMap<K, usize> = HashMap::new();
        let mut crowds: Vec<(Vec<PageId>, Vec<PageId>)> = Vec::new();
        for page in crowded {
            for (key, is_tail) in [(tail(page), true), (head(page), false)] {
                let Some(key) = key else { continue };
                let next = crowds.len();
                let place = *places.entry(key).or_insert(next);
                if place == next {
                    crowds.push((Vec::new(), Vec::new()));
                }
                let (tails, heads) = &mut crowds[place];
                if is_tail { tails.push(page) } else { heads.push(page) }
            }
        }
        for (tails, heads) in &crowds {
            if let ([tail], [head]) = (&tails[..], &heads[..]) {
                self.heads[*tail as usize] = *head;
                self.tails[*head as usize] = *tail;
            }
        }
        crowds.retain(|(tails, heads)| {
            !tails.is_empty() && !heads.is_empty() && tails.len() + heads.len() > 2
        });
        self.crowds = crowds;
    }
}

/// The pages that have the same key as another, each group in the order of the input, the groups in
/// that of their first pages.
pub(super) fn crowds<K: Hash + Eq>(
    pages: Range<PageId>,
    key: impl Fn(PageId) -> Option<K>,
) -> Vec<Vec<PageId>> {
    let entries = sorted(pages, &key);
    let several = entries.chunk_by(is_same).filter(|same| same.len() > 1);
    let mut crowded: Vec<PageId> = several.flatten().map(|entry| page(*entry)).collect();
    crowded.sort_unstable();
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut crowds: Vec<Vec<PageId>> = Vec::new();
    for page in crowded {
        let Some(key) = key(page) else { continue };
        let next = crowds.len();
        let place = *places.entry(key).or_insert(next);
        if place == next {
            crowds.push(Vec::new());
        }
        crowds[place].push(page);
    }
    crowds.retain(|crowd| crowd.len() > 1);
    crowds
}

/// The hashes of the pages' keys with the pages, sorted.
fn sorted<K: Hash>(pages: Range<PageId>, key: impl Fn(PageId) -> Option<K>) -> Vec<u64> {
    let mut entries = Vec::new();
    for page in pages.clone() {
        let Some(key) = key(page) else { continue };
        if entries.is_empty() {
            entries.reserve_exact((pages.end - page) as usize);
        }
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        entries.push(hasher.finish() & !u64::from(u32::MAX) | u64::from(page));
    }
    entries.sort_unstable();
    entries
}

fn hash(entry: u64) -> u64 {
    entry >> 32
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "slices are cut by it")]
fn is_same(one: &u64, other: &u64) -> bool {
    hash(*one) == hash(*other)
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is the page")]
fn page(entry: u64) -> PageId {
    entry as u32
}
