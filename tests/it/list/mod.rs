//! `list`'s formats: what programs read comes back whole, what people open does no harm.

mod csv;
mod json;
mod ndjson;
#[cfg(feature = "cli")]
mod table;

use icecore::listing::SavedJob;
use icecore::report::{ListFormat, ListOutput, write_list};
use serde_json::Value;

/// What is written of jobs.
pub fn jobs(format: ListFormat, texts: &[&str]) -> String {
    let jobs: Vec<SavedJob<'_>> = texts
        .iter()
        .map(|text| SavedJob::new(text.as_bytes()).expect("a job is an object"))
        .collect();
    let jobs: Vec<&SavedJob<'_>> = jobs.iter().collect();
    written(format, &ListOutput::Jobs { jobs: &jobs, next_token: None, marker: None }, 80)
}

/// What is written of a query's result.
pub fn query(format: ListFormat, value: &Value) -> String {
    written(format, &ListOutput::Query(value), 80)
}

pub fn written(format: ListFormat, output: &ListOutput<'_>, width: usize) -> String {
    let mut out = Vec::new();
    write_list(&mut out, format, output, width).expect("memory can be written to");
    String::from_utf8(out).expect("what is written is UTF-8")
}
