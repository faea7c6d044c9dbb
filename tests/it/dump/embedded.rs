//! Documents inside strings: found, copied, and traced back to the bytes that wrote them.

use icecore::dump::Dump;

use super::{job, told};

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn a_notification_holds_a_job_in_its_message() {
    let notification = format!(r#"{{"Type":"Notification","Message":{}}}"#, quoted(&job("a")));
    let expected = ["job a at 0 \"/Message\" in it \"\"", "page of 1 in 0"];
    assert_eq!(told(notification.as_bytes()), expected);
}

#[test]
fn a_lambda_event_holds_a_job_a_record() {
    let record =
        |id| format!(r#"{{"EventSource":"aws:sns","Sns":{{"Message":{}}}}}"#, quoted(&job(id)));
    let event = format!(r#"{{"Records":[{},{}]}}"#, record("a"), record("b"));
    let expected = [
        "job a at 0 \"/Records/0/Sns/Message\" in it \"\"",
        "page of 1 in 0",
        "job b at 0 \"/Records/1/Sns/Message\" in it \"\"",
        "page of 1 in 0",
    ];
    assert_eq!(told(event.as_bytes()), expected);
}

#[test]
fn a_place_inside_a_string_is_that_of_the_escaped_bytes() {
    let inner = r#"{"JobDescription":"é\n\"x\"","JobId":"aé"}"#;
    let ascii = quoted(inner).replace('é', "\\u00e9");
    let notification = format!(r#"{{"Message":{ascii}}}"#);
    let dump = Dump::from_slice(notification.as_bytes());
    let page = dump.pages().next().unwrap().unwrap();
    let (job, site) = page.jobs_and_sites().next().unwrap();
    let place = site.place(job.job_id().span().unwrap(), "/JobId");
    let outer = &notification[place.span.start..place.span.end];
    assert_eq!(outer, r#"\"a\u00e9\""#);
    assert_eq!(place.pointer, "/Message");
    assert_eq!(place.inner.as_deref(), Some("/JobId"));
}

#[test]
fn a_broken_job_inside_a_string_costs_only_itself() {
    let event = format!(
        r#"{{"Records":[{{"Sns":{{"Message":"{{\"JobId\": oops}}"}}}},{{"Sns":{{"Message":{}}}}}]}}"#,
        quoted(&job("b")),
    );
    let expected = [
        "fault at 0 \"/Records/0/Sns/Message\"",
        "job b at 0 \"/Records/1/Sns/Message\" in it \"\"",
        "page of 1 in 0",
    ];
    assert_eq!(told(event.as_bytes()), expected);
    let dump = Dump::from_slice(event.as_bytes());
    let fault = dump.pages().find_map(Result::err).unwrap();
    assert!(event[fault.place.span.start..].starts_with("oops"), "{fault:?}");
    assert_eq!(fault.place.inner.as_deref(), Some("/JobId"));
}

#[test]
fn a_message_that_is_no_job_is_a_fault_at_the_message() {
    assert_eq!(told(br#"{"Type":"Notification","Message":"hello"}"#), ["fault at 0 \"/Message\""]);
    assert_eq!(told(br#"{"Records":[{"s3":{}}]}"#), ["fault at 0 \"/Records/0\""]);
}
