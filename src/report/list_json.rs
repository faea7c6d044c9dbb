//! `list --format json`: byte for byte what the AWS CLI prints.
//!
//! Four spaces a level, members in the order of the service model and unknown ones after them in
//! alphabetical order, nulls left out, characters beyond ASCII as they are, a line feed at the end.

use std::io;

use serde::ser::{Serialize, Serializer};
use serde_json::Value;
use serde_json::ser::PrettyFormatter;

use super::order::Ordered;
use crate::listing::SavedJob;

#[derive(serde::Serialize)]
#[serde(rename_all = "PascalCase")]
struct JsonList<'l> {
    job_list: Jobs<'l>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<&'l str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<&'l str>,
}

/// Jobs that become values one at a time, as each is written.
struct Jobs<'l>(&'l [&'l SavedJob<'l>]);

impl Serialize for Jobs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|job| Ordered(job.to_value())))
    }
}

pub(super) fn write_jobs(
    out: &mut dyn io::Write,
    jobs: &[&SavedJob<'_>],
    next_token: Option<&str>,
    marker: Option<&str>,
) -> io::Result<()> {
    write(out, &JsonList { job_list: Jobs(jobs), marker, next_token })
}

pub(super) fn write_value(out: &mut dyn io::Write, value: &Value) -> io::Result<()> {
    write(out, &Ordered(value))
}

fn write(out: &mut dyn io::Write, document: &impl Serialize) -> io::Result<()> {
    let formatter = PrettyFormatter::with_indent(b"    ");
    document.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, formatter))?;
    out.write_all(b"\n")
}
