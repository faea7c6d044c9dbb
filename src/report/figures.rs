//! Numbers as people read them.

use std::fmt;

use crate::audit::Summary;
use crate::prices::Amount;

/// `1,234,567`.
#[must_use]
pub fn grouped(number: impl fmt::Display) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1,234.50`; of less than a cent more digits.
#[must_use]
pub fn money(amount: &Amount) -> String {
    let text = amount.legible();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "00"));
    format!("{}.{fraction}", grouped(whole))
}

/// `1 file`, `2 files`.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// `8 jobs`, or with a filter `8 jobs (3 match the filter)`.
pub(super) fn jobs(summary: &Summary) -> String {
    let jobs = counted(summary.jobs, "job");
    match summary.matched {
        None => jobs,
        Some(1) => format!("{jobs} (1 matches the filter)"),
        Some(0) => format!("{jobs} (none matches the filter)"),
        Some(matched) => format!("{jobs} ({} match the filter)", grouped(matched)),
    }
}

/// A number of bytes in the unit that suits it: `6.3 MiB`.
#[must_use]
pub fn bytes(count: u128) -> String {
    const UNITS: [&str; 6] = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    if count < 1024 {
        return format!("{count} B");
    }
    #[expect(clippy::cast_precision_loss, reason = "one digit after the point is shown")]
    let mut value = count as f64 / 1024.0;
    let mut unit = 0;
    while value >= 1023.95 && unit + 1 < UNITS.len() {
        value /= 1024.0;
        unit += 1;
    }
    format!("{value:.1} {}", UNITS[unit])
}
