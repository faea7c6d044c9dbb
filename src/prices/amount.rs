//! An amount of money, exactly.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use bigdecimal::{BigDecimal, RoundingMode, Zero};
use serde::{Serialize, Serializer};

/// An amount of money, in a currency that is known elsewhere: an exact decimal number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(BigDecimal);

impl Amount {
    pub(super) fn of(value: BigDecimal) -> Self {
        Amount(value)
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// All of its digits: `0.000000000030733644962310791015625`.
    #[must_use]
    pub fn exact(&self) -> String {
        self.0.normalized().to_plain_string()
    }

    /// With two digits after the point, half a cent rounded up: `1234.50`.
    #[must_use]
    pub fn rounded(&self) -> String {
        self.0.with_scale_round(2, RoundingMode::HalfUp).to_plain_string()
    }

    /// With two digits after the point, and of what is less than a cent the first two that are not zero,
    /// half rounded up: so what costs something never looks as if it cost nothing.
    #[must_use]
    pub fn legible(&self) -> String {
        let is_less_than_a_cent = self.0 < BigDecimal::new(1.into(), 2);
        if self.is_zero() || !is_less_than_a_cent {
            return self.rounded();
        }
        let places = self.0.fractional_digit_count() - digits(&self.0) + 2;
        Amount(self.0.with_scale_round(places, RoundingMode::HalfUp)).exact()
    }
}

/// How many digits a number has, without zeros in front.
fn digits(number: &BigDecimal) -> i64 {
    i64::try_from(number.digits()).unwrap_or(i64::MAX)
}

impl Add for &Amount {
    type Output = Amount;

    fn add(self, other: &Amount) -> Amount {
        Amount(&self.0 + &other.0)
    }
}

impl AddAssign<&Amount> for Amount {
    fn add_assign(&mut self, other: &Amount) {
        self.0 += &other.0;
    }
}

impl<'a> Sum<&'a Amount> for Amount {
    fn sum<I: Iterator<Item = &'a Amount>>(amounts: I) -> Self {
        let mut sum = Amount::default();
        amounts.for_each(|amount| sum += amount);
        sum
    }
}

/// As a text with all digits: numbers of JSON are read as binary fractions by most.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.exact())
    }
}
