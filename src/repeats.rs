//! Which fingerprints may stand more than once, in memory that does not grow with their number.
//!
//! A fingerprint clears three bits of one word. Where all three were cleared before, it was seen before,
//! or others have cleared them: of a word that has eight bits for each fingerprint so one in fifty. Such
//! a fingerprint is noted in a second, smaller table of the same kind, and whoever goes over the
//! fingerprints again needs to look only at those that it has. None that repeats is missed.
//!
//! Bits are cleared and not set because memory full of zeros is shared until somebody writes to it: each
//! page of a table would first be read, then copied, and the other processors be told.

use std::ops::RangeInclusive;

/// At most 16 MiB, and an eighth of that for what repeats.
const MOST_WORDS: usize = 2 << 20;

/// How many words of the first table share one of the second.
const WORDS_PER_WORD: usize = 8;

/// A word of which no fingerprint has cleared a bit.
const FRESH: u64 = u64::MAX;

/// The fingerprints that were seen, and those that may have been seen again.
#[derive(Clone, Debug)]
pub(crate) struct Repeats {
    seen: Vec<u64>,
    again: Vec<u64>,
    /// How many words the first table has, or had.
    words: usize,
}

impl Repeats {
    /// How many fingerprints one filter tells apart well.
    pub(crate) const MOST: usize = MOST_WORDS * 8;

    /// A filter for about so many fingerprints: with sixteen bits for each, or else as many as there
    /// may be.
    pub(crate) fn for_about(count: usize) -> Self {
        let words = (count / 4).clamp(WORDS_PER_WORD, MOST_WORDS);
        let again = words.div_ceil(WORDS_PER_WORD);
        Repeats { seen: vec![FRESH; words], again: vec![FRESH; again], words }
    }

    /// Takes in what another filter of as many has seen. What both have seen may repeat; that is a little more
    /// than if one had seen all.
    pub(crate) fn merge(&mut self, other: &Repeats) {
        let both = self.seen.iter_mut().zip(&other.seen).enumerate();
        for (word, (own, other)) in both {
            self.again[word / WORDS_PER_WORD] &= *own | *other;
            *own &= other;
        }
        self.again.iter_mut().zip(&other.again).for_each(|(own, other)| *own &= other);
    }

    /// Takes in those of so many fingerprints that are of a slice.
    pub(crate) fn within(
        slice: &RangeInclusive<u64>,
        count: usize,
        fingerprints: impl Iterator<Item = u64>,
    ) -> Self {
        let mut repeats = Repeats::for_about(count);
        let within = fingerprints.filter(|fingerprint| slice.contains(fingerprint));
        within.for_each(|fingerprint| repeats.saw(fingerprint));
        repeats
    }

    /// The same without what is needed only to take in more.
    pub(crate) fn ended(self) -> Self {
        Repeats { seen: Vec::new(), ..self }
    }

    /// The slices to cut all fingerprints into, so that one filter holds those of a slice.
    pub(crate) fn slices(count: usize) -> impl Iterator<Item = RangeInclusive<u64>> {
        Self::cut(count.div_ceil(Self::MOST).max(1) as u64)
    }

    /// All fingerprints cut into so many slices.
    pub(crate) fn cut(slices: u64) -> impl Iterator<Item = RangeInclusive<u64>> {
        let width = u64::MAX / slices;
        (0..slices).map(move |slice| {
            let is_last = slice + 1 == slices;
            let end = if is_last { u64::MAX } else { (slice + 1) * width };
            let start = if slice == 0 { 0 } else { slice * width + 1 };
            start..=end
        })
    }

    /// Takes in a fingerprint.
    #[inline]
    pub(crate) fn saw(&mut self, fingerprint: u64) {
        let bits = bits(fingerprint);
        let word = self.word(fingerprint);
        let seen = &mut self.seen[word];
        if *seen & bits == 0 {
            self.again[word / WORDS_PER_WORD] &= !bits;
        }
        *seen &= !bits;
    }

    /// Whether a fingerprint may have been seen more than once.
    #[inline]
    pub(crate) fn may_repeat(&self, fingerprint: u64) -> bool {
        let bits = bits(fingerprint);
        self.again[self.word(fingerprint) / WORDS_PER_WORD] & bits == 0
    }

    /// Whether a fingerprint may have been seen.
    pub(crate) fn may_have(&self, fingerprint: u64) -> bool {
        let bits = bits(fingerprint);
        self.seen[self.word(fingerprint)] & bits == 0
    }

    /// Whether no fingerprint was seen more than once.
    pub(crate) fn is_empty(&self) -> bool {
        self.again.iter().all(|word| *word == FRESH)
    }

    /// Slices are taken by the upper bits, so the word depends on all of them.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "less than the number of words")]
    fn word(&self, fingerprint: u64) -> usize {
        let mixed = fingerprint.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((u128::from(mixed) * self.words as u128) >> 64) as usize
    }
}

/// The half of an identifier's fingerprint that is taken in.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "half is wanted")]
pub(crate) fn half(id: u128) -> u64 {
    id as u64
}

#[inline]
fn bits(fingerprint: u64) -> u64 {
    1 << (fingerprint & 63) | 1 << (fingerprint >> 6 & 63) | 1 << (fingerprint >> 12 & 63)
}
