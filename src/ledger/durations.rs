//! How long jobs took, from creation to completion.
//!
//! Durations are counted in whole seconds, each for itself, so that ranks among them are exact. A table
//! of them has at most 260,400 rows: up to 48 hours one a second, above that one an hour, up to ten
//! years, and what took longer is counted there. Bulk retrievals take 12 hours.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use rapidhash::RapidHashMap;
use serde::{Deserialize, Serialize, Serializer};

use super::facts::Facts;
use super::ranked::{First, Ranked, SHOWN};
use super::speed::Speed;
use super::sums::Sums;

const HOUR: u64 = 3600;
/// Up to here a second is a second.
const EXACT: u64 = 48 * HOUR;
/// Nothing takes longer.
const LONGEST: u64 = 10 * 365 * 24 * HOUR;

/// A window of a file has about so many of one tier.
const FEW: usize = 256;

/// How long succeeded retrievals took, and which were later than documented.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Durations {
    by_speed: BTreeMap<Speed, Histogram>,
    late: Sums<Speed, u64>,
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
    /// Adds one that took so many milliseconds.
    #[inline]
    pub(super) fn add(&mut self, millis: u64, facts: &Facts<'_>) {
        let speed = facts.speed;
        self.by_speed.entry(speed).or_default().add(millis / 1000, 1);
        if let Some((_, most)) = speed.documented()
            && millis > most
        {
            self.late.add(speed, 1);
            self.latest.rank(Reverse(millis - most), facts);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (speed, histogram) in other.by_speed {
            self.by_speed.entry(speed).or_default().merge(histogram);
        }
        self.late.merge(other.late);
        self.latest.merge(other.latest);
    }

    pub(super) fn take_out(&mut self, other: &Self) {
        for (speed, histogram) in &other.by_speed {
            if let Some(own) = self.by_speed.get_mut(speed) {
                own.take_out(histogram);
            }
        }
        self.by_speed.retain(|_, histogram| !histogram.counts.is_empty());
        self.late.take_out(&other.late);
        self.latest.take_out(&other.latest);
    }

    pub(super) fn lacks(&self) -> bool {
        self.latest.lacks(SHOWN)
    }

    /// Where the durations of each tier lie, and those of inventories.
    pub fn spreads(&self) -> impl Iterator<Item = (Speed, Spread)> {
        self.by_speed.iter().filter_map(|(speed, histogram)| Some((*speed, histogram.spread()?)))
    }

    /// How many of a tier took longer than documented.
    #[must_use]
    pub fn late(&self, speed: Speed) -> u64 {
        self.late.get(&speed)
    }

    /// The first of those that took longer than documented, the latest first.
    pub fn latest(&self) -> impl Iterator<Item = &Late> {
        self.latest.shown()
    }
}

/// How often each duration occurs.
#[derive(Clone, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(transparent)]
struct Histogram {
    #[serde(serialize_with = "in_order")]
    counts: RapidHashMap<u64, u64>,
}

impl Histogram {
    fn add(&mut self, seconds: u64, count: u64) {
        let row = match seconds {
            ..=EXACT => seconds,
            _ => seconds.min(LONGEST) / HOUR * HOUR,
        };
        if self.counts.is_empty() {
            self.counts.reserve(FEW);
        }
        *self.counts.entry(row).or_default() += count;
    }

    fn merge(&mut self, other: Self) {
        other.counts.into_iter().for_each(|(seconds, count)| self.add(seconds, count));
    }

    fn take_out(&mut self, other: &Self) {
        for (seconds, count) in &other.counts {
            if let Some(own) = self.counts.get_mut(seconds) {
                *own = own.saturating_sub(*count);
                if *own == 0 {
                    self.counts.remove(seconds);
                }
            }
        }
    }

    fn sorted(&self) -> BTreeMap<u64, u64> {
        self.counts.iter().map(|(seconds, count)| (*seconds, *count)).collect()
    }

    fn spread(&self) -> Option<Spread> {
        let sorted = self.sorted();
        let count = sorted.values().sum();
        // The least duration that so many of a hundred do not exceed.
        let at = |percent: u64| {
            let rank = u128::from(count) * u128::from(percent);
            let mut passed = 0;
            let reached = sorted.iter().find(|(_, count)| {
                passed += 100 * u128::from(**count);
                passed >= rank
            });
            reached.map(|(seconds, _)| *seconds)
        };
        Some(Spread {
            count,
            min: *sorted.first_key_value()?.0,
            median: at(50)?,
            p90: at(90)?,
            p99: at(99)?,
            max: *sorted.last_key_value()?.0,
        })
    }
}

/// In order, so that equal ones are shown alike.
impl fmt::Debug for Histogram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sorted().fmt(f)
    }
}

fn in_order<S: Serializer>(
    counts: &RapidHashMap<u64, u64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    counts.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}
