//! Archives of which several jobs tell different things.
//!
//! That many jobs retrieve one archive is as it should be, so the jobs of an archive are not gathered
//! before it is known that they contradict each other. A filter ([`Repeats`]) tells which archives may
//! be retrieved more than once; what is told first of each of these stands in a table of a fixed
//! size, and what does not fit has a pass of its own. What grows is what is returned.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use super::key::JobKey;
use super::listing::Listing;
use super::may_repeat::archive;
use super::page::PageId;
use super::place::JobPlace;
use crate::model::VaultArn;
use crate::repeats::Repeats;

/// So many archives are held at a time: as many as a table of 13 MiB has room for.
const MOST: usize = (1 << 19) / 8 * 7;

/// Fingerprints of what a job tells of its archive: the size, the tree hash, the vault; 0 where it
/// does not tell.
pub type ArchiveFacts = [u32; 3];

/// An archive, and its scope.
type Archive = (u64, u32);

impl Listing {
    /// Jobs that retrieve the same archive within a scope, where they tell different things of it:
    /// each group in the order of the input.
    #[must_use]
    pub fn contested_archives(&self) -> Vec<Vec<JobPlace>> {
        let contested = contested(self, MOST);
        if contested.is_empty() {
            return Vec::new();
        }
        let mut groups: HashMap<Archive, Vec<JobPlace>> = HashMap::new();
        for (page, jobs) in pages(self) {
            let scope = self.file_of(page).scope;
            for (index, key) in (0..).zip(jobs) {
                let archive = (key.archive, scope);
                if contested.contains(&archive) {
                    groups.entry(archive).or_default().push(JobPlace { page, index });
                }
            }
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_unstable();
        groups
    }

    /// What a job tells of its archive.
    #[must_use]
    pub fn archive_facts(&self, job: JobPlace) -> ArchiveFacts {
        facts(self.key(job), vault_told(self, job.page))
    }
}

fn facts(key: &JobKey, vault: u32) -> ArchiveFacts {
    [key.archive_size, key.archive_tree_hash, vault]
}

/// The vault that a page's jobs tell, counted from 1; 0 where they are of several, or the ARN is wrong
/// in form, which is another rule's matter.
fn vault_told(listing: &Listing, page: PageId) -> u32 {
    let summary = listing.page(page);
    let is_mixed = summary.odd_jobs.as_ref().is_some_and(|odd| odd.other_vault.0 > 0);
    let is_sound = listing.vault_arn(page).is_some_and(|arn| VaultArn::parse(arn).is_ok());
    summary.vault.filter(|_| is_sound && !is_mixed).map_or(0, |vault| vault + 1)
}

/// The pages with their jobs.
fn pages(listing: &Listing) -> impl Iterator<Item = (PageId, &[JobKey])> {
    let count = PageId::try_from(listing.pages().len()).unwrap_or(PageId::MAX);
    (0..count).map(|page| (page, listing.keys_of(page)))
}

/// The archives of which different things are told; what is first told of `most` archives is held at a
/// time.
fn contested(listing: &Listing, most: usize) -> BTreeSet<Archive> {
    let mut contested = BTreeSet::new();
    let keys = listing.keys();
    let known = listing.may_repeat().map(|may_repeat| &may_repeat.archives);
    for slice in Repeats::slices(keys.len()) {
        let within =
            || Cow::Owned(Repeats::within(&slice, keys.len(), keys.iter().filter_map(archive)));
        let repeats = known.map_or_else(within, Cow::Borrowed);
        if !repeats.is_empty() {
            contest(listing, &slice, &repeats, most, &mut contested);
        }
    }
    contested
}

fn contest(
    listing: &Listing,
    slice: &RangeInclusive<u64>,
    repeats: &Repeats,
    most: usize,
    contested: &mut BTreeSet<Archive>,
) {
    let mut from = Some(*slice.start());
    while let Some(start) = from {
        let mut told = Told { facts: HashMap::new(), end: *slice.end(), most };
        for (page, jobs) in pages(listing) {
            // Few pages have an archive that may repeat.
            let mut common = None;
            for key in jobs {
                let archive = key.archive;
                let is_due = archive != 0 && archive >= start && archive <= told.end;
                if !is_due || !repeats.may_repeat(archive) {
                    continue;
                }
                let (scope, vault) = *common.get_or_insert_with(|| {
                    (listing.file_of(page).scope, vault_told(listing, page))
                });
                if told.is_contradicted((archive, scope), facts(key, vault)) {
                    contested.insert((archive, scope));
                }
            }
        }
        from = (told.end < *slice.end()).then(|| told.end + 1);
    }
}

/// What was first told of archives, up to a greatest one.
struct Told {
    facts: HashMap<Archive, ArchiveFacts>,
    end: u64,
    most: usize,
}

impl Told {
    /// Whether something else was told of the archive; what was not told yet is from now on.
    fn is_contradicted(&mut self, archive: Archive, facts: ArchiveFacts) -> bool {
        if self.facts.len() >= self.most && !self.facts.contains_key(&archive) {
            self.drop_greatest();
            if archive.0 > self.end {
                return false;
            }
        }
        let known = self.facts.entry(archive).or_insert(facts);
        let mut is_contradicted = false;
        for (known, told) in known.iter_mut().zip(facts) {
            is_contradicted |= *known != 0 && told != 0 && *known != told;
            if *known == 0 {
                *known = told;
            }
        }
        is_contradicted
    }

    /// Leaves about half of the archives to another pass.
    #[cold]
    fn drop_greatest(&mut self) {
        let (mut least, mut greatest) = (u64::MAX, 0);
        for (archive, _) in self.facts.keys() {
            (least, greatest) = (least.min(*archive), greatest.max(*archive));
        }
        if least == greatest {
            // All are one archive, in so many scopes.
            self.most *= 2;
            return;
        }
        // Fingerprints are spread evenly.
        self.end = least + (greatest - least) / 2;
        let end = self.end;
        self.facts.retain(|(archive, _), _| *archive <= end);
    }
}
