//! Archives: what is known of one follows from its number, so that all its retrievals agree.

use super::random::{Key, Purpose, Random};
use crate::model::ByteRange;

/// One MiB: the leaf of the tree hash, and the grain of ranges.
const MIB: u64 = 1 << 20;

/// An archive of a vault.
#[derive(Clone, Copy, Debug)]
pub(super) struct Archive {
    key: Key,
    /// Its size in bytes.
    pub size: u64,
}

/// What of an archive a job retrieves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// A part that is a node of the archive's tree of hashes.
    Node,
    /// A part that is MiB aligned, and seldom a node.
    Part,
}

impl Archive {
    /// The archive with this number in the vault with this key.
    pub fn new(vault: Key, number: u64) -> Self {
        let key = vault.child(number);
        let mut random = key.of(Purpose::Size).stream();
        // From 4 KiB to 4 TiB, each power of two as often as any other.
        let power = random.between(12, 42);
        Archive { key, size: (1 << power) + random.below(1 << power) }
    }

    /// Whether it has several leaves, so that a part of it can be retrieved.
    pub fn has_parts(&self) -> bool {
        self.size > MIB
    }

    /// Where its identifier comes from.
    pub fn id(&self) -> Key {
        self.key.of(Purpose::Id)
    }

    /// Where its tree hash comes from.
    pub fn tree_hash(&self) -> Key {
        self.key.of(Purpose::TreeHash)
    }

    /// Where the tree hash of a part of it comes from.
    pub fn tree_hash_of(&self, range: ByteRange) -> Key {
        self.key.of(Purpose::Parts).child(range.start()).child(range.end())
    }

    /// A range of it.
    pub fn range(&self, extent: Extent, random: &mut Random) -> ByteRange {
        let leaves = self.size.div_ceil(MIB);
        let (first, end) = match extent {
            Extent::Whole => (0, leaves),
            Extent::Node => {
                // The highest node that is not all of the tree.
                let highest = (leaves - 1).ilog2();
                let width = 1_u64 << random.below(u64::from(highest) + 1);
                let first = random.below(leaves.div_ceil(width)) * width;
                (first, first.saturating_add(width).min(leaves))
            }
            Extent::Part => {
                let count = random.between(1, leaves);
                let first = random.below(leaves - count + 1);
                (first, first + count)
            }
        };
        let last = (end * MIB).min(self.size) - 1;
        ByteRange::new(first * MIB, last).unwrap_or_else(|_| unreachable!("it has a leaf"))
    }
}
