//! Each rule can be broken, in each style that can show it, and breaks nothing else.

use std::collections::BTreeMap;

use icecore::finding::{Group, Level, Profile, RuleMeta};
use icecore::generate::{GenerateError, Generator, Rate, Style};
use icecore::rules::RULES;

use super::{found, written, written_pages};

/// How the output is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    OneFile,
    FilePerPage,
}

const HOW: [How; 2] = [How::OneFile, How::FilePerPage];

fn rate(text: &str) -> Rate {
    text.parse().expect("this is a rate")
}

/// Two vaults of four pages each.
fn small(style: Style) -> Generator {
    Generator::new(3).jobs(48).page_size(6).vaults(2).style(style)
}

fn with(generator: Generator, defects: &[(&str, Rate)]) -> Generator {
    defects
        .iter()
        .fold(generator, |it, (rule, rate)| it.defect(rule, *rate).expect("there is such a rule"))
}

/// The profile in which a rule is on: the default one, if it is on there.
fn profile_of(meta: &RuleMeta) -> Profile {
    match meta.levels.observed {
        Level::Off => Profile::Documented,
        _ => Profile::Observed,
    }
}

/// How often each rule is found broken; `None` if such a dump cannot be.
fn counts(
    generator: &Generator,
    how: How,
    profile: Profile,
) -> Option<BTreeMap<&'static str, u32>> {
    let files = match how {
        How::OneFile => {
            generator.check().ok()?;
            vec![written(generator)]
        }
        How::FilePerPage => {
            drop(generator.pages().ok()?);
            written_pages(generator)
        }
    };
    let mut counts = BTreeMap::new();
    for located in found(&files, profile) {
        *counts.entry(located.finding.rule.id).or_default() += 1;
    }
    Some(counts)
}

/// Where a rule cannot be broken: in jobs without pages, in merged ones, without the time or the request.
fn is_impossible(rule: &str, style: Style, how: How) -> bool {
    let is_merged = style == Style::Cli && how == How::OneFile;
    match rule {
        "incomplete-listing" | "duplicate-page" | "mixed-vaults" => style == Style::Jq,
        "missing-page" | "repeated-token" | "cyclic-tokens" | "forked-chain"
        | "page-over-limit" => style == Style::Jq || is_merged,
        "status-went-back" => style != Style::Boto,
        "filter-ignored" => !matches!(style, Style::Wire | Style::Shuffled),
        _ => false,
    }
}

/// What has to be found beside a rule, because the same jobs break both.
fn is_with(rule: &str, other: &str, style: Style) -> bool {
    match (rule, other) {
        (_, "unproven-start")
        | ("conflicting-job" | "status-went-back", "duplicate-job")
        | ("status-went-back" | "cyclic-tokens" | "created-in-future", "listing-order") => true,
        // Two vaults in one list of jobs.
        (_, "listing-order") if style == Style::Jq => true,
        _ => rule == other,
    }
}

#[test]
fn every_rule_can_be_broken_wherever_it_can_be_seen_and_nothing_else_breaks() {
    for rule in RULES {
        for (style, how) in Style::ALL.into_iter().flat_map(|style| HOW.map(|how| (style, how))) {
            let id = rule.meta.id;
            let generator = with(small(style), &[(id, Rate::ALWAYS)]);
            let counts = counts(&generator, how, profile_of(&rule.meta));
            assert_eq!(counts.is_none(), is_impossible(id, style, how), "{id}, {style}, {how:?}");
            let Some(counts) = counts else { continue };
            assert!(counts.contains_key(id), "{id}, {style}, {how:?}: {counts:?}");
            let others = counts.keys().filter(|other| !is_with(id, other, style));
            assert_eq!(others.count(), 0, "{id}, {style}, {how:?}: {counts:?}");
        }
    }
}

#[test]
fn a_rule_about_jobs_can_be_broken_by_every_job() {
    let about_jobs = |meta: &RuleMeta| {
        matches!(meta.group, Group::Value | Group::Job)
            || meta.group == Group::Document
                && !["invalid-json", "not-a-job-listing"].contains(&meta.id)
    };
    for rule in RULES.iter().filter(|rule| about_jobs(&rule.meta)) {
        let generator = with(small(Style::Wire), &[(rule.meta.id, Rate::ALWAYS)]);
        let counts = counts(&generator, How::OneFile, profile_of(&rule.meta));
        assert_eq!(
            counts.and_then(|counts| counts.get(rule.meta.id).copied()),
            Some(48),
            "{}",
            rule.meta.id
        );
    }
}

#[test]
fn a_defect_changes_the_jobs_that_are_found_and_no_other() {
    let clean = Generator::new(4).jobs(300).style(Style::Jq);
    let lines = |generator: &Generator| -> Vec<Vec<u8>> {
        written(generator).split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
    };
    for rule in RULES.iter().filter(|rule| matches!(rule.meta.group, Group::Value | Group::Job)) {
        let broken = with(clean.clone(), &[(rule.meta.id, rate("20%"))]);
        let pairs = lines(&clean).into_iter().zip(lines(&broken));
        let struck = u32::try_from(pairs.filter(|(clean, broken)| clean != broken).count());
        let struck = struck.expect("there are few jobs");
        assert!((40..80).contains(&struck), "{}: {struck} of 300 jobs were struck", rule.meta.id);
        let mut counts = counts(&broken, How::OneFile, Profile::Documented).unwrap_or_default();
        counts.retain(|other, _| {
            *other == rule.meta.id || !is_with(rule.meta.id, other, Style::Wire)
        });
        assert_eq!(counts, BTreeMap::from([(rule.meta.id, struck)]));
    }
}

#[test]
fn three_defects_can_strike_every_job() {
    let defects = ["unknown-field", "sns-topic-format", "completion-state"];
    let generator = with(small(Style::Boto), &defects.map(|rule| (rule, Rate::ALWAYS)));
    let counts = counts(&generator, How::OneFile, Profile::Observed).expect("it can be made");
    assert!(defects.iter().all(|rule| counts[rule] == 48), "{counts:?}");
}

#[test]
fn defects_for_different_actions_share_the_jobs() {
    let defects = ["archive-size-presence", "inventory-limit"];
    let generator = Generator::new(5).jobs(200);
    let generator = with(generator, &defects.map(|rule| (rule, Rate::ALWAYS)));
    let counts = counts(&generator, How::OneFile, Profile::Observed).expect("it can be made");
    assert_eq!(counts[defects[0]] + counts[defects[1]], 200);
    assert!(counts[defects[1]] > 5, "{counts:?}");
}

#[test]
fn a_rule_that_does_not_exist_is_refused_with_one_that_does() {
    let refused = Generator::new(1).defect("tree-hash-equal", Rate::ALWAYS);
    let Err(error) = refused else { panic!("it was accepted") };
    assert!(matches!(
        error,
        GenerateError::UnknownRule { nearest: Some("tree-hash-equality"), .. }
    ));
    assert_eq!(
        error.to_string(),
        "there is no rule `tree-hash-equal`; did you mean `tree-hash-equality`?"
    );
}

#[test]
fn what_cannot_be_broken_is_refused_with_the_reason() {
    let told = |generator: Generator, rule: &str| {
        let generator = with(generator, &[(rule, Rate::ALWAYS)]);
        generator.check().expect_err("it cannot be broken").to_string()
    };
    for (generator, rule, reason) in [
        (small(Style::Jq), "missing-page", "in the style jq there are no pages"),
        (
            small(Style::Cli),
            "missing-page",
            "in the style cli the pages are merged, unless each has a file of its own",
        ),
        (
            small(Style::Wire),
            "status-went-back",
            "only the style boto keeps when a page was fetched",
        ),
        (
            small(Style::Boto),
            "filter-ignored",
            "only the styles wire and shuffled are such as recorders keep",
        ),
        (
            small(Style::Wire).jobs(20),
            "cyclic-tokens",
            "it takes 3 pages in a vault, and there is 2",
        ),
        (
            small(Style::Wire).page_size(1),
            "duplicate-job",
            "it takes 2 jobs on a page, and there is 1",
        ),
        (Generator::new(1).jobs(1), "listing-order", "it takes 2 jobs in a vault, and there is 1"),
    ] {
        let expected = format!("this dump cannot break the rule `{rule}`: {reason}");
        assert_eq!(told(generator, rule), expected);
    }
}

#[test]
fn rates_are_exact_fractions() {
    for (text, printed) in [
        ("0.01", "0.01"),
        ("1%", "0.01"),
        ("100%", "1"),
        ("1", "1"),
        ("0", "0"),
        ("0.0000001%", "0.000000001"),
    ] {
        assert_eq!(rate(text).to_string(), printed);
    }
    for text in
        ["", "%", "-1", "+0.5", "1.1", "101%", "0.0000000001", ".5", "1e-3", "0.5.5", "half"]
    {
        assert!(text.parse::<Rate>().is_err(), "{text} is taken for a rate");
    }
}
