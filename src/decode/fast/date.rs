//! Dates of jobs. Those of a listing lie close together, so what a month comes to is kept until another
//! month comes.

use crate::model::Timestamp;

/// How long a date is.
const LENGTH: usize = 24;

/// How many bytes write the month.
const MONTH: usize = 8;

/// A month, as it is written, and what it comes to.
#[derive(Clone, Debug, Default)]
pub(super) struct Month {
    text: [u8; MONTH],
    /// When it begins, in milliseconds since 1970.
    start: i64,
    days: u64,
}

impl Month {
    /// The length of a job's date that begins here, if it is one to the millisecond, of the years from 1900
    /// on; `millis` becomes the milliseconds since 1970.
    #[inline(always)]
    pub fn date(&mut self, rest: &[u8], millis: &mut i64) -> Option<usize> {
        let date = rest.first_chunk::<{ LENGTH + 1 }>()?;
        if date[..MONTH] != self.text {
            self.turn_to(date)?;
        }
        let [first, last] = *date[MONTH..LENGTH].as_chunks::<8>().0 else { return None };
        // Digits become their value, and what else should stand there 0.
        let first = u64::from_le_bytes(first) ^ u64::from_le_bytes(*b"00T00:00");
        let last = u64::from_le_bytes(last) ^ u64::from_le_bytes(*b":00.000Z");
        let other =
            beyond(first, [9, 9, 0, 9, 9, 0, 9, 9]) | beyond(last, [0, 9, 9, 0, 9, 9, 9, 0]);
        let byte = |word: u64, index: u32| word >> (8 * index) & 0xFF;
        // In the place of each digit that another one follows, the number that both write. What is no digit makes
        // nonsense of them, and is refused below.
        let pairs_of = |word: u64| word.wrapping_mul(10).wrapping_add(word >> 8);
        let (pairs, last_pairs) = (pairs_of(first), pairs_of(last));
        let (day, hour, minute) = (byte(pairs, 0).wrapping_sub(1), byte(pairs, 3), byte(pairs, 6));
        let second = byte(last_pairs, 1);
        let thousandths = byte(last_pairs, 4) * 10 + byte(last, 6);
        let exists = (day < self.days) & (hour < 24) & (minute < 60) & (second < 60);
        if other != 0 || !exists || date[LENGTH] != b'"' {
            return None;
        }
        let since = (((day * 24 + hour) * 60 + minute) * 60 + second) * 1000 + thousandths;
        *millis = self.start + since.cast_signed();
        Some(LENGTH)
    }

    #[cold]
    fn turn_to(&mut self, date: &[u8; LENGTH + 1]) -> Option<()> {
        let text = *date.first_chunk::<MONTH>()?;
        let mut day = *b"0000-00-01T00:00:00.000Z";
        day[..MONTH].copy_from_slice(&text);
        let start = Timestamp::millis_of(&day)?;
        let last =
            [*b"31", *b"30", *b"29", *b"28"].into_iter().zip([31, 30, 29, 28]).find(|(last, _)| {
                day[MONTH..MONTH + 2].copy_from_slice(last);
                Timestamp::millis_of(&day).is_some()
            });
        let (_, days) = last?;
        *self = Month { text, start, days };
        Some(())
    }
}

/// Not 0 if a byte is more than it may be at most, which is less than 128.
#[inline(always)]
const fn beyond(word: u64, most: [u8; 8]) -> u64 {
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let room = u64::from_le_bytes([0x7F; 8]) - u64::from_le_bytes(most);
    // What is beyond reaches the high bit of its byte, or had it.
    (word.wrapping_add(room) | word) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(month: &mut Month, text: &str) -> Option<i64> {
        let mut millis = 0;
        month.date(format!("{text}\"").as_bytes(), &mut millis).map(|_| millis)
    }

    /// The same, the plain way.
    fn plain(text: &str) -> Option<i64> {
        let date: Timestamp = text.parse().ok()?;
        (text.len() == LENGTH && date.utc().year() >= 1900).then(|| date.unix_millis())
    }

    #[test]
    fn dates_are_read_as_the_model_reads_them() {
        let mut month = Month::default();
        for year in [1899, 1900, 1970, 1999, 2000, 2024, 2025, 2100, 9999] {
            for month_and_day in [
                "01-01", "02-28", "02-29", "02-30", "04-31", "12-31", "12-32", "06-00", "13-01",
                "00-10",
            ] {
                for time in
                    ["00:00:00.000", "23:59:59.999", "24:00:00.000", "12:60:00.000", "09:08:60.070"]
                {
                    let text = format!("{year:04}-{month_and_day}T{time}Z");
                    assert_eq!(read(&mut month, &text), plain(&text), "{text}");
                }
            }
        }
    }

    #[test]
    fn any_other_character_is_refused() {
        let text = "2024-03-08T10:42:17.315Z";
        let mut month = Month::default();
        assert!(read(&mut month, text).is_some());
        for at in 0..LENGTH {
            for other in 0..=255_u8 {
                let mut date = format!("{text}\"").into_bytes();
                date[at] = other;
                let expected = std::str::from_utf8(&date[..LENGTH]).ok().and_then(plain);
                let mut millis = 0;
                let found = month.date(&date, &mut millis).map(|_| millis);
                assert_eq!(found, expected, "{other} at {at}");
            }
        }
    }
}
