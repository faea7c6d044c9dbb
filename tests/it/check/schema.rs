//! The published schema of `icecore.toml` says of a file what the program says.

use std::collections::BTreeSet;

use icecore::report::CheckFormat;
use icecore::rules::RULES;
use serde_json::Value;

use super::{Team, sound};

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../docs/icecore.schema.json")).expect("it is JSON")
}

fn texts(value: &Value) -> BTreeSet<&str> {
    value
        .as_array()
        .expect("it is a list")
        .iter()
        .map(|text| text.as_str().expect("text"))
        .collect()
}

#[test]
fn it_knows_every_rule_and_every_format() {
    let schema = schema();
    let ids = RULES.iter().map(|rule| rule.meta.id).collect();
    assert_eq!(texts(&schema["definitions"]["rule"]["enum"]), ids);
    let formats = CheckFormat::ALL.iter().map(|format| format.name()).collect();
    assert_eq!(texts(&schema["definitions"]["format"]["enum"]), formats);
}

/// Files that are right, and that are wrong in one way each.
const RIGHT: &[&str] = &[
    "",
    "profile = 'documented'\nscope = 'all'\nfail-on = 'info'\nformat = 'github'",
    "exclude = 'a'\ngitignore = false\nbaseline = 'b'\nrequire-complete = true\nmax-findings = 0",
    "exclude = ['a', '!b']\n[output]\nsarif = 'x'\nhuman = 'y'",
    "[rules]\nunknown-value = 'off'\njob-id-format = 'info'",
    "[[overrides]]\npaths = 'a'\nrules = {}\n[[overrides]]\npaths = ['b']\nrules = { job-id-format = 'error' }",
    "[[allow]]\nrule = 'job-id-format'\nreason = 'r'\n\
     [[allow]]\nrule = 'job-id-format'\nreason = 'r'\npath = ['p']\njob-id = 'j'\npointer = '/x'",
];
const WRONG: &[&str] = &[
    "other = 1",
    "profile = 'strict'",
    "scope = 'vault'",
    "fail-on = 'off'",
    "format = 'xml'",
    "format = 3",
    "exclude = 3",
    "exclude = [3]",
    "gitignore = 'no'",
    "baseline = false",
    "max-findings = -1",
    "max-findings = 1.5",
    "[output]\nxml = 'x'",
    "[output]\nsarif = 3",
    "[rules]\nunknown-values = 'off'",
    "[rules]\nunknown-value = 'loud'",
    "[rules]\nunknown-value = false",
    "rules = 'off'",
    "[[overrides]]\npaths = 'a'",
    "[[overrides]]\nrules = {}",
    "[[overrides]]\npaths = 'a'\nrules = {}\nprofile = 'observed'",
    "[overrides]\npaths = 'a'\nrules = {}",
    "[[allow]]\nrule = 'job-id-format'",
    "[[allow]]\nreason = 'r'",
    "[[allow]]\nrule = 'job-id-format'\nreason = ' '",
    "[[allow]]\nrule = 'job-id-format'\nreason = 'r'\nfile = 'x'",
    "[[allow]]\nrule = 'x'\nreason = 'r'",
];

#[test]
fn it_accepts_what_the_program_accepts_and_nothing_else() {
    let schema = schema();
    let validator = jsonschema::draft7::new(&schema).expect("it is a schema");
    let team =
        Team::with(&[("a.json", &sound()), ("b", "{\"baseline_version\": 1, \"findings\": []}")]);
    let files = RIGHT.iter().map(|text| (text, true)).chain(WRONG.iter().map(|text| (text, false)));
    for (text, is_right) in files {
        let value: Value = toml::from_str(text).expect("it is TOML");
        assert_eq!(validator.is_valid(&value), is_right, "the schema on {text}");
        team.write("icecore.toml", text);
        let answer = team.run("check a.json");
        assert_eq!(answer.code != 2, is_right, "the program on {text}: {}", answer.err);
    }
}

#[test]
fn the_file_that_the_documentation_shows_is_right() {
    let page = include_str!("../../../docs/configuration.md");
    let (_, rest) = page.split_once("```toml\n").expect("there is a sample");
    let (sample, _) = rest.split_once("```").expect("it ends");
    let value: Value = toml::from_str(sample).expect("it is TOML");
    let schema = schema();
    let validator = jsonschema::draft7::new(&schema).expect("it is a schema");
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    let keys: BTreeSet<&str> =
        schema["properties"].as_object().expect("keys").keys().map(String::as_str).collect();
    let shown: BTreeSet<&str> =
        value.as_object().expect("keys").keys().map(String::as_str).collect();
    assert_eq!(shown, keys, "every key is shown");
}
