//! Values, read strictly but only as far as the fast path takes them.

use super::wide::plain_length;
use crate::model::{ByteRange, is_random_id, is_random_tree_hash};

/// A string, between its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    pub length: usize,
    /// Whether there are escapes: of a quote, a backslash or a slash, no others.
    pub is_escaped: bool,
}

/// Reads the string whose first character stands at `start`, if it is one of printable ASCII.
#[inline(always)]
pub(super) fn text(bytes: &[u8], start: usize) -> Option<Text> {
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

/// The length of an identifier that begins here, if it is one that nothing is odd about.
#[inline(always)]
pub(super) fn identifier<const LENGTH: usize>(rest: &[u8]) -> Option<usize> {
    let is_whole = rest.get(LENGTH) == Some(&b'"');
    (is_whole && is_random_id(rest.first_chunk::<LENGTH>()?)).then_some(LENGTH)
}

/// The length of a tree hash that begins here.
#[inline(always)]
pub(super) fn tree_hash(rest: &[u8]) -> Option<usize> {
    const LENGTH: usize = 64;
    let is_whole = rest.get(LENGTH) == Some(&b'"');
    (is_whole && is_random_tree_hash(rest.first_chunk::<LENGTH>()?)).then_some(LENGTH)
}

/// The length of a range that begins here, which is kept.
#[inline(always)]
pub(super) fn range(rest: &[u8], range: &mut Option<ByteRange>) -> Option<usize> {
    let (found, length) = ByteRange::leading(rest)?;
    *range = Some(found);
    (rest.get(length) == Some(&b'"')).then_some(length)
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
