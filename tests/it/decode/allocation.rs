//! Reading borrows from the dump: strings are not copied, and flat jobs cost no allocation at all.

use allocation_counter::measure;
use icecore::dump::{Dump, Fault, JobSite, PageSite, Visitor};
use icecore::model::{Job, Member, Oddity, PageFrame, State, View, Visit};
use serde_json::{Value, json};

use crate::model::response_syntax::full_job;

/// Counts jobs, and lets them go.
#[derive(Default)]
struct Count {
    jobs: usize,
    pages: usize,
    faults: usize,
}

impl<'a> Visitor<'a> for Count {
    fn job(&mut self, _: Job<'a>, _: JobSite<'_>) {
        self.jobs += 1;
    }

    fn page(&mut self, _: PageFrame<'a>, _: usize, _: &PageSite) {
        self.pages += 1;
    }

    fn fault(&mut self, _: Fault) {
        self.faults += 1;
    }
}

/// Checks that every text lies inside the bytes that it was read from.
struct Borrowed<'d> {
    bytes: &'d [u8],
    texts: usize,
}

impl Borrowed<'_> {
    fn check(&mut self, text: &str) {
        let (bytes, text) = (self.bytes.as_ptr_range(), text.as_bytes().as_ptr_range());
        assert!(bytes.start <= text.start && text.end <= bytes.end);
        self.texts += 1;
    }
}

impl<'m, 'a> Visit<'m, 'a> for Borrowed<'_> {
    fn member(&mut self, member: Member<'m, 'a>) {
        match member.state {
            State::Text(text) => self.check(text.raw()),
            State::Malformed(malformed) => {
                malformed.text.iter().for_each(|text| self.check(text.raw()));
            }
            _ => {}
        }
    }

    fn oddity(&mut self, _: &'m Oddity) {}
}

impl<'a> Visitor<'a> for Borrowed<'_> {
    fn job(&mut self, job: Job<'a>, _: JobSite<'_>) {
        job.visit(None, self);
    }

    fn page(&mut self, frame: PageFrame<'a>, _: usize, _: &PageSite) {
        frame.visit(None, self);
    }

    fn fault(&mut self, fault: Fault) {
        panic!("{fault}");
    }
}

/// How many texts were read from the dump, all of them borrowed.
fn borrowed_texts(dump: &str) -> usize {
    let dump = Dump::from_slice(dump.as_bytes());
    let mut borrowed = Borrowed { bytes: dump.bytes(), texts: 0 };
    dump.visit(&mut borrowed);
    borrowed.texts
}

fn count_leaf_texts(value: &Value) -> usize {
    match value {
        Value::Object(members) => members.values().map(count_leaf_texts).sum(),
        Value::Array(elements) => elements.iter().map(count_leaf_texts).sum(),
        other => usize::from(other.is_string()),
    }
}

fn wire_page(jobs: usize) -> String {
    let job = r#"{"Action":"ArchiveRetrieval","ArchiveId":"a","ArchiveSizeInBytes":1048576,"Completed":true,"CompletionDate":"2016-01-02T03:04:05.678Z","InventoryRetrievalParameters":null,"JobId":"j","StatusMessage":"Succeeded","VaultARN":"arn:aws:glacier:eu-west-1:123456789012:vaults/photos"}"#;
    format!(r#"{{"JobList":[{}],"Marker":"m"}}"#, vec![job; jobs].join(","))
}

/// How many allocations it costs to visit a dump of so many jobs.
fn allocations(dump: &str, jobs: usize) -> u64 {
    let mut count = Count::default();
    let info = measure(|| Dump::from_slice(dump.as_bytes()).visit(&mut count));
    assert_eq!((count.jobs, count.faults), (jobs, 0));
    info.count_total
}

#[test]
fn every_text_of_a_full_job_lies_in_the_dump() {
    let job = full_job();
    let page = json!({"JobList": [job, job], "Marker": "m"});
    assert_eq!(borrowed_texts(&page.to_string()), count_leaf_texts(&page));
}

#[test]
fn texts_with_escapes_and_texts_of_the_wrong_type_lie_in_the_dump_too() {
    assert_eq!(
        borrowed_texts(r#"{"JobList": [{"JobId": "\u0061", "Tier": 7, "Completed": "true"}]}"#),
        3
    );
    let limit = r#"{"JobId": "a", "InventoryRetrievalParameters": {"Limit": 100}}"#;
    assert_eq!(borrowed_texts(limit), 2);
}

#[test]
fn a_page_of_flat_jobs_is_read_without_allocating() {
    assert_eq!(allocations(&wire_page(1), 1), 0);
    assert_eq!(allocations(&wire_page(1000), 1000), 0);
}

#[test]
fn a_job_a_line_is_read_without_allocating() {
    let lines = "{\"JobId\":\"a\",\"Completed\":true}\n".repeat(1000);
    assert_eq!(allocations(&lines, 1000), 0);
}

#[test]
fn nested_objects_cost_a_box_each() {
    let job = r#"{"JobId":"a","InventoryRetrievalParameters":{"Format":"CSV","Limit":"10"}}"#;
    let page = format!(r#"{{"JobList":[{}]}}"#, vec![job; 100].join(","));
    assert_eq!(allocations(&page, 100), 100);
}
