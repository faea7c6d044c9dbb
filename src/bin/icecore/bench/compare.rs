//! Two results of the same dumps, one beside the other.

use std::str::FromStr;

use serde::Serialize;

use super::saved::{Dumps, Saved, SavedRow};
use super::work::called;

/// How the times of a result compare with those of an earlier one.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// The file that the earlier result stands in.
    pub file: String,
    pub rows: Vec<Compared>,
    /// Rows that the earlier result does not have.
    pub only_now: Vec<String>,
    /// Rows that only the earlier result has.
    pub only_then: Vec<String>,
}

/// The medians of a row, in seconds.
#[derive(Debug, Serialize)]
pub struct Compared {
    pub row: String,
    pub threads: usize,
    pub then: f64,
    pub now: f64,
    /// How many times as long as then it takes now.
    pub ratio: f64,
}

impl Comparison {
    /// Compares what was measured `now` with what was measured `then`.
    pub fn of(file: String, then: &Saved, now: &Saved) -> Self {
        let is = |one: &SavedRow, other: &SavedRow| {
            (&one.row, one.threads) == (&other.row, other.threads)
        };
        let only = |these: &Saved, those: &Saved| -> Vec<String> {
            let alone = |row: &&SavedRow| !those.rows.iter().any(|other| is(row, other));
            these.rows.iter().filter(alone).map(|row| called(&row.row, row.threads)).collect()
        };
        let pairs = now
            .rows
            .iter()
            .filter_map(|row| Some((then.rows.iter().find(|earlier| is(row, earlier))?, row)));
        let rows = pairs.map(|(then, now)| {
            let (then, median) = (then.seconds.median, now.seconds.median);
            let (row, threads) = (now.row.clone(), now.threads);
            Compared { row, threads, then, now: median, ratio: median / then }
        });
        Comparison {
            file,
            rows: rows.collect(),
            only_now: only(now, then),
            only_then: only(then, now),
        }
    }

    /// The rows that take longer than then by more than this.
    pub fn slower(&self, allowed: Percent) -> impl Iterator<Item = &Compared> {
        self.rows.iter().filter(move |row| row.ratio > 1.0 + allowed.0 / 100.0)
    }
}

/// Confirms that a result is of these dumps: times of other dumps say nothing.
///
/// # Errors
/// What it is of instead.
pub fn same_dumps(file: &str, then: Dumps, now: Dumps) -> Result<(), String> {
    let told = |dumps: Dumps| format!("{} jobs in {} bytes", dumps.jobs, dumps.bytes);
    match (then.jobs, then.bytes) == (now.jobs, now.bytes) {
        true => Ok(()),
        false => Err(format!(
            "{file} is about other dumps: {}, and here are {}; compare times of the same dumps, or save \
             these anew with --save",
            told(then),
            told(now),
        )),
    }
}

/// How much longer something may take, in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percent(f64);

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.strip_suffix('%').map(str::trim_end);
        let is_plain =
            |number: &&str| number.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.'));
        let percent = number.filter(is_plain).and_then(|number| number.parse().ok());
        percent.map(Percent).ok_or_else(|| "is no percentage; write it as 10% or 2.5%".to_owned())
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::saved::Seconds;
    use super::*;

    const DUMPS: Dumps = Dumps { files: 1, bytes: 1000, jobs: 10 };

    /// A result with these rows: name, threads, median.
    fn result(rows: &[(&str, usize, f64)]) -> Saved {
        let mut saved = Saved::new(2, DUMPS, 5);
        saved.rows.extend(rows.iter().map(|(row, threads, median)| SavedRow {
            row: (*row).to_owned(),
            threads: *threads,
            seconds: Seconds { median: *median, min: *median, max: *median },
            bytes_per_second: 0,
            jobs_per_second: 0,
            peak_bytes: None,
        }));
        saved
    }

    fn compare(then: &[(&str, usize, f64)], now: &[(&str, usize, f64)]) -> Comparison {
        Comparison::of("then.json".to_owned(), &result(then), &result(now))
    }

    fn slower(comparison: &Comparison, allowed: &str) -> Vec<String> {
        let allowed = allowed.parse().expect("a percentage");
        comparison.slower(allowed).map(|row| called(&row.row, row.threads)).collect()
    }

    #[test]
    fn a_row_is_compared_with_that_of_as_many_threads() {
        let comparison = compare(
            &[("icecore", 1, 2.0), ("icecore", 2, 1.0)],
            &[("icecore", 2, 1.5), ("icecore", 1, 1.0)],
        );
        let ratios: Vec<f64> = comparison.rows.iter().map(|row| row.ratio).collect();
        assert_eq!(ratios, [1.5, 0.5]);
    }

    #[test]
    fn a_row_is_slower_only_beyond_what_is_allowed() {
        let comparison = compare(
            &[("read", 1, 1.0), ("judge", 1, 1.0)],
            &[("read", 1, 1.25), ("judge", 1, 0.5)],
        );
        assert_eq!(slower(&comparison, "25%"), Vec::<String>::new());
        assert_eq!(slower(&comparison, "24.9%"), ["read on 1 thread"]);
        assert_eq!(slower(&comparison, "0%"), ["read on 1 thread"]);
    }

    #[test]
    fn rows_that_only_one_result_has_are_told() {
        let comparison =
            compare(&[("read", 1, 1.0), ("check", 2, 1.0)], &[("read", 1, 1.0), ("check", 4, 1.0)]);
        assert_eq!(comparison.rows.len(), 1);
        assert_eq!(comparison.only_now, ["check on 4 threads"]);
        assert_eq!(comparison.only_then, ["check on 2 threads"]);
    }

    #[test]
    fn other_dumps_are_refused_but_not_other_files_of_the_same() {
        assert!(same_dumps("f", DUMPS, Dumps { files: 2, ..DUMPS }).is_ok());
        for other in [Dumps { jobs: 11, ..DUMPS }, Dumps { bytes: 999, ..DUMPS }] {
            assert!(same_dumps("f", DUMPS, other).is_err());
        }
    }

    #[test]
    fn a_percentage_has_its_sign() {
        assert_eq!("2.5%".parse(), Ok(Percent(2.5)));
        assert_eq!("150 %".parse(), Ok(Percent(150.0)));
        for text in ["10", "0.1", "%", "-5%", "NaN%", "1e3%", "inf%", "ten%", ""] {
            assert!(text.parse::<Percent>().is_err(), "{text}");
        }
    }
}
