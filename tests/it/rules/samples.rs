//! The samples of each rule, which `icecore explain` shows, do what they say.

use std::collections::BTreeSet;

use icecore::finding::{Level, Profile, RuleMeta};
use icecore::rules::RULES;

use super::{found, found_but_for_the_start};

/// The profile in which a rule is on: the default one, if it is on there.
fn profile_of(meta: &RuleMeta) -> Profile {
    match meta.levels.observed {
        Level::Off => Profile::Documented,
        _ => Profile::Observed,
    }
}

#[test]
fn a_passing_sample_gives_no_finding_in_either_profile() {
    for rule in RULES {
        for profile in [Profile::Observed, Profile::Documented] {
            let document = rule.meta.pass.to_document();
            let findings = match rule.meta.id {
                "unproven-start" => found(document.as_bytes(), profile),
                _ => found_but_for_the_start(document.as_bytes(), profile),
            };
            assert!(findings.is_empty(), "{} passes with {findings:?}", rule.meta.id);
        }
    }
}

#[test]
fn a_failing_sample_gives_exactly_its_own_finding() {
    for rule in RULES {
        let document = rule.meta.fail.to_document();
        let findings = match rule.meta.id {
            "unproven-start" => found(document.as_bytes(), profile_of(&rule.meta)),
            _ => found_but_for_the_start(document.as_bytes(), profile_of(&rule.meta)),
        };
        assert_eq!(findings, [rule.meta.id]);
    }
}

#[test]
fn samples_over_a_base_are_json_objects() {
    for rule in RULES {
        for sample in [rule.meta.pass, rule.meta.fail] {
            if sample.base.name().is_some() {
                let patch: serde_json::Value =
                    serde_json::from_str(sample.json).expect("the sample is JSON");
                assert!(patch.is_object() || patch.is_array(), "{}: {patch}", rule.meta.id);
            }
        }
    }
}

#[test]
fn a_sample_fits_a_terminal() {
    // 80 columns but for the indent; an identifier or a hash cannot be broken.
    let fits = |line: &str| line.len() <= 76 || line.split('"').any(|value| value.len() >= 64);
    for rule in RULES {
        for sample in [rule.meta.pass, rule.meta.fail] {
            let wide = sample.json.lines().find(|line| !fits(line));
            assert_eq!(wide, None, "{}", rule.meta.id);
        }
    }
}

#[test]
fn every_rule_is_documented() {
    for rule in RULES {
        let RuleMeta { id, summary, why, source, real_data, help, .. } = rule.meta;
        for text in [summary, why, source, real_data, help] {
            assert!(text.len() > 10, "{id} has a text that says nothing: {text:?}");
            assert!(!text.contains("  "), "{id} has a text with a gap: {text:?}");
            let backticks = text.matches('`').count();
            assert!(backticks.is_multiple_of(2), "{id} has code without an end: {text:?}");
        }
        assert!(why.ends_with('.') && real_data.ends_with('.'), "{id}: sentences end");
        assert!(!summary.ends_with('.'), "{id}: a summary is no sentence");
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(id.chars().all(kebab), "{id} is not in kebab case");
    }
}

#[test]
fn ids_are_unique_and_every_rule_has_a_file_of_its_own() {
    let ids: BTreeSet<String> = RULES.iter().map(|rule| rule.meta.id.replace('-', "_")).collect();
    assert_eq!(ids.len(), RULES.len());
    for id in &ids {
        let file = format!("{}/src/rules/{id}.rs", env!("CARGO_MANIFEST_DIR"));
        assert!(std::path::Path::new(&file).is_file(), "{file} is missing");
    }
}

#[test]
fn real_responses_may_raise_only_what_is_on_for_them() {
    // The catalogue: a rule that real data breaks is info or off in the observed profile.
    for rule in RULES {
        let levels = rule.meta.levels;
        assert!(levels.observed <= levels.documented, "{}", rule.meta.id);
    }
}
