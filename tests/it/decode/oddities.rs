//! Unknown and repeated keys are kept, with where they stand.

use icecore::model::{Field, Oddity, OddityKind, View};

use super::Jobs;
use crate::model::walk::{Walk, with_job};

/// Oddities as `kind pointer`, in the order in which they are visited.
fn told(oddities: &[Oddity]) -> Vec<String> {
    let kind = |oddity: &Oddity| match oddity.kind {
        OddityKind::UnknownKey => "unknown".to_owned(),
        OddityKind::DuplicateKey => "duplicate".to_owned(),
        OddityKind::NotAJob(found) => format!("{found} for a job"),
    };
    oddities.iter().map(|oddity| format!("{} {}", kind(oddity), oddity.pointer)).collect()
}

fn odd(job: &str) -> Vec<String> {
    with_job(job, |job| told(&Walk::of(job).oddities))
}

fn odd_in_page(page: &str) -> Vec<String> {
    told(Jobs::of(page).frames[0].oddities())
}

#[test]
fn an_unknown_key_is_kept_with_its_place() {
    assert_eq!(odd(r#"{"JobId": "a", "Foo": 1}"#), ["unknown /Foo"]);
    assert_eq!(odd(r#"{"jobId": "a", "jobid": "b"}"#), ["unknown /jobId", "unknown /jobid"]);
    assert_eq!(odd(r#"{"": 1}"#), ["unknown /"]);
}

#[test]
fn pointers_lead_into_nested_objects() {
    assert_eq!(
        odd(r#"{"OutputLocation": {"S3": {"AccessControlList": [{"Grantee": {"Foo": 1}}]}}}"#),
        ["unknown /OutputLocation/S3/AccessControlList/0/Grantee/Foo"]
    );
    assert_eq!(
        odd(r#"{"OutputLocation": {"S3": {"AccessControlList": [{}, 7, {"Bar": 1}], "Baz": 2}}}"#),
        ["unknown /OutputLocation/S3/AccessControlList/2/Bar", "unknown /OutputLocation/S3/Baz"]
    );
    assert_eq!(
        odd(r#"{"SelectParameters": {"InputSerialization": {"csv": {"Quote": "x"}, "json": {}}}}"#),
        [
            "unknown /SelectParameters/InputSerialization/csv/Quote",
            "unknown /SelectParameters/InputSerialization/json"
        ]
    );
}

#[test]
fn slashes_and_tildes_in_keys_are_escaped() {
    assert_eq!(
        odd(r#"{"a/b": 1, "c~d": 2, "~1": 3}"#),
        ["unknown /a~1b", "unknown /c~0d", "unknown /~01"]
    );
    assert_eq!(
        odd(r#"{"OutputLocation": {"S3": {"Tagging": {"a/~": "1", "a\/~": "2"}}}}"#),
        ["duplicate /OutputLocation/S3/Tagging/a~1~0"]
    );
}

#[test]
fn the_last_of_repeated_keys_wins() {
    with_job(r#"{"JobId": "a", "JobId": "b", "Job\u0049d": "c"}"#, |job| {
        assert!(job.job_id().value().is_some_and(|id| *id == "c"));
        assert_eq!(told(job.oddities()), ["duplicate /JobId", "duplicate /JobId"]);
    });
}

#[test]
fn a_repeated_key_is_one_after_null_and_after_a_wrong_value_too() {
    for first in ["null", "7", "[]"] {
        let job = format!(r#"{{"JobId": {first}, "JobId": "b"}}"#);
        with_job(&job, |job| {
            assert!(job.job_id().value().is_some_and(|id| *id == "b"));
            assert_eq!(told(job.oddities()), ["duplicate /JobId"]);
        });
    }
    with_job(r#"{"JobId": "a", "JobId": null}"#, |job| {
        assert!(matches!(job.job_id(), Field::Null(_)));
        assert_eq!(told(job.oddities()), ["duplicate /JobId"]);
    });
}

#[test]
fn the_last_of_repeated_objects_wins_as_a_whole() {
    let job = r#"{"InventoryRetrievalParameters": {"Format": "CSV", "Limit": "1"},
        "InventoryRetrievalParameters": {"Format": "JSON"}}"#;
    with_job(job, |job| {
        let parameters = job.inventory_retrieval_parameters().value().expect("an object");
        assert!(parameters.format().value().is_some_and(|format| *format == "JSON"));
        assert!(parameters.limit().is_absent());
        assert_eq!(told(job.oddities()), ["duplicate /InventoryRetrievalParameters"]);
    });
}

#[test]
fn repeated_keys_are_found_at_every_depth() {
    assert_eq!(
        odd(r#"{"OutputLocation": {"S3": {"Prefix": "a", "Prefix": "b"}}}"#),
        ["duplicate /OutputLocation/S3/Prefix"]
    );
    assert_eq!(odd(r#"{"Foo": 1, "Foo": 2}"#), ["unknown /Foo", "duplicate /Foo"]);
    assert_eq!(
        odd(r#"{"Foo": [0, {"a": {"b/c": 1, "b/c": 2}}]}"#),
        ["unknown /Foo", "duplicate /Foo/1/a/b~1c"]
    );
    assert_eq!(odd(r#"{"JobId": {"a": 1, "a": 2}}"#), ["duplicate /JobId/a"]);
    assert_eq!(
        odd(r#"{"ResponseMetadata": {"HTTPHeaders": {"date": 1, "date": 2}}}"#),
        ["duplicate /ResponseMetadata/HTTPHeaders/date"]
    );
    assert_eq!(
        odd(
            r#"{"OutputLocation": {"S3": {"AccessControlList": ["", {"Permission": "READ", "Permission": "WRITE"}]}}}"#
        ),
        ["duplicate /OutputLocation/S3/AccessControlList/1/Permission"]
    );
}

#[test]
fn the_key_itself_is_underlined_and_the_known_ones_are_named() {
    let page = r#"{"JobList": [{"JobId": "a", "Jobld": "b"}]}"#;
    let jobs = Jobs::of(page);
    let oddity = &jobs.whole[0].oddities()[0];
    assert_eq!(&page[oddity.span.start..oddity.span.end], "\"Jobld\"");
    assert_eq!(oddity.key, "Jobld");
    assert_eq!(oddity.documented, jobs.whole[0].keys());
    assert!(oddity.documented.contains(&"JobId"));
}

#[test]
fn a_page_keeps_its_own() {
    assert_eq!(
        odd_in_page(r#"{"JobList": [], "Foo": {"a": 1, "a": 2}, "Marker": "a", "Marker": "b"}"#),
        ["unknown /Foo", "duplicate /Foo/a", "duplicate /Marker"]
    );
    assert_eq!(odd_in_page(r#"{"JobList": [], "JobList": []}"#), ["duplicate /JobList"]);
    assert_eq!(odd_in_page(r#"{"JobList": {"a": 1, "a": 2}}"#), ["duplicate /JobList/a"]);
}

#[test]
fn what_is_no_job_is_kept_with_its_index() {
    let page = r#"{"JobList": [null, {"JobId": "a"}, [1], "b", 2, true]}"#;
    assert_eq!(
        odd_in_page(page),
        [
            "null for a job /JobList/0",
            "an array for a job /JobList/2",
            "a string for a job /JobList/3",
            "a number for a job /JobList/4",
            "a boolean for a job /JobList/5",
        ]
    );
    let jobs = Jobs::of(page);
    let span = jobs.frames[0].oddities()[1].span;
    assert_eq!(&page[span.start..span.end], "[1]");
    assert_eq!(jobs.whole.len(), 1);
}
