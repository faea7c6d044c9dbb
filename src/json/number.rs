//! Numbers: checked when read, kept as their digits.

use super::error::{Error, Expected, Found};
use crate::span::Span;

/// A JSON number as it was written.
///
/// Sizes in Glacier listings exceed 2^32 and must stay exact, so no number becomes a double.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'a> {
    digits: &'a str,
}

impl<'a> Number<'a> {
    /// The characters of the number.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.digits
    }

    /// The value, where the number is written as a plain integer from 0 to 2^64 - 1.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        // `parse` also takes a leading `+`, which the reader refuses.
        self.digits.parse().ok()
    }
}

/// How many digits an integer may have before it could overflow a double.
const SAFE_DIGITS: usize = 308;

/// Reads the number that starts at `start`; returns it and the offset after it.
pub(super) fn read(bytes: &[u8], start: usize) -> Result<(Number<'_>, usize), Error> {
    let mut at = start;
    if bytes[at] == b'-' {
        at += 1;
    }
    let integer = at;
    at = match bytes.get(at) {
        Some(b'0') => at + 1,
        _ => digits(bytes, at)?,
    };
    let mut may_overflow = at - integer > SAFE_DIGITS;
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        may_overflow = true;
        let signed = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at = digits(bytes, at + 1 + usize::from(signed))?;
    }
    // A number starts at a digit or a minus, and only ASCII follows.
    let digits = std::str::from_utf8(&bytes[start..at]).unwrap_or_default();
    if may_overflow && !fits_a_double(digits) {
        return Err(Error::new(Span::new(start, at), Expected::NumberInRange, Found::Number));
    }
    Ok((Number { digits }, at))
}

/// Passes one or more digits from `at` on.
fn digits(bytes: &[u8], at: usize) -> Result<usize, Error> {
    let rest = bytes.get(at..).unwrap_or_default();
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match rest.first() {
        _ if count > 0 => Ok(at + count),
        Some(&byte) => Err(Error::new(Span::new(at, at + 1), Expected::Digit, Found::Byte(byte))),
        None => Err(Error::new(Span::new(at, at), Expected::Digit, Found::End)),
    }
}

/// Whether the number is finite. That depends on how it is rounded, and `serde_json` is the
/// definition this reader follows, so the rare number that could overflow is shown to it.
fn fits_a_double(digits: &str) -> bool {
    serde_json::from_str::<f64>(digits).is_ok()
}
