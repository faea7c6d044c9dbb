//! What becomes of a finding: its level in its file, what is allowed, what was there before.

use std::path::Path;

use icecore::finding::{Group, Level, Profile, RuleMeta, Sample};
use icecore::policy::{Allow, Override, Patterns, Policy, Root, Selected, Sieve, Verdict};
use icecore::rules::find;

use super::found;

fn rule(id: &str) -> &'static RuleMeta {
    &find(id).expect("it is a rule").meta
}

fn patterns(pattern: &str) -> Patterns {
    Patterns::new([pattern]).expect("it is a pattern")
}

fn root() -> Root {
    Root::new(Path::new("/team"), Path::new("/team"))
}

fn levels(pattern: &str, levels: &[(&str, Level)]) -> Override {
    let levels = levels.iter().map(|(id, level)| (rule(id), *level)).collect();
    Override { paths: patterns(pattern), levels }
}

/// What becomes of what one rule finds in dumps of these names.
fn verdicts(policy: &Policy, of: &str, document: &str, names: &[&str]) -> Vec<Verdict> {
    let dumps: Vec<_> = names.iter().map(|name| (*name, document)).collect();
    let root = root();
    let mut sieve = Sieve::new(policy, &root);
    let found = found(&dumps, &policy.to_rule_set());
    let of_rule = found.iter().filter(|located| located.finding.rule.id == of);
    of_rule.map(|located| sieve.judge(located)).collect()
}

/// A job with a wrong tier.
fn wrong_tier() -> String {
    Sample::archive(r#"{"Tier": "Fast"}"#).to_document()
}

#[test]
fn of_several_overrides_the_last_one_counts() {
    let policy = Policy {
        overrides: vec![
            levels("old/", &[("unknown-value", Level::Off), ("unknown-value", Level::Info)]),
            levels("old/loud.json", &[("unknown-value", Level::Warning)]),
            levels("*.json", &[("job-id-format", Level::Off)]),
        ],
        ..Policy::default()
    };
    let names = ["a.json", "old/a.json", "old/loud.json"];
    let told = verdicts(&policy, "unknown-value", &wrong_tier(), &names);
    let expected = [Level::Error, Level::Info, Level::Warning].map(Verdict::Told);
    assert_eq!(told, expected);
}

#[test]
fn a_rule_can_be_on_in_one_folder_only() {
    let mut rules = Policy::default().rules;
    rules.set(rule("unknown-value"), Level::Off);
    let overrides = vec![levels("strict/", &[("unknown-value", Level::Error)])];
    let policy = Policy { rules, overrides, allow: Vec::new() };
    let told = verdicts(&policy, "unknown-value", &wrong_tier(), &["a.json", "strict/a.json"]);
    assert_eq!(told, [Verdict::Off, Verdict::Told(Level::Error)]);
}

#[test]
fn what_a_rule_holds_to_be_less_bad_stays_so() {
    // A job that stands on both sides of a boundary is a note, whatever the rule's level.
    let pages =
        r#"[{"JobList": ["A", "B"], "Marker": "B"}, {"JobList": ["B", "C"], "Marker": null}]"#;
    let document = Sample::pages(pages).to_document();
    let note = [Verdict::Told(Level::Info)];
    assert_eq!(verdicts(&Policy::default(), "duplicate-job", &document, &["a.json"]), note);
    let overrides = vec![levels("*", &[("duplicate-job", Level::Error)])];
    let policy = Policy { overrides, ..Policy::default() };
    assert_eq!(verdicts(&policy, "duplicate-job", &document, &["a.json"]), note);
}

fn allow(id: &'static str) -> Allow {
    let reason = "it was so".to_owned();
    Allow { rule: rule(id).id, path: None, job_id: None, pointer: None, line: 1, reason }
}

#[test]
fn something_is_allowed_if_all_that_is_said_of_it_holds() {
    let document = wrong_tier();
    let becomes = |allow: Allow| {
        let policy = Policy { allow: vec![allow], ..Policy::default() };
        verdicts(&policy, "unknown-value", &document, &["a/b.json"])[0]
    };
    let job_id =
        found(&[("a.json", &document)], &Profile::Observed.into())[0].finding.job_id.clone();
    let pointer = |pointer: &str| Some(pointer.to_owned());
    let all = allow("unknown-value");
    assert_eq!(becomes(all.clone()), Verdict::Allowed);
    assert_eq!(becomes(Allow { job_id, ..all.clone() }), Verdict::Allowed);
    assert_eq!(becomes(Allow { pointer: pointer("/Tier"), ..all.clone() }), Verdict::Allowed);
    let whole = pointer("/JobList/0/Tier");
    assert_eq!(becomes(Allow { pointer: whole, ..all.clone() }), Verdict::Allowed);
    assert_eq!(becomes(Allow { path: Some(patterns("a/")), ..all.clone() }), Verdict::Allowed);
    let told = Verdict::Told(Level::Error);
    assert_eq!(becomes(allow("job-id-format")), told);
    assert_eq!(becomes(Allow { job_id: Some("other".to_owned()), ..all.clone() }), told);
    assert_eq!(becomes(Allow { pointer: pointer("/Action"), ..all.clone() }), told);
    assert_eq!(becomes(Allow { path: Some(patterns("b/")), ..all }), told);
}

#[test]
fn what_allows_nothing_is_known() {
    let policy =
        Policy { allow: vec![allow("unknown-value"), allow("job-id-format")], ..Policy::default() };
    let (root, document) = (root(), wrong_tier());
    let mut sieve = Sieve::new(&policy, &root);
    for located in found(&[("a.json", &document)], &policy.to_rule_set()) {
        sieve.judge(&located);
    }
    let idle: Vec<&str> = sieve.idle().map(|allow| allow.rule).collect();
    assert_eq!(idle, ["job-id-format"]);
    assert_eq!((sieve.suppressed().allowed, sieve.suppressed().baseline), (1, 0));
}

#[test]
fn what_was_noted_down_is_not_told_again_and_what_is_new_is() {
    let (policy, root) = (Policy::default(), root());
    let rules = policy.to_rule_set();
    let before = found(&[("a.json", &wrong_tier())], &rules);
    let mut noting = Sieve::new(&policy, &root).noting_down();
    assert!(before.iter().all(|located| noting.judge(located) == Verdict::InBaseline));
    assert!(noting.told().is_empty());
    let baseline = noting.into_baseline().expect("it was noted down");
    assert_eq!(baseline.len(), before.len() as u64);

    let moved = found(&[("b.json", &wrong_tier())], &rules);
    let mut sieve = Sieve::new(&policy, &root).baseline(baseline.clone());
    let told: Vec<_> = moved
        .iter()
        .filter(|located| sieve.judge(located) != Verdict::InBaseline)
        .map(|located| located.finding.rule.id)
        .collect();
    // The job is known wherever it stands; what is said of its page is not.
    assert_eq!(told, ["unproven-start"]);

    let other = Sample::archive(r#"{"Tier": "Fast", "ArchiveId": "x"}"#).to_document();
    let mut sieve = Sieve::new(&policy, &root).baseline(baseline);
    for located in found(&[("a.json", &other)], &rules) {
        sieve.judge(&located);
    }
    let told: Vec<_> = sieve.told().into_iter().map(|(rule, _, count)| (rule.id, count)).collect();
    assert_eq!(told, [("archive-id-format", 1)]);
}

#[test]
fn selecting_and_ignoring_win_over_everything() {
    let mut policy = Policy {
        overrides: vec![levels(
            "*",
            &[("unknown-value", Level::Off), ("job-id-format", Level::Info)],
        )],
        ..Policy::default()
    };
    policy.rules.set(rule("unknown-value"), Level::Off);
    let by_name = |rule: &RuleMeta| match rule.id {
        "unknown-value" => Selected::ByName,
        _ => Selected::No,
    };
    policy.select(by_name);
    assert_eq!(policy.at("a.json").level(rule("unknown-value")), Level::Error);
    assert_eq!(policy.at("a.json").level(rule("job-id-format")), Level::Off);
    assert!(policy.is_uniform());
    policy.ignore(|rule| rule.id == "unknown-value");
    assert_eq!(policy.at("a.json").level(rule("unknown-value")), Level::Off);
}

#[test]
fn a_group_means_those_of_it_that_are_on() {
    let mut policy = Policy::default();
    policy.rules.set(rule("completion-state"), Level::Off);
    policy.rules.set(rule("byte-range-alignment"), Level::Warning);
    policy.select(|rule| match rule.group {
        Group::Job => Selected::WithOthers,
        _ => Selected::No,
    });
    let level = |id| policy.at("a.json").level(rule(id));
    assert_eq!(level("byte-range-alignment"), Level::Warning);
    assert_eq!(level("completion-state"), Level::Off, "the team has turned it off");
    assert_eq!(level("tree-hash-in-progress"), Level::Off, "the profile leaves it out");
    assert_eq!(level("unknown-value"), Level::Off);
}
