//! A price, as a price list has it.

use std::fmt;
use std::str::FromStr;

use bigdecimal::BigDecimal;

use super::amount::Amount;
use crate::model::ParseError;

/// The bytes of a GB in a price list: 2^30, as in the examples that Amazon's FAQs calculate bills by
/// (<https://aws.amazon.com/s3/faqs/>: "1 GB / 1,073,741,824 bytes").
pub const GB: u64 = 1 << 30;

/// The GB that one byte is, which ends after 30 digits: 5^30 of 10^30.
const BYTE: (u128, i64) = (5_u128.pow(30), 30);

/// No price has more digits after the point.
const DIGITS: usize = 18;
/// Nor before it.
const WHOLE: usize = 6;

/// What something costs: an exact decimal number, zero or more, below a million.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price(BigDecimal);

impl Price {
    /// What so many requests cost at this price for a thousand.
    #[must_use]
    pub fn of_requests(&self, requests: u64) -> Amount {
        Amount::of(&self.0 * BigDecimal::new(requests.into(), 3))
    }

    /// What so many bytes cost at this price for a [`GB`].
    #[must_use]
    pub fn of_bytes(&self, bytes: u128) -> Amount {
        let (byte, scale) = BYTE;
        Amount::of(&self.0 * BigDecimal::from(bytes) * BigDecimal::new(byte.into(), scale))
    }
}

/// Reads digits, with a point if need be, and nothing else: no sign, no exponent, no separators. At most 18
/// digits follow the point.
///
/// ```
/// use icecore::prices::Price;
///
/// let price: Price = "0.033".parse()?;
/// assert_eq!(price.of_bytes(1 << 30).exact(), "0.033");
/// assert!("3.3e-2".parse::<Price>().is_err());
/// # Ok::<(), icecore::model::ParseError>(())
/// ```
impl FromStr for Price {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        const NONE: ParseError = ParseError::new(
            "is no price: a price is written as digits with a point, such as 0.033",
        );
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if whole.starts_with('-') {
            return Err(ParseError::new("is no price: a price is not negative"));
        }
        if !are_digits(whole) || !are_digits(fraction) {
            return Err(NONE);
        }
        if whole.trim_start_matches('0').len() > WHOLE {
            return Err(ParseError::new("is no price: a price is less than a million"));
        }
        if fraction.trim_end_matches('0').len() > DIGITS {
            return Err(ParseError::new("is no price: no price has more than 18 decimals"));
        }
        text.parse().map(Price).map_err(|_| NONE)
    }
}

/// As it was written, without zeros that say nothing.
impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.normalized().to_plain_string())
    }
}
