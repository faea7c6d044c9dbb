//! The owned model round-trips, and knows every documented field.

use icecore::model::{JobDescription, ListJobsOutput};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::response_syntax::{any_job, full_job};

fn job(value: Value) -> JobDescription {
    serde_json::from_value(value).expect("a job")
}

fn written(job: &JobDescription) -> Value {
    serde_json::to_value(job).expect("a job is JSON")
}

#[test]
fn a_job_with_every_documented_field_is_written_as_it_was_read() {
    assert_eq!(written(&job(full_job())), full_job());
}

#[test]
fn a_page_is_written_as_it_was_read() {
    let page = json!({"JobList": [full_job(), {"JobId": "b"}], "Marker": "c"});
    let output: ListJobsOutput = serde_json::from_value(page.clone()).expect("a page");
    assert_eq!(output.job_list.len(), 2);
    assert_eq!(serde_json::to_value(&output).expect("a page is JSON"), page);
}

#[test]
fn the_last_page_has_no_marker() {
    let last: ListJobsOutput =
        serde_json::from_value(json!({"JobList": [], "Marker": null})).expect("a page");
    assert_eq!(last, ListJobsOutput::default());
    assert_eq!(serde_json::to_value(&last).expect("a page is JSON"), json!({"JobList": []}));
}

#[test]
fn nulls_are_none() {
    let mut nulls = full_job();
    nulls.as_object_mut().expect("an object").values_mut().for_each(|value| *value = Value::Null);
    assert_eq!(job(nulls), JobDescription::default());
}

#[test]
fn nulls_deeper_down_are_none() {
    let nulls = json!({
        "InventoryRetrievalParameters": {"Format": null, "Limit": null, "Marker": null},
        "SelectParameters": {"InputSerialization": {"csv": null}, "OutputSerialization": null},
        "OutputLocation": {"S3": {"Encryption": null, "AccessControlList": null, "Tagging": null}},
    });
    let expected = json!({
        "InventoryRetrievalParameters": {},
        "SelectParameters": {"InputSerialization": {}},
        "OutputLocation": {"S3": {}},
    });
    assert_eq!(written(&job(nulls)), expected);
}

#[test]
fn a_null_tag_stays_apart_from_a_missing_one() {
    let tagged = json!({"OutputLocation": {"S3": {"Tagging": {"colour": null}}}});
    assert_eq!(written(&job(tagged.clone())), tagged);
}

#[test]
fn a_limit_that_is_a_number_is_its_digits() {
    for (limit, digits) in
        [(json!(100), "100"), (json!(u64::MAX), "18446744073709551615"), (json!("100"), "100")]
    {
        let parameters = job(json!({"InventoryRetrievalParameters": {"Limit": limit}}));
        let parameters = parameters.inventory_retrieval_parameters.expect("parameters");
        assert_eq!(parameters.limit.as_deref(), Some(digits));
    }
}

#[test]
fn a_limit_of_another_type_is_an_error() {
    for limit in [json!(-1), json!(1.5), json!(true), json!([]), json!({})] {
        let job = json!({"InventoryRetrievalParameters": {"Limit": limit}});
        assert!(serde_json::from_value::<JobDescription>(job).is_err(), "{limit}");
    }
}

#[test]
fn unknown_keys_pass_and_are_not_kept() {
    let known = job(json!({"JobId": "a", "NextInventoryRetrievalMarker": null, "Foo": {"Bar": 1}}));
    assert_eq!(written(&known), json!({"JobId": "a"}));
}

proptest! {
    #[test]
    fn any_job_is_written_as_it_was_read(value in any_job()) {
        prop_assert_eq!(written(&job(value.clone())), value);
    }

    #[test]
    fn what_was_written_is_read_back_equal(value in any_job()) {
        let job = job(value);
        let text = serde_json::to_string(&job).expect("a job is JSON");
        prop_assert_eq!(serde_json::from_str::<JobDescription>(&text).expect("a job"), job);
    }
}
