//! The form of opaque identifiers. AWS documents no more than "opaque string"; every identifier
//! in a captured response has these lengths and characters.

/// Whether `text` has the form of a `JobId`: 92 characters of `[A-Za-z0-9_-]`.
#[must_use]
pub fn is_job_id(text: &str) -> bool {
    text.len() == 92 && is_url_safe(text)
}

/// Whether `text` has the form of an `ArchiveId`: 138 characters of `[A-Za-z0-9_-]`.
#[must_use]
pub fn is_archive_id(text: &str) -> bool {
    text.len() == 138 && is_url_safe(text)
}

/// Whether these are the bytes of an identifier of this length, with nothing about them that makes one
/// look twice: no long run of `x`, not one character only, not only capitals and digits.
///
/// No identifier that has such a mark passes; some that have none do not pass either.
#[inline(always)]
pub(crate) fn is_random_id<const LENGTH: usize>(id: &[u8; LENGTH]) -> bool {
    let mut found = Found::default();
    let (steps, _) = id.as_chunks::<STEP>();
    steps.iter().for_each(|step| found.look_at(step));
    // The last step ends with the identifier, so it may look at some bytes again.
    found.look_at(id.last_chunk().unwrap_or(&[0; STEP]));
    let has_lower = id[..STEP].iter().fold(false, |has, byte| has | byte.is_ascii_lowercase());
    found.has_no_others()
        & has_lower
        & (id[..8] != id[8..16])
        & (found.has_no_block_of_x() || !has_long_run_of_x(id))
}

/// How many bytes of an identifier are looked at at once.
const STEP: usize = 32;

/// What was found in the steps of an identifier; a step of a fixed width and without branches becomes
/// vector instructions, and so does what is gathered as wide.
#[derive(Default)]
struct Found {
    /// Not 0 where a character is none of an identifier.
    others: [u8; STEP],
    /// Not 0 where a block of four is `xxxx`, in any case. A run of eight fills such a block wherever it
    /// begins.
    blocks_of_x: [u32; STEP / 4],
}

impl Found {
    #[inline(always)]
    fn look_at(&mut self, step: &[u8; STEP]) {
        for (other, byte) in self.others.iter_mut().zip(step) {
            *other |= other_in(*byte);
        }
        for (is_x, block) in self.blocks_of_x.iter_mut().zip(step.as_chunks::<4>().0) {
            let lower = u32::from_le_bytes(*block) | 0x2020_2020;
            *is_x |= u32::from(lower == u32::from_le_bytes(*b"xxxx"));
        }
    }

    #[inline(always)]
    fn has_no_others(&self) -> bool {
        self.others.iter().fold(0, |all, other| all | other) == 0
    }

    #[inline(always)]
    fn has_no_block_of_x(&self) -> bool {
        self.blocks_of_x.iter().fold(0, |all, is_x| all | is_x) == 0
    }
}

/// 0 if a character is one of an identifier, or else 1.
#[inline(always)]
fn other_in(byte: u8) -> u8 {
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_digit = byte.wrapping_sub(b'0') < 10;
    let is_mark = (byte == b'-') | (byte == b'_');
    u8::from(!(is_letter | is_digit | is_mark))
}

/// Whether there are eight in a row.
#[cold]
fn has_long_run_of_x(id: &[u8]) -> bool {
    id.windows(8).any(|window| window.iter().all(|byte| byte | 0x20 == b'x'))
}

fn is_url_safe(text: &str) -> bool {
    // Without an early end, so that many bytes are looked at at once.
    text.bytes().fold(0, |other, byte| other | other_in(byte)) == 0
}
