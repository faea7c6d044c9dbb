//! What all formats have in common: they tell as many findings, whatever stands in them.

use icecore::finding::Level;
use icecore::report::CheckFormat;
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;

use super::{Run, hostile_runs, junit, markdown, runner};

/// A schema, ready to be held against documents.
pub fn validator(schema: &Value) -> Validator {
    let options = jsonschema::options().should_validate_formats(true);
    options.build(schema).expect("the schema is one")
}

/// What is wrong with a document.
pub fn errors(validator: &Validator, document: &Value) -> Vec<String> {
    let errors = validator.iter_errors(document);
    errors.map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// How many findings a report tells.
fn told(run: &Run, format: CheckFormat) -> usize {
    let text = run.written(format);
    let json = || serde_json::from_str::<Value>(&text).expect("the report is JSON");
    let length = |value: &Value| value.as_array().expect("it is an array").len();
    match format {
        CheckFormat::Json => length(&json()["findings"]),
        CheckFormat::Ndjson => text.lines().count() - 1,
        CheckFormat::Sarif => length(&json()["runs"][0]["results"]),
        CheckFormat::Gitlab => length(&json()) - run.unreadable.len(),
        CheckFormat::Github => runner::read(&text).0.len() - run.unreadable.len(),
        CheckFormat::Junit => junit::findings(&text),
        CheckFormat::Markdown => markdown::findings(&text),
        // It writes notes that say the same together.
        _ => run.found().count(),
    }
}

#[test]
fn every_format_has_a_name_of_its_own_and_is_found_by_it() {
    for format in CheckFormat::ALL {
        assert_eq!(format.name().parse(), Ok(*format));
        assert!(format.summary().len() > 5);
        let others = CheckFormat::ALL.iter().filter(|other| other.name() == format.name());
        assert_eq!(others.count(), 1);
    }
}

#[test]
fn a_misspelt_format_is_answered_with_the_nearest() {
    let error = |text: &str| text.parse::<CheckFormat>().expect_err("there is none");
    assert_eq!(error("Sarf"), "no format is called `Sarf`; did you mean `sarif`?");
    assert!(error("toml").ends_with("json, ndjson, sarif, junit, github, gitlab, markdown"));
}

#[test]
fn of_the_failing_samples_all_formats_tell_as_many_findings() {
    let run = Run::of_failing_samples();
    for format in CheckFormat::ALL {
        assert_eq!(told(&run, *format), run.found().count(), "{format}");
    }
}

#[test]
fn what_fails_does_not_change_what_is_told() {
    let run = Run::of_failing_samples();
    for fail_on in [Level::Error, Level::Warning, Level::Info] {
        let text = run.written_with(CheckFormat::Junit, fail_on, |_| {});
        assert_eq!(junit::findings(&text), run.found().count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn hostile_texts_change_no_count(run in hostile_runs()) {
        for format in CheckFormat::ALL {
            prop_assert_eq!(told(&run, *format), run.found().count(), "{}", format);
        }
    }
}
