//! Where the documents of a dump stand, and what they are: what an engine has to be told, since it reads
//! one document into one type. This is found out before the clock starts, to the engines' advantage.

use std::ops::Range;

use icecore::json::{Error, Event, Reader};
use icecore::span::BOM;

/// What a document is read into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Page,
    Pages,
    Job,
    Jobs,
}

/// A document of a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub shape: Shape,
    pub bytes: Range<usize>,
}

/// The keys that tell a job; nothing that jobs are wrapped in has them.
const OF_A_JOB: [&str; 3] = ["JobId", "Action", "StatusCode"];

/// The documents of a dump.
///
/// # Errors
/// If there is something other than pages and jobs.
pub fn documents(bytes: &[u8]) -> Result<Vec<Document>, String> {
    let mut documents = Vec::new();
    let mut at = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    while let Some(start) = Reader::at(bytes, at).skip_white_space() {
        let (shape, end) = document(bytes, start)?;
        documents.push(Document { shape, bytes: start..end });
        at = end;
    }
    Ok(documents)
}

/// The document that starts here, and where it ends.
fn document(bytes: &[u8], start: usize) -> Result<(Shape, usize), String> {
    let broken = |error: Error| format!("not JSON at byte {}: {error}", error.offset());
    let mut reader = Reader::at(bytes, start);
    let (first, _) = reader.next().map_err(broken)?;
    let is_list = first == Event::ArrayStart;
    let level = if is_list { 2 } else { 1 };
    let mut shape = None;
    let mut is_empty = true;
    while !reader.is_done() {
        let (event, _) = reader.next().map_err(broken)?;
        is_empty &= event == Event::ArrayEnd;
        if let Event::Key(key) = event
            && reader.depth() == level
            && shape.is_none()
        {
            shape = shape_of(&key.decode(), is_list);
        }
    }
    let shape = shape.or((is_list && is_empty).then_some(Shape::Jobs));
    let shape = shape.ok_or_else(|| {
        format!(
            "neither jobs nor pages as the service answers them, but at byte {start} something else"
        )
    })?;
    Ok((shape, reader.offset()))
}

fn shape_of(key: &str, is_list: bool) -> Option<Shape> {
    match is_list {
        _ if key != "JobList" && !OF_A_JOB.contains(&key) => None,
        true if key == "JobList" => Some(Shape::Pages),
        true => Some(Shape::Jobs),
        false if key == "JobList" => Some(Shape::Page),
        false => Some(Shape::Job),
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Shape, documents};

    fn shapes(text: &str) -> Vec<(Shape, &str)> {
        let found = documents(text.as_bytes()).expect("jobs and pages");
        found.into_iter().map(|Document { shape, bytes }| (shape, &text[bytes])).collect()
    }

    #[test]
    fn pages_and_jobs_are_told_apart_alone_and_in_lists() {
        let page = r#"{"Marker": null, "JobList": [{"JobId": "a"}]}"#;
        let job = r#"{"ResponseMetadata": {"JobList": 1}, "Action": "Select"}"#;
        assert_eq!(shapes(page), [(Shape::Page, page)]);
        assert_eq!(shapes(job), [(Shape::Job, job)]);
        let (pages, jobs) = (format!("[{page}]"), format!("[{job}]"));
        assert_eq!(shapes(&pages), [(Shape::Pages, &*pages)]);
        assert_eq!(shapes(&jobs), [(Shape::Jobs, &*jobs)]);
        assert_eq!(shapes("[ ]"), [(Shape::Jobs, "[ ]")]);
    }

    #[test]
    fn documents_follow_each_other_with_or_without_lines() {
        let text = "\u{feff} {\"JobId\": \"a\"}{\n\"JobList\": []}\n[]\n";
        let expected = [
            (Shape::Job, "{\"JobId\": \"a\"}"),
            (Shape::Page, "{\n\"JobList\": []}"),
            (Shape::Jobs, "[]"),
        ];
        assert_eq!(shapes(text), expected);
        assert_eq!(shapes(" \n"), []);
    }

    #[test]
    fn what_jobs_are_wrapped_in_and_what_is_broken_is_refused() {
        for text in [r#"{"log": {"JobList": []}}"#, "[1]", "null", "{}", "[[]]"] {
            let refused = documents(text.as_bytes()).expect_err(text);
            assert!(refused.contains("neither jobs nor pages"), "{text}: {refused}");
        }
        let refused = documents(b"{\"JobId\": \"a\"}\n{\"JobId\"").expect_err("cut off");
        assert!(refused.starts_with("not JSON at byte 23"), "{refused}");
    }
}
