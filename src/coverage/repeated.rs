//! Retrievals of the same range of the same archive.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::archive::size_told;
use super::first::First;
use super::name::Name;
use crate::ledger::{Asked, Retrieval, Speed, Volume};
use crate::model::ByteRange;

/// What succeeded more than once: the first by creation was needed, all others are too many.
#[derive(Clone, Debug, Default)]
pub struct Repeated {
    /// How many ranges of archives were retrieved more than once.
    pub ranges: u64,
    /// How many retrievals are too many, and the bytes that they were about.
    pub again: Volume,
    /// How many of them tell neither range nor size, so that they are not in the bytes.
    pub without_bytes: u64,
    by_speed: BTreeMap<Speed, Volume>,
    pub(super) first: First<RepeatedRange>,
}

/// A range that was retrieved more than once. The order is by the bytes too many, the most first, then by
/// the vault, the `ArchiveId`, or where that is not known where it stands in the input, and the range.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RepeatedRange {
    bytes_again: Reverse<Option<u128>>,
    vault_arn: String,
    pub(super) name: Name,
    range: Option<ByteRange>,
    times: u64,
}

impl Repeated {
    /// What is too many, by tier.
    #[must_use]
    pub fn by_speed(&self) -> &BTreeMap<Speed, Volume> {
        &self.by_speed
    }

    /// The first 20 ranges: those with most bytes too many.
    pub fn first(&self) -> impl Iterator<Item = &RepeatedRange> {
        self.first.iter()
    }

    /// Looks through all retrievals of one archive in a vault; `listed` is its `ArchiveId`, if an inventory
    /// tells it.
    pub(super) fn add(&mut self, retrievals: &[Retrieval<'_>], listed: Option<&str>) {
        if retrievals.iter().filter(|one| one.has_succeeded()).count() < 2 {
            return;
        }
        let size = size_told(retrievals);
        let succeeded = retrievals.iter().filter(|one| one.has_succeeded());
        let ranges = succeeded.filter_map(|one| Some((range(one.asked, size)?, one)));
        let mut ranges: Vec<_> = ranges.collect();
        // What has no date comes last.
        let when = |one: &Retrieval<'_>| (one.created.is_none(), one.created, one.speed);
        ranges.sort_by_key(|(range, one)| (*range, when(one)));
        for same in
            ranges.chunk_by(|(one, _), (other, _)| one == other).filter(|same| same.len() > 1)
        {
            let (range, one) = same[0];
            let bytes = range.map_or(size.map(u128::from), |range| Some(range.bytes()));
            let name = || Name::of(listed, retrievals);
            self.add_range(range, bytes, (one.vault_arn, &name), same.len() as u64);
            same[1..].iter().for_each(|(_, one)| self.add_again(one.speed, bytes));
        }
    }

    fn add_range(
        &mut self,
        range: Option<ByteRange>,
        bytes: Option<u128>,
        (vault_arn, name): (&str, &dyn Fn() -> Name),
        times: u64,
    ) {
        self.ranges += 1;
        let bytes_again =
            Reverse(bytes.map(|bytes| bytes.saturating_mul(u128::from(times.saturating_sub(1)))));
        self.first.offer(
            |last| bytes_again > last.bytes_again,
            || RepeatedRange {
                bytes_again,
                vault_arn: vault_arn.to_owned(),
                name: name(),
                range,
                times,
            },
        );
    }

    pub(super) fn merge(&mut self, other: Repeated) {
        self.ranges += other.ranges;
        self.without_bytes += other.without_bytes;
        add(&mut self.again, other.again);
        for (speed, volume) in other.by_speed {
            add(self.by_speed.entry(speed).or_default(), volume);
        }
        self.first.merge(other.first);
    }

    fn add_again(&mut self, speed: Speed, bytes: Option<u128>) {
        self.without_bytes += u64::from(bytes.is_none());
        for volume in [&mut self.again, self.by_speed.entry(speed).or_default()] {
            add(volume, Volume { retrievals: 1, bytes: bytes.unwrap_or_default() });
        }
    }
}

fn add(volume: &mut Volume, more: Volume) {
    volume.retrievals += more.retrievals;
    volume.bytes = volume.bytes.saturating_add(more.bytes);
}

/// The range that is asked for of an archive of this size; `None` in it is a whole archive whose size is not
/// known.
#[expect(clippy::option_option, reason = "whether there is a range, and which")]
fn range(asked: Asked, size: Option<u64>) -> Option<Option<ByteRange>> {
    match asked {
        Asked::Range(range) => Some(Some(range)),
        Asked::Whole => {
            let last = size.and_then(|size| size.checked_sub(1));
            Some(last.and_then(|last| ByteRange::new(0, last).ok()))
        }
        Asked::Unknown => None,
    }
}

impl RepeatedRange {
    /// The `ArchiveId`; `None` if it was not [read](super::Coverage::name), or cannot be.
    #[must_use]
    pub fn archive_id(&self) -> Option<&str> {
        self.name.text()
    }

    /// The `VaultARN`; empty if the jobs have none.
    #[must_use]
    pub fn vault_arn(&self) -> &str {
        &self.vault_arn
    }

    /// The range; `None` for a whole archive whose size is not known.
    #[must_use]
    pub fn range(&self) -> Option<ByteRange> {
        self.range
    }

    /// How often it was retrieved, the first time included.
    #[must_use]
    pub fn times(&self) -> u64 {
        self.times
    }

    /// The bytes that were retrieved after the first time, if they can be told.
    #[must_use]
    pub fn bytes_again(&self) -> Option<u128> {
        self.bytes_again.0
    }
}
