//! How long jobs took, from creation to completion.
//!
//! Durations are counted in whole seconds, each for itself, so that ranks among them are exact. A table
//! of them has at most 260,400 rows: up to 48 hours one a second, above that one an hour, up to ten
//! years, and what took longer is counted there. Bulk retrievals take 12 hours.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::by_speed::BySpeed;
use super::facts::Facts;
use super::ranked::{First, Ranked, SHOWN};
use super::speed::Speed;
use super::sums::Amount;

const HOUR: u64 = 3600;
/// Up to here a second is a second.
const EXACT: u64 = 48 * HOUR;
/// Nothing takes longer.
const LONGEST: u64 = 10 * 365 * 24 * HOUR;

/// So many are counted at once: more than a window of a file has.
const MANY: usize = 1 << 14;

/// How long succeeded retrievals took, and which were later than documented.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Durations {
    by_speed: [Histogram; Speed::ALL.len()],
    late: BySpeed<u64>,
    latest: First<Reverse<u64>>,
}

/// Where durations lie, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many there are.
    pub count: u64,
    /// The shortest.
    pub min: u64,
    /// Half of them are no longer.
    pub median: u64,
    /// Nine of ten are no longer.
    pub p90: u64,
    /// Ninety-nine of a hundred are no longer.
    pub p99: u64,
    /// The longest.
    pub max: u64,
}

/// A retrieval that took longer than documented, by how many milliseconds too much.
pub type Late = Ranked<Reverse<u64>>;

impl Durations {
    /// Adds one that took so many milliseconds; one that is late by less than `end` need not be named.
    #[inline]
    pub(super) fn add(&mut self, millis: u64, end: u64, facts: &Facts<'_>) {
        let speed = facts.speed;
        self.by_speed[speed as usize].add(millis / 1000);
        if let Some((_, most)) = speed.documented()
            && millis > most
        {
            *self.late.of_mut(speed) += 1;
            self.latest.rank(Reverse(millis - most), Reverse(end), facts);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        let both = self.by_speed.iter_mut().zip(other.by_speed);
        both.for_each(|(own, other)| own.merge(other));
        self.late.add(&other.late);
        self.latest.merge(other.latest);
    }

    pub(super) fn take_out(&mut self, other: &Self) {
        let both = self.by_speed.iter_mut().zip(&other.by_speed);
        both.for_each(|(own, other)| own.take_out(other));
        self.late.take_out(&other.late);
        self.latest.take_out(&other.latest);
    }

    /// By how much the last one is late that is kept, where no more are.
    pub(super) fn end(&self) -> Option<u64> {
        self.latest.end().map(|late| late.rank.0)
    }

    pub(super) fn lacks(&self) -> bool {
        self.latest.lacks(SHOWN)
    }

    /// Where the durations of each tier lie, and those of inventories.
    pub fn spreads(&self) -> impl Iterator<Item = (Speed, Spread)> {
        let all = Speed::ALL.into_iter().zip(&self.by_speed);
        all.filter_map(|(speed, histogram)| Some((speed, histogram.spread()?)))
    }

    /// The durations of a tier that occur, in seconds, in order, and how often each does.
    pub fn counts(&self, speed: Speed) -> impl Iterator<Item = (u64, u64)> {
        self.by_speed[speed as usize].sorted().into_iter()
    }

    /// How many of a tier took longer than documented.
    #[must_use]
    pub fn late(&self, speed: Speed) -> u64 {
        *self.late.of(speed)
    }

    /// The first of those that took longer than documented, the latest first.
    pub fn latest(&self) -> impl Iterator<Item = &Late> {
        self.latest.shown()
    }
}

/// How often each duration occurs.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(from = "BTreeMap<u64, u64>", into = "BTreeMap<u64, u64>")]
struct Histogram {
    /// Durations as they came, until there are enough to be worth a table.
    fresh: Vec<u32>,
    /// How often each [row] occurs.
    counts: Vec<u64>,
}

impl Histogram {
    fn add(&mut self, seconds: u64) {
        self.fresh.push(row(seconds));
        if self.fresh.len() >= MANY {
            self.count();
        }
    }

    fn merge(&mut self, mut other: Self) {
        self.fresh.append(&mut other.fresh);
        if !other.counts.is_empty() || self.fresh.len() >= MANY {
            self.count();
        }
        self.make_room(other.counts.len());
        self.counts.iter_mut().zip(other.counts).for_each(|(own, other)| *own += other);
    }

    fn take_out(&mut self, other: &Self) {
        self.count();
        let mut other = other.clone();
        other.count();
        let both = self.counts.iter_mut().zip(other.counts);
        both.for_each(|(own, other)| *own = own.saturating_sub(other));
    }

    /// Enters what came in the table.
    fn count(&mut self) {
        let rows = self.fresh.iter().max().map_or(0, |last| *last as usize + 1);
        self.make_room(rows);
        self.fresh.drain(..).for_each(|row| self.counts[row as usize] += 1);
    }

    fn make_room(&mut self, rows: usize) {
        if self.counts.len() < rows {
            self.counts.resize(rows, 0);
        }
    }

    /// The durations that occur, in seconds, and how often.
    fn sorted(&self) -> BTreeMap<u64, u64> {
        let counted = (0..).zip(&self.counts).filter(|(_, count)| **count > 0);
        let mut sorted: BTreeMap<u64, u64> =
            counted.map(|(row, count)| (seconds(row), *count)).collect();
        self.fresh.iter().for_each(|row| *sorted.entry(seconds(*row)).or_default() += 1);
        sorted
    }

    fn spread(&self) -> Option<Spread> {
        let mut counted = Cow::Borrowed(self);
        if !self.fresh.is_empty() {
            counted.to_mut().count();
        }
        let counts = &counted.counts;
        let count: u64 = counts.iter().sum();
        let first = counts.iter().position(|count| *count > 0)?;
        let last = counts.iter().rposition(|count| *count > 0)?;
        let mut rows = (first..=last).zip(&counts[first..=last]);
        let (mut row, mut passed) = (first, 0);
        // The least duration that so many of a hundred do not exceed; of more and more.
        let mut at = |percent: u64| {
            let rank = u128::from(count) * u128::from(percent);
            while passed < rank
                && let Some((next, count)) = rows.next()
            {
                passed += 100 * u128::from(*count);
                row = next;
            }
            seconds_of(row)
        };
        Some(Spread {
            count,
            min: seconds_of(first),
            median: at(50),
            p90: at(90),
            p99: at(99),
            max: seconds_of(last),
        })
    }
}

/// The row of the table that so many seconds are counted in.
#[expect(clippy::cast_possible_truncation, reason = "there are not so many rows")]
fn row(seconds: u64) -> u32 {
    match seconds {
        ..=EXACT => seconds as u32,
        _ => (EXACT + (seconds.min(LONGEST) - EXACT) / HOUR) as u32,
    }
}

/// The seconds that are counted at an index of the table.
fn seconds_of(index: usize) -> u64 {
    seconds(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The seconds that are counted in a row; the least of an hour.
fn seconds(row: u32) -> u64 {
    match u64::from(row) {
        seconds @ ..=EXACT => seconds,
        row => EXACT + (row - EXACT) * HOUR,
    }
}

impl From<BTreeMap<u64, u64>> for Histogram {
    fn from(sorted: BTreeMap<u64, u64>) -> Self {
        let mut histogram = Histogram::default();
        for (seconds, count) in sorted {
            let row = row(seconds) as usize;
            histogram.make_room(row + 1);
            histogram.counts[row] += count;
        }
        histogram
    }
}

impl From<Histogram> for BTreeMap<u64, u64> {
    fn from(histogram: Histogram) -> Self {
        histogram.sorted()
    }
}

impl PartialEq for Histogram {
    fn eq(&self, other: &Self) -> bool {
        self.sorted() == other.sorted()
    }
}

impl Eq for Histogram {}

impl fmt::Debug for Histogram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sorted().fmt(f)
    }
}
