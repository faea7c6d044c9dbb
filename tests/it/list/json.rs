//! `json` is what the AWS CLI prints, byte for byte.

use icecore::listing::SavedJob;
use icecore::model::{
    CsvInput, CsvOutput, Encryption, Grant, Grantee, InputSerialization,
    InventoryRetrievalParameters, Job, OutputLocation, OutputSerialization, S3Location,
    SelectParameters, View,
};
use icecore::report::{ListFormat, ListOutput};
use serde_json::{Map, Value, json};

use super::{jobs, query, written};

/// As the AWS CLI writes it; the identifiers are made up.
const OF_THE_CLI: &str = r#"{
    "JobList": [
        {
            "JobId": "-madeUpJobId_0001",
            "JobDescription": "récupération \"氷\"\n",
            "Action": "ArchiveRetrieval",
            "ArchiveId": "madeUpArchiveId_0001",
            "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/samples",
            "CreationDate": "2024-03-08T09:00:00.000Z",
            "Completed": false,
            "StatusCode": "InProgress",
            "ArchiveSizeInBytes": 4194304,
            "SHA256TreeHash": "5a1e0000000000000000000000000000000000000000000000000000005a1e00",
            "ArchiveSHA256TreeHash": "5a1e0000000000000000000000000000000000000000000000000000005a1e00",
            "RetrievalByteRange": "0-4194303",
            "Tier": "Standard"
        },
        {
            "JobId": "madeUpJobId_0002",
            "Action": "InventoryRetrieval",
            "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/samples",
            "CreationDate": "2024-03-07T09:00:00.000Z",
            "Completed": true,
            "StatusCode": "Succeeded",
            "StatusMessage": "Succeeded",
            "InventorySizeInBytes": 2006,
            "SNSTopic": "arn:aws:sns:eu-west-1:123456789012:jobs",
            "CompletionDate": "2024-03-07T13:00:00.000Z",
            "InventoryRetrievalParameters": {
                "Format": "JSON",
                "StartDate": "2013-03-20T17:03:43Z",
                "EndDate": "2014-03-20T17:03:43Z",
                "Limit": "100",
                "Marker": "madeUpMarker"
            }
        },
        {}
    ],
    "NextToken": "eyJNYXJrZXIiOiBudWxsfQ=="
}
"#;

#[test]
fn what_the_cli_printed_is_printed_again() {
    let value: Value = serde_json::from_str(OF_THE_CLI).expect("this is JSON");
    assert_eq!(query(ListFormat::Json, &value), OF_THE_CLI);
}

#[test]
fn jobs_of_the_wire_are_printed_as_the_cli_would() {
    let value: Value = serde_json::from_str(OF_THE_CLI).expect("this is JSON");
    let on_the_wire = |job: &Value| {
        let mut job = job.clone();
        for key in ["JobOutputPath", "SelectParameters", "OutputLocation"] {
            job[key] = Value::Null;
        }
        SavedJob::new(job.to_string().into_bytes()).expect("a job is an object")
    };
    let saved: Vec<SavedJob<'_>> =
        value["JobList"].as_array().expect("it is a list").iter().map(on_the_wire).collect();
    let saved: Vec<&SavedJob<'_>> = saved.iter().collect();
    let next_token = value["NextToken"].as_str();
    let output = ListOutput::Jobs { jobs: &saved, next_token, marker: None };
    assert_eq!(written(ListFormat::Json, &output, 80), OF_THE_CLI);
}

#[test]
fn an_empty_listing_is_an_empty_list() {
    assert_eq!(jobs(ListFormat::Json, &[]), "{\n    \"JobList\": []\n}\n");
    let output = ListOutput::Jobs { jobs: &[], next_token: None, marker: Some("m") };
    let page = "{\n    \"JobList\": [],\n    \"Marker\": \"m\"\n}\n";
    assert_eq!(written(ListFormat::Json, &output, 80), page);
}

#[test]
fn unknown_keys_come_last_in_the_order_of_the_alphabet() {
    let found = json!({"a": 1, "Tier": 2, "B": 3, "JobId": 4, "Zone": 5});
    let text = query(ListFormat::Json, &found);
    assert_eq!(
        text.split_whitespace().collect::<String>(),
        r#"{"JobId":4,"Tier":2,"B":3,"Zone":5,"a":1}"#
    );
    assert_eq!(query(ListFormat::Json, &json!("é")), "\"é\"\n");
    assert_eq!(query(ListFormat::Json, &json!(null)), "null\n");
}

/// The keys of a view, those aside that an SDK adds.
fn keys(view: &dyn View<'_>) -> Vec<&'static str> {
    let is_of_sdk = |key: &&str| *key == "ResponseMetadata" || *key == "$metadata";
    view.keys().iter().copied().filter(|key| !is_of_sdk(key)).collect()
}

#[test]
fn every_object_has_the_order_of_the_service_model() {
    let views: [&dyn View<'_>; 11] = [
        &Job::default(),
        &InventoryRetrievalParameters::default(),
        &SelectParameters::default(),
        &InputSerialization::default(),
        &CsvInput::default(),
        &OutputSerialization::default(),
        &CsvOutput::default(),
        &OutputLocation::default(),
        &S3Location::default(),
        &Encryption::default(),
        &Grant::default(),
    ];
    for keys in views.into_iter().map(keys).chain([keys(&Grantee::default())]) {
        let object: Map<String, Value> = keys
            .iter()
            .map(|key| ((*key).to_owned(), json!(0)))
            .chain([("A".to_owned(), json!(0))])
            .collect();
        let text = query(ListFormat::Json, &Value::Object(object));
        let written: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
        assert_eq!(written, [keys.as_slice(), &["A"]].concat());
    }
}
