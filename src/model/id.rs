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
    // Steps of a fixed width and without branches become vector instructions. The last step begins
    // where it ends with the identifier, so it may look at some bytes again.
    let (mut other, mut runs, mut start) = (0, 0, 0);
    while let Some(step) = id[start..].first_chunk::<STEP>() {
        other |= others_in(step);
        runs |= blocks_of_x(step);
        if start == LENGTH - STEP {
            break;
        }
        start = (start + STEP).min(LENGTH - STEP);
    }
    let has_lower = id[..STEP].iter().fold(false, |has, byte| has | byte.is_ascii_lowercase());
    (other == 0) & has_lower & (id[..8] != id[8..16]) & (runs == 0 || !has_long_run_of_x(id))
}

/// How many bytes of an identifier are looked at at once.
const STEP: usize = 32;

/// 0 if all characters are those of an identifier, or else 1.
#[inline(always)]
fn others_in(step: &[u8; STEP]) -> u8 {
    let mut other = 0;
    for byte in step {
        let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let is_digit = byte.wrapping_sub(b'0') < 10;
        let is_mark = (*byte == b'-') | (*byte == b'_');
        other |= u8::from(!(is_letter | is_digit | is_mark));
    }
    other
}

/// Not 0 if one of the blocks of four is `xxxx`, in any case. A run of eight fills such a block
/// wherever it begins.
#[inline(always)]
fn blocks_of_x(step: &[u8; STEP]) -> u32 {
    let mut runs = 0;
    for block in step.as_chunks::<4>().0 {
        let lower = u32::from_le_bytes(*block) | 0x2020_2020;
        runs |= u32::from(lower == u32::from_le_bytes(*b"xxxx"));
    }
    runs
}

/// Whether there are eight in a row.
#[cold]
fn has_long_run_of_x(id: &[u8]) -> bool {
    id.windows(8).any(|window| window.iter().all(|byte| byte | 0x20 == b'x'))
}

fn is_url_safe(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}
