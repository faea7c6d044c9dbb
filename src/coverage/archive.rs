//! What is known of one archive: how much of it was retrieved.

use std::cmp::Reverse;

use super::name::Name;
use super::union::missing;
use crate::ledger::{Asked, Retrieval};
use crate::model::ByteRange;

/// How much of an archive was retrieved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// All of it.
    Whole,
    /// Some of it.
    Part,
    /// Nothing: all retrievals failed, or are in progress, or tell no status.
    NotAtAll,
    /// Nothing, and no job asked for it.
    Never,
    /// Some of it, but whether all cannot be told: its size is not known, or a range that succeeded cannot
    /// be read.
    Untold,
}

impl State {
    /// The name, as it is written in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Whole => "whole",
            State::Part => "in part",
            State::NotAtAll => "not at all",
            State::Never => "never asked for",
            State::Untold => "not to be told",
        }
    }
}

/// How much of what is missing the jobs in progress ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pending {
    /// All of it.
    All,
    /// Some of it.
    Some,
    /// Nothing.
    Nothing,
}

impl Pending {
    /// The name, as it is written in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Pending::All => "all",
            Pending::Some => "some",
            Pending::Nothing => "nothing",
        }
    }
}

/// An archive, and what of it was retrieved. The order is by what is missing, the most first, then what
/// cannot be told, and last what is whole; among equals by the vault
/// and the `ArchiveId`, or where that is not known by where it stands in the input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArchiveState {
    is_whole: bool,
    missing: Reverse<Option<u64>>,
    vault_arn: String,
    pub(super) name: Name,
    size: Option<u64>,
    state: State,
    ranges: Vec<ByteRange>,
    range_count: u64,
    pending: Pending,
}

impl ArchiveState {
    /// Its `ArchiveId`; `None` if it was not [read](super::Coverage::name), or cannot be.
    #[must_use]
    pub fn archive_id(&self) -> Option<&str> {
        self.name.text()
    }

    /// The `VaultARN` of its jobs, or else of its inventory; empty if neither tells.
    #[must_use]
    pub fn vault_arn(&self) -> &str {
        &self.vault_arn
    }

    /// Its size in bytes: that of the inventory, or else the largest that a job tells.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    /// How much of it was retrieved.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Whether all of it was retrieved.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// How many bytes are missing, if that can be told.
    #[must_use]
    pub fn missing(&self) -> Option<u64> {
        self.missing.0
    }

    /// The first 8 of the ranges that are missing.
    #[must_use]
    pub fn missing_ranges(&self) -> &[ByteRange] {
        &self.ranges
    }

    /// How many ranges are missing.
    #[must_use]
    pub fn count_missing_ranges(&self) -> u64 {
        self.range_count
    }

    /// How much of what is missing jobs in progress ask for.
    #[must_use]
    pub fn pending(&self) -> Pending {
        self.pending
    }
}

/// The retrievals of one archive, and its size if somebody told.
#[derive(Clone, Copy)]
pub(super) struct Archive<'a> {
    pub vault_arn: &'a str,
    /// Its `ArchiveId`, if an inventory tells it; else its jobs do.
    pub listed: Option<&'a str>,
    pub size: Option<u64>,
    pub retrievals: &'a [Retrieval<'a>],
}

/// What of an archive was retrieved, without its names.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub state: State,
    pub missing: Option<u64>,
    pub pending: Pending,
    ranges: Vec<ByteRange>,
    range_count: u64,
}

/// The size that jobs tell: where they contradict each other the largest, so that nothing passes for whole
/// that may not be.
pub(super) fn size_told(retrievals: &[Retrieval<'_>]) -> Option<u64> {
    retrievals.iter().filter_map(|retrieval| retrieval.size).max()
}

impl<'a> Archive<'a> {
    /// An archive that is known by its jobs, of one vault; `listed` if an inventory of any vault tells its
    /// `ArchiveId`.
    pub fn of_jobs(retrievals: &'a [Retrieval<'a>], listed: Option<&'a str>) -> Self {
        let vault_arn = retrievals.first().map_or("", |one| one.vault_arn);
        Archive { vault_arn, listed, size: size_told(retrievals), retrievals }
    }

    pub fn find(&self) -> Found {
        let succeeded = || self.retrievals.iter().filter(|one| one.has_succeeded());
        if succeeded().any(|one| one.asked.is_whole(self.size)) {
            return Found::new(State::Whole, Some(0), Pending::Nothing);
        }
        let state = match (succeeded().next(), self.retrievals) {
            (Some(_), _) => State::Part,
            (None, []) => State::Never,
            (None, _) => State::NotAtAll,
        };
        let is_illegible = succeeded().any(|one| one.asked == Asked::Unknown);
        let Some(size) = self.size.filter(|_| !is_illegible) else {
            let state = if state == State::Part { State::Untold } else { state };
            return Found::new(state, None, self.pending_of_unknown());
        };
        let mut ranges: Vec<ByteRange> = succeeded().filter_map(|one| range(one.asked)).collect();
        let lost = missing(size, &mut ranges);
        if lost.bytes == 0 && state == State::Part {
            return Found::new(State::Whole, Some(0), Pending::Nothing);
        }
        let pending = self.pending(size, ranges, lost.bytes);
        Found {
            state,
            missing: Some(lost.bytes),
            pending,
            ranges: lost.ranges,
            range_count: lost.count,
        }
    }

    /// What jobs in progress would fetch of an archive of this size, of which so many bytes are not in
    /// these ranges.
    fn pending(&self, size: u64, mut ranges: Vec<ByteRange>, lost: u64) -> Pending {
        let pending = || self.retrievals.iter().filter(|one| one.is_in_progress());
        if pending().any(|one| one.asked == Asked::Whole) {
            return Pending::All;
        }
        ranges.extend(pending().filter_map(|one| range(one.asked)));
        match missing(size, &mut ranges).bytes {
            0 if pending().next().is_some() => Pending::All,
            left if left < lost || pending().any(|one| one.asked == Asked::Unknown) => {
                Pending::Some
            }
            _ => Pending::Nothing,
        }
    }

    fn pending_of_unknown(&self) -> Pending {
        let mut pending = self.retrievals.iter().filter(|one| one.is_in_progress()).peekable();
        match (pending.peek().is_some(), pending.any(|one| one.asked == Asked::Whole)) {
            (_, true) => Pending::All,
            (true, false) => Pending::Some,
            (false, false) => Pending::Nothing,
        }
    }

    /// The archive by its names, with what was found of it.
    pub fn named(&self, found: &Found) -> ArchiveState {
        ArchiveState {
            is_whole: found.state == State::Whole,
            missing: Reverse(found.missing),
            vault_arn: self.vault_arn.to_owned(),
            name: Name::of(self.listed, self.retrievals),
            size: self.size,
            state: found.state,
            ranges: found.ranges.clone(),
            range_count: found.range_count,
            pending: found.pending,
        }
    }
}

impl Found {
    fn new(state: State, missing: Option<u64>, pending: Pending) -> Self {
        Found { state, missing, pending, ranges: Vec::new(), range_count: 0 }
    }

    /// Whether it stands after an archive in their order, by what is missing alone.
    pub fn is_after(&self, other: &ArchiveState) -> bool {
        let rank = (self.state == State::Whole, Reverse(self.missing));
        rank > (other.is_whole, other.missing)
    }
}

fn range(asked: Asked) -> Option<ByteRange> {
    match asked {
        Asked::Range(range) => Some(range),
        Asked::Whole | Asked::Unknown => None,
    }
}
