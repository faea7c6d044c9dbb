//! `--format gitlab`, held to the schema that GitLab documents.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use icecore::report::CheckFormat;
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;

use super::{Run, hostile_runs};
use crate::report::formats::{errors, validator};

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = include_str!("schemas/gitlab-code-quality.json");
    validator(&serde_json::from_str(schema).expect("the schema is JSON"))
});

/// The issues of a report that keeps the schema and has no fingerprint twice.
fn issues(run: &Run) -> Vec<Value> {
    let text = run.written(CheckFormat::Gitlab);
    let report: Value = serde_json::from_str(&text).expect("the report is JSON");
    assert_eq!(errors(&SCHEMA, &report), [""; 0]);
    let issues = report.as_array().expect("it is an array").clone();
    let fingerprints: BTreeSet<&str> =
        issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    assert_eq!(fingerprints.len(), issues.len(), "a fingerprint is there twice");
    issues
}

#[test]
fn the_defects_are_issues() {
    let run = Run::of_defects();
    issues(&run);
    insta::assert_snapshot!(run.written(CheckFormat::Gitlab));
}

#[test]
fn a_finding_of_any_rule_is_an_issue() {
    let run = Run::of_failing_samples();
    assert_eq!(issues(&run).len(), run.found().count());
}

#[test]
fn the_same_finding_twice_is_two_issues_and_keeps_its_fingerprint_when_moved() {
    let located = Run::of_defects().found().next().expect("there are defects").clone();
    let mut moved = located.clone();
    moved.position.line += 7;
    let fingerprints = |run: Run| -> Vec<Value> {
        issues(&run).iter().map(|issue| issue["fingerprint"].clone()).collect()
    };
    let before = fingerprints(Run { rest: vec![located.clone(), located], ..Run::default() });
    let after = fingerprints(Run { rest: vec![moved], ..Run::default() });
    assert_eq!(before[0], after[0]);
}

#[test]
fn nothing_found_is_an_empty_array() {
    assert_eq!(Run::default().written(CheckFormat::Gitlab), "[]\n");
}

proptest! {
    #[test]
    fn hostile_texts_keep_the_schema(run in hostile_runs()) {
        prop_assert_eq!(issues(&run).len(), run.found().count() + run.unreadable.len());
    }
}
