//! Tree-hash alignment, proved against trees that are built as the documentation defines them.

use std::collections::HashSet;

use icecore::model::ByteRange;
use sha2::{Digest, Sha256};

const MIB: u64 = 1 << 20;

/// A node: the first and the last leaf below it, and its hash.
#[derive(Clone)]
struct Node {
    first: u64,
    last: u64,
    hash: Vec<u8>,
}

/// How nodes get their hashes; trees of which only the shape matters skip the work.
#[derive(Clone, Copy)]
enum Hashing {
    Skip,
    Sha256,
}

impl Hashing {
    fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Hashing::Skip => Vec::new(),
            Hashing::Sha256 => Sha256::digest(parts.concat()).to_vec(),
        }
    }
}

fn leaf(index: u64, hashing: Hashing) -> Node {
    let hash = hashing.of(&[&index.to_be_bytes()]);
    Node { first: index, last: index, hash }
}

fn level_above(level: &[Node], hashing: Hashing) -> Vec<Node> {
    level
        .chunks(2)
        .map(|chunk| match chunk {
            [left, right] => Node {
                first: left.first,
                last: right.last,
                hash: hashing.of(&[&left.hash, &right.hash]),
            },
            odd => odd[0].clone(),
        })
        .collect()
}

/// Every level of the tree over some leaves, the root's last.
fn tree(leaves: impl Iterator<Item = u64>, hashing: Hashing) -> Vec<Vec<Node>> {
    let mut levels = vec![leaves.map(|index| leaf(index, hashing)).collect::<Vec<_>>()];
    while levels[levels.len() - 1].len() > 1 {
        levels.push(level_above(&levels[levels.len() - 1], hashing));
    }
    levels
}

fn root(leaves: impl Iterator<Item = u64>) -> Vec<u8> {
    let levels = tree(leaves, Hashing::Sha256);
    levels[levels.len() - 1][0].hash.clone()
}

/// The range of whole leaves, the archive's last one as short as it is.
fn range_of(first: u64, last: u64, size: u64) -> ByteRange {
    let end = ((last + 1) * MIB).min(size) - 1;
    ByteRange::new(first * MIB, end).expect("leaves are in order")
}

fn ranges(leaves: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..leaves).flat_map(move |first| (first..leaves).map(move |last| (first, last)))
}

#[test]
fn a_range_is_aligned_exactly_if_some_node_covers_it() {
    for leaves in 1..=40 {
        let levels = tree(0..leaves, Hashing::Skip);
        let nodes: HashSet<_> =
            levels.iter().flatten().map(|node| (node.first, node.last)).collect();
        for size in [leaves * MIB, leaves * MIB - 5, (leaves - 1) * MIB + 1] {
            for (first, last) in ranges(leaves) {
                let range = range_of(first, last, size);
                let expected = nodes.contains(&(first, last));
                assert!(range.is_mib_aligned(size), "{range} of {size}");
                assert_eq!(range.is_tree_hash_aligned(size), expected, "{range} of {size}");
            }
        }
    }
}

#[test]
fn a_range_is_aligned_exactly_if_its_own_root_is_a_node_of_the_archive() {
    for leaves in 1..=9 {
        let levels = tree(0..leaves, Hashing::Sha256);
        let nodes: HashSet<_> = levels.iter().flatten().map(|node| &node.hash).collect();
        for (first, last) in ranges(leaves) {
            let range = range_of(first, last, leaves * MIB);
            let expected = nodes.contains(&root(first..=last));
            assert_eq!(range.is_tree_hash_aligned(leaves * MIB), expected, "{range} of {leaves}");
        }
    }
}

#[test]
fn what_is_not_mib_aligned_or_not_inside_is_never_tree_hash_aligned() {
    let size = 4 * MIB - 5;
    for (start, end) in [
        (1, MIB - 1),
        (0, MIB),
        (0, MIB - 2),
        (0, size - 2),
        (0, size),
        (0, 4 * MIB - 1),
        (4 * MIB, 5 * MIB - 1),
        (0, u64::MAX),
    ] {
        let range = ByteRange::new(start, end).expect("in order");
        assert!(!range.is_tree_hash_aligned(size), "{range}");
    }
}

#[test]
fn the_largest_sizes_do_not_overflow() {
    let whole = ByteRange::new(0, u64::MAX - 1).expect("in order");
    assert!(whole.is_tree_hash_aligned(u64::MAX));
    let last_leaf = ByteRange::new(u64::MAX - (MIB - 1), u64::MAX - 1).expect("in order");
    assert!(last_leaf.is_tree_hash_aligned(u64::MAX));
    assert!(!ByteRange::new(0, 0).expect("in order").is_tree_hash_aligned(0));
}
