//! Values, read strictly but only as far as the fast path takes them.

use super::wide::{all_plain, plain_length};

/// A string, between its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    pub length: usize,
    /// Whether there are escapes: of a quote, a backslash or a slash, no others.
    pub is_escaped: bool,
}

/// Reads the string whose first character stands at `start`, if it is one of printable ASCII. `usual` is
/// how long such strings have been.
#[inline(always)]
pub(super) fn text(bytes: &[u8], start: usize, usual: usize) -> Option<Text> {
    if bytes.get(start + usual) == Some(&b'"') && all_plain(&bytes[start..start + usual]) {
        return Some(Text { length: usual, is_escaped: false });
    }
    let length = plain_length(bytes.get(start..)?);
    match bytes.get(start + length) {
        Some(b'"') => Some(Text { length, is_escaped: false }),
        Some(b'\\') => escaped_text(bytes, start, length),
        _ => None,
    }
}

/// Goes on with a string whose first backslash follows `length` characters.
#[cold]
fn escaped_text(bytes: &[u8], start: usize, mut length: usize) -> Option<Text> {
    loop {
        match bytes.get(start + length..)? {
            [b'\\', b'"' | b'\\' | b'/', rest @ ..] => length += 2 + plain_length(rest),
            [b'"', ..] => return Some(Text { length, is_escaped: true }),
            _ => return None,
        }
    }
}

/// The most digits of a number that is sure to fit 64 bits.
const DIGITS: usize = 19;

/// Reads the whole number that starts at `start`; returns it and its length. What follows it shows
/// whether it goes on, which is for whoever reads that.
#[inline(always)]
pub(super) fn number(bytes: &[u8], start: usize) -> Option<(u64, usize)> {
    let mut value = 0;
    let mut length = 0;
    for byte in bytes.get(start..)?.iter().take(DIGITS + 1) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = value * 10 + u64::from(digit);
        length += 1;
        if length > DIGITS {
            return None;
        }
    }
    let has_leading_zero = length > 1 && bytes[start] == b'0';
    (length > 0 && !has_leading_zero).then_some((value, length))
}

/// Passes white space.
#[inline(always)]
pub(super) fn space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

/// Passes one byte, if it is this one.
#[inline(always)]
pub(super) fn byte(bytes: &[u8], at: usize, wanted: u8) -> Option<usize> {
    (bytes.get(at) == Some(&wanted)).then_some(at + 1)
}

/// Passes a word.
#[inline(always)]
pub(super) fn word(bytes: &[u8], at: usize, wanted: &[u8]) -> Option<usize> {
    bytes.get(at..)?.starts_with(wanted).then_some(at + wanted.len())
}
