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
pub(crate) fn is_random_id<const LENGTH: usize>(bytes: &[u8]) -> bool {
    let Ok(id) = <&[u8; LENGTH]>::try_from(bytes) else {
        return false;
    };
    let (mut other, mut lower, mut pairs_of_x) = (0, 0, 0);
    // Steps of a fixed width and without branches become vector instructions. The last step begins
    // where it ends with the identifier, so it may look at some bytes again.
    let mut start = 0;
    loop {
        let step: &[u8] = &id[start..start + STEP];
        let before: &[u8] = &id[start.max(1) - 1..][..STEP];
        for index in 0..STEP {
            let (byte, before) = (step[index], before[index]);
            let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
            let is_digit = byte.wrapping_sub(b'0') < 10;
            let is_mark = (byte == b'-') | (byte == b'_');
            other |= u8::from(!(is_letter | is_digit | is_mark));
            lower |= u8::from(byte.wrapping_sub(b'a') < 26);
            pairs_of_x += u8::from((byte | 0x20 == b'x') & (before | 0x20 == b'x'));
        }
        if start == LENGTH - STEP {
            break;
        }
        start = (start + STEP).min(LENGTH - STEP);
    }
    // A run of eight has seven pairs; few identifiers have as many by chance.
    let may_have_run = pairs_of_x >= 7;
    (other == 0) & (lower != 0) & (id[..8] != id[8..16]) && !(may_have_run && has_long_run_of_x(id))
}

/// How many bytes of an identifier are looked at at once.
const STEP: usize = 32;

/// Whether there are eight in a row.
#[cold]
fn has_long_run_of_x(id: &[u8]) -> bool {
    id.windows(8).any(|window| window.iter().all(|byte| byte | 0x20 == b'x'))
}

fn is_url_safe(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}
