//! `RetrievalByteRange`: which bytes of an archive a job makes downloadable.

use std::fmt;
use std::str::FromStr;

use super::parse_error::ParseError;
use crate::json::leading_number;

/// One MiB: the leaf of Glacier's tree hash, and the grain of its ranges.
const MIB: u64 = 1 << 20;

/// A range of bytes, both ends included, written `Start-End`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteRange {
    start: u64,
    end: u64,
}

impl ByteRange {
    /// The range from `start` to `end`, both included.
    ///
    /// # Errors
    /// [`ParseError`] if `end` is before `start`.
    pub fn new(start: u64, end: u64) -> Result<Self, ParseError> {
        if start > end {
            return Err(ParseError::new("ends before it starts"));
        }
        Ok(ByteRange { start, end })
    }

    /// The range that these bytes begin with, if both numbers have at most 19 digits, and how many
    /// bytes write it.
    #[inline(always)]
    pub(crate) fn leading(bytes: &[u8]) -> Option<(Self, usize)> {
        // Nearly all ranges begin at 0.
        let (start, length) =
            if bytes.starts_with(b"0-") { (0, 1) } else { leading_number(bytes)? };
        let rest = bytes.get(length..)?.strip_prefix(b"-")?;
        let (end, more) = leading_number(rest)?;
        Some((ByteRange::new(start, end).ok()?, length + 1 + more))
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> u64 {
        self.start
    }

    /// The last byte, which belongs to the range.
    #[must_use]
    pub fn end(self) -> u64 {
        self.end
    }

    /// The number of bytes; a `u128`, because `0-18446744073709551615` has 2^64 of them.
    #[must_use]
    pub fn bytes(self) -> u128 {
        u128::from(self.end - self.start) + 1
    }

    /// Whether the range is the whole of an archive of `size` bytes.
    #[must_use]
    pub fn is_whole(self, size: u64) -> bool {
        self.start == 0 && Some(self.end) == size.checked_sub(1)
    }

    /// Whether the range lies inside an archive of `size` bytes.
    #[must_use]
    pub fn is_within(self, size: u64) -> bool {
        self.end < size
    }

    /// Whether `InitiateJob` accepts the range for an archive of `size` bytes: it starts on a MiB
    /// and ends just before one, or at the archive's last byte.
    #[must_use]
    pub fn is_mib_aligned(self, size: u64) -> bool {
        self.start.is_multiple_of(MIB)
            && (self.end % MIB == MIB - 1 || Some(self.end) == size.checked_sub(1))
    }

    /// Whether the range is tree-hash aligned in an archive of `size` bytes, so that its tree hash
    /// is a node of the archive's own tree.
    ///
    /// Leaves are 1 MiB each, the last one what is left. Each level pairs neighbours from the left
    /// and carries an odd last node up. A node at height `h` therefore covers leaves from a multiple
    /// of 2^h, and 2^h of them, or fewer where the archive ends first; and each such run is a node.
    #[must_use]
    pub fn is_tree_hash_aligned(self, size: u64) -> bool {
        if !self.is_within(size) || !self.is_mib_aligned(size) {
            return false;
        }
        let leaves = size.div_ceil(MIB);
        let first = self.start / MIB;
        let count = self.end / MIB - first + 1;
        // A run that the archive's end cuts short stands for the next power of two.
        let width = if first + count == leaves { count.next_power_of_two() } else { count };
        width.is_power_of_two() && first.is_multiple_of(width)
    }
}

impl FromStr for ByteRange {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        if let Some((range, length)) = ByteRange::leading(text.as_bytes())
            && length == text.len()
        {
            return Ok(range);
        }
        let Some((start, end)) = text.split_once('-') else {
            return Err(ParseError::new("has no `-` between start and end"));
        };
        ByteRange::new(offset(start)?, offset(end)?)
    }
}

fn offset(digits: &str) -> Result<u64, ParseError> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ParseError::new("is not two decimal numbers"));
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return Err(ParseError::new("has a leading zero"));
    }
    digits.parse().map_err(|_| ParseError::new("does not fit 64 bits"))
}

impl fmt::Display for ByteRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}
