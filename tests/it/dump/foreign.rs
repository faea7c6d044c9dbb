//! JSON that is no job listing.

use icecore::dump::{FaultKind, Foreign};
use icecore::model::JsonType;

use super::{faults, told};

fn foreign(json: &str) -> Foreign {
    let faults = faults(json.as_bytes());
    match faults.as_slice() {
        [fault] => match fault.kind {
            FaultKind::Foreign(foreign) => foreign,
            ref other => panic!("{json}: {other:?}"),
        },
        other => panic!("{json}: {other:?}"),
    }
}

#[test]
fn what_lies_beside_listings_is_named() {
    let cases = [
        (r#"{"jobList": []}"#, Foreign::OtherCase),
        (r#"{"Marker": null}"#, Foreign::NoJobList),
        (r#"{"ResponseMetadata": {}}"#, Foreign::NoJobList),
        (r#"{"code": "ThrottlingException", "message": "slow down"}"#, Foreign::ErrorResponse),
        (r#"{"VaultARN": "a", "InventoryDate": "d", "ArchiveList": []}"#, Foreign::Inventory),
        (r#"{"ResponseMetadata": {}, "VaultList": []}"#, Foreign::VaultList),
        (r#"{"CreationDate": "d", "VaultARN": "a", "VaultName": "v"}"#, Foreign::VaultList),
        (r#"{"Marker": null, "UploadsList": []}"#, Foreign::Uploads),
        (r#"{"log": {"entries": []}}"#, Foreign::Recording),
        (r#"{"interactions": []}"#, Foreign::Recording),
        (r#"{"Version": "2012-10-17", "Statement": []}"#, Foreign::Object),
        ("{}", Foreign::Object),
        ("5", Foreign::Scalar(JsonType::Number)),
        ("null", Foreign::Scalar(JsonType::Null)),
        ("[[]]", Foreign::NestedArray),
        ("[1, 2, 3]", Foreign::Scalar(JsonType::Number)),
    ];
    for (json, expected) in cases {
        assert_eq!(foreign(json), expected, "{json}");
    }
}

#[test]
fn a_million_elements_of_something_else_are_one_fault() {
    let numbers = format!("[{}0]", "0,".repeat(1_000_000));
    assert_eq!(told(numbers.as_bytes()), ["fault at 0 \"\""]);
}

#[test]
fn something_else_among_pages_is_a_fault_of_its_own() {
    let told = told(br#"[{"JobList":[]},{"foo":1},[],{"JobList":[]}]"#);
    assert_eq!(
        told,
        ["page of 0 in 0", "fault at 0 \"/1\"", "fault at 0 \"/2\"", "page of 0 in 0"]
    );
}
