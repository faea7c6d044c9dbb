//! Many bytes at once, in plain Rust: loops over arrays of a fixed size, which the compiler turns
//! into the vector instructions of whatever it compiles for.
//!
//! What is found in the parts of a text is gathered in an array as wide as they are, and looked at once:
//! asking each part for itself would cost more than the comparing.

/// How many bytes are looked at in one step.
pub(super) const WIDTH: usize = 32;

/// Bytes that are wanted, and which of them count.
type Step = ([u8; WIDTH], [u8; WIDTH]);

/// How many steps are compared at once. Nearly all texts of compact JSON are shorter, and a loop that
/// ends sometimes earlier and sometimes later costs more than all three.
const AT_ONCE: usize = 3;

/// How many bytes have to be there for a text to be compared.
pub(super) const COMPARED: usize = AT_ONCE * WIDTH;

/// A text that is expected, cut into steps; what a step has beyond the text's end is not compared.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    first: [Step; AT_ONCE],
    rest: Box<[Step]>,
    length: u32,
}

impl Pattern {
    pub fn new(text: &[u8]) -> Self {
        let mut steps = text.chunks(WIDTH).map(|part| Word::new(part).step);
        let first = std::array::from_fn(|_| steps.next().unwrap_or_default());
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Pattern { first, rest: steps.collect(), length }
    }

    /// How long the text is.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length as usize
    }

    /// Whether the text stands at `at`. Near the end of the bytes the answer may be no though it does.
    #[inline(always)]
    pub fn stands_at(&self, bytes: &[u8], at: usize) -> bool {
        let Some(window) = bytes.get(at..).and_then(|rest| rest.first_chunk::<COMPARED>()) else {
            return false;
        };
        let mut other = Gathered::default();
        for (step, found) in self.first.iter().zip(window.as_chunks().0) {
            other.add_difference(step, found);
        }
        other.is_nothing() && (self.rest.is_empty() || self.rest_stands_at(bytes, at + COMPARED))
    }

    #[inline(always)]
    fn rest_stands_at(&self, bytes: &[u8], at: usize) -> bool {
        let Some(window) = bytes.get(at..at + self.rest.len() * WIDTH) else {
            return false;
        };
        let mut other = Gathered::default();
        for (step, found) in self.rest.iter().zip(window.as_chunks().0) {
            other.add_difference(step, found);
        }
        other.is_nothing()
    }
}

/// A text no longer than a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    step: Step,
    pub length: usize,
}

impl Word {
    /// The first [`WIDTH`] bytes of a text.
    pub fn new(text: &[u8]) -> Self {
        let (mut wanted, mut mask) = ([0; WIDTH], [0; WIDTH]);
        let length = text.len().min(WIDTH);
        wanted[..length].copy_from_slice(&text[..length]);
        mask[..length].fill(0xFF);
        Word { step: (wanted, mask), length }
    }

    /// Whether it stands at `at`. Near the end of the bytes the answer may be no though it does.
    #[inline(always)]
    pub fn stands_at(&self, bytes: &[u8], at: usize) -> bool {
        let window = bytes.get(at..).and_then(|rest| rest.first_chunk::<WIDTH>());
        let Some(found) = window else { return false };
        let mut other = Gathered::default();
        other.add_difference(&self.step, found);
        other.is_nothing()
    }
}

/// What is not as it should be, in any of the steps looked at.
#[derive(Clone, Copy, Default)]
struct Gathered([u8; WIDTH]);

impl Gathered {
    #[inline(always)]
    fn add_difference(&mut self, (wanted, mask): &Step, found: &[u8; WIDTH]) {
        for index in 0..WIDTH {
            self.0[index] |= (wanted[index] ^ found[index]) & mask[index];
        }
    }

    #[inline(always)]
    fn is_nothing(self) -> bool {
        self.0.iter().fold(0, |all, byte| all | byte) == 0
    }
}

#[inline(always)]
fn is_plain(byte: u8) -> bool {
    (byte.wrapping_sub(b' ') < 0x5F) & (byte != b'"') & (byte != b'\\')
}

/// How many of these bytes stand for themselves in a JSON string, up to the first that does not.
#[inline(always)]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let other = not_plain(u64::from_le_bytes(*word));
        if other != 0 {
            return index * 8 + (other.trailing_zeros() / 8) as usize;
        }
    }
    words.len() * 8 + rest.iter().take_while(|byte| is_plain(**byte)).count()
}

/// The high bit of each byte that does not stand for itself; those after the first one may be wrong.
#[inline(always)]
fn not_plain(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let zero_in = |word: u64| word.wrapping_sub(ONES) & !word;
    let below_space = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = zero_in(word ^ (ONES * u64::from(b'"')));
    let backslash = zero_in(word ^ (ONES * u64::from(b'\\')));
    let delete = zero_in(word ^ (ONES * 0x7F));
    (below_space | quote | backslash | delete | word) & HIGH
}
