//! A finding is known again, however the dump is paged, formatted and named.

use std::collections::BTreeSet;

use icecore::finding::{Profile, Sample};
use icecore::policy::{About, Identity};
use icecore::rules::RuleSet;
use serde_json::{Value, json};

use super::found;

/// Two jobs with a fault each.
fn jobs() -> Vec<Value> {
    let job = |patch: &'static str| {
        let page: Value =
            serde_json::from_str(&Sample::archive(patch).to_document()).expect("it is JSON");
        page["JobList"][0].clone()
    };
    let mut other = job(r#"{"CompletionDate": "2024-03-08"}"#);
    other["JobId"] = json!("a".repeat(46) + &"B".repeat(46));
    vec![job(r#"{"Tier": "Fast"}"#), other]
}

/// What is found of jobs, by what it is known.
fn known(name: &str, document: &str) -> BTreeSet<Identity> {
    let found = found(&[(name, document)], &RuleSet::of(Profile::Observed));
    let of_jobs = found.iter().filter(|located| located.finding.job_id.is_some());
    of_jobs.map(|located| Identity::of(located, name)).collect()
}

#[test]
fn a_job_is_the_same_wherever_it_is_saved() {
    let jobs = jobs();
    let page = json!({"JobList": jobs, "Marker": null});
    let expected = known("a.json", &page.to_string());
    assert_eq!(expected.len(), 2, "{expected:?}");
    let body = json!({"JobList": jobs}).to_string();
    for document in [
        format!("{page:#}"),
        json!({"JobList": jobs.iter().rev().collect::<Vec<_>>()}).to_string(),
        json!([{"JobList": [jobs[0]], "Marker": "m"}, {"JobList": [jobs[1]], "Marker": null}])
            .to_string(),
        json!(jobs).to_string(),
        format!("{}\n{}\n", jobs[0], jobs[1]),
        json!({"status_code": 200, "data": {"JobList": jobs}}).to_string(),
        json!({"request": {"url": "/-/vaults/samples/jobs"}, "response": {"status": 200, "body": body}})
            .to_string(),
        json!({"request": {"url": "/-/vaults/samples/jobs"}, "response": {"status": 200, "jsonBody": page}})
            .to_string(),
    ] {
        assert_eq!(known("b.json", &document), expected, "{document}");
    }
}

#[test]
fn a_lone_job_in_an_envelope_is_the_same_job() {
    let job = &jobs()[0];
    let expected = known("a.json", &job.to_string());
    assert_eq!(expected.len(), 1);
    for document in [
        json!({"JobList": [job]}).to_string(),
        json!({"status_code": 200, "data": job}).to_string(),
        json!({"Type": "Notification", "TopicArn": "arn:aws:sns:eu-west-1:123456789012:t", "Message": job.to_string()})
            .to_string(),
    ] {
        assert_eq!(known("b.json", &document), expected, "{document}");
    }
}

#[test]
fn a_page_is_known_by_its_file_and_its_token() {
    let identity = |name: &str, document: &str| {
        let found = found(&[(name, document)], &RuleSet::of(Profile::Observed));
        let of_key = found.iter().find(|located| located.finding.rule.id == "unknown-field");
        Identity::of(of_key.expect("there is an unknown key"), name)
    };
    let one = identity("a.json", r#"{"JobList": [], "Marker": "abc", "More": 1}"#);
    assert_eq!(one, identity("a.json", "{\"More\": 2,\n \"JobList\": [], \"Marker\": \"abc\"}"));
    assert_ne!(one, identity("a.json", r#"{"JobList": [], "Marker": "abd", "More": 1}"#));
    assert_ne!(one, identity("b.json", r#"{"JobList": [], "Marker": "abc", "More": 1}"#));
    let About::Place { path, token } = one.about else { panic!("it is about a page") };
    assert_eq!((path.as_str(), token.as_deref()), ("a.json", Some("abc")));
}

#[test]
fn what_listings_come_to_is_known_by_the_token_too() {
    let documents = [("a.json", r#"{"JobList": [], "Marker": "gone"}"#)];
    let found = found(&documents, &RuleSet::of(Profile::Observed));
    let incomplete = found.iter().find(|located| located.finding.rule.id == "incomplete-listing");
    let token = incomplete.and_then(|located| located.finding.token.as_deref());
    assert_eq!(token, Some("gone"));
}

#[test]
fn fingerprints_are_the_same_in_every_release() {
    let job = |pointer: &str| Identity {
        rule: "byte-range-format",
        about: About::Job {
            vault_arn: Some("arn:aws:glacier:eu-west-1:123456789012:vaults/samples".to_owned()),
            job_id: "id".to_owned(),
            pointer: pointer.to_owned(),
        },
    };
    let place = |path: &str, token: Option<&str>| Identity {
        rule: "invalid-json",
        about: About::Place { path: path.to_owned(), token: token.map(str::to_owned) },
    };
    let all = [job("/Tier"), job(""), place("a.json", None), place("a.jso", Some("n"))];
    let fingerprints: Vec<String> = all.iter().map(Identity::fingerprint).collect();
    assert_eq!(
        fingerprints,
        [
            "babe0963c1ec99de97e3c18a58deecc5",
            "48bbd0382b66d296111716aa5ee7825d",
            "f9d26b8f4def85198713e302cde82da0",
            "126a08a0bfa64add400fe04d5c13aaed",
        ]
    );
}
