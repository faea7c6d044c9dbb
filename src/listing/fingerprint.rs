//! Fingerprints of texts and numbers: fast, the same on every machine, and good enough that two values
//! share one only by a chance of one in 2^64.
//!
//! Those of texts depend on a key, so that who does not know it cannot make up texts that share one.

use rapidhash::v3::{RapidSecrets, rapidhash_v3_nano_inline};
use serde::{Deserialize, Serialize};

use crate::model::{ByteRange, Kind, Timestamp};

/// Takes fingerprints by a key.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(from = "u64", into = "u64")]
pub(super) struct Fingerprints {
    key: u64,
    secrets: RapidSecrets,
}

impl Default for Fingerprints {
    fn default() -> Self {
        Fingerprints::new(0)
    }
}

impl From<u64> for Fingerprints {
    fn from(key: u64) -> Self {
        Fingerprints::new(key)
    }
}

impl From<Fingerprints> for u64 {
    fn from(fingerprints: Fingerprints) -> Self {
        fingerprints.key
    }
}

impl Fingerprints {
    /// Those of this key.
    pub(super) const fn new(key: u64) -> Self {
        Fingerprints { key, secrets: RapidSecrets::seed(key) }
    }

    /// The key.
    pub(super) const fn key(&self) -> u64 {
        self.key
    }

    /// The fingerprint of a text; never 0, which stands for none.
    #[inline(always)]
    pub(super) const fn of_text(&self, text: &[u8]) -> u64 {
        let hash = rapidhash_v3_nano_inline::<true, false>(text, &self.secrets);
        if hash == 0 { 1 } else { hash }
    }

    /// The same, twice as long. Each half of the text has a fingerprint of its own, and what is made of
    /// both of them stands below that of the first.
    #[inline(always)]
    pub(super) const fn long(&self, text: &[u8]) -> u128 {
        let (first, last) = text.split_at(text.len() / 2);
        let first = self.of_text(first);
        (first as u128) << 64 | then(first, self.of_text(last)) as u128
    }

    /// The fingerprint of a text that is a value of this kind. What is a time or a range by its form is as
    /// much as its number, which is had for less; a JobId has a long one anyway.
    pub(super) fn of_value(&self, text: &str, kind: Kind) -> u64 {
        let bytes = text.as_bytes();
        let range = || ByteRange::leading(bytes).filter(|(_, length)| *length == bytes.len());
        let number = match kind {
            Kind::JobDate => bytes.try_into().ok().and_then(Timestamp::millis_of).map(of_millis),
            Kind::JobId => Some(shorten(self.long(bytes))),
            Kind::ByteRange => range().map(|(range, _)| of_range(range)),
            _ => None,
        };
        number.unwrap_or_else(|| self.of_text(bytes))
    }
}

/// The short fingerprint of a text whose long one is known.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "half of it is wanted")]
pub(super) const fn shorten(long: u128) -> u64 {
    long as u64
}

/// The fingerprint of a time, in milliseconds since 1970.
#[inline(always)]
pub(super) const fn of_millis(millis: i64) -> u64 {
    of_number(millis.cast_unsigned())
}

/// The fingerprint of a range.
#[inline(always)]
pub(super) fn of_range(range: ByteRange) -> u64 {
    then(of_number(range.start()), range.end())
}

/// What a member adds to the fingerprint of its object, where members may come in any order.
#[inline(always)]
pub(super) const fn of_member(name: u64, value: u64) -> u64 {
    mix(name ^ value, 0x9E37_79B9_7F4A_7C15)
}

/// The fingerprint of a number.
#[inline(always)]
pub(super) const fn of_number(value: u64) -> u64 {
    mix(value ^ 0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB)
}

/// Goes on with another fingerprint, where the order counts.
#[inline(always)]
pub(super) const fn then(before: u64, next: u64) -> u64 {
    mix(before ^ 0x8EBC_6AF0_9C88_C6E3, next ^ 0x5896_36E4_DFF5_5CD1)
}

/// Half of a fingerprint; never 0.
#[inline(always)]
pub(super) const fn half(fingerprint: u64) -> u32 {
    let upper = (fingerprint >> 32) as u32;
    if upper == 0 { 1 } else { upper }
}

/// Both halves of the product, folded into one: each bit of the result depends on all bits of both.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
const fn mix(one: u64, other: u64) -> u64 {
    let product = one as u128 * other as u128;
    product as u64 ^ (product >> 64) as u64
}
