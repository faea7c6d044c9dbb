//! `check --format ndjson`: a finding a line, as soon as it is found; the summary is the last line.
//!
//! ```json
//! {"rule":"…","level":"error","message":"…","help":"…","file":"…","offset":0,"length":1,"line":1,…}
//! {"version":1,"summary":{"files":1,"pages":1,"jobs":1,"bytes":1,"findings":{…},"skipped":{…}}}
//! ```
//!
//! The members are those of [`JsonCheck`](super::JsonCheck). That the last line is there shows that
//! the run came to its end.

use std::io;

use serde::Serialize;

use super::format::{CheckReport, End};
use super::json_finding::{JsonForm, JsonSummary, USUAL_LENGTH, write_finding};
use crate::audit::{Form, Located};

/// Writes a line of JSON a finding.
#[derive(Debug, Default)]
pub struct NdjsonCheck;

#[derive(Serialize)]
struct LastLine<'s> {
    version: u8,
    summary: JsonSummary<'s>,
}

impl CheckReport for NdjsonCheck {
    fn finding(&mut self, out: &mut dyn io::Write, located: &Located) -> io::Result<()> {
        let mut line = Vec::with_capacity(USUAL_LENGTH);
        write_finding(&mut line, located);
        line.push(b'\n');
        out.write_all(&line)
    }

    fn form(&self) -> Option<&'static dyn Form> {
        Some(&JsonForm { between: b"\n" })
    }

    fn written(&mut self, out: &mut dyn io::Write, findings: &[u8]) -> io::Result<()> {
        out.write_all(findings)?;
        out.write_all(b"\n")
    }

    fn end(&mut self, out: &mut dyn io::Write, end: &End<'_>) -> io::Result<()> {
        let line = LastLine { version: 1, summary: JsonSummary::of(end) };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")
    }
}
