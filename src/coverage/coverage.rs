//! All of it together.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::ArchiveState;
use super::disagreement::Disagreements;
use super::first::First;
use super::name::Name;
use super::repeated::Repeated;
use super::subject::Subject;
use super::survey::Survey;
use super::view::View;
use crate::inventory::Inventory;
use crate::ledger::{Ledger, UnreadId};

/// What the archive retrievals of a listing come to.
///
/// ```
/// use icecore::coverage::{Coverage, State, Verdict, View};
/// use icecore::dump::Dump;
/// use icecore::inventory::Inventory;
/// use icecore::ledger::{Facts, Ledger};
///
/// let dump = Dump::from_slice(br#"{"JobList": [{
///     "Action": "ArchiveRetrieval", "StatusCode": "Succeeded", "ArchiveId": "hP2w",
///     "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/films",
///     "ArchiveSizeInBytes": 2097152, "RetrievalByteRange": "0-1048575"
/// }]}"#);
/// let mut ledger = Ledger::new("2024-03-08T12:00:00Z".parse()?);
/// for page in dump.pages() {
///     page?.jobs().iter().for_each(|job| ledger.add(&Facts::of_job(job)));
/// }
/// let saved = br#"{"VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/films",
///     "ArchiveList": [{"ArchiveId": "hP2w", "Size": 2097152}]}"#;
/// let inventory = Inventory::read("inventory.json", &Dump::from_slice(saved))?;
///
/// let coverage = Coverage::of(&ledger, &[inventory], View::default());
/// assert_eq!(coverage.subjects()[0].verdict(), Verdict::Loses);
/// let archive = coverage.lacking().next().unwrap();
/// assert_eq!((archive.state(), archive.missing()), (State::Part, Some(1048576)));
/// assert_eq!(archive.missing_ranges()[0].to_string(), "1048576-2097151");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Coverage {
    subjects: Vec<Subject>,
    repeated: Repeated,
    disagreements: Disagreements,
    lacking: First<ArchiveState>,
    outside: First<ArchiveState>,
    without_archive: u64,
    view: View,
}

impl Coverage {
    /// Works out what the jobs of a ledger retrieved, and compares that with inventories.
    #[must_use]
    pub fn of(ledger: &Ledger, inventories: &[Inventory], view: View) -> Self {
        let retrievals = ledger.retrievals();
        let survey = Survey::of(retrievals, inventories);
        let (mut subjects, repeated, disagreements) = survey.into_subjects();
        let (mut lacking, mut outside) = (First::default(), First::default());
        let is_loose = |subject: &Subject| subject.listed.is_some() && subject.vault_arn.is_none();
        let has_loose = subjects.iter().any(is_loose);
        for subject in &mut subjects {
            subject.judge(&view, has_loose);
            subject
                .archives
                .first
                .iter()
                .filter(|archive| !archive.is_whole())
                .for_each(|archive| lacking.add(archive.clone()));
            subject.outside.first.iter().for_each(|archive| outside.add(archive.clone()));
        }
        subjects.sort_by(|one, other| order(one).cmp(&order(other)));
        Coverage {
            subjects,
            repeated,
            disagreements,
            lacking,
            outside,
            without_archive: retrievals.without_archive(),
            view,
        }
    }

    /// The `ArchiveId`s that are to be read before they can be told, in the order of the input; see
    /// [`Audited::read_archive_ids`](crate::audit::Audited::read_archive_ids).
    #[must_use]
    pub fn unread(&self) -> Vec<UnreadId> {
        let states = self.lacking.iter().chain(self.outside.iter()).map(|archive| &archive.name);
        let names = states.chain(self.repeated.first().map(|range| &range.name));
        let unread: BTreeSet<UnreadId> = names.filter_map(Name::unread).collect();
        unread.into_iter().collect()
    }

    /// Names archives by what was read. Which archives the lists have is settled before; among equals they
    /// stand by `ArchiveId` after it, and those last of which none could be read.
    pub fn name(&mut self, read: &BTreeMap<UnreadId, String>) {
        self.lacking.change(|archive| archive.name.tell(read));
        self.outside.change(|archive| archive.name.tell(read));
        self.repeated.first.change(|range| range.name.tell(read));
    }

    /// The vaults with an inventory, or with archives that jobs retrieve; by their `VaultARN`, and those of
    /// which none is known last.
    #[must_use]
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// Retrievals of the same range of the same archive.
    #[must_use]
    pub fn repeated(&self) -> &Repeated {
        &self.repeated
    }

    /// Archives of which inventories and jobs tell different things.
    #[must_use]
    pub fn disagreements(&self) -> &Disagreements {
        &self.disagreements
    }

    /// The first 20 archives that were not retrieved whole, or may not have been: those of which most is
    /// missing.
    pub fn lacking(&self) -> impl Iterator<Item = &ArchiveState> {
        self.lacking.iter()
    }

    /// The first 20 archives that jobs name and the inventories of their vault do not have; those of which
    /// most is missing come first.
    pub fn outside(&self) -> impl Iterator<Item = &ArchiveState> {
        self.outside.iter()
    }

    /// How many archive retrievals tell no archive, and so count nowhere here.
    #[must_use]
    pub fn without_archive(&self) -> u64 {
        self.without_archive
    }

    /// How much of what there is was seen.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }
}

fn order(subject: &Subject) -> (bool, Option<&str>, Option<&[String]>) {
    let names = subject.listed().map(|listed| &*listed.names);
    (subject.vault_arn().is_none(), subject.vault_arn(), names)
}
