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
}

impl FromStr for TreeHash {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(ParseError::new("is not 64 characters long"));
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
        }
        Ok(TreeHash(hash))
    }
}

/// Whether these are the bytes of a tree hash that is not one digit only.
#[inline(always)]
pub(crate) fn is_random_tree_hash(hash: &[u8; 64]) -> bool {
    // Without branches, so that many bytes are looked at at once.
    let mut others = [0; 32];
    for step in hash.as_chunks::<32>().0 {
        for (other, byte) in others.iter_mut().zip(step) {
            let is_digit = byte.wrapping_sub(b'0') < 10;
            let is_lower = byte.wrapping_sub(b'a') < 6;
            *other |= u8::from(!(is_digit | is_lower));
        }
    }
    (others.iter().fold(0, |all, other| all | other) == 0) & (hash[..8] != hash[8..16])
}

fn hex_digit(byte: u8) -> Result<u8, ParseError> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        b'A'..=b'F' => Err(ParseError::new("has upper-case hex digits")),
        _ => Err(ParseError::new("has a character that is no hex digit")),
    }
}

impl fmt::Display for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
