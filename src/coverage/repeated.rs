//! Retrievals of the same range of the same archive.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::archive::size_told;
use super::first::First;
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
    first: First<RepeatedRange>,
}

/// A range that was retrieved more than once. The order is by the bytes too many, the most first, then by
/// the vault, the `ArchiveId` and the range.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RepeatedRange {
    bytes_again: Reverse<Option<u128>>,
    vault_arn: String,
    archive_id: String,
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

    /// Looks through all retrievals of one archive.
    pub(super) fn add(&mut self, retrievals: &[Retrieval<'_>]) {
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
            self.add_range(range, bytes, one, same.len() as u64);
            same[1..].iter().for_each(|(_, one)| self.add_again(one.speed, bytes));
        }
    }

    fn add_range(
        &mut self,
        range: Option<ByteRange>,
        bytes: Option<u128>,
        one: &Retrieval<'_>,
        times: u64,
    ) {
        self.ranges += 1;
        let bytes_again =
            Reverse(bytes.map(|bytes| bytes.saturating_mul(u128::from(times.saturating_sub(1)))));
        self.first.offer(
            |last| bytes_again > last.bytes_again,
            || RepeatedRange {
                bytes_again,
                vault_arn: one.vault_arn.to_owned(),
                archive_id: one.archive_id().to_owned(),
                range,
                times,
            },
        );
    }

    fn add_again(&mut self, speed: Speed, bytes: Option<u128>) {
        self.without_bytes += u64::from(bytes.is_none());
        for volume in [&mut self.again, self.by_speed.entry(speed).or_default()] {
            volume.retrievals += 1;
            volume.bytes = volume.bytes.saturating_add(bytes.unwrap_or_default());
        }
    }
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
    /// The `ArchiveId`.
    #[must_use]
    pub fn archive_id(&self) -> &str {
        &self.archive_id
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
