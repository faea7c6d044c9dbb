//! Goes over all archives, of jobs and of inventories, and enters each where it counts.
//!
//! An inventory in JSON names its vault, so those of one vault are one, and only jobs of that vault count
//! for them. One in CSV names none: it is by itself, any job of its archives counts, and the vaults of these
//! jobs are taken for its own, unless they have an inventory in JSON.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::archive::{Archive, size_told};
use super::disagreement::Disagreements;
use super::groups::{Groups, by_archive, by_vault};
use super::repeated::Repeated;
use super::subject::{Listed, Subject};
use super::tally::Tally;
use crate::inventory::{self, Inventory};
use crate::ledger::{Retrieval, Retrievals, archive_hash};

/// What is entered.
pub(super) struct Survey<'s> {
    /// The vaults of jobs by number.
    vaults: &'s [String],
    /// Those with inventories; first those in JSON by vault, then those in CSV.
    subjects: Vec<Subject>,
    /// Which of them each vault of jobs is, by an inventory in JSON.
    subject_of: Vec<Option<usize>>,
    /// The vaults whose jobs retrieve archives of an inventory in CSV, by subject.
    claims: BTreeMap<usize, BTreeSet<u32>>,
    /// Archives that jobs name and no inventory has, by vault.
    loose: Vec<Tally>,
    pub repeated: Repeated,
    pub disagreements: Disagreements,
}

/// An archive of an inventory.
struct Entry<'i> {
    hash: u64,
    subject: usize,
    archive: &'i inventory::Archive,
}

impl<'s> Survey<'s> {
    pub fn of(retrievals: &'s Retrievals, inventories: &'s [Inventory]) -> Self {
        let vaults = retrievals.vaults();
        let mut survey = Survey {
            vaults,
            subjects: Vec::new(),
            subject_of: Vec::new(),
            claims: BTreeMap::new(),
            loose: vec![Tally::default(); vaults.len()],
            repeated: Repeated::default(),
            disagreements: Disagreements::default(),
        };
        let entries = survey.enter_inventories(inventories);
        match entries.is_empty() {
            true => survey.enter_jobs(retrievals),
            false => survey.enter_both(retrievals, &entries),
        }
        survey
    }

    /// Makes subjects of inventories; returns their archives by hash and ArchiveId.
    fn enter_inventories<'i>(&mut self, inventories: &'i [Inventory]) -> Vec<Entry<'i>> {
        let named = inventories.iter().filter_map(Inventory::vault_arn);
        let named: BTreeSet<&str> = named.collect();
        self.subjects.extend(named.iter().map(|vault_arn| Subject {
            vault_arn: Some((*vault_arn).to_owned()),
            listed: Some(Listed::default()),
            ..Subject::default()
        }));
        let number = |vault_arn: &str| named.iter().position(|name| *name == vault_arn);
        self.subject_of = self.vaults.iter().map(|vault| number(vault)).collect();
        let mut entries = Vec::new();
        for inventory in inventories {
            let subject = inventory.vault_arn().and_then(number).unwrap_or_else(|| {
                self.subjects.push(Subject::default());
                self.subjects.len() - 1
            });
            let listed = self.subjects[subject].listed.get_or_insert_default();
            listed.names.push(inventory.name().to_owned());
            listed.dates.extend(inventory.date().map(str::to_owned));
            listed.dates.sort_unstable();
            entries.extend(inventory.archives().iter().map(|archive| {
                let hash = archive_hash(archive.archive_id.as_bytes());
                Entry { hash, subject, archive }
            }));
        }
        entries.sort_unstable_by_key(|entry| {
            (entry.hash, &entry.archive.archive_id, entry.subject, entry.archive.size)
        });
        entries
    }

    /// Enters the archives of jobs; no inventory lists any.
    fn enter_jobs(&mut self, retrievals: &'s Retrievals) {
        let loose = &mut self.loose;
        let subject_of = &self.subject_of;
        let subjects = &mut self.subjects;
        let mut alone = |one: &Retrieval<'_>| {
            let vault = one.vault as usize;
            match subject_of.get(vault).copied().flatten() {
                Some(subject) => subjects[subject].outside.add_named(&of_jobs(&[*one])),
                None if one.has_succeeded() && one.asked.is_whole(one.size) => {
                    loose[vault].add_whole();
                }
                None => loose[vault].add(&of_jobs(&[*one])),
            }
        };
        let groups = Groups::of_repeated(retrievals, &mut alone);
        groups.for_each(&mut |_, cluster| {
            by_archive(cluster).for_each(|same| self.enter(same, &[]));
        });
    }

    /// Enters the archives of jobs and of inventories, which are both gone through by hash.
    fn enter_both(&mut self, retrievals: &'s Retrievals, entries: &[Entry<'_>]) {
        let groups = Groups::of_all(retrievals);
        let mut listed = entries;
        groups.for_each(&mut |hash, cluster| {
            let before = listed.partition_point(|entry| entry.hash < hash);
            self.enter_listed(&listed[..before]);
            let rest = &listed[before..];
            let same = rest.iter().take_while(|entry| entry.hash == hash).count();
            self.enter_cluster(cluster, &rest[..same]);
            listed = &rest[same..];
        });
        self.enter_listed(listed);
    }

    /// Enters archives that no job names.
    fn enter_listed(&mut self, entries: &[Entry<'_>]) {
        let by_archive =
            entries.chunk_by(|one, other| one.archive.archive_id == other.archive.archive_id);
        by_archive.for_each(|same| self.enter(&[], same));
    }

    /// Enters archives with the same hash, of both kinds in the order of ArchiveIds.
    fn enter_cluster(&mut self, mut retrievals: &[Retrieval<'_>], mut entries: &[Entry<'_>]) {
        while let (Some(one), Some(entry)) = (retrievals.first(), entries.first()) {
            let (id, listed) = (one.archive_id, entry.archive.archive_id.as_bytes());
            let own = retrievals.iter().take_while(|other| other.archive_id == id).count();
            let same =
                entries.iter().take_while(|other| other.archive.archive_id.as_bytes() == listed);
            let same = same.count();
            let (own, same) = match id.cmp(listed) {
                Ordering::Less => (own, 0),
                Ordering::Equal => (own, same),
                Ordering::Greater => (0, same),
            };
            self.enter(&retrievals[..own], &entries[..same]);
            (retrievals, entries) = (&retrievals[own..], &entries[same..]);
        }
        by_archive(retrievals).for_each(|same| self.enter(same, &[]));
        self.enter_listed(entries);
    }

    /// Enters one ArchiveId: all its retrievals, and where it is listed.
    fn enter(&mut self, retrievals: &[Retrieval<'_>], entries: &[Entry<'_>]) {
        by_vault(retrievals).for_each(|own| self.repeated.add(own));
        let mut is_in_csv = false;
        for same in entries.chunk_by(|one, other| one.subject == other.subject) {
            let subject = same[0].subject;
            let names_vault = self.subjects[subject].vault_arn.is_some();
            let own = by_vault(retrievals).find(|own| self.subject(own) == Some(subject));
            let own = if names_vault { own.unwrap_or_default() } else { retrievals };
            if !names_vault {
                is_in_csv = true;
                let vaults = own.iter().map(|one| one.vault);
                self.claims.entry(subject).or_default().extend(vaults);
            }
            self.enter_entry(same, own);
        }
        for own in by_vault(retrievals) {
            let is_listed = |subject| entries.iter().any(|entry| entry.subject == subject);
            match self.subject(own) {
                Some(subject) if is_listed(subject) => {}
                Some(subject) => self.subjects[subject].outside.add_named(&of_jobs(own)),
                None if is_in_csv => {}
                None => {
                    let has_csv = self.subjects.iter().any(|subject| subject.vault_arn.is_none());
                    let loose = &mut self.loose[own[0].vault as usize];
                    // Where an inventory in CSV may turn out to be of this vault, it is outside of that.
                    let add = if has_csv { Tally::add_named } else { Tally::add };
                    add(loose, &of_jobs(own));
                }
            }
        }
    }

    /// Enters an archive that a subject lists, once or more often, with the retrievals that count for it.
    fn enter_entry(&mut self, same: &[Entry<'_>], retrievals: &[Retrieval<'_>]) {
        // Equal ones are in the order of their sizes.
        let Some((largest, others)) = same.split_last() else { return };
        let subject = &mut self.subjects[largest.subject];
        let listed = subject.listed.get_or_insert_default();
        let archive = largest.archive;
        listed.again += others.len() as u64;
        let contradicts = |other: &Entry<'_>| {
            let hashes = archive.tree_hash.zip(other.archive.tree_hash);
            other.archive.size != archive.size || hashes.is_some_and(|(one, other)| one != other)
        };
        listed.contradicted += u64::from(others.iter().any(contradicts));
        self.disagreements.add(archive, retrievals);
        let of_jobs = retrievals.first().map(|one| one.vault_arn);
        let vault_arn = of_jobs.or(subject.vault_arn.as_deref()).unwrap_or_default().to_owned();
        subject.archives.add(&Archive {
            vault_arn: &vault_arn,
            archive_id: &archive.archive_id,
            size: Some(archive.size),
            retrievals,
        });
    }

    /// The subject of the vault of these retrievals, by an inventory in JSON.
    fn subject(&self, own: &[Retrieval<'_>]) -> Option<usize> {
        own.first().and_then(|one| self.subject_of.get(one.vault as usize).copied().flatten())
    }

    /// All subjects: those with inventories, and the other vaults that jobs retrieve from.
    pub fn into_subjects(mut self) -> (Vec<Subject>, Repeated, Disagreements) {
        for (subject, claimed) in &self.claims {
            let subject = &mut self.subjects[*subject];
            if let (Some(vault), 1) = (claimed.first(), claimed.len()) {
                subject.vault_arn = Some(self.vaults[*vault as usize].clone());
            }
            for vault in claimed {
                subject.outside.merge(std::mem::take(&mut self.loose[*vault as usize]));
            }
        }
        let loose = self.vaults.iter().zip(self.loose).filter(|(_, tally)| tally.archives > 0);
        self.subjects.extend(loose.map(|(vault_arn, archives)| Subject {
            vault_arn: Some(vault_arn.clone()),
            archives,
            ..Subject::default()
        }));
        (self.subjects, self.repeated, self.disagreements)
    }
}

/// An archive that is known by its jobs alone.
fn of_jobs<'a>(retrievals: &'a [Retrieval<'a>]) -> Archive<'a> {
    let first = retrievals.first();
    Archive {
        vault_arn: first.map_or("", |one| one.vault_arn),
        archive_id: first.map_or("", Retrieval::archive_id),
        size: size_told(retrievals),
        retrievals,
    }
}
