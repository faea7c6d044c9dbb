//! From amounts to lengths: axes with round numbers, and times by their order of magnitude.

use crate::report::figures::grouped;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Jobs,
    Bytes,
}

/// An axis from nothing up to the most, or a little above it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    unit: Unit,
    step: u128,
    steps: u128,
}

impl Axis {
    pub fn to(most: u128, unit: Unit) -> Self {
        // Up to five steps; of jobs there is none but a whole one.
        let step = nice(most.div_ceil(5).max(1), unit);
        Axis { unit, step, steps: most.max(1).div_ceil(step) }
    }

    /// How far up an amount is, from 0 to 1.
    pub fn at(&self, amount: u128) -> f64 {
        float(amount) / (float(self.step) * float(self.steps))
    }

    /// The round numbers on it.
    pub fn ticks(&self) -> impl Iterator<Item = (f64, String)> {
        // All in the unit of a step, which is a whole number of it.
        let (size, name) = match self.unit {
            Unit::Bytes => unit_of(self.step),
            Unit::Jobs => (1, ""),
        };
        (0..=self.steps).map(move |tick| {
            let amount = self.step.saturating_mul(tick);
            let label = format!("{} {name}", grouped(amount / size));
            (self.at(amount), label.trim_end().to_owned())
        })
    }
}

/// The next number of 1, 2 or 5 and zeros; of bytes, as many of a unit, up to 500 of it.
fn nice(least: u128, unit: Unit) -> u128 {
    let mut ten: u128 = 1;
    loop {
        let fits = [1, 2, 5].into_iter().map(|digit| ten.saturating_mul(digit));
        if let Some(fits) = fits.into_iter().find(|number| *number >= least) {
            return fits;
        }
        let is_next_unit = unit == Unit::Bytes && ten.trailing_zeros() % 10 == 2;
        ten = if is_next_unit { ten / 100 * 1024 } else { ten.saturating_mul(10) };
    }
}

/// The largest unit that is no more than a number of bytes.
fn unit_of(bytes: u128) -> (u128, &'static str) {
    const UNITS: [&str; 7] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let sizes = (0..).map(|power: u32| 1u128 << (10 * power)).zip(UNITS);
    sizes.take_while(|(size, _)| *size <= bytes.max(1)).last().unwrap_or((1, "B"))
}

/// Times between two, in seconds, each a factor further on and not a distance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    from: f64,
    to: f64,
}

impl Times {
    pub fn between(least: u64, most: u64) -> Self {
        let least = float(least.max(1).into());
        Times { from: (least / 1.5).ln(), to: (float(most.into()).max(least) * 1.5).ln() }
    }

    /// How far along a time is, from 0 to 1.
    pub fn at(&self, seconds: u64) -> f64 {
        let along = (float(seconds.max(1).into()).ln() - self.from) / (self.to - self.from);
        along.clamp(0.0, 1.0)
    }

    /// The times that people name.
    pub fn ticks(&self) -> impl Iterator<Item = (f64, &'static str)> {
        const MINUTE: u64 = 60;
        const HOUR: u64 = 60 * MINUTE;
        const DAY: u64 = 24 * HOUR;
        const NAMED: [(u64, &str); 17] = [
            (1, "1 s"),
            (5, "5 s"),
            (15, "15 s"),
            (MINUTE, "1 min"),
            (5 * MINUTE, "5 min"),
            (15 * MINUTE, "15 min"),
            (HOUR, "1 h"),
            (3 * HOUR, "3 h"),
            (5 * HOUR, "5 h"),
            (12 * HOUR, "12 h"),
            (DAY, "1 day"),
            (2 * DAY, "2 days"),
            (7 * DAY, "7 days"),
            (30 * DAY, "30 days"),
            (120 * DAY, "120 days"),
            (365 * DAY, "1 year"),
            (1825 * DAY, "5 years"),
        ];
        let within = |seconds: u64| {
            let ln = float(seconds.into()).ln();
            self.from <= ln && ln <= self.to
        };
        NAMED
            .into_iter()
            .filter(move |(seconds, _)| within(*seconds))
            .map(|(seconds, name)| (self.at(seconds), name))
    }
}

/// A number as a length: a digit more or less in the sixteenth place is no pixel.
#[expect(clippy::cast_precision_loss, reason = "a pixel is not that small")]
pub(super) fn float(number: u128) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::{Axis, Unit};

    #[test]
    fn axes_have_round_numbers_and_hold_the_most() {
        for (most, unit, last) in [
            (0, Unit::Jobs, "1"),
            (1, Unit::Jobs, "1"),
            (7, Unit::Jobs, "8"),
            (4321, Unit::Jobs, "5,000"),
            (900, Unit::Bytes, "1,000 B"),
            (1 << 40, Unit::Bytes, "1,500 GiB"),
            (3 << 30, Unit::Bytes, "3 GiB"),
            (u128::from(u64::MAX), Unit::Bytes, "20 EiB"),
        ] {
            let axis = Axis::to(most, unit);
            let ticks: Vec<_> = axis.ticks().collect();
            assert!(ticks.len() <= 7, "{ticks:?}");
            assert!(axis.at(most) <= 1.0);
            assert_eq!(ticks.last().map(|(_, label)| label.as_str()), Some(last));
        }
        assert!(Axis::to(u128::MAX, Unit::Bytes).at(u128::MAX) <= 1.0);
    }
}
