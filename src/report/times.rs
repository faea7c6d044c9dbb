//! Days, times and durations as they are written.

use jiff::civil::Date;

use crate::model::Timestamp;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A time in milliseconds since 1970: `2024-03-08T10:42:17.315Z`.
pub(super) fn time(millis: i64) -> String {
    Timestamp::from_unix_millis(millis).map_or_else(|| millis.to_string(), |time| time.to_string())
}

/// A day counted from 1970-01-01: `2024-03-08`.
pub(super) fn day(number: i64) -> String {
    date(number).map_or_else(|| number.to_string(), |date| date.to_string())
}

/// The same as a date; `None` beyond the years that dates have.
pub(super) fn date(number: i64) -> Option<Date> {
    Some(Timestamp::from_unix_millis(number.checked_mul(DAY)?)?.utc().date())
}

/// A time in milliseconds since 1970, to the second and for people: `2024-03-08 10:42:17`.
pub(super) fn to_the_second(millis: i64) -> Option<String> {
    let time = Timestamp::from_unix_millis(millis)?.utc();
    Some(time.strftime("%Y-%m-%d %H:%M:%S").to_string())
}

/// `3:05:09`: hours, minutes and seconds.
pub(super) fn clock(seconds: u64) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
