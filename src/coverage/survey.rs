//! Goes over all archives, of jobs and of inventories, and enters each where it counts.
//!
//! An inventory in JSON names its vault, so those of one vault are one, and only jobs of that vault count
//! for them. One in CSV names none: any job of its archives counts. If these jobs are all of one vault, that is taken
//! for its own, and it is surveyed again as one of that vault; if not, it is by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::Archive;
use super::disagreement::Disagreements;
use super::groups::{all, by_vault, for_each_archive};
use super::loose::Loose;
use super::repeated::Repeated;
use super::subject::{Listed, Subject};
use super::tally::Tally;
use crate::inventory::{self, Inventory};
use crate::ledger::{ArchiveHashes, Retrieval, Retrievals};

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
        let vaults: Vec<_> = inventories.iter().map(Inventory::vault_arn).collect();
        let survey = Survey::by(retrievals, inventories, &vaults);
        let known = survey.vaults_of(&vaults);
        match known == vaults {
            true => survey,
            // One in CSV counts with the others of the vault that it turns out to be of.
            false => Survey::by(retrievals, inventories, &known),
        }
    }

    /// Surveys inventories of these vaults, as far as they are known.
    fn by(
        retrievals: &'s Retrievals,
        inventories: &'s [Inventory],
        of_inventories: &[Option<&'s str>],
    ) -> Self {
        let vaults = retrievals.vaults();
        let mut survey = Survey {
            vaults,
            subjects: Vec::new(),
            subject_of: Vec::new(),
            claims: BTreeMap::new(),
            loose: Vec::new(),
            repeated: Repeated::default(),
            disagreements: Disagreements::default(),
        };
        if inventories.is_empty() {
            let Loose { tallies, repeated } = Loose::of(retrievals);
            return Survey { loose: tallies, repeated, ..survey };
        }
        let hashes = retrievals.hashes();
        let entries = survey.enter_inventories(inventories, of_inventories, hashes);
        survey.enter_both(retrievals, &entries);
        survey
    }

    /// The vaults of inventories: those that they name, and where they name none, the one that all jobs of their
    /// archives are of.
    fn vaults_of(&self, named: &[Option<&'s str>]) -> Vec<Option<&'s str>> {
        let known: BTreeSet<&str> = named.iter().flatten().copied().collect();
        let mut subject = known.len();
        let mut claimed = || {
            let claims = self.claims.get(&subject).filter(|vaults| vaults.len() == 1);
            subject += 1;
            Some(&*self.vaults[*claims?.first()? as usize])
        };
        named.iter().map(|vault_arn| vault_arn.or_else(&mut claimed)).collect()
    }

    /// Makes subjects of inventories; returns their archives by hash.
    fn enter_inventories<'i>(
        &mut self,
        inventories: &'i [Inventory],
        of_inventories: &[Option<&str>],
        hashes: ArchiveHashes,
    ) -> Vec<Entry<'i>> {
        let named: BTreeSet<&str> = of_inventories.iter().flatten().copied().collect();
        self.subjects.extend(named.iter().map(|vault_arn| Subject {
            vault_arn: Some((*vault_arn).to_owned()),
            listed: Some(Listed::default()),
            ..Subject::default()
        }));
        let number = |vault_arn: &str| named.iter().position(|name| *name == vault_arn);
        self.subject_of = self.vaults.iter().map(|vault| number(vault)).collect();
        let mut entries = Vec::new();
        for (inventory, vault_arn) in inventories.iter().zip(of_inventories) {
            let subject = vault_arn.and_then(number).unwrap_or_else(|| {
                self.subjects.push(Subject::default());
                self.subjects.len() - 1
            });
            let listed = self.subjects[subject].listed.get_or_insert_default();
            listed.names.push(inventory.name().to_owned());
            listed.dates.extend(inventory.date().map(str::to_owned));
            listed.dates.sort_unstable();
            entries.extend(inventory.archives().iter().map(|archive| {
                let hash = hashes.of(archive.archive_id.as_bytes());
                Entry { hash, subject, archive }
            }));
        }
        entries.sort_unstable_by_key(|entry| (entry.hash, entry.subject, entry.archive.size));
        entries
    }

    /// Enters the archives of jobs and of inventories, which are both gone through by hash.
    fn enter_both(&mut self, retrievals: &'s Retrievals, entries: &[Entry<'_>]) {
        self.loose = vec![Tally::default(); self.vaults.len()];
        let mut listed = entries;
        for_each_archive(retrievals, &all(retrievals), &mut |hash, same_archive| {
            let before = listed.partition_point(|entry| entry.hash < hash);
            self.enter_listed(&listed[..before]);
            let rest = &listed[before..];
            let same = rest.iter().take_while(|entry| entry.hash == hash).count();
            self.enter(same_archive, &rest[..same]);
            listed = &rest[same..];
        });
        self.enter_listed(listed);
    }

    /// Enters archives that no job names.
    fn enter_listed(&mut self, entries: &[Entry<'_>]) {
        let by_archive = entries.chunk_by(|one, other| one.hash == other.hash);
        by_archive.for_each(|same| self.enter(&[], same));
    }

    /// Enters one ArchiveId: all its retrievals, and where it is listed.
    fn enter(&mut self, retrievals: &[Retrieval<'_>], entries: &[Entry<'_>]) {
        let id = entries.first().map(|entry| &*entry.archive.archive_id);
        by_vault(retrievals).for_each(|own| self.repeated.add(own, id));
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
                Some(subject) => {
                    self.subjects[subject].outside.add_named(&Archive::of_jobs(own, id));
                }
                None if is_in_csv => {}
                None => {
                    let has_csv = self.subjects.iter().any(|subject| subject.vault_arn.is_none());
                    let loose = &mut self.loose[own[0].vault as usize];
                    // Where an inventory in CSV may turn out to be of this vault, it is outside of that.
                    let add = if has_csv { Tally::add_named } else { Tally::add };
                    add(loose, &Archive::of_jobs(own, id));
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
        subject.disagreeing += u64::from(self.disagreements.add(archive, retrievals));
        let of_jobs = retrievals.first().map(|one| one.vault_arn);
        let vault_arn = of_jobs.or(subject.vault_arn.as_deref()).unwrap_or_default().to_owned();
        subject.archives.add(&Archive {
            vault_arn: &vault_arn,
            listed: Some(&archive.archive_id),
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
