//! Where the JSON breaks, what was read before stays, and what may be broken itself does not.

use icecore::model::{Field, Job};

use super::Jobs;

/// The keys that a cut job still has, of those used here.
fn kept(job: &Job<'_>) -> Vec<&'static str> {
    fn key<T>(name: &'static str, field: &Field<'_, T>) -> Option<&'static str> {
        (!field.is_absent()).then_some(name)
    }
    [
        key("JobId", job.job_id()),
        key("StatusCode", job.status_code()),
        key("Tier", job.tier()),
        key("ArchiveSizeInBytes", job.archive_size_in_bytes()),
        key("InventoryRetrievalParameters", job.inventory_retrieval_parameters()),
        key("OutputLocation", job.output_location()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn kept_of(job: &str) -> Vec<&'static str> {
    let jobs = Jobs::of(&format!(r#"{{"JobList": [{{"JobId": "whole"}}, {job}"#));
    assert_eq!((jobs.whole.len(), jobs.cut.len()), (1, 1), "{job}");
    kept(&jobs.cut[0])
}

#[test]
fn earlier_members_are_kept() {
    assert_eq!(
        kept_of(r#"{"JobId": "a", "Tier": "Bulk", "StatusCode": tru}]}"#),
        ["JobId", "Tier"]
    );
    assert_eq!(kept_of(r#"{"JobId": "a", "Tier": "Bulk", StatusCode: 1}]}"#), ["JobId", "Tier"]);
    assert_eq!(kept_of(r#"{"JobId": "a", "Tier": "Bulk",}]}"#), ["JobId", "Tier"]);
    assert_eq!(kept_of(r#"{"JobId": "a", "Tier" "Bulk"}]}"#), ["JobId"]);
}

#[test]
fn the_member_before_a_missing_comma_is_forgotten() {
    assert_eq!(kept_of(r#"{"JobId": "a", "Tier": "Bulk" "StatusCode": "Failed"}]}"#), ["JobId"]);
    assert_eq!(kept_of(r#"{"JobId": "a", "StatusCode": ""InProgress""}]}"#), ["JobId"]);
    assert_eq!(kept_of(r#"{"JobId": "a", "St\u0061tusCode": "x" "y"}]}"#), ["JobId"]);
    assert_eq!(kept_of(r#"{"JobId": "a", "Foo": "x" "y"}]}"#), ["JobId"]);
}

#[test]
fn a_number_at_the_end_of_a_cut_file_may_go_on() {
    assert_eq!(kept_of(r#"{"JobId": "a", "ArchiveSizeInBytes": 12"#), ["JobId"]);
    assert_eq!(
        kept_of(r#"{"JobId": "a", "ArchiveSizeInBytes": 12,"#),
        ["JobId", "ArchiveSizeInBytes"]
    );
}

#[test]
fn a_string_that_is_cut_is_not_there() {
    assert_eq!(kept_of(r#"{"JobId": "a", "Tier": "Bul"#), ["JobId"]);
}

#[test]
fn a_nested_object_with_a_break_in_it_is_forgotten() {
    assert_eq!(
        kept_of(
            r#"{"JobId": "a", "InventoryRetrievalParameters": {"Format": "CSV", "Limit": }}]}"#
        ),
        ["JobId"]
    );
    let grant = r#"{"AccessControlList": [{"Permission": "READ"}, {"Permission": "WRI"#;
    assert_eq!(
        kept_of(&format!(r#"{{"JobId": "a", "OutputLocation": {{"S3": {grant}"#)),
        ["JobId"]
    );
}

#[test]
fn a_page_forgets_the_token_before_a_missing_comma() {
    let jobs =
        Jobs::of(r#"{"JobList": [{"JobId": "a"}], "NextToken": "n", "Marker": "m" "Foo": 1}"#);
    let frame = &jobs.frames[0];
    assert!(frame.marker().is_absent());
    assert!(frame.next_token().value().is_some() && frame.job_list().value().is_some());
}
