//! How many bytes, by tier and by day.

use serde::{Deserialize, Serialize};

use super::by_speed::BySpeed;
use super::speed::Speed;
use super::sums::{Amount, Sums};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Retrievals, and the bytes that they are about.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Volume {
    /// How many retrievals.
    pub retrievals: u64,
    /// How many bytes: of ranges, or else of whole archives.
    #[serde(with = "super::text")]
    pub bytes: u128,
}

impl Amount for Volume {
    fn add(&mut self, other: &Self) {
        self.retrievals += other.retrievals;
        self.bytes = self.bytes.saturating_add(other.bytes);
    }

    fn take_out(&mut self, other: &Self) {
        self.retrievals = self.retrievals.saturating_sub(other.retrievals);
        self.bytes = self.bytes.saturating_sub(other.bytes);
    }
}

/// Bytes by tier, and by day and tier.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Volumes {
    by_speed: BySpeed<Volume>,
    by_day: Sums<i64, BySpeed<Volume>>,
}

impl Volumes {
    /// Adds a retrieval of so many bytes at this time, if that is known.
    #[inline]
    pub(super) fn add(&mut self, speed: Speed, bytes: u128, time: Option<i64>) {
        let volume = Volume { retrievals: 1, bytes };
        self.by_speed.of_mut(speed).add(&volume);
        if let Some(time) = time {
            let day = day_of(time);
            self.by_day.at(|last| *last == day, || day).of_mut(speed).add(&volume);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.by_speed.add(&other.by_speed);
        self.by_day.merge(other.by_day);
    }

    pub(super) fn take_out(&mut self, other: &Self) {
        self.by_speed.take_out(&other.by_speed);
        self.by_day.take_out(&other.by_day);
    }

    /// By tier.
    #[must_use]
    pub fn by_speed(&self) -> &BySpeed<Volume> {
        &self.by_speed
    }

    /// By day in UTC, counted from 1970-01-01, in order, and by tier; of retrievals whose day is known.
    pub fn by_day(&self) -> impl Iterator<Item = (i64, &BySpeed<Volume>)> {
        self.by_day.iter().map(|(day, volumes)| (*day, volumes))
    }

    /// All together.
    #[must_use]
    pub fn total(&self) -> Volume {
        self.by_speed.total()
    }
}

/// The day of a time in milliseconds since 1970, counted from there.
pub(super) fn day_of(millis: i64) -> i64 {
    millis.div_euclid(DAY)
}
