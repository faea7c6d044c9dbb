//! One fault, one finding: what is silent when something else has spoken.

use icecore::finding::{Profile, Sample};

use super::found_but_for_the_start as found;

fn archive(patch: &'static str) -> Vec<&'static str> {
    found(Sample::archive(patch).to_document().as_bytes(), Profile::Observed)
}

fn inventory(patch: &'static str) -> Vec<&'static str> {
    found(Sample::inventory(patch).to_document().as_bytes(), Profile::Observed)
}

fn document(text: &str) -> Vec<&'static str> {
    found(text.as_bytes(), Profile::Observed)
}

#[test]
fn a_range_beyond_the_archive_is_not_also_misaligned_or_without_its_hash() {
    assert_eq!(archive(r#"{"RetrievalByteRange": "5-4194999"}"#), ["byte-range-within-archive"]);
}

#[test]
fn a_misaligned_range_says_nothing_of_hashes() {
    assert_eq!(archive(r#"{"RetrievalByteRange": "5-4194303"}"#), ["byte-range-alignment"]);
}

#[test]
fn a_range_of_wrong_form_is_not_also_missing() {
    assert_eq!(archive(r#"{"RetrievalByteRange": "0..9"}"#), ["byte-range-format"]);
}

#[test]
fn an_empty_range_is_not_also_of_wrong_form() {
    assert_eq!(archive(r#"{"RetrievalByteRange": ""}"#), ["empty-value"]);
    assert_eq!(archive(r#"{"Tier": "None"}"#), ["empty-value"]);
}

#[test]
fn a_size_of_wrong_type_is_not_also_missing() {
    assert_eq!(archive(r#"{"ArchiveSizeInBytes": "4194304"}"#), ["wrong-type"]);
    assert_eq!(archive(r#"{"ArchiveSizeInBytes": 4194304.0}"#), ["wrong-type"]);
    assert_eq!(archive(r#"{"ArchiveSizeInBytes": -1}"#), ["wrong-type"]);
}

#[test]
fn fields_of_another_action_are_one_finding_however_many() {
    let patch = r#"{"ArchiveSizeInBytes": 5, "RetrievalByteRange": "7-9",
        "SelectParameters": {"Expression": "x"}}"#;
    assert_eq!(inventory(patch), ["action-fields"]);
}

#[test]
fn an_unknown_action_silences_what_depends_on_it() {
    assert_eq!(archive(r#"{"Action": "Retrieve"}"#), ["unknown-value"]);
    assert_eq!(archive(r#"{"Action": null}"#), ["missing-field"]);
}

#[test]
fn an_odd_completion_date_is_not_also_before_creation() {
    let patch = r#"{"Completed": false, "StatusCode": "InProgress", "StatusMessage": null,
        "CompletionDate": "2001-01-01T00:00:00.000Z"}"#;
    assert_eq!(archive(patch), ["completion-state"]);
}

#[test]
fn the_odd_one_of_three_is_named() {
    let odd = |patch| {
        let dump = Sample::archive(patch).to_document();
        let mut spot = String::new();
        let mut audit = icecore::audit::Audit::new(Profile::Observed);
        audit.dump("x", &icecore::dump::Dump::from_slice(dump.as_bytes()), &mut |located| {
            spot.clone_from(&located.finding.place.pointer);
        });
        spot
    };
    assert_eq!(odd(r#"{"Completed": false}"#), "/JobList/0/Completed");
    assert_eq!(
        odd(r#"{"StatusCode": "InProgress", "StatusMessage": null}"#),
        "/JobList/0/StatusCode"
    );
    let date = r#"{"Completed": false, "StatusCode": "InProgress", "StatusMessage": null}"#;
    assert_eq!(odd(date), "/JobList/0/CompletionDate");
}

#[test]
fn a_placeholder_is_one_note_and_nothing_else() {
    let patch = r#"{"JobId": "xxxxxxxx", "ArchiveId": "<archive id>", "VaultARN": "arn:…",
        "CreationDate": "REDACTED", "SHA256TreeHash": "***", "RetrievalByteRange": "${range}",
        "ArchiveSizeInBytes": "***", "Tier": "..."}"#;
    assert_eq!(archive(patch), ["redacted-value"]);
}

#[test]
fn a_sound_value_with_a_short_run_of_x_is_no_placeholder() {
    let patch = r#"{"VaultARN": "arn:aws:glacier:eu-west-1:111111111111:vaults/xxx-backup"}"#;
    assert_eq!(archive(patch), [""; 0]);
}

#[test]
fn free_text_may_hold_anything_but_what_glacier_refuses() {
    assert_eq!(archive(r#"{"JobDescription": "None"}"#), [""; 0]);
    assert_eq!(archive(r#"{"JobDescription": "<restore> of xxxx ..."}"#), [""; 0]);
}

#[test]
fn defaults_of_dot_net_are_null_to_every_other_rule() {
    let patch = r#"{"Completed": false, "StatusCode": "InProgress", "StatusMessage": null,
        "CompletionDate": "0001-01-01T00:00:00", "InventorySizeInBytes": 0}"#;
    assert_eq!(archive(patch), ["default-for-null"]);
}

#[test]
fn a_simulated_job_is_one_note_but_its_json_is_judged() {
    let simulated = r#"{"Tier": "Slow", "InventorySizeInBytes": 10000, "RetrievalByteRange": null,
        "JobId": "0SIMULATED1JOB20SIMULATED1JOB20SIMULATED1JOB20SIMULATED1JOB20SIMULATED1JOB20SIMULATED1JOB20S",
        "ArchiveId": "00112233445566778899aabbccddeeff"}"#;
    assert_eq!(archive(simulated), ["unknown-value", "simulated-response"]);
}

#[test]
fn a_repeated_key_is_not_also_judged_by_its_last_value() {
    let sound = Sample::archive("{}").to_document();
    let twice = sound.replace("\"Tier\": \"Standard\"", "\"Tier\": \"Standard\", \"Tier\": \"x\"");
    assert_ne!(sound, twice);
    assert_eq!(document(&twice), ["duplicate-key"]);
}

#[test]
fn a_job_cut_off_is_judged_by_what_is_there() {
    let sound = Sample::archive(r#"{"ArchiveId": "short"}"#).to_document();
    let at = sound.find("\"SHA256TreeHash").expect("the sample has a hash");
    assert_eq!(document(&sound[..at]), ["archive-id-format", "invalid-json"]);
}

#[test]
fn a_value_that_may_be_half_of_a_broken_one_is_not_judged() {
    let sound = Sample::archive("{}").to_document();
    let broken = sound.replace("\"Succeeded\"", "\"\"Succeeded\"\"");
    assert_eq!(document(&broken), ["invalid-json"]);
}

#[test]
fn an_array_that_begins_with_something_else_is_one_finding() {
    assert_eq!(document(r#"[{"a": 1}, {"b": 2}, {"c": 3}]"#), ["not-a-job-listing"]);
}

#[test]
fn a_list_of_anything_but_jobs_is_of_the_wrong_type() {
    assert_eq!(document(r#"{"JobList": [1, "a"]}"#), ["wrong-type", "wrong-type"]);
    assert_eq!(document(r#"{"JobList": null}"#), ["wrong-type"]);
    assert_eq!(document(r#"{"JobList": {}}"#), ["wrong-type"]);
}

#[test]
fn each_missing_field_is_a_fault_of_its_own() {
    let patch = r#"{"ArchiveSizeInBytes": null, "RetrievalByteRange": null}"#;
    let mut found = archive(patch);
    found.sort_unstable();
    assert_eq!(found, ["archive-size-presence", "byte-range-presence"]);
    let patch = r#"{"ArchiveSHA256TreeHash": null, "RetrievalByteRange": null}"#;
    assert_eq!(archive(patch), ["archive-tree-hash-presence", "byte-range-presence"]);
}

#[test]
fn a_select_job_is_judged_by_the_letter_on_all_counts() {
    let patch =
        r#"{"SelectParameters": null, "ArchiveSizeInBytes": 5, "RetrievalByteRange": "0-4"}"#;
    let document = Sample::select(patch).to_document();
    let mut documented = found(document.as_bytes(), Profile::Documented);
    documented.sort_unstable();
    assert_eq!(documented, ["archive-fields-on-select", "select-parameters-presence"]);
    assert_eq!(found(document.as_bytes(), Profile::Observed), [""; 0]);
}

#[test]
fn a_missing_date_does_not_silence_the_status() {
    let patch = r#"{"CompletionDate": null, "StatusMessage": "The archive was not found"}"#;
    assert_eq!(archive(patch), ["completion-state", "status-message"]);
}

#[test]
fn keys_are_told_twice_around_pages_and_jobs_too() {
    let placebo = r#"{"status_code": 200, "status_code": 200, "data": {"JobList": []}}"#;
    assert_eq!(document(placebo), ["duplicate-key"]);
    let event = r#"{"Records": [{"EventSource": 1, "EventSource": 1, "Sns": {"Message": "{\"JobList\": []}"}}]}"#;
    assert_eq!(document(event), ["duplicate-key"]);
    assert_eq!(document(r#"{"JobList": [[{"a": 1, "a": 2}]]}"#), ["wrong-type", "duplicate-key"]);
}

#[test]
fn a_job_is_found_after_what_is_none() {
    let found = document(r#"[null, {"JobId": "***", "Tier": "x"}]"#);
    assert!(found.contains(&"wrong-type") && found.contains(&"unknown-value"), "{found:?}");
}

#[test]
fn a_repeated_character_is_a_placeholder_and_no_simulator() {
    let patch =
        format!(r#"{{"JobId": "{}", "ArchiveId": null, "VaultARN": "bad"}}"#, "X".repeat(92));
    let sound: serde_json::Value =
        serde_json::from_str(&Sample::inventory("{}").to_document()).expect("it is JSON");
    let mut job = sound["JobList"][0].clone();
    let patch: serde_json::Value = serde_json::from_str(&patch).expect("it is JSON");
    for (key, value) in patch.as_object().expect("it is an object") {
        job[key] = value.clone();
    }
    assert_eq!(document(&job.to_string()), ["vault-arn-format", "redacted-value"]);
}
