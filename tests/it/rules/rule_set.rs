//! Rules at other levels than those of a profile.

use icecore::dump::Dump;
use icecore::finding::{Level, Profile, Sample};
use icecore::rules::{Judge, RULES, RuleSet, find};

/// What is found in a document, by these rules.
fn found(document: &str, rules: &RuleSet) -> Vec<(&'static str, Level)> {
    let dump = Dump::from_slice(document.as_bytes());
    let mut judge = Judge::new(rules.clone());
    let pages: Vec<_> = dump.pages().map(|page| page.expect("samples are JSON")).collect();
    let mut findings: Vec<_> = pages.iter().flat_map(|page| judge.page(page)).collect();
    findings.extend(judge.end_of_file());
    findings.into_iter().map(|finding| (finding.rule.id, finding.level)).collect()
}

fn with(id: &str, level: Level) -> RuleSet {
    let mut rules = RuleSet::of(Profile::Observed);
    rules.set(&find(id).expect("it is a rule").meta, level);
    rules
}

#[test]
fn a_rule_is_as_bad_as_was_chosen() {
    let document = Sample::archive(r#"{"Tier": "x"}"#).to_document();
    for level in [Level::Info, Level::Warning, Level::Error] {
        assert_eq!(found(&document, &with("unknown-value", level)), [("unknown-value", level)]);
    }
}

#[test]
fn a_rule_that_is_off_tells_nothing_and_neither_does_any_other_of_the_same_fault() {
    for rule in RULES.iter().filter(|rule| rule.meta.levels.observed > Level::Off) {
        let document = rule.meta.fail.to_document();
        let says = |rules: &RuleSet| -> Vec<_> {
            let dump = Dump::from_slice(document.as_bytes());
            let mut judge = Judge::new(rules.clone());
            let pages: Vec<_> = dump.pages().flatten().collect();
            let found = pages.iter().flat_map(|page| judge.page(page)).collect::<Vec<_>>();
            found.into_iter().map(|finding| finding.rule.id).collect()
        };
        assert_eq!(says(&with(rule.meta.id, Level::Off)), [""; 0], "{}", rule.meta.id);
    }
}

#[test]
fn a_rule_that_the_profile_leaves_out_can_be_chosen() {
    let off = RULES.iter().filter(|rule| rule.meta.levels.observed == Level::Off);
    for rule in off {
        let document = rule.meta.fail.to_document();
        assert_eq!(found(&document, &RuleSet::default()), [], "{}", rule.meta.id);
        let expected = [(rule.meta.id, Level::Error)];
        assert_eq!(found(&document, &with(rule.meta.id, Level::Error)), expected);
    }
}
