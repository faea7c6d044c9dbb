//! Runs that take turns, and what they come to.
//!
//! Whatever slows the machine down for a while then slows all rows alike. The first round, in which files
//! come into the system's cache, does not count, and the median of the others is not moved by one that went
//! wrong.

use super::once::{Once, Run};
use super::process::Runner;
use super::saved::{Dumps, LeftOut, Saved, SavedRow, Seconds};
use super::work::{Row, Work};
use crate::complaint::mention;
use crate::progress::Progress;

/// What is measured.
pub struct Plan<'p> {
    pub runner: &'p Runner<'p>,
    pub rows: Vec<Row>,
    pub repeats: u32,
    pub dumps: Dumps,
    /// Whether each run is named.
    pub verbose: bool,
}

/// A row, and its runs.
type Timed = (Row, Vec<Run>);

impl Plan<'_> {
    /// Measures, and adds rows to the result.
    ///
    /// # Errors
    /// If a run fails, or finds other jobs than the others.
    pub fn measure(&self, saved: &mut Saved, progress: &mut Progress) -> Result<(), String> {
        let mut timed = self.warm_up(saved, progress)?;
        for round in 1..=self.repeats {
            let title = format!("round {round} of {}", self.repeats);
            for (row, runs) in &mut timed {
                match self.run(*row, &title, progress)? {
                    Once::Done(run) => runs.push(run),
                    Once::Unread(_) => {
                        return Err("the dumps change while they are measured".to_owned());
                    }
                }
            }
        }
        saved.rows = timed.iter().map(|timed| self.row(timed)).collect();
        Ok(())
    }

    /// Does every run once, and finds out which engines can read all files.
    fn warm_up(&self, saved: &mut Saved, progress: &mut Progress) -> Result<Vec<Timed>, String> {
        let mut timed = Vec::new();
        for row in &self.rows {
            match self.run(*row, "warming up", progress)? {
                Once::Done(_) => timed.push((*row, Vec::new())),
                Once::Unread(files) => saved.left_out.extend(files.into_iter().map(|unread| {
                    let row = row.work.name().to_owned();
                    LeftOut { row, file: unread.file, reason: unread.reason }
                })),
            }
        }
        Ok(timed)
    }

    fn run(&self, row: Row, round: &str, progress: &mut Progress) -> Result<Once, String> {
        let title = format!("{round}: {}", row.called());
        progress.file(&title);
        if self.verbose {
            progress.suspended(|| mention(&title));
        }
        let once = self.runner.once(row)?;
        match &once {
            Once::Done(Run { jobs: Some(jobs), .. }) if *jobs != self.dumps.jobs => Err(format!(
                "`{}` finds {jobs} jobs where `{}` finds {}, so their times cannot be compared; leave it out \
                 with --only",
                row.work.name(),
                Work::Check.name(),
                self.dumps.jobs,
            )),
            _ => Ok(once),
        }
    }

    fn row(&self, (row, runs): &Timed) -> SavedRow {
        let seconds = seconds(runs.iter().map(|run| run.seconds).collect());
        SavedRow {
            row: row.work.name().to_owned(),
            threads: row.threads,
            seconds,
            bytes_per_second: rate(self.dumps.bytes, seconds.median),
            jobs_per_second: rate(self.dumps.jobs, seconds.median),
            peak_bytes: runs.iter().filter_map(|run| run.peak_bytes).max(),
        }
    }
}

/// The median, the shortest and the longest time.
fn seconds(mut times: Vec<f64>) -> Seconds {
    times.sort_by(f64::total_cmp);
    let middle = times.len() / 2;
    let lower = if times.len().is_multiple_of(2) { middle - 1 } else { middle };
    // A clock counts nanoseconds; more digits would tell nothing.
    let median = (f64::midpoint(times[lower], times[middle]) * 1e9).round() / 1e9;
    Seconds { median, min: times[0], max: times[times.len() - 1] }
}

/// How many of these there are in a second.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times are not as precise as that, and none is negative"
)]
fn rate(count: u64, seconds: f64) -> u64 {
    // A clock that has not moved has counted less than a nanosecond.
    (count as f64 / seconds.max(1e-9)) as u64
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn the_median_is_in_the_middle_or_between_the_two_that_are() {
        let of = |times: &[f64]| {
            let seconds = seconds(times.to_vec());
            (seconds.min, seconds.median, seconds.max)
        };
        assert_eq!(of(&[3.0, 1.0, 9.0]), (1.0, 3.0, 9.0));
        assert_eq!(of(&[4.0, 1.0, 2.0, 9.0]), (1.0, 3.0, 9.0));
        assert_eq!(of(&[2.0]), (2.0, 2.0, 2.0));
    }
}
