//! The envelopes that clients leave behind.

use super::{job, told};

#[test]
fn a_page_as_glacier_writes_it() {
    let page = format!(r#"{{"JobList":[{},{}],"Marker":null}}"#, job("a"), job("b"));
    let jobs = ["job a at 0 \"/JobList/0\"", "job b at 0 \"/JobList/1\""];
    assert_eq!(told(page.as_bytes()), [jobs[0], jobs[1], "page of 2 in 0, marker null"]);
}

#[test]
fn a_page_with_metadata_before_or_after_its_jobs() {
    let metadata = [r#""ResponseMetadata":{"RequestId":"r"}"#, r#""$metadata":{"attempts":1}"#];
    for metadata in metadata {
        let jobs = format!(r#""JobList":[{}],"Marker":"m""#, job("a"));
        for page in [format!("{{{metadata},{jobs}}}"), format!("{{{jobs},{metadata}}}")] {
            let expected = ["job a at 0 \"/JobList/0\"", "page of 1 in 0, marker m"];
            assert_eq!(told(page.as_bytes()), expected, "{page}");
        }
    }
}

#[test]
fn a_result_of_the_aws_cli_cut_by_max_items() {
    let page = format!(r#"{{"JobList":[{}],"NextToken":"t"}}"#, job("a"));
    assert_eq!(told(page.as_bytes()), ["job a at 0 \"/JobList/0\"", "page of 1 in 0, token t"]);
}

#[test]
fn an_array_of_pages() {
    let pages = format!(r#"[{{"JobList":[{}],"Marker":"m"}},{{"JobList":[]}}]"#, job("a"));
    let expected = ["job a at 0 \"/0/JobList/0\"", "page of 1 in 0, marker m", "page of 0 in 0"];
    assert_eq!(told(pages.as_bytes()), expected);
}

#[test]
fn a_bare_array_of_jobs_is_one_page() {
    let jobs = format!("[{},{}]", job("a"), job("b"));
    let expected = ["job a at 0 \"/0\"", "job b at 0 \"/1\"", "page of 2 in 0"];
    assert_eq!(told(jobs.as_bytes()), expected);
    assert_eq!(told(b"[]"), ["page of 0 in 0"]);
}

#[test]
fn jobs_around_something_else_in_an_array_keep_their_index() {
    let jobs = format!(r#"[{},{{"JobList":[]}},{}]"#, job("a"), job("b"));
    let expected = [
        "job a at 0 \"/0\"",
        "page of 1 in 0",
        "page of 0 in 0",
        "job b at 0 \"/2\"",
        "page of 1 in 0",
    ];
    assert_eq!(told(jobs.as_bytes()), expected);
}

#[test]
fn a_lone_job() {
    assert_eq!(told(job("a").as_bytes()), ["job a at 0 \"\"", "page of 1 in 0"]);
    let described = r#"{"ResponseMetadata":{},"JobId":"a"}"#;
    assert_eq!(told(described.as_bytes()), ["job a at 0 \"\"", "page of 1 in 0"]);
}

#[test]
fn what_placebo_records() {
    let page = format!(r#"{{"status_code":200,"data":{{"JobList":[{}]}}}}"#, job("a"));
    assert_eq!(told(page.as_bytes()), ["job a at 0 \"/data/JobList/0\"", "page of 1 in 0"]);
    let described = format!(r#"{{"status_code":200,"data":{}}}"#, job("a"));
    assert_eq!(told(described.as_bytes()), ["job a at 0 \"/data\"", "page of 1 in 0"]);
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    let page = format!("\u{FEFF}{{\r\n\"JobList\":[{}]\r\n}}\r\n", job("a"));
    assert_eq!(told(page.as_bytes()), ["job a at 0 \"/JobList/0\"", "page of 1 in 0"]);
}

#[test]
fn a_job_is_known_by_a_few_of_its_keys() {
    for key in ["JobId", "StatusCode", "Completed", "RetrievalByteRange"] {
        let job = format!(r#"{{"x":1,"{key}":null}}"#);
        assert_eq!(
            told(job.as_bytes()).last().map(String::as_str),
            Some("page of 1 in 0"),
            "{key}"
        );
    }
    let two = r#"{"Action":"Select","CreationDate":null}"#;
    assert_eq!(told(two.as_bytes()).len(), 2);
}
