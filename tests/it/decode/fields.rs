//! A field is absent, null, a value, or malformed; and it knows the bytes of each.

use icecore::model::{Field, Job, JsonType};

use crate::model::walk::with_job;

/// What became of a field: its state, its bytes as they stand in the job, its text if malformed.
fn seen<T>(field: &Field<'_, T>) -> (&'static str, Option<(JsonType, Option<String>)>) {
    match field {
        Field::Absent => ("absent", None),
        Field::Null(_) => ("null", None),
        Field::Value(..) => ("value", None),
        Field::Malformed(malformed, _) => {
            let text = malformed.text.as_ref().map(|text| text.decode().into_owned());
            ("malformed", Some((malformed.found, text)))
        }
    }
}

/// The state of `key` when it holds `value`, as `pick` finds it.
fn state<T>(
    key: &str,
    value: &str,
    pick: impl Fn(&Job<'_>) -> Field<'static, T>,
) -> Field<'static, T> {
    with_job(&format!(r#"{{"{key}": {value}}}"#), pick)
}

fn malformed(
    found: JsonType,
    text: Option<&str>,
) -> (&'static str, Option<(JsonType, Option<String>)>) {
    ("malformed", Some((found, text.map(str::to_owned))))
}

const OTHER_THAN_NULL: [(&str, JsonType, Option<&str>); 7] = [
    ("{\"a\": 1}", JsonType::Object, None),
    ("[1, 2]", JsonType::Array, None),
    ("\"t\\u0065xt\"", JsonType::String, Some("text")),
    ("7", JsonType::Number, Some("7")),
    ("-1.50e+3", JsonType::Number, Some("-1.50e+3")),
    ("true", JsonType::Boolean, None),
    ("false", JsonType::Boolean, None),
];

/// Every JSON type but the documented ones makes the field malformed, and keeps its text.
fn refuses_others<T>(
    key: &str,
    documented: &[JsonType],
    pick: impl Fn(&Job<'_>) -> Field<'static, T>,
) {
    assert_eq!(seen(&state("Foo", "1", &pick)).0, "absent", "{key}");
    assert_eq!(seen(&state(key, "null", &pick)).0, "null", "{key}");
    for (value, found, text) in OTHER_THAN_NULL {
        if !documented.contains(&found) {
            assert_eq!(seen(&state(key, value, &pick)), malformed(found, text), "{key}: {value}");
        }
    }
}

#[test]
fn a_text_is_a_string() {
    refuses_others("JobId", &[JsonType::String], |job| job.clone().into_owned().job_id().clone());
    let id = state("JobId", r#""a""#, |job| job.clone().into_owned().job_id().clone());
    assert!(id.value().is_some_and(|id| *id == "a"));
}

#[test]
fn a_size_is_a_number() {
    let size = |job: &Job<'_>| job.clone().into_owned().archive_size_in_bytes().clone();
    refuses_others("ArchiveSizeInBytes", &[JsonType::Number], size);
    for (digits, value) in [("0", 0), ("4294967296", 1 << 32), ("18446744073709551615", u64::MAX)] {
        assert_eq!(state("ArchiveSizeInBytes", digits, size).value(), Some(&value));
    }
}

#[test]
fn negative_fractional_and_larger_sizes_are_malformed_and_keep_their_digits() {
    let size = |job: &Job<'_>| job.clone().into_owned().inventory_size_in_bytes().clone();
    for digits in ["-1", "-0", "1.0", "1.5", "1e3", "1E+2", "18446744073709551616", "0.0"] {
        let found = state("InventorySizeInBytes", digits, size);
        assert_eq!(seen(&found), malformed(JsonType::Number, Some(digits)));
    }
}

#[test]
fn completed_is_a_boolean() {
    let completed = |job: &Job<'_>| job.clone().into_owned().completed().clone();
    refuses_others("Completed", &[JsonType::Boolean], completed);
    assert_eq!(state("Completed", "true", completed).value(), Some(&true));
    assert_eq!(state("Completed", "false", completed).value(), Some(&false));
}

#[test]
fn a_nested_object_is_an_object() {
    let location = |job: &Job<'_>| job.clone().into_owned().output_location().clone();
    refuses_others("OutputLocation", &[JsonType::Object], location);
    assert_eq!(seen(&state("OutputLocation", "{}", location)).0, "value");
}

#[test]
fn what_an_sdk_adds_is_an_object() {
    let metadata = |job: &Job<'_>| job.clone().into_owned().response_metadata().clone();
    refuses_others("ResponseMetadata", &[JsonType::Object], metadata);
    assert_eq!(seen(&state("ResponseMetadata", r#"{"RetryAttempts": 0}"#, metadata)).0, "value");
}

/// The state of a member of `InventoryRetrievalParameters`.
fn limit(value: &str) -> (&'static str, Option<String>) {
    let job = format!(r#"{{"InventoryRetrievalParameters": {{"Limit": {value}}}}}"#);
    with_job(&job, |job| {
        let parameters = job.inventory_retrieval_parameters().value().expect("an object");
        let field = parameters.limit();
        let text = field.value().map(|text| text.decode().into_owned());
        (seen(field).0, text)
    })
}

#[test]
fn a_limit_may_be_a_whole_number_too() {
    assert_eq!(limit(r#""100""#), ("value", Some("100".into())));
    assert_eq!(limit("100"), ("value", Some("100".into())));
    assert_eq!(limit("null"), ("null", None));
    for other in ["-1", "1.5", "1e2", "18446744073709551616", "true", "[]", "{}"] {
        assert_eq!(limit(other), ("malformed", None), "{other}");
    }
}

/// The states of the grants in `AccessControlList`.
fn grants(list: &str) -> Vec<&'static str> {
    let job = format!(r#"{{"OutputLocation": {{"S3": {{"AccessControlList": {list}}}}}}}"#);
    with_job(&job, |job| {
        let s3 = job.output_location().value().expect("an object").s3().value().expect("an object");
        match s3.access_control_list() {
            Field::Value(grants, _) => grants.iter().map(|grant| seen(grant).0).collect(),
            other => vec![seen(other).0],
        }
    })
}

#[test]
fn a_list_keeps_its_wrong_elements() {
    assert_eq!(grants("[]"), [""; 0]);
    assert_eq!(grants("null"), ["null"]);
    assert_eq!(grants("{}"), ["malformed"]);
    assert_eq!(grants("\"READ\""), ["malformed"]);
    assert_eq!(
        grants(r#"[{}, 1, [{}], "a", true, {}]"#),
        ["value", "malformed", "malformed", "malformed", "malformed", "value",]
    );
}

/// The tags, or what stands in their place.
fn tags(map: &str) -> Vec<(String, &'static str)> {
    let job = format!(r#"{{"OutputLocation": {{"S3": {{"Tagging": {map}}}}}}}"#);
    with_job(&job, |job| {
        let s3 = job.output_location().value().expect("an object").s3().value().expect("an object");
        match s3.tagging() {
            Field::Value(entries, _) => entries
                .iter()
                .map(|entry| (entry.key.decode().into_owned(), seen(&entry.value).0))
                .collect(),
            other => vec![(String::new(), seen(other).0)],
        }
    })
}

#[test]
fn a_map_keeps_its_wrong_values() {
    assert_eq!(tags("{}"), []);
    assert_eq!(tags("[]"), [(String::new(), "malformed")]);
    let found = tags(r#"{"a": "x", "b": 1, "c": null, "\u0064": {"e": 2}}"#);
    let found: Vec<_> = found.iter().map(|(key, state)| (key.as_str(), *state)).collect();
    assert_eq!(found, [("a", "value"), ("b", "malformed"), ("c", "null"), ("d", "malformed")]);
}

#[test]
fn keys_are_what_they_mean_and_not_how_they_are_written() {
    let id =
        with_job(r#"{"Job\u0049d": "a"}"#, |job| job.job_id().value().map(ToString::to_string));
    assert_eq!(id.as_deref(), Some("a"));
}

#[test]
fn spans_are_the_bytes_of_the_values() {
    let page = r#"{"JobList": [ {"JobId" : "a" , "Completed": true, "ArchiveSizeInBytes": [1, 2],
        "OutputLocation": {"S3": {"AccessControlList": [ {"Permission": null} ]}} } ]}"#;
    let jobs = super::Jobs::of(page);
    let job = &jobs.whole[0];
    let bytes = |span: Option<icecore::span::Span>| span.map(|span| &page[span.start..span.end]);
    assert_eq!(bytes(job.job_id().span()), Some("\"a\""));
    assert_eq!(bytes(job.completed().span()), Some("true"));
    assert_eq!(bytes(job.archive_size_in_bytes().span()), Some("[1, 2]"));
    assert_eq!(bytes(job.tier().span()), None);
    let location = job.output_location();
    assert_eq!(
        bytes(location.span()),
        Some(r#"{"S3": {"AccessControlList": [ {"Permission": null} ]}}"#)
    );
    let s3 = location.value().expect("an object").s3().value().expect("an object");
    assert_eq!(bytes(Some(s3.span())), Some(r#"{"AccessControlList": [ {"Permission": null} ]}"#));
    assert_eq!(bytes(s3.access_control_list().span()), Some(r#"[ {"Permission": null} ]"#));
    let grant = s3.access_control_list().value().expect("a list")[0].value().expect("an object");
    assert_eq!(bytes(grant.permission().span()), Some("null"));
    assert!(
        page[job.span().start..].starts_with("{\"JobId\"")
            && page[..job.span().end].ends_with("}} }")
    );
}
