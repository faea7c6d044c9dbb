//! Values as JSON text: identifiers, hashes, numbers, and the words of people.

use std::io::Write;

use super::random::{Key, Random};

/// How long a JobId is.
pub(super) const JOB_ID: usize = 92;
/// How long an ArchiveId is.
pub(super) const ARCHIVE_ID: usize = 138;

const ID_ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const HEX: &[u8; 16] = b"0123456789abcdef";

/// What people write about their jobs, as JSON; a number may follow.
const DESCRIPTIONS: [&str; 8] = [
    "quarterly restore",
    "reel",
    "audit of the cold tier, batch",
    "ticket",
    r"copied back to D:\\restores\\",
    r#"the \"director's cut\", part"#,
    "restore for legal & finance <urgent> /",
    "nightly inventory, run",
];

/// Why jobs fail, in the service's place.
pub(super) const FAILURES: [&str; 4] = [
    r#""The archive was deleted before the job was finished""#,
    r#""The job could not be finished""#,
    r#""Internal error""#,
    r#""The retrieval was refused by the vault's data retrieval policy""#,
];

/// An identifier of this length, without quotes.
pub(super) fn push_id(out: &mut Vec<u8>, random: &mut Random, length: usize) {
    let mut left = length;
    while left > 0 {
        // Ten characters of 6 bits each come out of 64 bits.
        let mut bits = random.bits();
        let mut ten = [0; 10];
        for character in &mut ten {
            *character = ID_ALPHABET[usize::from(bits.to_le_bytes()[0] & 63)];
            bits >>= 6;
        }
        let count = left.min(10);
        out.extend_from_slice(&ten[..count]);
        left -= count;
    }
}

/// Takes the last character of the identifier that stands from `start` on.
///
/// Where its length is wrong, a few `x` in a row look like a placeholder, so there are none.
pub(super) fn cut_id(out: &mut Vec<u8>, start: usize) {
    out.pop();
    for character in &mut out[start..] {
        *character = match *character {
            b'x' => b'y',
            b'X' => b'Y',
            other => other,
        };
    }
}

/// A tree hash, in quotes.
pub(super) fn push_hash(out: &mut Vec<u8>, key: Key) {
    let mut random = key.stream();
    let mut text = [b'"'; 66];
    for digits in text[1..65].chunks_exact_mut(16) {
        let mut bits = random.bits();
        for digit in digits {
            *digit = HEX[usize::from(bits.to_le_bytes()[0] & 15)];
            bits >>= 4;
        }
    }
    out.extend_from_slice(&text);
}

/// A description, in quotes.
pub(super) fn push_description(out: &mut Vec<u8>, random: &mut Random) {
    let number = random.between(1, 5000);
    out.push(b'"');
    out.extend_from_slice(random.pick(&DESCRIPTIONS).as_bytes());
    out.push(b' ');
    push_number(out, number);
    out.push(b'"');
}

/// A number.
pub(super) fn push_number(out: &mut Vec<u8>, number: u64) {
    // Writing to memory cannot fail.
    let _ = write!(out, "{number}");
}
