//! Recordings that keep the request, in every format that is read.

use icecore::dump::{Dump, Foreign};
use icecore::listing::{Collector, Evidence, Joint, Scope, Start};
use icecore::model::{JobDescription, ListJobsOutput};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::told;

const URL: &str = "https://glacier.eu-west-1.amazonaws.com/-/vaults/samples/jobs";

/// A page of one job, and of a marker to go on.
fn page(job: &str, marker: Option<&str>) -> String {
    json!({"JobList": [{"JobId": job, "StatusCode": "Failed"}], "Marker": marker}).to_string()
}

fn base64(text: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}

fn gzip(text: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory can be written to");
    encoder.finish().expect("memory can be written to")
}

/// The same exchanges of URL and body, as each recorder writes them.
fn recordings(exchanges: &[(String, String)]) -> Vec<(&'static str, Value)> {
    let all = |one: &dyn Fn(&str, &str) -> Value| -> Vec<Value> {
        exchanges.iter().map(|(url, body)| one(url, body)).collect()
    };
    let headers = json!({"Date": ["Fri, 08 Mar 2024 10:00:08 GMT"], "x-amzn-RequestId": ["r1"]});
    vec![
        (
            "HAR",
            json!({"log": {"entries": all(&|url, body| json!({
                "startedDateTime": "2024-03-08T10:00:08.000Z",
                "request": {"method": "GET", "url": url},
                "response": {"status": 200, "headers": [{"name": "x-amzn-RequestId", "value": "r1"}],
                    "content": {"mimeType": "application/json", "text": body}},
            }))}}),
        ),
        (
            "HAR, base64, the response first",
            json!({"log": {"entries": all(&|url, body| json!({
                "a response": null,
                "response": {"content": {"encoding": "base64", "text": base64(body.as_bytes())}, "status": 200},
                "zz": 1,
                "request": {"url": url},
            }))}}),
        ),
        (
            "vcrpy",
            json!({"version": 1, "interactions": all(&|url, body| json!({
                "request": {"method": "GET", "uri": url, "body": null, "headers": {}},
                "response": {"status": {"code": 200, "message": "OK"}, "headers": headers,
                    "body": {"string": body}},
            }))}),
        ),
        (
            "betamax, gzip",
            json!({"http_interactions": all(&|url, body| json!({
                "request": {"method": "GET", "uri": url},
                "response": {"status": {"code": 200, "message": "OK"}, "headers": headers,
                    "body": {"encoding": "utf-8", "base64_string": base64(&gzip(body))}},
                "recorded_at": "2024-03-08T10:00:08",
            }))}),
        ),
        (
            "WireMock",
            json!({"mappings": all(&|url, body| json!({
                "request": {"method": "GET", "url": url},
                "response": {"status": 200, "body": body},
            }))}),
        ),
        (
            "WireMock, in place",
            json!({"mappings": all(&|url, body| json!({
                "response": {"status": 200, "jsonBody": serde_json::from_str::<Value>(body).unwrap()},
                "request": {"method": "ANY", "urlPath": url.split('?').next(), "queryParameters":
                    url.split_once("marker=").map(|(_, marker)| json!({"marker": {"equalTo": marker}}))},
            }))}),
        ),
    ]
}

#[test]
fn every_format_gives_the_requests_and_so_a_proven_chain() {
    let exchanges = [
        (URL.to_owned(), page("one", Some("opaque"))),
        (format!("{URL}?marker=opaque"), page("two", None)),
    ];
    for (format, recording) in recordings(&exchanges) {
        let text = recording.to_string();
        let mut collector = Collector::new(Scope::File);
        collector.dump("recording", &Dump::from_slice(text.as_bytes()));
        let listing = collector.stitch();
        let [chain] = listing.chains() else { panic!("{format}: {listing:#?}") };
        assert!(listing.unread().is_empty(), "{format}");
        assert_eq!(chain.start, Start::Recorded, "{format}");
        let joints: Vec<_> = chain.links.iter().map(|link| link.joint).collect();
        assert_eq!(joints, [None, Some(Joint::Follows(Evidence::Recorded))], "{format}");
        assert!(chain.is_complete(), "{format}");
    }
}

#[test]
fn the_parameters_of_a_request_are_decoded() {
    let url = "http://localhost:8080/123456789012/vaults/a.b/jobs?limit=2&marker=a%2Bb&statuscode=Failed&completed=true";
    let (_, recording) = recordings(&[(url.to_owned(), page("one", None))]).remove(0);
    let text = recording.to_string();
    let dump = Dump::from_slice(text.as_bytes());
    let page = dump.pages().next().expect("there is a page").expect("it can be read");
    let request = page.site().request().expect("it was recorded");
    let told = [
        &request.account_id,
        &request.vault_name,
        &request.limit,
        &request.marker,
        &request.statuscode,
        &request.completed,
    ];
    let expected = ["123456789012", "a.b", "2", "a+b", "Failed", "true"];
    assert_eq!(told.map(Option::as_deref), expected.map(Some));
    assert_eq!(page.site().request_id(), Some("r1"));
    let time = page.site().recorded_at().map(|time| time.to_string());
    assert_eq!(time.as_deref(), Some("2024-03-08T10:00:08.000Z"));
}

#[test]
fn what_is_no_answer_of_ours_is_passed_over() {
    let entry = |method: &str, url: &str, status: u16, body: &str| {
        json!({"request": {"method": method, "url": url},
            "response": {"status": status, "content": {"text": body}}})
    };
    let recording = json!({"log": {"entries": [
        entry("GET", "https://example.com/style.css", 200, "body {}"),
        entry("POST", URL, 202, "{\"location\": \"/x\"}"),
        entry("GET", URL, 400, "{\"code\": \"ThrottlingException\"}"),
        entry("GET", &format!("{URL}/one/output"), 200, "bytes"),
        entry("GET", &format!("{URL}/one"), 200, "{\"JobId\": \"one\", \"StatusCode\": \"Failed\"}"),
        entry("GET", URL, 200, &page("two", None)),
    ]}});
    let told = told(recording.to_string().as_bytes());
    let kinds: Vec<&str> = told.iter().filter_map(|line| line.split(" at ").next()).collect();
    assert_eq!(kinds, ["job one", "page of 1 in 0", "job two", "page of 1 in 0, marker null"]);
}

#[test]
fn a_recorded_body_that_breaks_is_told_at_its_bytes() {
    let (_, mut recording) = recordings(&[(URL.to_owned(), page("one", None))]).remove(0);
    recording["log"]["entries"][0]["response"]["content"]["text"] = "{\"JobList\": [}".into();
    let text = recording.to_string();
    let dump = Dump::from_slice(text.as_bytes());
    let fault = dump.pages().find_map(Result::err).expect("it is broken");
    assert_eq!(&text[fault.place.span.start..fault.place.span.end], "}");
    assert_eq!(fault.place.pointer, "/log/entries/0/response/content/text");
    assert_eq!(fault.place.inner.as_deref(), Some("/JobList/0"));
}

#[test]
fn a_page_that_was_recorded_without_its_body_is_told() {
    let entry = json!({"request": {"url": URL}, "response": {"status": 200, "content": {}}});
    let recording = json!({"log": {"entries": [entry]}}).to_string();
    let faults = super::faults(recording.as_bytes());
    let [fault] = &faults[..] else { panic!("{faults:?}") };
    assert_eq!(fault.kind, icecore::dump::FaultKind::Foreign(Foreign::NoBody));
    assert_eq!(fault.place.pointer, "/log/entries/0");

    // WireMock keeps bodies in files beside its mappings.
    let response = json!({"status": 200, "bodyFileName": "page-1.json"});
    let mapping = json!({"request": {"url": URL}, "response": response}).to_string();
    assert!(super::faults(mapping.as_bytes()).is_empty());
}

#[test]
fn a_recording_without_requests_is_told() {
    for text in [r#"{"log": {"entries": []}}"#, r#"{"interactions": 5}"#, r#"{"request": {}}"#] {
        let dump = Dump::from_slice(text.as_bytes());
        let faults: Vec<_> = dump.pages().filter_map(Result::err).collect();
        let [fault] = &faults[..] else { panic!("{text}: {faults:?}") };
        assert_eq!(fault.kind, icecore::dump::FaultKind::Foreign(Foreign::Recording), "{text}");
    }
}

proptest! {
    #[test]
    fn a_recorded_page_is_the_page(
        ids in prop::collection::vec("[a-z\"\\\\é😀 ]{0,8}", 0..4),
        marker in prop::option::of("[a-z\"é/+&=]{1,8}"),
    ) {
        let jobs: Vec<JobDescription> = ids.into_iter().map(|id| {
            let mut job = JobDescription::default();
            job.job_id = Some(id);
            job
        }).collect();
        let mut output = ListJobsOutput::default();
        output.job_list = jobs;
        output.marker = marker;
        let body = serde_json::to_string(&output).unwrap();
        let alone: Vec<_> = read(&body);
        for (format, recording) in recordings(&[(URL.to_owned(), body)]) {
            prop_assert_eq!(&read(&recording.to_string()), &alone, "{}", format);
        }
    }
}

/// The identifiers and the marker of each page.
fn read(text: &str) -> Vec<(Vec<Option<String>>, Option<String>)> {
    let dump = Dump::from_slice(text.as_bytes());
    let pages = dump.pages().map(|page| {
        let page = page.expect("it can be read");
        let text = |field: &icecore::model::Field<'_, icecore::json::Text<'_>>| {
            field.value().map(|text| text.decode().into_owned())
        };
        let ids = page.jobs().iter().map(|job| text(job.job_id())).collect();
        (ids, text(page.frame().marker()))
    });
    pages.collect()
}

/// Made by the real recorders with `recorders/record.py`.
#[test]
fn what_real_recorders_wrote_is_read() {
    for (name, recording) in [
        ("vcrpy", include_str!("recorders/vcrpy.json")),
        ("betamax", include_str!("recorders/betamax.json")),
        ("betamax, gzip", include_str!("recorders/betamax-gzip.json")),
    ] {
        let dump = Dump::from_slice(recording.as_bytes());
        let pages: Vec<_> = dump.pages().map(|page| page.expect("it can be read")).collect();
        let [first, second] = &pages[..] else { panic!("{name}: {} pages", pages.len()) };
        let marker = first.frame().marker().value().expect("there is more").decode().into_owned();
        assert_eq!(marker, "b+ /é", "{name}");
        let request = second.site().request().expect("it was recorded");
        assert_eq!(request.marker.as_ref(), Some(&marker), "{name}");
        for page in &pages {
            assert_eq!(page.jobs().len(), 1, "{name}");
            assert_eq!(page.site().request_id(), Some("made-up-request"), "{name}");
            let time = page.site().recorded_at().map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2024-03-08T10:00:08.000Z"), "{name}");
        }
    }
}
