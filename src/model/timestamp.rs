//! `CreationDate`, `CompletionDate`, `StartDate`, `EndDate`: UTC, as Glacier writes them.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::parse_error::ParseError;

/// A time in UTC, written `2012-03-20T17:03:43.221Z`, with as many fraction digits as were read.
///
/// Times compare as instants: `…:43Z` equals `…:43.000Z`, and each prints as it was written.
#[derive(Clone, Copy, Debug)]
pub struct Timestamp {
    utc: civil::DateTime,
    fraction_digits: u8,
}

impl Timestamp {
    /// The date and time in UTC.
    #[must_use]
    pub fn utc(self) -> civil::DateTime {
        self.utc
    }

    /// The time so many milliseconds after 1970-01-01T00:00:00Z, written to the millisecond; `None`
    /// outside of the years that a date can have.
    #[must_use]
    pub fn from_unix_millis(millis: i64) -> Option<Self> {
        let epoch = civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let utc = epoch.checked_add(jiff::SignedDuration::from_millis(millis)).ok()?;
        Some(Timestamp { utc, fraction_digits: 3 })
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    #[must_use]
    pub fn unix_millis(self) -> i64 {
        let epoch = civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        self.utc.duration_since(epoch).as_millis().try_into().unwrap_or(i64::MAX)
    }

    /// What [`Timestamp::unix_millis`] gives for a text of the form that a job's dates have, to the
    /// millisecond and of the years from 1900 on; `None` for any other text.
    #[inline(always)]
    pub(crate) fn millis_of(text: &[u8; 24]) -> Option<i64> {
        let mut digits = [0; 24];
        let mut is_sound = true;
        for (at, (digit, mark)) in digits.iter_mut().zip(b"0000-00-00T00:00:00.000Z").enumerate() {
            *digit = text[at].wrapping_sub(b'0');
            is_sound &= (*mark == b'0') & (*digit <= 9) | (*mark != b'0') & (text[at] == *mark);
        }
        if !is_sound {
            return None;
        }
        let two = |at: usize| i64::from(digits[at] * 10 + digits[at + 1]);
        let year = two(0) * 100 + two(2);
        let (month, day) = (two(5), two(8));
        let (hour, minute, second) = (two(11), two(14), two(17));
        let millis = i64::from(digits[20]) * 100 + two(21);
        let exists = year >= 1900
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        let seconds =
            days_since_1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
        exists.then_some(seconds * 1000 + millis)
    }

    /// How many digits of a second it is written with.
    pub(crate) fn fraction_digits(self) -> u8 {
        self.fraction_digits
    }

    /// Whether the time is written to the millisecond, as in a job's dates.
    #[must_use]
    pub fn has_milliseconds(self) -> bool {
        self.fraction_digits == 3
    }
}

impl FromStr for Timestamp {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        const FORM: ParseError = ParseError::new("is not of the form YYYY-MM-DDTHH:MM:SS[.mmm]Z");
        let bytes = text.as_bytes();
        if bytes.len() < 20 || !bytes.is_ascii() {
            return Err(FORM);
        }
        let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
        if marks.iter().any(|&(at, mark)| bytes[at] != mark) {
            return Err(FORM);
        }
        let Some(fraction) = text[19..].strip_suffix('Z') else {
            return Err(ParseError::new("does not end in `Z`, for UTC"));
        };
        let (nanosecond, fraction_digits) = fraction_of_second(fraction).ok_or(FORM)?;
        let two = |at: usize| two_digits([bytes[at], bytes[at + 1]]).ok_or(FORM);
        let year = i16::from(two(0)?) * 100 + i16::from(two(2)?);
        let date_time =
            civil::DateTime::new(year, two(5)?, two(8)?, two(11)?, two(14)?, two(17)?, nanosecond);
        let utc = date_time.map_err(|_| ParseError::new("is no date that exists"))?;
        Ok(Timestamp { utc, fraction_digits })
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 on, for dates since 1900: counted in years that begin in March, so that the
/// odd day is the last of its year.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let leap_days = year / 4 - year / 100 + year / 400;
    365 * year + leap_days + (153 * month + 2) / 5 + day - 719_469
}

/// The nanoseconds that `.221` means, and how many digits wrote them.
fn fraction_of_second(text: &str) -> Option<(i32, u8)> {
    if text.is_empty() {
        return Some((0, 0));
    }
    let fraction = text.strip_prefix('.')?;
    let count = u8::try_from(fraction.len()).ok().filter(|count| (1..=9).contains(count))?;
    let all_digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let value: i32 = fraction.parse().ok().filter(|_| all_digits)?;
    Some((value * 10_i32.pow(9 - u32::from(count)), count))
}

/// The number that two digits write.
fn two_digits([tens, ones]: [u8; 2]) -> Option<i8> {
    let digit = |byte: u8| i8::try_from(byte.wrapping_sub(b'0')).ok().filter(|digit| *digit < 10);
    Some(digit(tens)? * 10 + digit(ones)?)
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*}Z", usize::from(self.fraction_digits), self.utc)
    }
}

/// As it is written.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|error| serde::de::Error::custom(format!("`{text}` {error}")))
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.utc == other.utc
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.utc.cmp(&other.utc)
    }
}
