//! What was found before: written, read back, met, and gone.

use icecore::policy::{About, Baseline, Identity};
use proptest::prelude::*;

fn written(baseline: &Baseline) -> String {
    let mut out = Vec::new();
    baseline.write(&mut out).expect("memory can be written");
    String::from_utf8(out).expect("it is text")
}

fn place(rule: &'static str, path: &str) -> Identity {
    Identity { rule, about: About::Place { path: path.to_owned(), token: None } }
}

#[test]
fn a_baseline_is_written_a_finding_a_line_sorted_by_file() {
    let mut baseline = Baseline::default();
    baseline.add(place("unknown-field", "b.json"), "b.json");
    baseline.add(place("invalid-json", "b.json"), "b.json");
    baseline.add(place("unknown-field", "b.json"), "b.json");
    let job =
        About::Job { vault_arn: None, job_id: "a \"job\"".to_owned(), pointer: "/Tier".to_owned() };
    baseline.add(Identity { rule: "unknown-value", about: job }, "a.json");
    insta::assert_snapshot!(written(&baseline), @r#"
    {
      "baseline_version": 1,
      "findings": [
        {"rule":"unknown-value","path":"a.json","job_id":"a \"job\"","pointer":"/Tier","count":1},
        {"rule":"invalid-json","path":"b.json","count":1},
        {"rule":"unknown-field","path":"b.json","count":2}
      ]
    }
    "#);
    insta::assert_snapshot!(written(&Baseline::default()), @r#"
    {
      "baseline_version": 1,
      "findings": []
    }
    "#);
}

#[test]
fn a_finding_is_known_as_often_as_it_was_there() {
    let mut baseline = Baseline::default();
    let identity = place("unknown-field", "a.json");
    baseline.add(identity.clone(), "a.json");
    baseline.add(identity.clone(), "a.json");
    assert_eq!([0; 3].map(|_| baseline.meet(&identity)), [true, true, false]);
    assert!(!baseline.meet(&place("unknown-field", "b.json")));
    assert!(baseline.stale(|_, _| true).is_empty());
}

#[test]
fn what_was_not_met_is_gone_if_its_file_was_judged() {
    let mut baseline = Baseline::default();
    for path in ["a.json", "b.json", "a.json"] {
        baseline.add(place("unknown-field", path), path);
    }
    baseline.meet(&place("unknown-field", "a.json"));
    let stale = baseline.stale(|_, path| path == "a.json");
    let gone: Vec<_> = stale.iter().map(|stale| (stale.path.as_str(), stale.count)).collect();
    assert_eq!(gone, [("a.json", 1)]);
    assert_eq!(baseline.stale(|_, _| true).len(), 2);
}

#[test]
fn what_is_no_baseline_is_refused() {
    for (json, says) in [
        ("", "it is not a baseline: EOF while parsing a value at line 1 column 0"),
        ("[]", "it is not a baseline: invalid length 0"),
        ("{}", "it is not a baseline: missing field `baseline_version`"),
        (
            r#"{"baseline_version": 2, "results": []}"#,
            "the baseline is of version 2, and this program reads version 1; write it anew with \
             `--write-baseline`",
        ),
        (
            r#"{"baseline_version": 1, "findings": [{"rule": "job-id-formt", "path": "a", "count": 1}]}"#,
            "the baseline names a rule `job-id-formt` that this program does not have; did you \
             mean `job-id-format`?",
        ),
        (
            r#"{"baseline_version": 1, "findings": [{"rule": "job-id-format"}]}"#,
            "it is not a baseline: missing field `path` at line 1 column 62",
        ),
    ] {
        let error = Baseline::read(json.as_bytes()).expect_err(json).to_string();
        assert!(error.starts_with(says), "{json}: {error}");
    }
}

fn identity() -> impl Strategy<Value = (Identity, String)> {
    let rule = prop::sample::select(vec!["unknown-field", "job-id-format", "invalid-json"]);
    let about = prop_oneof![
        ("[a-c]{1,2}", prop::option::of("\\PC{0,3}"))
            .prop_map(|(path, token)| (About::Place { path: path.clone(), token }, path)),
        (prop::option::of("[xy]"), "\\PC{0,3}", "(/[AB])?", "[a-c]{1,2}").prop_map(
            |(vault_arn, job_id, pointer, path)| (About::Job { vault_arn, job_id, pointer }, path)
        ),
    ];
    (rule, about).prop_map(|(rule, (about, path))| (Identity { rule, about }, path))
}

proptest! {
    #[test]
    fn what_is_read_back_knows_just_what_was_added(
        added in prop::collection::vec(identity(), 0..30),
        others in prop::collection::vec(identity(), 0..10),
    ) {
        let mut baseline = Baseline::default();
        for (identity, path) in &added {
            baseline.add(identity.clone(), path);
        }
        let text = written(&baseline);
        let mut read = Baseline::read(text.as_bytes()).expect("it was written so");
        prop_assert_eq!(read.len(), added.len() as u64);
        prop_assert_eq!(written(&read), text);
        for (identity, _) in &added {
            prop_assert!(read.meet(identity));
        }
        prop_assert!(read.stale(|_, _| true).is_empty());
        for (identity, _) in added.iter().chain(&others) {
            prop_assert!(!read.meet(identity));
        }
    }
}
