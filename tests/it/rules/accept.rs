//! The accept path: a plainly clean job passes it, and no job that a rule objects to.

use icecore::decode::fast::JobReader;
use icecore::finding::{Group, Level, Profile};
use icecore::rules::{Judge, RULES};
use serde_json::Value;

/// Whether a job, written compactly, is accepted in a profile.
fn is_accepted(job: &Value, profile: Profile) -> bool {
    let mut bytes = job.to_string().into_bytes();
    bytes.resize(bytes.len() + JobReader::MARGIN, 0);
    let mut judge = Judge::new(profile);
    let mut reader = JobReader::new();
    reader.read(&bytes, 0).is_some_and(|row| judge.accept(row, &bytes))
}

fn jobs(document: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(document).unwrap_or_default();
    document["JobList"].as_array().cloned().unwrap_or_default()
}

#[test]
fn a_clean_job_is_accepted() {
    let jobs = jobs(include_str!("../../../samples/clean/wire/page-1.json"));
    assert!(!jobs.is_empty());
    for job in jobs {
        assert!(is_accepted(&job, Profile::Observed), "{job:#}");
    }
}

#[test]
fn no_rule_about_jobs_has_a_failing_sample_that_is_accepted() {
    let about_jobs = |group| matches!(group, Group::Value | Group::Job | Group::Source);
    let mut left = 0;
    for rule in RULES.iter().filter(|rule| about_jobs(rule.meta.group)) {
        // A rule that is off in this profile lets its sample pass, and so does accepting.
        let is_on = rule.meta.levels.of(Profile::Documented) > Level::Off;
        let sample = jobs(&rule.meta.fail.to_document());
        let is_left = sample.iter().any(|job| !is_accepted(job, Profile::Documented));
        // That a job is of the future shows only as of a time.
        let is_excused = !is_on || rule.meta.id == "created-in-future";
        assert!(is_left || is_excused, "{}", rule.meta.id);
        left += usize::from(is_left);
    }
    assert!(left > 30, "{left}");
}
