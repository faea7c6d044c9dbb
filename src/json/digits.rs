//! Decimal digits, sixteen at a time.

/// The most digits of a number that is sure to fit 64 bits.
const MOST: usize = 19;

/// The whole number that `bytes` begin with, and how many digits write it: at most 19, the first of
/// several not 0. What stands after the number is for whoever reads that.
#[inline(always)]
pub(crate) fn leading_number(bytes: &[u8]) -> Option<(u64, usize)> {
    const ONES: u128 = u128::from_ne_bytes([1; 16]);
    let Some(word) = bytes.first_chunk::<16>() else {
        return one_by_one(bytes);
    };
    let digits = u128::from_le_bytes(*word) ^ (ONES * 0x30);
    // More than nine in a byte carries into its high bit, which those that follow may get wrongly.
    let other = (digits.wrapping_add(ONES * 0x76) | digits) & (ONES * 0x80);
    if other == 0 {
        return one_by_one(bytes);
    }
    let length = (other.trailing_zeros() / 8) as usize;
    if length == 0 || (length > 1 && bytes[0] == b'0') {
        return None;
    }
    // The first digit stands in the lowest byte. Zeros take the place of what is no digit, in front.
    Some((of_sixteen(digits << (128 - 8 * length)), length))
}

/// The same for long numbers, and near the end of the bytes.
#[cold]
fn one_by_one(bytes: &[u8]) -> Option<(u64, usize)> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_sound = length == 1 || (2..=MOST).contains(&length) && bytes[0] != b'0';
    let add = |value, byte: &u8| value * 10 + u64::from(byte - b'0');
    is_sound.then(|| (bytes[..length].iter().fold(0, add), length))
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
fn of_sixteen(digits: u128) -> u64 {
    of_eight(digits as u64) * 100_000_000 + of_eight((digits >> 64) as u64)
}

/// The number that eight digits write, a byte each: neighbours are put together, then pairs, then fours.
#[inline(always)]
fn of_eight(digits: u64) -> u64 {
    const PAIR: u64 = 0x0000_00FF_0000_00FF;
    let pairs = (digits * 10).wrapping_add(digits >> 8);
    let first = (pairs & PAIR).wrapping_mul(0x000F_4240_0000_0064);
    let last = (pairs >> 16 & PAIR).wrapping_mul(0x0000_2710_0000_0001);
    first.wrapping_add(last) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_standard_library_reads_them() {
        let all = [
            "7",
            "10",
            "12345678",
            "123456789",
            "9999999999999999999",
            "1000000000000000000",
            "1234567890123456",
        ];
        for number in all {
            for rest in
                ["", "-", ",\"Tier\":null", "\"", ":0000000000", "/00000000", "\u{fc}0000000"]
            {
                let text = format!("{number}{rest}");
                let wanted = (number.parse().unwrap(), number.len());
                assert_eq!(leading_number(text.as_bytes()), Some(wanted), "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_number_or_may_not_fit_is_refused() {
        for text in ["", "-1", "x", "00", "01,2345678", "0123456789", "12345678901234567890", ":"] {
            assert_eq!(leading_number(text.as_bytes()), None, "{text}");
            assert_eq!(leading_number(format!("{text},\"Tier\":null").as_bytes()), None, "{text}");
        }
        assert_eq!(leading_number(b"0,\"Tier\":null"), Some((0, 1)));
    }
}
