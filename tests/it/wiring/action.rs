//! The action for GitHub, run script by script.

use std::collections::BTreeMap;

use super::Repository;
use super::runner::{Action, Outcome, Runner};

#[test]
fn what_is_found_is_annotated_summarised_counted_and_fails_at_the_end() {
    let (mut runner, line) = with_a_wrong_tier();
    let outcome = runner.run(&[("paths", "fixtures"), ("sarif", "found.sarif")]);
    assert_eq!(outcome.answer.code, 1, "{}", outcome.answer.log);
    assert_eq!(outcome.answer.errors(), [("fixtures/3.json".to_owned(), line)]);
    assert!(outcome.summary.starts_with("### icecore: "), "{}", outcome.summary);
    assert!(outcome.summary.contains("unknown-value"), "{}", outcome.summary);
    let sarif: serde_json::Value =
        serde_json::from_str(&runner.repository.read("found.sarif")).expect("it is JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "unknown-value");
    assert_eq!(outputs(&outcome), ["1", "10", "found.sarif", "1", "0"]);
    assert!(!outcome.used.contains_key("github/codeql-action/upload-sarif"));
}

#[test]
fn sarif_is_uploaded_although_findings_fail_the_job() {
    let (mut runner, _) = with_a_wrong_tier();
    let inputs = [("paths", "fixtures"), ("upload-sarif", "true"), ("step-summary", "false")];
    let outcome = runner.run(&inputs);
    let uploaded = &outcome.used["github/codeql-action/upload-sarif"]["sarif_file"];
    assert!(uploaded.ends_with("/icecore.sarif"), "{uploaded}");
    assert_eq!(uploaded, &outcome.outputs["sarif"]);
    assert_eq!((outcome.answer.code, outcome.summary.as_str()), (1, ""));
}

#[test]
fn what_is_allowed_by_inputs_succeeds() {
    let (mut runner, _) = with_a_wrong_tier();
    runner.repository.bash("icecore check fixtures --write-baseline known.json");
    runner.repository.write("ci/strict.toml", "fail-on = 'info'");
    for (inputs, status) in [
        (&[("baseline", "known.json")][..], 0),
        (&[("baseline", "known.json"), ("fail-on", "info")], 0),
        (&[("args", "--ignore=unknown-value\n--scope=file\n")], 0),
        (&[("config", "ci/strict.toml"), ("args", "--ignore\nunknown-value")], 1),
        (&[("fail-on", "info"), ("args", "--ignore=unknown-value")], 1),
    ] {
        let outcome = runner.run(&[inputs, &[("paths", "fixtures\n")]].concat());
        assert_eq!(outcome.answer.code, status, "{inputs:?} {}", outcome.answer.log);
        assert_eq!(outcome.outputs["status"], status.to_string());
    }
}

#[test]
fn a_run_that_fails_says_so() {
    let (mut runner, _) = with_a_wrong_tier();
    let outcome = runner.run(&[("paths", "nowhere\nfixtures"), ("upload-sarif", "true")]);
    assert_eq!((outcome.answer.code, outcome.outputs["status"].as_str()), (2, "2"));
    assert!(
        outcome.answer.log.contains("nowhere: there is no such file"),
        "{}",
        outcome.answer.log
    );
    let usage = runner.run(&[("paths", ""), ("upload-sarif", "true")]);
    assert_eq!(usage.answer.code, 2);
    assert_eq!(outputs(&usage), ["", "", "", "2", ""]);
    assert!(!usage.used.contains_key("github/codeql-action/upload-sarif"));
}

#[test]
fn names_are_never_commands() {
    let mut runner = Runner::new(Repository::new());
    let names = [
        "$(touch x)",
        "`touch x`",
        "; touch x",
        "a  b'\" c.json",
        "--exit-zero",
        "*",
        "\\n",
        "${X}",
    ];
    names.iter().for_each(|name| runner.repository.write(name, "?"));
    let outcome = runner.run(&[("paths", &names.join("\n"))]);
    assert_eq!(outcome.answer.code, 1, "{}", outcome.answer.log);
    assert_eq!(outcome.outputs["errors"], names.len().to_string(), "{}", outcome.answer.log);
    for input in ["args", "config", "fail-on", "baseline", "sarif"] {
        let outcome = runner.run(&[(input, "$(touch x)/`touch x`; touch x")]);
        assert_eq!(outcome.answer.code, 2, "{input} {}", outcome.answer.log);
    }
    assert!(!runner.repository.path("x").exists());
}

#[test]
fn a_line_break_makes_neither_an_output_nor_a_command_for_the_runner() {
    let mut runner = Runner::new(Repository::new());
    let outcome = runner.run(&[("sarif", "a\nstatus=0")]);
    assert_eq!((outcome.answer.code, outcome.outputs["status"].as_str()), (2, ""));
    runner.repository.write("a\n::stop-commands::x.json", "?");
    runner.repository.bash("ln -s nowhere $'b\\n::add-mask::x.json'");
    let outcome = runner.run(&[("args", "--output=sarif=a.sarif\n--ignore=value")]);
    assert_eq!(outcome.outputs["status"], "2", "{}", outcome.answer.log);
    let commands = outcome.answer.log.lines().filter(|line| line.trim_start().starts_with("::"));
    commands.for_each(|line| assert!(line.starts_with("::error file="), "{line}"));
}

#[test]
fn it_is_built_once_and_kept_under_its_version_and_the_kind_of_runner() {
    let mut runner = Runner::new(Repository::new());
    runner.repository.write("a.json", "{\"JobList\": []}");
    let first = runner.run(&[]);
    assert_eq!(first.answer.code, 0, "{}", first.answer.log);
    assert!(first.answer.out.contains("cargo install --locked --force"), "{}", first.answer.out);
    let kept = &first.used["actions/cache/save"];
    assert_eq!(kept, &first.used["actions/cache/restore"]);
    let kind = concat!("icecore-", env!("CARGO_PKG_VERSION"), "-Linux-X64-ubuntu24-");
    assert_eq!(kept["key"].strip_prefix(kind).map(str::len), Some(40), "{}", kept["key"]);
    let second = runner.run(&[]);
    assert!(!second.answer.out.contains("cargo"), "{}", second.answer.out);
    assert_eq!(second.used["actions/cache/restore"], *kept);
}

#[test]
fn no_script_has_an_expression_and_every_action_is_pinned() {
    for step in Action::read().runs.steps {
        let script = step.run.unwrap_or_default();
        assert!(!script.contains("${{"), "{script}");
        let commit = step.uses.as_deref().and_then(|uses| uses.split_once('@')).map(|(_, it)| it);
        let is_pinned =
            |it: &str| it.len() == 40 && it.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(commit.is_none_or(is_pinned), "{commit:?}");
    }
}

#[test]
fn the_status_is_that_of_icecore_even_where_sarif_could_not_be_uploaded() {
    for step in Action::read().runs.steps.iter().rev().take(2) {
        let condition = step.r#if.as_deref().unwrap_or_default();
        assert!(condition.starts_with("always() && "), "{condition}");
    }
}

/// Ten fixtures, with a wrong tier at this line of the fourth.
fn with_a_wrong_tier() -> (Runner, usize) {
    let repository = Repository::with_ten_fixtures();
    let line = repository.spoil("fixtures/3.json", "\"Standard\"", "\"Fast\"");
    (Runner::new(repository), line)
}

/// The outputs, by their names: errors, notes, sarif, status, warnings.
fn outputs(outcome: &Outcome) -> Vec<&str> {
    let outputs: &BTreeMap<String, String> = &outcome.outputs;
    outputs.values().map(String::as_str).collect()
}
