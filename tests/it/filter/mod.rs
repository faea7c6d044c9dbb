//! Filters: each test alone against a plain closure over the same job as JSON, and all together.

mod audit;
mod properties;
mod words;

use icecore::dump::Dump;
use icecore::filter::Filter;
use serde_json::{Value, json};

/// Whether the filter lets a job pass that is saved alone in a page.
pub fn matches(filter: &Filter, job: &Value) -> bool {
    let text = json!({ "JobList": [job] }).to_string();
    let dump = Dump::from_slice(text.as_bytes());
    let page = dump.pages().next().expect("there is a page").expect("it is sound");
    filter.matches(&page.jobs()[0])
}
