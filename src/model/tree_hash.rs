//! `SHA256TreeHash` and `ArchiveSHA256TreeHash`: checksums over 1 MiB leaves.

use std::fmt;
use std::str::FromStr;

use super::parse_error::ParseError;

/// A SHA-256 tree hash, written as 64 lower-case hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TreeHash([u8; 32]);

impl TreeHash {
    /// The 32 bytes of the root.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The 64 digits that write it.
    pub(crate) fn digits(&self) -> [u8; 64] {
        const DIGITS: [u8; 16] = *b"0123456789abcdef";
        let mut digits = [0; 64];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 0xF)];
        }
        digits
    }
}

impl From<[u8; 32]> for TreeHash {
    fn from(bytes: [u8; 32]) -> Self {
        TreeHash(bytes)
    }
}

impl FromStr for TreeHash {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let Ok(digits) = <&[u8; 64]>::try_from(text.as_bytes()) else {
            return Err(ParseError::new("is not 64 characters long"));
        };
        if !are_hex_digits(digits) {
            let other = digits.iter().find(|digit| !is_hex_digit(**digit));
            return Err(match other.is_some_and(u8::is_ascii_hexdigit) {
                true => ParseError::new("has upper-case hex digits"),
                false => ParseError::new("has a character that is no hex digit"),
            });
        }
        let mut hash = [0; 32];
        for (byte, [high, low]) in hash.iter_mut().zip(digits.as_chunks().0) {
            *byte = value_of(*high) << 4 | value_of(*low);
        }
        Ok(TreeHash(hash))
    }
}

/// Whether these are the bytes of a tree hash that is not one digit only.
#[inline(always)]
pub(crate) fn is_random_tree_hash(hash: &[u8; 64]) -> bool {
    are_hex_digits(hash) & (hash[..8] != hash[8..16])
}

/// Whether all are lower-case hex digits; without branches, so that many are looked at at once.
#[inline(always)]
fn are_hex_digits(digits: &[u8; 64]) -> bool {
    digits.iter().fold(0, |other, digit| other | u8::from(!is_hex_digit(*digit))) == 0
}

#[inline(always)]
fn is_hex_digit(byte: u8) -> bool {
    (byte.wrapping_sub(b'0') < 10) | (byte.wrapping_sub(b'a') < 6)
}

/// The value of a hex digit. Letters count from 1 in their low bits, and have a bit 6, which digits lack.
fn value_of(digit: u8) -> u8 {
    (digit & 0xF) + (digit >> 6) * 9
}

impl fmt::Display for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
