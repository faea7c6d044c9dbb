//! Dumps: every envelope is recognised by its shape, every fault is told once and in its place.

mod causes;
mod compression;
mod embedded;
mod envelopes;
mod folders;
mod foreign;
mod lines;
mod recordings;

use icecore::dump::{Dump, Fault, JobSite, PageSite, Visitor};
use icecore::model::{Field, Job, PageFrame};

/// What a dump holds, short enough to compare: a line for each thing that a visitor is lent.
pub fn told(bytes: &[u8]) -> Vec<String> {
    let dump = Dump::from_slice(bytes);
    let mut teller = Teller(Vec::new());
    dump.visit(&mut teller);
    teller.0
}

/// The faults of a dump.
pub fn faults(bytes: &[u8]) -> Vec<Fault> {
    Dump::from_slice(bytes).pages().filter_map(Result::err).collect()
}

/// A job's JSON; `id` stands for its identifier.
pub fn job(id: &str) -> String {
    format!(r#"{{"JobId":"{id}","Action":"Select"}}"#)
}

struct Teller(Vec<String>);

impl<'a> Visitor<'a> for Teller {
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        let place = site.place(job.span(), "");
        let id = job.job_id().value().map(ToString::to_string).unwrap_or_default();
        let inner = place.inner.map(|inner| format!(" in it {inner:?}")).unwrap_or_default();
        self.0.push(format!("job {id} at {} {:?}{inner}", place.document, place.pointer));
    }

    fn page(&mut self, frame: PageFrame<'a>, jobs: usize, site: &PageSite) {
        let token = match (frame.marker(), frame.next_token()) {
            (Field::Value(marker, _), _) => format!(", marker {marker}"),
            (_, Field::Value(token, _)) => format!(", token {token}"),
            (Field::Null(_), _) => ", marker null".to_owned(),
            _ => String::new(),
        };
        self.0.push(format!("page of {jobs} in {}{token}", site.document()));
    }

    fn fault(&mut self, fault: Fault) {
        self.0.push(format!("fault at {} {:?}", fault.place.document, fault.place.pointer));
    }
}
