//! `check --format json`: one object, findings first, the summary last.
//!
//! ```json
//! {"version":1,"findings":[
//! {"rule":"…","level":"error","message":"…","help":"…","file":"…","offset":0,"length":1,
//!  "line":1,"column":1,"pointer":"/JobList/0/Tier","document":0,"inner":"…","job_id":"…",
//!  "vault_arn":"…"}
//! ],"summary":{"files":1,"pages":1,"jobs":1,"bytes":1,"findings":{"error":1,"warning":0,"info":0},
//!  "skipped":{"hidden":0,"other":0}}}
//! ```
//!
//! Lines and columns start at 1, and columns count Unicode scalar values; `offset` and `length` are
//! bytes of the decompressed file. With a filter, `summary` has `matched` after `jobs`: how many of the
//! jobs match it. With something allowed or a baseline, it has `suppressed`: how many findings were not told
//! for that (`allowed`, `baseline`), and where only so many are told, `untold` counts the others, which
//! `findings` counts, too; `rules` has how often each was broken, if that was asked for. `pointer` is an RFC 6901 pointer into the document; `document` is
//! its index where the file holds several. In a document inside a string, `pointer` is the string's
//! and `inner` the pointer in the inner document. `document`, `inner`, `job_id` and `vault_arn` are
//! left out where there is none.

use std::io;

use super::format::{CheckReport, End};
use super::json_finding::{JsonForm, JsonSummary, USUAL_LENGTH, write_finding};
use crate::audit::{Form, Located};

/// Writes JSON.
#[derive(Debug, Default)]
pub struct JsonCheck {
    has_findings: bool,
}

impl JsonCheck {
    fn open(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let opening = if self.has_findings { ",\n" } else { "{\"version\":1,\"findings\":[\n" };
        self.has_findings = true;
        out.write_all(opening.as_bytes())
    }
}

impl CheckReport for JsonCheck {
    fn finding(&mut self, out: &mut dyn io::Write, located: &Located) -> io::Result<()> {
        self.open(out)?;
        let mut object = Vec::with_capacity(USUAL_LENGTH);
        write_finding(&mut object, located);
        out.write_all(&object)
    }

    fn form(&self) -> Option<&'static dyn Form> {
        Some(&JsonForm { between: b",\n" })
    }

    fn written(&mut self, out: &mut dyn io::Write, findings: &[u8]) -> io::Result<()> {
        self.open(out)?;
        out.write_all(findings)
    }

    fn end(&mut self, out: &mut dyn io::Write, end: &End<'_>) -> io::Result<()> {
        let joint = match self.has_findings {
            true => "\n],\"summary\":",
            false => "{\"version\":1,\"findings\":[],\"summary\":",
        };
        out.write_all(joint.as_bytes())?;
        serde_json::to_writer(&mut *out, &JsonSummary::of(end))?;
        out.write_all(b"}\n")
    }
}
