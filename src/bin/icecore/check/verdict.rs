//! How a run ends: what was found, what is missing, and what had been expected.

use icecore::finding::Level;
use icecore::report::grouped;

use crate::args::{Check, Failing};
use crate::complaint::complain;
use crate::config::Config;
use crate::context::Context;
use crate::pages::{HINT, warn_of_gaps};
use crate::pipeline::Outcome;
use crate::status::Status;

/// The level from which on findings make a run fail.
pub fn fail_on(failing: &Failing, config: &Config) -> Level {
    failing.fail_on.or(config.fail_on).map_or(Level::Error, Level::from)
}

/// The status of a run; says what is wrong besides findings.
pub fn of(options: &Check, context: Context<'_>, outcome: &Outcome) -> Status {
    let failing = &options.failing;
    let worst = outcome.audited.totals.summary().findings.worst();
    let has_findings = worst >= fail_on(failing, context.config);
    let is_incomplete = (failing.require_complete || context.config.require_complete)
        && warn_of_gaps(&outcome.audited.listing, context.global, HINT);
    let is_unexpected = failing.expect_jobs.is_some_and(|count| !has_jobs(count, outcome));
    match has_findings || is_incomplete || is_unexpected {
        _ if outcome.failed => Status::Failed,
        true if !failing.exit_zero && options.known.write_baseline.is_none() => Status::Findings,
        _ => Status::Clean,
    }
}

/// Whether there are so many jobs, each counted once; says so if not.
fn has_jobs(expected: u64, outcome: &Outcome) -> bool {
    let jobs = outcome.audited.listing.distinct_jobs();
    if jobs != expected {
        let [jobs, expected] = [jobs, expected].map(grouped);
        complain(&format!("the dumps hold {jobs} different jobs, and {expected} were expected"));
    }
    jobs == expected
}
