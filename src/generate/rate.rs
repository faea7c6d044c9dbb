//! How often a defect strikes: a fraction, held exactly.

use std::fmt;
use std::str::FromStr;

use super::random::Random;

const BILLION: u64 = 1_000_000_000;

/// How often a defect strikes: a fraction from 0 to 1, to nine decimals.
///
/// It is held as a whole number, since fractions in binary are rounded, and chance would fall otherwise on
/// another machine.
///
/// ```
/// use icecore::generate::Rate;
///
/// assert_eq!("2.5%".parse::<Rate>()?, "0.025".parse()?);
/// assert!("150%".parse::<Rate>().is_err());
/// # Ok::<(), icecore::generate::RateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate {
    billionths: u64,
}

impl Rate {
    /// Every time.
    pub const ALWAYS: Rate = Rate { billionths: BILLION };

    /// Whether it strikes this time.
    pub(super) fn strikes(self, random: &mut Random) -> bool {
        random.below(BILLION) < self.billionths
    }
}

impl FromStr for Rate {
    type Err = RateError;

    fn from_str(text: &str) -> Result<Self, RateError> {
        let (number, decimals) = match text.strip_suffix('%') {
            Some(percent) => (percent.trim_end(), 7),
            None => (text, 9),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = [whole, fraction].concat();
        if whole.is_empty() || fraction.len() > decimals || !digits.bytes().all(is_digit) {
            return Err(RateError);
        }
        let scale = u32::try_from(decimals - fraction.len()).map_err(|_| RateError)?;
        let parsed = digits.parse::<u64>().ok().and_then(|it| it.checked_mul(10_u64.pow(scale)));
        match parsed {
            Some(billionths) if billionths <= BILLION => Ok(Rate { billionths }),
            _ => Err(RateError),
        }
    }
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.billionths / BILLION, self.billionths % BILLION);
        let digits = format!("{whole}.{fraction:09}");
        f.write_str(digits.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// A text is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateError;

impl fmt::Display for RateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is no rate; write a fraction from 0 to 1 or a percentage, as 0.01 or 1%")
    }
}

impl std::error::Error for RateError {}
