//! Dates, counted back from one fixed moment: a dump of today's clock could not be made again.

use jiff::civil::DateTime;

/// When every dump was saved: 2024-03-08T12:00:00Z, in milliseconds since 1970.
pub(super) const SAVED: i64 = 1_709_899_200_000;

/// A minute, in milliseconds.
pub(super) const MINUTE: i64 = 60_000;

/// The time as Glacier writes it for jobs, in quotes: `"2024-03-08T12:00:00.000Z"`.
pub(super) fn push_job_date(out: &mut Vec<u8>, millis: i64) {
    let date = civil(millis);
    let mut text = *b"\"0000-00-00T00:00:00.000Z\"";
    put_date(&mut text, date);
    put(&mut text[21..24], date.subsec_nanosecond() / 1_000_000);
    out.extend_from_slice(&text);
}

/// The time as Glacier writes it for the range of an inventory, to the second.
pub(super) fn push_range_date(out: &mut Vec<u8>, millis: i64) {
    let mut text = *b"\"0000-00-00T00:00:00Z\"";
    put_date(&mut text, civil(millis));
    out.extend_from_slice(&text);
}

/// The time as HTTP has it: `Fri, 08 Mar 2024 12:00:00 GMT`.
pub(super) fn http_date(millis: i64) -> String {
    civil(millis).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn put_date(text: &mut [u8], date: DateTime) {
    put(&mut text[1..5], date.year().into());
    put(&mut text[6..8], date.month().into());
    put(&mut text[9..11], date.day().into());
    put(&mut text[12..14], date.hour().into());
    put(&mut text[15..17], date.minute().into());
    put(&mut text[18..20], date.second().into());
}

/// Writes the last decimal digits of a number.
fn put(digits: &mut [u8], number: i32) {
    let mut rest = number.unsigned_abs();
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
}

fn civil(millis: i64) -> DateTime {
    let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    epoch.saturating_add(jiff::SignedDuration::from_millis(millis))
}
