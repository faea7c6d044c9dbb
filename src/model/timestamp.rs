//! `CreationDate`, `CompletionDate`, `StartDate`, `EndDate`: UTC, as Glacier writes them.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

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
        let number = |from: usize, to: usize| digits(&text[from..to]).ok_or(FORM);
        let small = |from, to| i8::try_from(number(from, to)?).map_err(|_| FORM);
        let date_time = civil::DateTime::new(
            number(0, 4)?,
            small(5, 7)?,
            small(8, 10)?,
            small(11, 13)?,
            small(14, 16)?,
            small(17, 19)?,
            nanosecond,
        );
        let utc = date_time.map_err(|_| ParseError::new("is no date that exists"))?;
        Ok(Timestamp { utc, fraction_digits })
    }
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

/// A number of at most four digits and nothing else.
fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*}Z", usize::from(self.fraction_digits), self.utc)
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
