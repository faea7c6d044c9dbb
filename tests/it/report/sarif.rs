//! `--format sarif`, held to the schema of OASIS and the limits of GitHub.

use std::sync::LazyLock;

use icecore::finding::Level;
use icecore::report::CheckFormat;
use icecore::rules::RULES;
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Run, hostile_runs};
use crate::report::formats::{errors, validator};

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    // A pattern for languages has a bracket too many, which strict readers of patterns refuse.
    let schema = include_str!("schemas/sarif-schema-2.1.0.json").replace("{2}]?$", "{2}?$");
    validator(&serde_json::from_str(&schema).expect("the schema is JSON"))
});

/// The one run of a log that keeps the schema.
fn run_of(run: &Run) -> Value {
    let text = run.written(CheckFormat::Sarif);
    let log: Value = serde_json::from_str(&text).expect("the log is JSON");
    assert_eq!(errors(&SCHEMA, &log), [""; 0]);
    log["runs"][0].clone()
}

fn results(run: &Value) -> &Vec<Value> {
    run["results"].as_array().expect("results are an array")
}

#[test]
fn the_defects_are_results() {
    let mut run = run_of(&Run::of_defects());
    run["tool"]["driver"]["semanticVersion"] = json!("[version]");
    let rules = run["tool"]["driver"]["rules"].as_array_mut().expect("rules are an array");
    // The others look like it.
    rules.truncate(1);
    insta::assert_snapshot!(format!("{run:#}"));
}

#[test]
fn a_finding_of_any_rule_is_a_result_that_leads_to_its_rule() {
    let run = Run::of_failing_samples();
    let log = run_of(&run);
    assert_eq!(results(&log).len(), run.found().count());
    let rules = &log["tool"]["driver"]["rules"];
    for result in results(&log) {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("it is a number"));
        assert_eq!(rules[index.expect("it is small")]["id"], result["ruleId"]);
    }
}

#[test]
fn rules_fit_what_github_shows_of_them() {
    let run = run_of(&Run::default());
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules are an array");
    assert_eq!(rules.len(), RULES.len());
    for rule in rules {
        for text in ["shortDescription", "fullDescription"] {
            let text = rule[text]["text"].as_str().expect("it is a text");
            assert!(text.chars().count() <= 1024, "{text}");
        }
    }
}

#[test]
fn the_end_of_a_region_is_behind_its_last_character() {
    let mut run = Run::default();
    let text = "{\"JobList\":[],\"氷\":1}".as_bytes();
    run.judge(icecore::finding::Profile::Observed, &[("a.json".to_owned(), text)]);
    let log = run_of(&run);
    let region = &results(&log)[0]["locations"][0]["physicalLocation"]["region"];
    let key = json!({
        "startLine": 1, "startColumn": 15, "endLine": 1, "endColumn": 18, "byteOffset": 14,
        "byteLength": 5,
    });
    assert_eq!(*region, key);
}

#[test]
fn paths_are_uris() {
    let mut located = Run::of_defects().found().next().expect("there are defects").clone();
    for (path, uri) in [
        ("a b/ü%.json", "a%20b/%C3%BC%25.json"),
        ("c:d?e#f", "c%3Ad%3Fe%23f"),
        ("/team/x.json", "x.json"),
        ("/other/x.json", "../other/x.json"),
        ("<stdin>", "%3Cstdin%3E"),
    ] {
        located.file = path.into();
        let run = run_of(&Run { rest: vec![located.clone()], ..Run::default() });
        let location = &results(&run)[0]["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(*location, json!({ "uri": uri, "uriBaseId": "%SRCROOT%" }));
    }
}

#[test]
fn of_too_many_the_worst_are_kept_in_their_order() {
    let located = Run::of_defects().found().next().expect("there are defects").clone();
    let at = |level: Level, line: usize| {
        let mut located = located.clone();
        located.finding.level = level;
        located.position.line = line;
        located
    };
    let mut rest = Vec::new();
    for line in 1..=3000 {
        rest.push(at(Level::Info, line));
        rest.push(at(Level::Warning, line));
        rest.push(at(Level::Error, line));
    }
    let log = run_of(&Run { rest, ..Run::default() });
    let levels = [("error", 3000), ("warning", 2000), ("note", 0)];
    for (level, count) in levels {
        let lines: Vec<u64> = results(&log)
            .iter()
            .filter(|result| result["level"] == level)
            .filter_map(|result| {
                result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64()
            })
            .collect();
        assert_eq!(lines, (1..=count).collect::<Vec<u64>>(), "{level}");
    }
    let left_out = json!({ "error": 0, "warning": 1000, "note": 3000 });
    assert_eq!(log["properties"]["leftOut"], left_out);
    let says = &log["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    let says = says.as_str().expect("it is a text");
    assert!(says.starts_with("4,000 results left out"), "{says}");
}

#[test]
fn a_file_that_cannot_be_read_makes_the_execution_unsuccessful() {
    let unreadable = vec![("a.json".to_owned(), "a.json: is gone".to_owned())];
    let run = run_of(&Run { unreadable, ..Run::default() });
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let notification = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["message"]["text"], "a.json: is gone");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn hostile_texts_keep_the_schema(run in hostile_runs()) {
        let log = run_of(&run);
        prop_assert_eq!(results(&log).len(), run.found().count());
        for result in results(&log) {
            let text = result["message"]["text"].as_str().expect("it is a text");
            prop_assert!(!text.contains("]("), "a link: {}", text);
        }
    }
}
