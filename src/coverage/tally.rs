//! How many archives were retrieved how far.

use super::archive::{Archive, ArchiveState, Found, Pending, State};
use super::first::First;

/// Archives by how much of them was retrieved.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many there are.
    pub archives: u64,
    /// [`State::Whole`].
    pub whole: u64,
    /// [`State::Part`].
    pub part: u64,
    /// [`State::NotAtAll`], and [`State::Never`].
    pub not_at_all: u64,
    /// [`State::Never`].
    pub never: u64,
    /// [`State::Untold`].
    pub untold: u64,
    /// The bytes that are missing of those retrieved in part or not at all.
    pub missing: u128,
    /// How many of those have no size, so that what is missing of them is not in the bytes.
    pub without_size: u64,
    /// How many of those jobs in progress would complete.
    pub would_be_whole: u64,
    pub(super) first: First<ArchiveState>,
}

impl Tally {
    /// How many archives were not retrieved whole, as far as that can be told.
    #[must_use]
    pub fn lacking(&self) -> u64 {
        self.part + self.not_at_all
    }

    /// Adds an archive that is whole, and is not named.
    #[inline]
    pub(super) fn add_whole(&mut self) {
        self.archives += 1;
        self.whole += 1;
    }

    pub(super) fn add(&mut self, archive: &Archive<'_>) {
        let found = archive.find();
        match found.state {
            State::Whole => self.add_whole(),
            _ => self.add_found(archive, &found),
        }
    }

    /// Adds an archive, and names it even if it is whole.
    pub(super) fn add_named(&mut self, archive: &Archive<'_>) {
        let found = archive.find();
        self.add_found(archive, &found);
    }

    fn add_found(&mut self, archive: &Archive<'_>, found: &Found) {
        self.archives += 1;
        match found.state {
            State::Whole => self.whole += 1,
            State::Part => self.part += 1,
            State::NotAtAll => self.not_at_all += 1,
            State::Never => {
                self.not_at_all += 1;
                self.never += 1;
            }
            State::Untold => self.untold += 1,
        }
        if matches!(found.state, State::Part | State::NotAtAll | State::Never) {
            self.missing += u128::from(found.missing.unwrap_or_default());
            self.without_size += u64::from(found.missing.is_none());
            self.would_be_whole += u64::from(found.pending == Pending::All);
        }
        self.first.offer(|last| found.is_after(last), || archive.named(found));
    }

    pub(super) fn merge(&mut self, other: Tally) {
        self.archives += other.archives;
        self.whole += other.whole;
        self.part += other.part;
        self.not_at_all += other.not_at_all;
        self.never += other.never;
        self.untold += other.untold;
        self.missing += other.missing;
        self.without_size += other.without_size;
        self.would_be_whole += other.would_be_whole;
        self.first.merge(other.first);
    }
}
