//! Files of several documents.

use super::{faults, job, told};

#[test]
fn jobs_a_line_are_one_page_with_a_document_each() {
    let lines = format!("{}\n{}\n\n{}\n", job("a"), job("b"), job("c"));
    let expected = ["job a at 0 \"\"", "job b at 1 \"\"", "job c at 2 \"\"", "page of 3 in 0"];
    assert_eq!(told(lines.as_bytes()), expected);
}

#[test]
fn pages_a_line_are_a_page_each() {
    let lines = format!("{{\"JobList\":[{}]}}\n{{\"JobList\":[]}}\n", job("a"));
    let expected = ["job a at 0 \"/JobList/0\"", "page of 1 in 0", "page of 0 in 1"];
    assert_eq!(told(lines.as_bytes()), expected);
}

#[test]
fn documents_may_follow_each_other_without_a_line_end() {
    let documents = format!("{}{{\"JobList\":[]}} {}", job("a"), job("b"));
    let expected = [
        "job a at 0 \"\"",
        "page of 1 in 0",
        "page of 0 in 1",
        "job b at 2 \"\"",
        "page of 1 in 2",
    ];
    assert_eq!(told(documents.as_bytes()), expected);
}

#[test]
fn a_broken_line_costs_only_itself() {
    let lines = format!("{}\n{{\"JobId\": \n{}\n{{]\n{}", job("a"), job("b"), job("c"));
    let expected = [
        "job a at 0 \"\"",
        "page of 1 in 0",
        "fault at 1 \"/JobId\"",
        "job b at 2 \"\"",
        "page of 1 in 2",
        "fault at 3 \"\"",
        "job c at 4 \"\"",
        "page of 1 in 4",
    ];
    // The second line goes on in the third for any JSON reader, so its break is found there.
    let told = told(lines.as_bytes());
    assert_eq!(told[..3], expected[..3]);
    let broken = format!("{}\n{{\"JobId\":]\n{}", job("a"), job("b"));
    let unread: Vec<usize> = faults(broken.as_bytes()).iter().map(|fault| fault.unread).collect();
    assert_eq!(unread, [2]);
    assert_eq!(super::told(broken.as_bytes()).last().map(String::as_str), Some("page of 1 in 2"));
}

#[test]
fn a_break_in_the_middle_of_a_document_ends_the_file_and_says_so() {
    let pretty =
        "{\n  \"JobList\": [\n    {\"JobId\": \"a\"},\n    {\"JobId\": oops}\n  ]\n}\n{}\n";
    let faults = faults(pretty.as_bytes());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].place.pointer, "/JobList/1/JobId");
    assert_eq!(faults[0].unread, pretty.len() - pretty.find("oops").unwrap());
    assert_eq!(told(pretty.as_bytes())[0], "job a at 0 \"/JobList/0\"");
}

#[test]
fn text_after_a_document_is_a_fault_at_that_text() {
    let faults = faults(b"{\"JobList\":[]} done");
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].place.span.start, faults[0].unread), (15, 4));
}

#[test]
fn a_line_that_was_cut_off_costs_only_itself_wherever_it_was_cut() {
    let whole = r#"{"JobId":"b","Action":"Select","Completed":true}"#;
    for cut in 1..whole.len() {
        let lines = format!("{}\n{}\n{}\n", job("a"), &whole[..cut], job("c"));
        let told = told(lines.as_bytes());
        assert_eq!(told[0], "job a at 0 \"\"", "cut at {cut}");
        assert_eq!(told[told.len() - 2..], ["job c at 2 \"\"", "page of 1 in 2"], "cut at {cut}");
        assert_eq!(faults(lines.as_bytes()).len(), 1, "cut at {cut}");
        let first = format!("{}\n{}\n", &whole[..cut], job("c"));
        assert_eq!(faults(first.as_bytes()).len(), 1, "cut at {cut}");
        assert_eq!(super::told(first.as_bytes()).last().unwrap(), "page of 1 in 1", "cut at {cut}");
    }
}

#[test]
fn a_line_of_text_costs_only_itself() {
    let lines =
        format!("{}\nTraceback (most recent call last):\n  File\n {}\n", job("a"), job("b"));
    let faults = faults(lines.as_bytes());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].unread, "Traceback (most recent call last):\n  File\n".len());
    assert_eq!(told(lines.as_bytes()).last().unwrap(), "page of 1 in 2");
}

#[test]
fn an_array_with_a_job_a_line_is_no_row_of_documents() {
    let array = format!("[{} oops,\n{},\n{}]\n", job("a"), job("b"), job("c"));
    assert_eq!(faults(array.as_bytes()).len(), 1);
    let array = format!("[\n{},\n{} {},\n{}\n]\n", job("a"), job("b"), job("c"), job("d"));
    assert_eq!(faults(array.as_bytes()).len(), 1);
}
